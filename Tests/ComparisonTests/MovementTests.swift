import Comparison
import Figures
import Foundation
import Testing

private let table: [(from: Quantity, to: Quantity, change: String?)] = [
    (Quantity(40_861), Quantity(41_200), "rise 40861 → 41200"),
    (Quantity(41_200), Quantity(40_861), "fall 41200 → 40861"),
    (Quantity(41_200), Quantity(41_200), nil),
    (Quantity(40_861), Quantity(40_000, .moreThan), nil),
    (Quantity(40_861), Quantity(41_000, .nearly), nil),
    (Quantity(40_861), Quantity(40_000, .about), nil),
    (Quantity(40_000, .about), Quantity(40_861), nil),
    (Quantity(40_000, .moreThan), Quantity(41_000, .moreThan), "rise 40000 → 41000"),
    (Quantity(41_000, .moreThan), Quantity(40_000, .moreThan), nil),
    (Quantity(40_000, .moreThan), Quantity(41_200), "rise 40000 → 41200"),
    (Quantity(1_170, .moreThan), Quantity(1_139), "fall 1170 → 1139"),
    (Quantity(12, .atLeast), Quantity(14), "rise 12 → 14"),
    (Quantity(12, .atLeast), Quantity(12), nil),
    (Quantity(12), Quantity(12, .atLeast), nil),
    (Quantity(14), Quantity(12, .order), "rise 14 → 12"),
    (Quantity(12, .order), Quantity(14), "fall 12 → 14"),
    (Quantity(12, .order), Quantity(37), nil),
    (Quantity(12, .order), Quantity(130), "rise 12 → 130"),
    (Quantity(12, .order), Quantity(100, .order), "rise 12 → 100"),
    (Quantity(50, .atMost), Quantity(30), nil),
    (Quantity(50, .atMost), Quantity(60), "rise 50 → 60"),
    (Quantity(50, .lessThan), Quantity(50), nil),
    (Quantity(10, .between, high: 20), Quantity(14), nil),
    (Quantity(14), Quantity(10, .between, high: 20), nil),
    (Quantity(10, .between, high: 20), Quantity(21), "rise 10 → 21"),
    (Quantity(10, .between, high: 20), Quantity(9), "fall 10 → 9"),
    (Quantity(0), Quantity(3), "rise 0 → 3"),
    (Quantity(Decimal(5_500_000_000), unit: "USD"), Quantity(Decimal(6_000_000_000), unit: "USD"), "rise 5500000000 → 6000000000"),
    (Quantity(5, .moreThan, unit: "USD"), Quantity(5, unit: "USD"), nil),
]

@Test(arguments: table)
func `a number moves when it leaves what the one before stated`(from: Quantity, to: Quantity, change: String?) {
    var ledger = Ledger(figure())
    _ = ledger.tell(observation(from))
    #expect(ledger.tell(observation(to, day: 1)).map(\.summary) == [change].compactMap(\.self), "\(from) → \(to)")
}

@Test func `a fall of a total is a revision, and of a level only a fall`() {
    for (measure, severity) in [(Measure.cumulative, Change.Severity.warning), (.stock, .notice), (.incident, .notice)] {
        var ledger = Ledger(figure(measure, since: Day(number: 19_844)))
        _ = ledger.tell(observation(Quantity(120)))
        #expect(ledger.tell(observation(Quantity(104), day: 1)).map(\.severity) == [severity], "\(measure)")
    }
}

private let thresholds: [(rule: AlertRule, values: [Decimal], told: [String])] = [
    (AlertRule(rise: .share(0.01)), [1000, 1009], ["first nothing → 1000"]),
    (AlertRule(rise: .share(0.01)), [1000, 1010], ["first nothing → 1000", "rise 1000 → 1010"]),
    // Small steps add up to one that is told, and then begin anew.
    (AlertRule(rise: .share(0.01)), [1000, 1004, 1008, 1012, 1016], ["first nothing → 1000", "rise 1000 → 1012"]),
    (AlertRule(rise: .amount(100)), [1000, 1099, 1100], ["first nothing → 1000", "rise 1000 → 1100"]),
    (AlertRule(rise: .never, fall: .any), [1000, 5000, 4999], ["first nothing → 1000", "fall 5000 → 4999"]),
    (AlertRule(rise: .never, fall: .share(0.1)), [1000, 950, 900], ["first nothing → 1000", "fall 1000 → 900"]),
    // A fall after an untold rise is measured from what it falls.
    (AlertRule(rise: .share(0.05), fall: .any), [100, 104, 101], ["first nothing → 100", "fall 104 → 101"]),
]

@Test(arguments: thresholds)
func `a step is told from the size on that the figure sets`(rule: AlertRule, values: [Decimal], told: [String]) {
    var ledger = Ledger(figure(alert: rule))
    let changes = values.enumerated().flatMap { day, value in ledger.tell(observation(Quantity(value), day: day)) }
    #expect(changes.map(\.summary) == told)
}

@Test func `what is older than the newest is filed and announces nothing`() {
    var ledger = Ledger(figure())
    _ = ledger.tell(observation(Quantity(100)))
    _ = ledger.tell(observation(Quantity(120), day: 4))
    #expect(ledger.tell(observation(Quantity(110), day: 2, outlet: "AFP")).isEmpty)
    #expect(ledger.points.count == 3)
    #expect(ledger.tell(observation(Quantity(110), day: 2, hour: 13, outlet: "BBC")).isEmpty)
    #expect(ledger.points.count == 3, "the same number of the same day is said again, not anew")
    #expect(ledger.tell(observation(Quantity(121), day: 5)).map(\.summary) == ["rise 120 → 121"])
}

@Test func `a source that says the same again announces nothing`() {
    var ledger = Ledger(figure())
    _ = ledger.tell(observation(Quantity(100)))
    #expect(ledger.tell(observation(Quantity(120), day: 1, outlet: "AFP")).map(\.summary) == ["rise 100 → 120"])
    #expect(ledger.tell(observation(Quantity(100), day: 2)).isEmpty, "Rudaw repeats what it said, and is no revision")
    #expect(ledger.tell(observation(Quantity(120), day: 3)).isEmpty)
    #expect(ledger.points.count == 2)
}

@Test func `a number that flaps within a day is told once`() {
    var ledger = Ledger(figure(.stock))
    let changes = [12, 14, 12, 14].enumerated().flatMap { hour, value in
        ledger.tell(observation(Quantity(Decimal(value)), hour: hour))
    }
    #expect(changes.map(\.summary) == ["first nothing → 12", "rise 12 → 14"])
    #expect(ledger.points.count == 2)
}

@Test func `of several numbers the one that is not looked back at stands`() {
    var ledger = Ledger(figure())
    _ = ledger.tell(observation(Quantity(19)))
    let sentence = "The toll rose from 19 to 37."
    let changes = ledger.tell(
        observation(Quantity(19), day: 1, quote: sentence), observation(Quantity(37), day: 1, quote: sentence, span: 27))
    #expect(changes.map(\.summary) == ["rise 19 → 37"])
    #expect(ledger.points.map(\.quantity.value) == [19, 37])
}

@Test func `numbers in different units are different counts`() {
    var ledger = Ledger(figure(.stock, kind: .displaced))
    _ = ledger.tell(observation(Quantity(5000)))
    let changes = ledger.tell(observation(Quantity(900, unit: "families"), day: 1, outlet: "AFP"))
    #expect(changes.map(\.summary) == ["first nothing → 900"])
}
