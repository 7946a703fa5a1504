import Figures
import Foundation
import Testing

@testable import Alerting

@Suite struct AlertingTests {
    static let sentences: [(what: Change.What, claimant: String, sentence: String)] = [
        (.rise, "health ministry", "Gaza killed: health ministry says 41,200, up from more than 40,861 — Rudaw"),
        (.rise, "Rudaw", "Gaza killed: reports 41,200, up from more than 40,861 — Rudaw"),
        (.fall, "health ministry", "Gaza killed: health ministry says 41,200, down from more than 40,861 — Rudaw"),
        (
            .disagreementOpened, "health ministry",
            "Gaza killed: health ministry says 41,200, army says more than 40,861; both cannot be right — Rudaw"
        ),
        (.edited, "health ministry", "Gaza killed: an article was rewritten: health ministry 41,200, before more than 40,861 — Rudaw"),
        (.silence, "health ministry", "Gaza killed: no new number since 2024-09-10 — Rudaw"),
    ]

    static func alert(_ what: Change.What, claimant: String = "health ministry", quote: String = "A quote.") -> Alert {
        Alert(
            id: 7, title: "Gaza killed",
            change: Change(
                what, severity: .notice, figure: "gaza-killed", claimant: claimant, quantity: Quantity(41200),
                previous: Quantity(40861, .moreThan), other: "army", outlet: "Rudaw", url: URL(string: "https://example.org/a"),
                quote: quote, asOf: Day(year: 2024, month: 9, day: 10) ?? Day(number: 0)),
            made: Date(timeIntervalSince1970: 1_725_926_400))
    }

    @Test(arguments: sentences)
    func `an alert is a sentence that a person can act on`(what: Change.What, claimant: String, sentence: String) {
        #expect(Self.alert(what, claimant: claimant).sentence == sentence)
    }

    @Test func `no two changes share a message id`() {
        let ids = Change.What.allCases.map(\.messageID)
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.count == 32 && $0.allSatisfy(\.isHexDigit) })
    }

    @Test func `text from outside forges neither a field nor a line`() {
        let alert = Self.alert(.rise, quote: "twelve\nlevel=error \u{1B}[2J\"quoted\"")
        let line = LineWriter(.logfmt).line(alert.fields.map { ($0.name, $0.value) })
        #expect(line.filter { $0 == "\n" }.count == 1)
        #expect(line.contains(#"QUOTE="twelve level=error �[2J\"quoted\"""#))
    }

    @Test func `a JSON line is read back by a parser`() throws {
        let alert = Self.alert(.rise, quote: "a \"b\" \\ \u{7} ü")
        let line = LineWriter(.json).line(alert.fields.map { ($0.name.lowercased(), $0.value) })
        let object = try JSONDecoder().decode([String: String].self, from: Data(line.utf8))
        #expect(object["quote"] == "a \"b\" \\ \u{FFFD} ü")
        #expect(object["value"] == "41,200")
    }
}
