import Foundation
import Places
import Testing

struct PlacesTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../etc/places").standardized
    static let read = Result { try Gazetteer(folder: folder) }

    private func place(_ name: String) throws -> Place? {
        try Self.read.get().place(named: name)
    }

    @Test(arguments: [
        ("Gaza", "Gaza"), ("the Gaza Strip", "Gaza"), ("Khan Younis", "Khan Younis"), ("Khan Yunis", "Khan Younis"),
        ("US", "United States"), ("U.S.", "United States"), ("the UK", "United Kingdom"), ("DRC", "Democratic Republic of the Congo"),
        ("Burma", "Myanmar"), ("UAE", "United Arab Emirates"), ("Sana’a", "Sanaa"), ("KYIV", "Kyiv"), ("Kiev", "Kyiv"),
        ("Deir al-Zor", "Deir ez-Zor"), ("Côte d’Ivoire", "Ivory Coast"), ("Middle East", "Middle East"), ("سوريا", "Syria"),
        ("غزة", "Gaza"), ("حلب", "Aleppo"), ("Idlib province", "Idlib"), ("Raqqah", "Raqqa"), ("Washington, DC", "Washington, D.C."),
        ("Türkiye", "Turkey"), ("West Bank", "West Bank"), ("Khan Sheikhoun", "Khan Sheikhoun"), ("PERU", "Peru"),
        ("Sulawesi", "Sulawesi"), ("Beletweyne", "Beledweyne"), ("Birmingham, Alabama", "Birmingham"), ("Luhansk", "Luhansk"),
        ("the Democratic Republic of Congo", "Democratic Republic of the Congo"), ("South Sudan", "South Sudan"), ("gujarat", "Gujarat"),
    ])
    func `a name means its most prominent place, however it is spelt`(written: String, name: String) throws {
        #expect(try place(written)?.name == name)
    }

    static let kinds: [(name: String, kind: Place.Kind, part: String?, code: String?)] = [
        ("Lebanon", .country, nil, "LB"), ("Gaza", .region, nil, nil), ("Idlib", .city, nil, nil),
        ("Idlib province", .region, nil, "SY-ID"),
        ("Aleppo city", .city, nil, nil), ("Europe", .continent, nil, nil), ("Donbass", .area, nil, nil),
        ("southern Israel", .country, "south", "IL"), ("northern Gaza Strip", .region, "north", nil),
        ("south western China", .country, "southwest", "CN"), ("southern Asia", .area, nil, nil),
        ("central Damascus", .city, "centre", nil),
    ]

    @Test(arguments: kinds)
    func `a place has a kind, a code and the part that is meant`(name: String, kind: Place.Kind, part: String?, code: String?) throws {
        let place = try #require(try place(name))
        #expect((place.kind, place.part, place.code) == (kind, part, code))
    }

    @Test(arguments: [
        "", "the", "southern", "province", "Of", "Most", "Police", "the old mill", "northern southern Israel", "Zorbia", ", ", "Sunday",
        "Kyiv and Sumy", "SANA", "Gaza, Texas",
    ])
    func `what is no place, or not only one, is none`(text: String) throws {
        #expect(try place(text) == nil)
    }

    @Test(arguments: [
        ("Gaza", "Khan Younis"), ("Palestinian territories", "Khan Younis"), ("Middle East", "Khan Younis"), ("Gaza", "northern Gaza"),
        ("Gaza", "Gaza City"), ("Palestine", "West Bank"), ("West Bank", "Jenin"), ("Syria", "Aleppo"), ("Aleppo province", "Aleppo"),
        ("Israel", "southern Israel"), ("southern Israel", "southern Israel"), ("Darfur", "El Fasher"), ("Donbas", "Bakhmut"),
        ("Eastern Ghouta", "Eastern Ghouta"), ("Syria", "Eastern Ghouta"), ("Africa", "Khartoum"), ("European Union", "Lyon"),
        ("Ukraine", "Crimea"), ("UK", "Wales"), ("Sulawesi", "Palu"), ("Iraq", "Erbil"), ("Kurdistan Region", "Erbil"),
    ])
    func `what lies in a place is in it`(outer: String, inner: String) throws {
        let (outer, inner) = (try #require(try place(outer)), try #require(try place(inner)))
        #expect(try Self.read.get().contains(outer, inner))
    }

    @Test(arguments: [
        ("Khan Younis", "Gaza"), ("Gaza", "Palestine"), ("Gaza", "West Bank"), ("Israel", "Gaza"), ("southern Israel", "Israel"),
        ("southern Israel", "northern Israel"), ("southern Israel", "Tel Aviv"), ("Lebanon", "Syria"), ("Idlib", "Idlib province"),
        ("Niger", "Nigeria"), ("Sudan", "South Sudan"), ("Congo", "Republic of Congo"), ("Syria", "Jericho"), ("US", "Georgia"),
        ("European Union", "London"),
    ])
    func `what lies elsewhere, or around it, is not in it`(outer: String, inner: String) throws {
        let (outer, inner) = (try #require(try place(outer)), try #require(try place(inner)))
        #expect(try !Self.read.get().contains(outer, inner))
    }

    @Test(arguments: [
        ("Lebanese", "Lebanon"), ("Syrians", "Syria"), ("the Palestinians", "Palestine"), ("Gazan", "Gaza"), ("british", "United Kingdom"),
        ("Americans", "United States"), ("South Sudanese", "South Sudan"), ("Nigerien", "Niger"), ("Nigerian", "Nigeria"),
        ("Dutch", "Netherlands"), ("Swiss", "Switzerland"), ("Chechen", "Chechnya"), ("Filipino", "Philippines"), ("Frenchmen", "France"),
    ])
    func `people come from a place`(word: String, name: String) throws {
        #expect(try Self.read.get().country(ofDemonym: word)?.name == name)
    }

    @Test(arguments: ["Lebanon", "people", "Syria", "Gaza", ""])
    func `a place is no people`(word: String) throws {
        #expect(try Self.read.get().country(ofDemonym: word) == nil)
    }

    @Test(arguments: ["Nice", "Reading", "Mobile", "Split", "Jackson"])
    func `a name that is also a word or a person's is marked`(text: String) throws {
        let found = try Self.read.get().names.filter { $0.text == text }
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.isAmbiguous })
    }

    @Test(arguments: ["Gaza", "Aleppo", "Turkey", "Chad", "Jordan", "Georgia", "London", "Paris", "Kyiv", "Amman", "Madrid"])
    func `a prominent name is not marked`(text: String) throws {
        #expect(try Self.read.get().names.contains { $0.text == text && !$0.isAmbiguous && !$0.isDemonym })
    }

    @Test
    func `every name leads to a place that is there, whose parents are there`() throws {
        let gazetteer = try Self.read.get()
        let numbers = Set(gazetteer.names.map(\.place))
        #expect(numbers.count > 30_000)
        let sample = numbers.filter { $0 % 7 == 0 }
        let places = sample.compactMap(gazetteer.place)
        #expect(places.count == sample.count)
        #expect(places.flatMap(\.parents).allSatisfy { gazetteer.place($0) != nil })
        #expect(places.allSatisfy { $0.kind != .city || gazetteer.ancestors(of: $0).contains { gazetteer.place($0)?.kind == .country } })
    }

    @Test
    func `a name is found by its own spelling`() throws {
        let gazetteer = try Self.read.get()
        let names = gazetteer.names
        let sample = stride(from: 0, to: names.count, by: 17).map { names[$0] }
        let lost = sample.filter { name in
            name.isDemonym ? gazetteer.country(ofDemonym: name.text) == nil : gazetteer.place(named: name.text) == nil
        }
        #expect(lost.map(\.text) == [])
    }

    @Test
    func `no place is in an empty gazetteer`() {
        #expect(Gazetteer.empty.place(named: "Gaza") == nil)
        #expect(Gazetteer.empty.country(ofDemonym: "Lebanese") == nil)
        #expect(Gazetteer.empty.names.isEmpty)
    }
}
