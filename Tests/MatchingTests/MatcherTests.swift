import Figures
import Foundation
import Matching
import Testing

struct MatcherTests {
    static let gaza = Figure(
        name: "gaza-killed", title: "Killed in Gaza", kind: .killed, measure: .cumulative, place: "Gaza",
        since: Day("2023-10-07"), groups: ["people", "Palestinians"], plausible: 1000...1_000_000,
        claimants: ["Gaza health ministry": ["Palestinian health ministry", "Hamas-run health ministry"]])

    private func points(_ claims: Claim..., of figures: Figure..., on day: String = "2024-05-08") throws -> [Observation] {
        try Matcher(figures: figures, places: Given.places(), words: Given.words())
            .observations(from: claims, in: Given.article(day), seen: Given.noon(day) + 3600)
    }

    static let gazaCases: [(name: String, claim: Claim, isPoint: Bool)] = [
        ("people killed in Gaza", Given.claim(Quantity(34_844)), true),
        ("no group at all", Given.claim(Quantity(34_844), group: nil), true),
        ("a group that the settings name", Given.claim(Quantity(34_844), group: "Palestinians"), true),
        ("a group with what it is made of", Given.claim(Quantity(34_844), group: "people, mostly women and children"), true),
        ("children", Given.claim(Quantity(14_000), group: "children"), false),
        ("a group that nobody named", Given.claim(Quantity(34_844), group: "Gazans"), false),
        ("more people", Given.claim(Quantity(34_844), group: "other people"), false),
        ("a city in Gaza", Given.claim(Quantity(34_844), place: "Khan Younis"), true),
        ("the Strip", Given.claim(Quantity(34_844), place: "the Gaza Strip"), true),
        ("a part of Gaza", Given.claim(Quantity(34_844), place: "northern Gaza"), true),
        ("two cities of Gaza", Given.claim(Quantity(34_844), place: "Rafah and Khan Younis"), true),
        ("a city in and one outside", Given.claim(Quantity(34_844), place: "Rafah and Hebron"), false),
        ("all of Palestine", Given.claim(Quantity(34_844), place: "Palestine"), false),
        ("Lebanon", Given.claim(Quantity(34_844), place: "Lebanon"), false),
        ("nowhere", Given.claim(Quantity(34_844), place: nil), false),
        ("a place nobody knows", Given.claim(Quantity(34_844), place: "the old mill"), false),
        ("an incident", Given.claim(Quantity(34_844), measure: .incident), false),
        ("a stock", Given.claim(Quantity(34_844), measure: .stock), false),
        ("the injured", Given.claim(Quantity(34_844), of: .injured), false),
        ("families", Given.claim(Quantity(34_844, unit: "families")), false),
        ("implausibly few", Given.claim(Quantity(999)), false),
        ("implausibly many", Given.claim(Quantity(1000, .between, high: 2_000_000)), false),
        ("denied", Given.claim(Quantity(34_844), status: .denied), false),
        ("found in a way that is mostly wrong", Given.claim(Quantity(34_844), confidence: 0.3), false),
        ("since the day the figure begins", Given.claim(Quantity(34_844), when: "since October 7"), true),
        ("since a later day", Given.claim(Quantity(34_844), when: "since Tuesday"), true),
        ("since an earlier day", Given.claim(Quantity(34_844), when: "since 2008"), false),
        ("in a month", Given.claim(Quantity(34_844), when: "in April"), false),
        ("in a day", Given.claim(Quantity(34_844), when: "over the past 24 hours"), false),
        ("in so many days", Given.claim(Quantity(34_844), when: "in three days"), false),
        ("until now", Given.claim(Quantity(34_844), when: "so far"), true),
        ("in a while", Given.claim(Quantity(34_844), when: "over the last few weeks"), false),
        ("before the figure begins", Given.claim(Quantity(34_844), when: "on 6 October 2023"), false),
    ]

    @Test(arguments: gazaCases)
    func `a claim is a point of the figures that it speaks of`(name: String, claim: Claim, isPoint: Bool) throws {
        #expect(try points(claim, of: Self.gaza).count == (isPoint ? 1 : 0), "\(name)")
    }

    static let baselines: [(when: String?, since: String?)] = [
        (nil, "2023-10-07"), ("since October 7", "2023-10-07"), ("since October", "2023-10-07"), ("since the war began", "2023-10-07"),
        ("since March 18, 2024", "2024-03-18"), ("on Monday", "2023-10-07"),
    ]

    @Test(arguments: baselines)
    func `a count without a beginning of its own has the figure's`(when: String?, since: String?) throws {
        let point = try #require(try points(Given.claim(Quantity(34_844), when: when), of: Self.gaza).first)
        #expect(point.since?.description == since)
    }

