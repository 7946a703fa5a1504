import Figures
import Foundation
import Matching
import Testing

struct DiscoveryTests {
    private func report(_ day: String, _ outlet: String, _ claims: Claim...) -> Report {
        Report(article: Given.article(day, outlet: outlet), claims: claims, seen: Given.noon(day))
    }

    private func blast(_ value: Decimal, place: String = "Magnitogorsk", group: String? = "people", when: String? = nil) -> Claim {
        Given.claim(Quantity(value), group: group, place: place, measure: .incident, when: when)
    }

    @Test
    func `a number of two outlets is found, one of a single outlet is not`() throws {
        let found = try Given.matcher().discoveries(in: [
            report("2018-12-31", "TASS", blast(4), blast(3, group: "children")),
            report("2019-01-01", "Reuters", blast(7, when: "on Monday"), blast(12, place: "Kabul")),
            report("2019-01-02", "Reuters", blast(9, when: "on January 2")),
            report("2019-01-01", "AFP", blast(8)),
        ])
        #expect(found.map(\.figure.name) == ["killed-magnitogorsk-2018-12-31"])
        #expect(found.first?.outlets == ["AFP", "Reuters", "TASS"])
        #expect(found.first?.sources.count == 3)
    }

    @Test
    func `what a figure takes is not discovered again`() throws {
        let figure = Figure(name: "blast", title: "", kind: .killed, measure: .incident, place: "Magnitogorsk")
        let reports = [report("2018-12-31", "TASS", blast(4)), report("2018-12-31", "AFP", blast(7))]
        #expect(try Given.matcher(figure).discoveries(in: reports).isEmpty)
        #expect(try Given.matcher().discoveries(in: reports).count == 1)
    }

    @Test
    func `a running total is one number, whatever the days`() throws {
        let found = try Given.matcher().discoveries(in: [
            report("2024-05-08", "Rudaw", Given.claim(Quantity(34_844))), report("2024-07-01", "AFP", Given.claim(Quantity(37_900))),
        ])
        #expect(found.map(\.figure.name) == ["killed-gaza"])
    }
}
