import Comparison
import Figures
import Foundation
import Testing

@Test func `a rewritten number is an edit, and said as nothing else`() {
    var ledger = Ledger(figure(.incident, since: Day(number: 19_844)))
    let old = observation(Quantity(12))
    _ = ledger.tell(old)
    let changes = ledger.tell(observation(Quantity(20), hour: 14), instead: [old])
    #expect(changes.map(\.summary) == ["edited 12 → 20"])
    #expect(changes.map(\.severity) == [.warning])
    #expect(ledger.points.map(\.quantity.value) == [20])
}

@Test func `a number that is gone is withdrawn`() {
    var ledger = Ledger(figure())
    let old = observation(Quantity(12))
    _ = ledger.tell(old)
    #expect(ledger.tell([], instead: [old]).map(\.summary) == ["withdrawn 12 → nothing"])
    #expect(ledger.points.isEmpty)
}

@Test func `a number in other words, or with another claimant, is neither`() {
    for successor in [observation(Quantity(12, .atLeast), hour: 14), observation(Quantity(12), by: "police", hour: 14)] {
        var ledger = Ledger(figure())
        let old = observation(Quantity(12))
        _ = ledger.tell(old)
        let changes = ledger.tell(successor, instead: [old])
        #expect(!changes.contains { [.edited, .withdrawn].contains($0.what) })
    }
}

@Test func `another claimant's other number in the same place is an edit, far away it is a loss`() {
    for (place, what) in [(40, Change.What.edited), (4000, .withdrawn)] {
        var ledger = Ledger(figure())
        let old = observation(Quantity(12))
        _ = ledger.tell(old)
        let changes = ledger.tell(observation(Quantity(30), by: "police", hour: 14, span: place), instead: [old])
        #expect(changes.first?.what == what)
    }
}

@Test func `disjoint numbers of one claimant within a version are inconsistent`() {
    var ledger = Ledger(figure())
    let changes = ledger.tell(
        observation(Quantity(40), quote: "Forty were killed, the ministry said."),
        observation(Quantity(43), quote: "In all 43 died, it said.", span: 300, claim: 1))
    #expect(changes.map(\.summary) == ["first nothing → 43", "inconsistent 40 → 43"])
    #expect(ledger.points.map(\.quantity.value) == [43])
}

private let bounds: [Quantity] = [
    Quantity(40, .moreThan), Quantity(40, .atLeast), Quantity(100, .atMost), Quantity(45, .about), Quantity(44, .nearly),
    Quantity(40, .between, high: 50), Quantity(12, .order), Quantity(43),
]

@Test(arguments: bounds, Measure.allCases)
func `a bound beside its number is consistent, and the number stands`(bound: Quantity, measure: Measure) {
    for order in [[0, 1], [1, 0]] {
        var ledger = Ledger(figure(measure, since: Day(number: 19_844)))
        let stated = [observation(bound, quote: "So many were killed."), observation(Quantity(43), quote: "43 died.", span: 90, claim: 1)]
        #expect(ledger.tell(order.map { stated[$0] }).map(\.summary) == ["first nothing → 43"], "\(bound)")
        #expect(ledger.points.map(\.quantity) == [Quantity(43)])
    }
}

@Test func `an outlet that credits two claimants by turns does not switch`() {
    var ledger = Ledger(figure(.stock))
    let days = [("media office", 90), ("health ministry", 50), ("media office", 95), ("health ministry", 55)].enumerated()
    let changes = days.flatMap { day, said in
        ledger.tell(observation(Quantity(Decimal(said.1)), by: said.0, day: day * 10)).map(\.what)
    }
    #expect(changes == [.first, .switched, .rise, .rise])
}

@Test func `an undated incident's number of another day is another count`() {
    var ledger = Ledger(figure(.incident))
    _ = ledger.tell(observation(Quantity(12)))
    #expect(ledger.tell(observation(Quantity(5), day: 1)).map(\.summary) == ["first nothing → 5"])
    #expect(ledger.tell(observation(Quantity(7), day: 1, hour: 18)).map(\.summary) == ["rise 5 → 7"])
}

@Test(arguments: [Status.projected, .denied])
func `what is not reported is filed, and moves nothing`(status: Status) {
    var ledger = Ledger(figure())
    _ = ledger.tell(observation(Quantity(100)))
    #expect(ledger.tell(observation(Quantity(50_000), by: "UN", day: 1, outlet: "AFP", status: status)).isEmpty)
    #expect(ledger.tell(observation(Quantity(90), day: 1, status: status)).isEmpty)
    #expect(ledger.tell(observation(Quantity(101), day: 2)).map(\.summary) == ["rise 100 → 101"])
}

private let silences: [(allowed: Int?, days: Int, isTold: Bool)] = [(7, 6, false), (7, 7, true), (7, 30, true), (nil, 900, false)]

@Test(arguments: silences)
func `a figure is silent after the days that it sets`(allowed: Int?, days: Int, isTold: Bool) {
    let newest = observation(Quantity(12))
    let change = silence(of: figure(alert: AlertRule(silence: allowed)), newest: newest, today: newest.asOf + days)
    #expect((change != nil) == isTold)
    #expect(change.map(\.severity) ?? .notice == .notice)
}