    static let claimants: [(claimant: String?, organization: String?, shown: String, isOwn: Bool)] = [
        (nil, nil, "Rudaw", true),
        ("Palestinian health ministry", nil, "Gaza health ministry", false),
        ("the Hamas-run Health Ministry", nil, "Gaza health ministry", false),
        ("health ministry spokesman Ashraf al-Qudra", "Gaza's Ministry of Health", "Gaza health ministry", false),
        ("an Israeli official", nil, "Israeli official (Rudaw)", false),
        ("officials", nil, "Officials (Rudaw)", false), ("two medical sources", nil, "Two medical sources (Rudaw)", false),
        ("health ministry", nil, "Health ministry", false),
        ("Rudaw", nil, "Rudaw", true),
        ("the UN", nil, "United Nations", false),
    ]

    @Test(arguments: claimants)
    func `a point belongs to its claimant, else to its outlet`(claimant: String?, organization: String?, shown: String, isOwn: Bool) throws
    {
        let claim = Given.claim(Quantity(34_844), by: claimant, organization: organization)
        let point = try #require(try points(claim, of: Self.gaza).first)
        #expect(point.claimant == shown)
        #expect(point.isOwnVoice == isOwn)
    }

    @Test func `who is not named is somebody else at each outlet, and a body is one at all`() throws {
        func claimant(of name: String, at outlet: String) throws -> String? {
            let article = Given.article("2024-05-08", outlet: outlet)
            let claims = [Given.claim(Quantity(34_844), by: name)]
            return try Given.matcher(Self.gaza).observations(from: claims, in: article, seen: Given.noon("2024-05-08")).first?.claimant
        }
        #expect(try claimant(of: "officials", at: "Rudaw") != claimant(of: "officials", at: "Anadolu"))
        #expect(try claimant(of: "an Israeli official", at: "Rudaw") != claimant(of: "an Israeli official", at: "Anadolu"))
        #expect(try claimant(of: "Gaza health ministry", at: "Rudaw") == claimant(of: "the health ministry in Gaza", at: "Anadolu"))
    }

    static let speakers: [(claimant: String, organization: String?, speaker: String?, shown: String)] = [
        ("Iraq’s interior ministry spokesperson Miqdad Miri", "Iraq’s interior ministry", "Miqdad Miri", "Iraqi interior ministry"),
        ("Iraq’s interior ministry spokesperson Miqdad Miri", nil, "Miqdad Miri", "Iraqi interior ministry"),
        ("Saad Maan, spokesman for the Iraqi interior ministry", nil, "Saad Maan", "Iraqi interior ministry"),
        ("spokesman Saad Maan", nil, "Saad Maan", "Saad Maan"),
        ("opposition activist Omar Abu Laila", nil, "Omar Abu Laila", "Omar Abu Laila"),
    ]

    @Test(arguments: speakers)
    func `who speaks for a body gives its numbers`(claimant: String, organization: String?, speaker: String?, shown: String) throws {
        let claim = Given.claim(Quantity(34_844), by: claimant, organization: organization, speaker: speaker)
        #expect(try points(claim, of: Self.gaza).map(\.claimant) == [shown])
    }

    @Test(arguments: [nil, "en", "en-GB", "EN", "tlh"])
    func `an article whose language is not known is read with the words of all`(language: String?) throws {
        var article = Given.article("2024-05-08")
        article.language = language
        let points = try Given.matcher(Self.gaza).observations(
            from: [Given.claim(Quantity(34_844), when: "on Monday")], in: article, seen: Given.noon("2024-05-09"))
        #expect(points.map(\.asOf) == [Day("2024-05-06")])
    }

    @Test
    func `a lexicon that is not there is refused`() {
        #expect(throws: WordsError.self) { try Wording.languages(in: URL(filePath: "/nowhere")) }
    }

    @Test
    func `one number of one claimant is one point of a version, two numbers are two`() throws {
        let ministry = "Palestinian health ministry"
        let points = try points(
            Given.claim(Quantity(34_844), by: ministry), Given.claim(Quantity(34_844), by: "Gaza health ministry"),
            Given.claim(Quantity(34_900), by: ministry), Given.claim(Quantity(34_844)),
            Given.claim(Quantity(34_844), by: ministry, status: .projected), of: Self.gaza)
        #expect(points.map(\.claim) == [0, 2, 3, 4])
        #expect(points.map(\.status) == [.reported, .reported, .reported, .projected])
    }

