import Figures
import Foundation
import Testing

@testable import Comparison

private let roundings: [(number: Decimal, other: Decimal, isRounding: Bool)] = [
    (41_000, 41_200, true),
    (41_000, 41_900, true),  // cut down
    (41_000, 40_600, true),  // rounded up
    (41_000, 40_400, false),
    (41_000, 42_000, false),  // both are round: two numbers
    (41_000, 42_100, false),
    (20_000, 20_456, true),
    (20_000, 21_500, false),  // two digits always count
    (1_200, 1_234, true),
    (1_200_000, 1_234_567, true),
    (300, 312, false),  // too small to be rounded without a word
    (41_210, 41_213, false),  // one zero is no rounding
    (41_200, 41_000, false),  // the one with more digits stands for nobody else's
    (5_500_000_000, 5_480_300_000, true),
]

@Test(arguments: roundings)
func `a round number may stand for one with more digits`(number: Decimal, other: Decimal, isRounding: Bool) {
    #expect(Quantity(number).isRounding(of: Quantity(other)) == isRounding)
    #expect(!Quantity(number, .atLeast).isRounding(of: Quantity(other)))
    #expect(!Quantity(number, unit: "families").isRounding(of: Quantity(other)))
}

@Test func `a total that is only rounded does not fall, and one that is revised does`() {
    var ledger = Ledger(figure())
    _ = ledger.tell(observation(Quantity(41_200)))
    #expect(ledger.tell(observation(Quantity(41_000), day: 1, outlet: "AFP")).isEmpty)
    #expect(ledger.tell(observation(Quantity(41_350), day: 2)).map(\.summary) == ["rise 41200 → 41350"])
    #expect(ledger.tell(observation(Quantity(40_100), day: 3)).map(\.summary) == ["fall 41350 → 40100"])
    #expect(ledger.tell(observation(Quantity(40_000), day: 4)).map(\.summary) == ["fall 40100 → 40000"], "the same outlet means it")
}

@Test func `who rounds neither disagrees nor misreports`() {
    var ledger = Ledger(figure())
    _ = ledger.tell(observation(Quantity(41_200)))
    #expect(ledger.tell(observation(Quantity(41_000), by: "UN", outlet: "AFP")).map(\.what) == [.first])
    #expect(ledger.tell(observation(Quantity(41_000), hour: 13, outlet: "BBC")).isEmpty)
    #expect(ledger.disagreements.isEmpty)
}

@Test func `an outcome is told though others have reported since the projection`() {
    var ledger = Ledger(figure(.incident, kind: .agreements, since: Day(number: 19_844)))
    _ = ledger.tell(observation(Quantity(15), by: "prime minister's office", day: -1, status: .projected))
    #expect(ledger.tell(observation(Quantity(3), by: "Rudaw")).map(\.what) == [.outcome])
    let all = ledger.tell(observation(Quantity(14), by: "foreign ministry", hour: 18, outlet: "AFP"))
    #expect(all.first?.summary == "outcome 15 → 14")
    #expect(ledger.tell(observation(Quantity(14), by: "UN", hour: 19, outlet: "BBC")).first?.what == .first)
}
