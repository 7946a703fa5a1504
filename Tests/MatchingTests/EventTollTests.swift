import Figures
import Foundation
import Matching
import Testing

struct EventTollTests {
    private func report(_ outlet: String, _ hour: Double, _ quantities: (Quantity, String?)...) -> Report {
        Report(
            article: Given.article("2024-05-08", outlet: outlet),
            claims: quantities.map { Given.claim($0.0, group: $0.1, measure: .incident) },
            seen: Given.noon("2024-05-08") + hour * 3600)
    }

    @Test
    func `outlets that cannot both be right are named`() throws {
        let reports = [
            report("AFP", 1, (Quantity(3), "people")), report("Reuters", 2, (Quantity(4), nil), (Quantity(2), "children")),
            report("BBC", 3, (Quantity(2, .moreThan), "people")), report("AFP", 4, (Quantity(5), "people")),
        ]
        let toll = try #require(try Given.matcher().tolls(of: [0, 1, 2, 3], in: reports).first)
        #expect(toll.kind == .killed)
        #expect(toll.statements.map(\.outlet) == ["Reuters", "BBC", "AFP"])
        #expect(toll.statements.map(\.quantity.value) == [4, 2, 5])
        #expect(toll.disagreements.map { [$0.outlet, $1.outlet] } == [["Reuters", "AFP"]])
    }

    @Test
    func `what the settings of figures contradict is said`() throws {
        func figure(_ name: String, place: String, claimants: [String: [String]] = [:]) -> Figure {
            Figure(name: name, title: "", kind: .killed, measure: .cumulative, place: place, claimants: claimants)
        }
        let figures = [
            figure("gaza", place: "Gaza"), figure("strip", place: "the Gaza Strip"), figure("zorbia", place: "Zorbia"),
            figure(
                "iraq", place: "Iraq", claimants: ["Ministry": ["Iraqi interior ministry"], "Baghdad": ["Iraq's Ministry of Interior"]]),
        ]
        let problems = Matcher.problems(in: figures, places: try Given.places(), words: try Given.words())
        #expect(problems.count == 3)
        #expect(problems.first == .sameClaims(figure: "strip", other: "gaza"))
        #expect(problems.dropFirst().first == .unknownPlace(figure: "zorbia", place: "Zorbia"))
        #expect(problems.last?.description.contains("listed for Baghdad and for Ministry") ?? false)
    }
}