    @Test
    func `beside a total for the whole, a claimant's number for a town is none`() throws {
        let points = try points(
            Given.claim(Quantity(4100), place: "Khan Younis"), Given.claim(Quantity(34_844)),
            Given.claim(Quantity(1200), place: "Rafah", by: "UN"), of: Self.gaza)
        #expect(points.map(\.quantity.value) == [34_844, 1200])
    }

    static let quake = Figure(
        name: "quake", title: "Killed in the quake", kind: .killed, measure: .incident, place: "Syria", since: Day("2023-02-06"))
    static let quakeCases: [(when: String?, published: String, isPoint: Bool)] = [
        ("on Monday", "2023-02-08", true), (nil, "2023-02-08", true), (nil, "2023-02-20", true), (nil, "2023-02-21", false),
        (nil, "2023-02-05", false), ("on Tuesday", "2023-02-08", false), ("on February 6", "2024-02-01", true),
        ("last year", "2024-02-08", true),
    ]

    @Test(arguments: quakeCases)
    func `an incident is told by its day`(when: String?, published: String, isPoint: Bool) throws {
        let claim = Given.claim(Quantity(1400), place: "Aleppo", measure: .incident, when: when)
        #expect(try points(claim, of: Self.quake, on: published).count == (isPoint ? 1 : 0))
    }

    @Test
    func `a figure without groups takes all but parts of the people`() throws {
        let refugees = Figure(name: "refugees", title: "", kind: .refugees, measure: .stock, place: "Iraq")
        let groups = ["Lebanese refugees", "refugees", "women and children", "another group of refugees", "Syrian refugees"]
        let taken = try groups.filter {
            !(try points(Given.claim(Quantity(36_000), of: .refugees, group: $0, place: "Erbil", measure: .stock), of: refugees)).isEmpty
        }
        #expect(taken == ["Lebanese refugees", "refugees", "Syrian refugees"])
    }

    static let wholes: [(kind: Kind, group: String?, isTaken: Bool)] = [
        (.troops, "soldiers", true), (.troops, "French soldiers", true), (.troops, nil, true), (.troops, "more troops", false),
        (.released, "hostages", true), (.killed, "hostages", false), (.killed, "soldiers", false), (.killed, "people", true),
        (.killed, "police officers", false), (.killed, "people, including five children", true), (.killed, "deaths", true),
        (.infected, "cases", true), (.displaced, "displaced people", true), (.infected, "children", false),
    ]

    @Test(arguments: wholes)
    func `what is all there is to count depends on what is counted`(kind: Kind, group: String?, isTaken: Bool) throws {
        for groups in [[], ["people"]] where groups.isEmpty || group != "French soldiers" {
            let figure = Figure(name: "mali", title: "", kind: kind, measure: .stock, place: "Mali", groups: groups)
            let claim = Given.claim(Quantity(300), of: kind, group: group, place: "Gao", measure: .stock)
            #expect(try points(claim, of: figure).isEmpty != isTaken)
        }
    }

    @Test
    func `money is taken in the figure's currency, and in one currency of an article where it has none`() throws {
        func aid(_ unit: String?) -> Figure {
            Figure(name: "aid", title: "", kind: .funding, measure: .cumulative, unit: unit)
        }
        let dollars = Given.claim(Quantity(100_000_000, unit: "USD"), of: .funding, group: "aid")
        let euros = Given.claim(Quantity(92_000_000, unit: "EUR"), of: .funding, group: "aid")
        #expect(try points(dollars, euros, of: aid("EUR")).map(\.quantity.unit) == ["EUR"])
        #expect(try points(dollars, euros, of: aid(nil)).map(\.quantity.unit) == ["USD"])
    }

    @Test
    func `the day is the outlet's`() throws {
        let matcher = try Given.matcher(Self.gaza)
        var article = Given.article("2024-05-08", zone: "Asia/Baghdad")
        article.published = Given.noon("2024-05-08") + 10 * 3600
        let points = matcher.observations(from: [Given.claim(Quantity(34_844))], in: article, seen: Given.noon("2024-05-10"))
        #expect(points.map(\.asOf) == [Day("2024-05-09")])
    }

    @Test
    func `an article dated in the future, or not at all, is of the moment when it was seen`() throws {
        let matcher = try Given.matcher(Self.gaza)
        for published in [nil, Given.noon("2099-01-01")] {
            var article = Given.article("2024-05-08")
            article.published = published
            let points = matcher.observations(from: [Given.claim(Quantity(34_844))], in: article, seen: Given.noon("2024-05-10"))
            #expect(points.map(\.published) == [Given.noon("2024-05-10")])
        }
    }
}
