import Comparison
import Figures
import Foundation
import Testing

private let agreements: [(one: Quantity, other: Quantity, agree: Bool)] = [
    (Quantity(36_000, .moreThan), Quantity(36_897), true),
    (Quantity(1_170, .moreThan), Quantity(1_139), false),
    (Quantity(12, .order), Quantity(14), false),
    (Quantity(12, .order), Quantity(24), true),
    (Quantity(40, .atLeast), Quantity(40), true),
    (Quantity(40, .moreThan), Quantity(40), false),
    (Quantity(40, .moreThan, unit: "USD"), Quantity(40, unit: "USD"), true),
    (Quantity(40, .about), Quantity(43), true),
    (Quantity(40, .about), Quantity(45), false),
    (Quantity(40, .nearly), Quantity(41), false),
    (Quantity(10, .between, high: 20), Quantity(20, .atLeast), true),
    (Quantity(40, .atMost), Quantity(41, .atLeast), false),
    (Quantity(14), Quantity(15), false),
    (Quantity(0), Quantity(0), true),
]

@Test(arguments: agreements)
func `two claimants disagree when nothing lies in both their intervals`(one: Quantity, other: Quantity, agree: Bool) {
    for (first, second) in [(one, other), (other, one)] {
        var ledger = Ledger(figure(.stock))
        _ = ledger.tell(observation(first, by: "ministry"))
        let changes = ledger.tell(observation(second, by: "army", outlet: "AFP")).filter { $0.what == .disagreementOpened }
        #expect(changes.isEmpty == agree, "\(first) beside \(second)")
        #expect(ledger.disagreements == (agree ? [] : [Pair("army", "ministry")]))
    }
}

private let times: [(measure: Measure, first: Decimal, second: Decimal, days: Int, opens: Bool)] = [
    (.cumulative, 100, 120, 1, false),
    (.cumulative, 120, 100, 1, true),
    (.cumulative, 120, 100, 300, true),
    (.cumulative, 100, 120, 0, true),
    (.stock, 100, 120, 0, true),
    (.stock, 100, 120, 3, true),
    (.stock, 100, 120, 4, false),
    (.stock, 120, 100, 4, false),
    (.incident, 12, 14, 0, true),
    (.incident, 12, 14, 9, false),
    (.incident, 14, 12, 9, true),
    (.incident, 12, 14, 90, true),
]

@Test(arguments: times)
func `time explains what it can`(measure: Measure, first: Decimal, second: Decimal, days: Int, opens: Bool) {
    var ledger = Ledger(figure(measure, since: Day(number: 19_844)))
    _ = ledger.tell(observation(Quantity(first), by: "ministry"))
    let changes = ledger.tell(observation(Quantity(second), by: "army", day: days, outlet: "AFP"))
    #expect(changes.contains { $0.what == .disagreementOpened } == opens)
}

@Test func `a disagreement names both, and closes when it ends`() throws {
    var ledger = Ledger(figure())
    _ = ledger.tell(observation(Quantity(120), by: "ministry"))
    let opened = try #require(ledger.tell(observation(Quantity(90), by: "army", day: 1, outlet: "AFP")).last)
    #expect(opened.summary == "disagreement_opened 120 → 90")
    #expect([opened.claimant, opened.other] == ["army", "ministry"])
    #expect(opened.severity == .warning)
    #expect(ledger.tell(observation(Quantity(95), by: "army", day: 2, outlet: "AFP")).map(\.what) == [.rise])
    #expect(ledger.renewed.map(\.summary) == ["disagreement_opened 120 → 95"])
    let closed = try #require(ledger.tell(observation(Quantity(121), by: "army", day: 3, outlet: "AFP")).last)
    #expect(closed.summary == "disagreement_closed 120 → 121")
    #expect(closed.severity == .notice)
    #expect(ledger.disagreements.isEmpty)
}

@Test func `a total said again on a later day holds for that day`() {
    var ledger = Ledger(figure())
    _ = ledger.tell(observation(Quantity(100), by: "ministry"))
    _ = ledger.tell(observation(Quantity(120), by: "army", day: 1, outlet: "AFP"))
    #expect(ledger.disagreements.isEmpty)
    #expect(ledger.tell(observation(Quantity(100), by: "ministry", day: 2)).map(\.what) == [.disagreementOpened])
    #expect(ledger.tell(observation(Quantity(120), by: "army", day: 2, outlet: "AFP")).isEmpty)
    #expect(ledger.disagreements.count == 1)
}

private let tolerances: [(rule: AlertRule.Threshold, other: Decimal, opens: Bool)] = [
    (.share(0.05), 104, false), (.share(0.05), 105, true), (.amount(10), 109, false), (.amount(10), 110, true),
    (.any, 101, true), (.never, 5000, false),
]

@Test(arguments: tolerances)
func `claimants may be as far apart as the figure tolerates`(rule: AlertRule.Threshold, other: Decimal, opens: Bool) {
    var ledger = Ledger(figure(.stock, alert: AlertRule(disagreement: rule)))
    _ = ledger.tell(observation(Quantity(100), by: "ministry"))
    let changes = ledger.tell(observation(Quantity(other), by: "army", outlet: "AFP"))
    #expect(changes.contains { $0.what == .disagreementOpened } == opens)
}

