import Figures
import Foundation
import Testing

/// Cases met in real news, as articles written for the purpose, through the real extraction, matching and comparison.
struct WorkedCasesTests {
    private static func killed(_ place: String, since: String?, _ alert: AlertRule = AlertRule()) -> Figure {
        Figure(
            name: "killed", title: "Killed", kind: .killed, measure: .cumulative, place: place, since: since.flatMap { Day($0) },
            groups: ["people"], alert: alert)
    }

    @Test func `a flow and a level under one word contradict each other`() throws {
        let chain = try Chain(
            Figure(
                name: "refugees", title: "Refugees", kind: .refugees, measure: .cumulative, place: "Iraq",
                groups: ["Lebanese refugees", "Lebanese", "people"]))
        let changes = try chain.publish(
            """
            The number of Lebanese refugees who have entered Iraq since September 23 has exceeded 36,000, the interior ministry said on Thursday.
            The ministry counts everyone at the border posts.
            “A total of 48,341 Lebanese refugees have entered Iraq since September 23,” interior ministry spokesperson Karim Dahlan said, adding that 11,444 Lebanese returned home and 36,897 Lebanese refugees remain in Iraq.
            """, on: "2024-11-21", in: "Courier")
        #expect(changes.contains { $0.what == .inconsistent && $0.quantity?.value == 48_341 }, "\(changes.map(\.summary))")
    }

    @Test func `counts from different beginnings do not contradict each other, those from one do`() throws {
        let chain = try Chain(
            Figure(
                name: "refugees", title: "Refugees", kind: .refugees, measure: .cumulative, place: "Iraq",
                groups: ["Lebanese refugees", "refugees"]))
        let ministry = try chain.publish(
            "Iraq's interior ministry said that 36,310 Lebanese refugees have entered Iraq since September 23.", on: "2024-11-20",
            in: "Courier")
        #expect(ministry.map(\.what) == [.first])
        let agency = try chain.publish(
            "UNHCR said that 21,450 Lebanese refugees have entered Iraq since October 27.", on: "2024-11-20", in: "Herald")
        #expect(agency.map(\.what) == [.first], "\(agency.map(\.summary))")
        let other = try chain.publish(
            "The International Organization for Migration said that 30,120 Lebanese refugees have entered Iraq since September 23.",
            on: "2024-11-20", in: "Tribune")
        #expect(other.map(\.what) == [.first, .disagreementOpened], "\(other.map(\.summary))")
    }

    @Test func `fewer signed than were to be signed is an outcome`() throws {
        let chain = try Chain(
            Figure(
                name: "memoranda", title: "Memoranda", kind: .agreements, measure: .incident, place: "Iraq", since: Day("2024-09-11"),
                groups: ["memoranda of understanding", "agreements"]))
        try chain.publish(
            "Iran and Iraq will sign 15 memoranda of understanding in Baghdad, the prime minister's office said on Wednesday.",
            on: "2024-09-11", in: "Courier")
        let signed = try chain.publish(
            "Iran and Iraq signed 14 memoranda of understanding in Baghdad on Wednesday.", on: "2024-09-11", in: "Herald")
        #expect(signed.map(\.summary) == ["outcome 15 → 14"])
    }

    @Test func `a breakdown that falls because another is credited has switched`() throws {
        let children = Figure(
            name: "children", title: "Children killed", kind: .killed, measure: .cumulative, place: "Gaza", since: Day("2023-10-07"),
            groups: ["women"])
        let chain = try Chain(children, Self.killed("Gaza", since: "2023-10-07"))
        try chain.publish(
            """
            According to the Gaza media office, 9,500 women have been killed in Gaza since October 7.
            The Gaza health ministry said that 34,735 people have been killed in Gaza since October 7.
            """, on: "2024-05-06", in: "Relief")
        let changes = try chain.publish(
            """
            According to the Gaza health ministry, 4,959 women have been killed in Gaza since October 7.
            The Gaza health ministry said that 34,844 people have been killed in Gaza since October 7.
            """, on: "2024-05-08", in: "Relief")
        let breakdown = changes.filter { $0.figure == "children" }
        #expect(breakdown.first?.summary == "switched 9500 → 4959", "\(changes.map(\.summary))")
        #expect(!breakdown.contains { $0.what == .fall })
        #expect(changes.filter { $0.figure == "killed" }.map(\.summary) == ["rise 34735 → 34844"])
    }

    @Test func `a count begun anew is no undoing`() throws {
        let chain = try Chain(Self.killed("Lebanon", since: nil))
        try chain.publish(
            "Lebanon's health ministry said that 4,047 people have been killed in Lebanon since October 7, 2023.", on: "2024-12-04",
            in: "Courier")
        let anew = try chain.publish(
            "Lebanon's health ministry said that 12 people have been killed in Lebanon since November 27, 2024.", on: "2024-12-06",
            in: "Courier")
        #expect(anew.map(\.summary) == ["switched 4047 → 12"], "\(anew.map(\.summary))")
        let old = try chain.publish(
            "Lebanon's health ministry said that 4,060 people have been killed in Lebanon since October 7, 2023.", on: "2024-12-07",
            in: "Courier")
        #expect(old.map(\.summary) == ["rise 4047 → 4060"])
    }

    @Test func `deaths added in retrospect are part of the day's rise`() throws {
        let chain = try Chain(Self.killed("Gaza", since: "2023-10-07"))
        try chain.publish(
            "The Gaza health ministry said that 65,003 people have been killed in Gaza since October 7, 2023.", on: "2025-09-17",
            in: "Courier")
        let changes = try chain.publish(
            """
            The Gaza health ministry said on Thursday that 65,362 people have been killed in Gaza since October 7, 2023.
            It counted 359 deaths in one day, of which 298 were added in retrospect after a committee had approved them.
            """, on: "2025-09-18", in: "Courier")
        #expect(changes.map(\.summary) == ["rise 65003 → 65362"])
    }

    @Test func `parts that miss their total by two are inconsistent`() throws {
        let chain = try Chain(Self.killed("Gaza", since: "2023-10-07"))
        let changes = try chain.publish(
            """
            The Gaza health ministry said that 39,071 people have been killed in Gaza since October 7.
            According to the ministry, 20,206 men, 15,110 women and 3,757 children have been killed in Gaza since October 7.
            """, on: "2024-07-23", in: "Courier")
        #expect(changes.map(\.summary) == ["first nothing → 39071", "inconsistent 39073 → 39071"])
    }

    @Test func `a town's total is a lower bound for the whole, and no fall`() throws {
        let chain = try Chain(Self.killed("Gaza", since: "2023-10-07"))
        try chain.publish(
            "The Gaza health ministry said that 34,844 people have been killed in Gaza since October 7.", on: "2024-05-08", in: "Courier")
        let town = try chain.publish(
            "The Gaza health ministry said that 3,120 people have been killed in Khan Younis since October 7.", on: "2024-05-09",
            in: "Herald")
        #expect(town.isEmpty, "\(town.map(\.summary))")
    }
}