@Test func `copies are no witnesses against each other, nor news twice`() {
    var ledger = Ledger(figure(.stock))
    let report = "https://rudaw.example/0/12/0"
    _ = ledger.tell(observation(Quantity(100), by: "Rudaw", report: report))
    let copy = observation(Quantity(120), by: "Shafaq", outlet: "Shafaq", report: report)
    #expect(ledger.tell(copy).isEmpty)
    #expect(ledger.points.count == 2)
    let witness = observation(Quantity(130), by: "AFP", outlet: "AFP", report: "https://afp.example/0/12/0")
    #expect(Set(ledger.tell(witness).map(\.what)) == [.first, .disagreementOpened])
}

@Test func `two claimants in one article do disagree`() {
    var ledger = Ledger(figure(.stock))
    let changes = ledger.tell(
        observation(Quantity(41_200), by: "ministry", report: "a"), observation(Quantity(17_000), by: "army", report: "a"))
    #expect(changes.map(\.what) == [.first, .first, .disagreementOpened])
}

// MARK: Misreports

private let reports: [(measure: Measure, first: Decimal, second: Decimal, hours: Int, outlet: String, what: Change.What)] = [
    (.cumulative, 41_200, 42_100, 2, "AFP", .misreport),
    (.cumulative, 42_100, 41_200, 2, "AFP", .misreport),
    (.stock, 41_200, 42_100, 2, "AFP", .misreport),
    (.cumulative, 41_200, 42_100, 2, "Rudaw", .rise),
    (.incident, 12, 14, 2, "AFP", .rise),
    (.incident, 14, 12, 2, "AFP", .misreport),
]

@Test(arguments: reports)
func `two outlets that credit one claimant for one day with disjoint numbers misreport`(
    measure: Measure, first: Decimal, second: Decimal, hours: Int, outlet: String, what: Change.What
) {
    var ledger = Ledger(figure(measure, since: Day(number: 19_844)))
    _ = ledger.tell(observation(Quantity(first)))
    let changes = ledger.tell(observation(Quantity(second), hour: 12 + hours, outlet: outlet))
    #expect(changes.map(\.what) == [what])
    #expect(changes.first?.other == (what == .misreport ? "Rudaw" : nil))
}

@Test func `neither copies nor an outlet's own voice misreport`() {
    var ledger = Ledger(figure(.stock))
    _ = ledger.tell(observation(Quantity(100), report: "a"))
    #expect(!ledger.tell(observation(Quantity(120), hour: 13, outlet: "AFP", report: "a")).contains { $0.what == .misreport })
}

// MARK: Properties

private let quantities: [Quantity] = Qualifier.allCases.flatMap { qualifier in
    [0, 9, 10, 14, 24, 100].map { (value: Decimal) in
        Quantity(value, qualifier, high: qualifier == .between ? value + 5 : nil)
    }
}

private func opens(_ one: Quantity, _ other: Quantity, _ measure: Measure, tolerance: AlertRule.Threshold = .any) -> Bool {
    var ledger = Ledger(figure(measure, since: Day(number: 19_844), alert: AlertRule(disagreement: tolerance)))
    _ = ledger.tell(observation(one, by: "ministry"))
    return ledger.tell(observation(other, by: "army", hour: 13, outlet: "AFP")).contains { $0.what == .disagreementOpened }
}

@Test(arguments: Measure.allCases)
func `agreement is symmetric`(measure: Measure) {
    for one in quantities {
        for other in quantities where opens(one, other, measure) != opens(other, one, measure) {
            Issue.record("\(one) and \(other)")
        }
    }
}

@Test func `a wider statement never creates a disagreement`() {
    let wider: [(Quantity) -> Quantity] = [
        { Quantity($0.value, .atLeast) }, { Quantity($0.value, .atMost) }, { Quantity($0.value, .about) },
        { Quantity($0.value, .nearly) }, { Quantity($0.value, .between, high: $0.value * 2) },
    ]
    let exact = quantities.filter { $0.qualifier == .exact }
    for tolerance in [AlertRule.Threshold.any, .share(0.2), .amount(3)] {
        for one in exact {
            for other in quantities where !opens(one, other, .stock, tolerance: tolerance) {
                for widen in wider where opens(widen(one), other, .stock, tolerance: tolerance) {
                    Issue.record("\(widen(one)) against \(other)")
                }
            }
        }
    }
}

@Test func `a change and its reverse cancel`() {
    for one in quantities {
        for other in quantities {
            var (there, back) = (Ledger(figure()), Ledger(figure()))
            _ = there.tell(observation(one))
            _ = back.tell(observation(other))
            let forth = there.tell(observation(other, day: 1)).first
            let reverse = back.tell(observation(one, day: 1)).first
            switch (forth?.what, reverse?.what) {
            case (.rise, .rise), (.fall, .fall): Issue.record("\(one) and \(other) both \(forth?.what.rawValue ?? "")")
            case (.fall, let what): #expect(what == .rise, "\(one) → \(other)")
            default: break
            }
            if one.qualifier == .exact, other.qualifier == .exact {
                #expect(forth?.quantity == reverse?.previous && forth?.previous == reverse?.quantity)
            }
        }
    }
}
