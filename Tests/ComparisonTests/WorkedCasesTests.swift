import Comparison
import Figures
import Foundation
import Testing

// Cases met in real news, with articles written for the purpose.

@Test func `a flow and a level under one word contradict each other`() throws {
    // "More than 36,000 have entered", says the lead; the official: 48,341 entered, 11,444 returned, 36,897 remain.
    var ledger = Ledger(figure(.cumulative, kind: .refugees))
    let changes = ledger.tell(
        observation(Quantity(36_000, .moreThan), quote: "The number who have entered has exceeded 36,000.", span: 40),
        observation(Quantity(48_341), quote: "“48,341 have entered,” he said.", span: 400, claim: 1))
    #expect(changes.map(\.summary) == ["first nothing → 48341", "inconsistent 36000 → 48341"])
    var level = Ledger(figure(.stock, kind: .refugees))
    #expect(level.tell(observation(Quantity(36_897), quote: "“36,897 remain.”", span: 460, claim: 3)).map(\.what) == [.first])
}

@Test func `counts from different beginnings do not contradict each other, those from one do`() {
    var ledger = Ledger(figure(.cumulative, kind: .refugees))
    let (september, october) = (Day("2023-09-23"), Day("2023-10-27"))
    _ = ledger.tell(observation(Quantity(36_000), by: "ministry", since: september))
    let other = ledger.tell(observation(Quantity(21_000), by: "UNHCR", outlet: "AFP", since: october))
    #expect(other.map(\.what) == [.first])
    let same = ledger.tell(observation(Quantity(30_000), by: "IOM", outlet: "BBC", since: september))
    #expect(same.map(\.summary) == ["first nothing → 30000", "disagreement_opened 36000 → 30000"])
}

@Test func `fewer signed than were to be signed is an outcome`() {
    var ledger = Ledger(figure(.incident, kind: .agreements, since: Day(number: 19_844)))
    let planned = observation(Quantity(15), by: "prime minister's office", day: -1, status: .projected)
    #expect(ledger.tell(planned).isEmpty)
    let signed = ledger.tell(observation(Quantity(14), by: "Rudaw"))
    #expect(signed.map(\.summary) == ["outcome 15 → 14"])
    #expect(signed.map(\.severity) == [.info])
    #expect(ledger.disagreements.isEmpty)
    #expect(ledger.tell(observation(Quantity(14), by: "foreign ministry", outlet: "AFP")).map(\.what) == [.first])
}

@Test func `a breakdown that falls because another is credited has switched`() {
    var ledger = Ledger(figure())
    _ = ledger.tell(observation(Quantity(9_500), by: "media office", outlet: "OCHA"))
    let changes = ledger.tell(observation(Quantity(4_959), by: "health ministry", day: 2, outlet: "OCHA"))
    #expect(changes.map(\.summary).first == "switched 9500 → 4959")
    #expect(changes.first?.other == "media office")
    #expect(!changes.contains { $0.what == .fall })
}

@Test func `a count begun anew is no undoing`() {
    var ledger = Ledger(figure())
    _ = ledger.tell(observation(Quantity(4_047), since: Day("2023-10-07")))
    let anew = ledger.tell(observation(Quantity(0), day: 3, since: Day("2024-05-01")))
    #expect(anew.map(\.summary) == ["switched 4047 → 0"])
    #expect(ledger.tell(observation(Quantity(12), day: 4, since: Day("2024-05-01"))).map(\.summary) == ["rise 0 → 12"])
    #expect(ledger.tell(observation(Quantity(4_060), day: 5, since: Day("2023-10-07"))).map(\.summary) == ["rise 4047 → 4060"])
}

@Test func `deaths added in retrospect are part of the day's rise`() {
    var ledger = Ledger(figure())
    _ = ledger.tell(observation(Quantity(65_000)))
    let sentence = "The ministry counted 359 in one day, 298 of them added in retrospect."
    let claims = [claim(359, "people", sentence, at: 0), claim(298, nil, sentence, at: 0)]
    let changes = ledger.tell(observation(Quantity(65_359), day: 1, quote: sentence, claim: 0), beside: claims)
    #expect(changes.map(\.summary) == ["rise 65000 → 65359"])
}

@Test func `parts that miss their total by two are inconsistent`() {
    var ledger = Ledger(figure())
    let total = "The ministry put the toll at 39,071."
    let parts = "It listed 20,206 men, 15,110 women and 3,757 children."
    let claims = [
        claim(39_071, "people", total, at: 0), claim(20_206, "men", parts, at: 60), claim(15_110, "women", parts, at: 60),
        claim(3_757, "children", parts, at: 60),
    ]
    let changes = ledger.tell(observation(Quantity(39_071), quote: total), beside: claims)
    #expect(changes.map(\.summary) == ["first nothing → 39071", "inconsistent 39073 → 39071"])
}

private let rows: [(total: Decimal, parts: [Decimal], contradict: Bool)] = [
    (39_073, [20_206, 15_110, 3_757], false),  // adds up
    (13, [3, 2], false),  // "including three children": not meant to be all
    (1_000, [600, 395], true),  // five are missing
    (1_000, [600, 300], false),  // the others are left out
    (30, [17, 12], false),  // too small to tell a slip from a remainder
]

@Test(arguments: rows)
func `parts are held against their total only where they are meant to be all of it`(total: Decimal, parts: [Decimal], contradict: Bool) {
    var ledger = Ledger(figure())
    let sentence = "The toll, part by part."
    let groups = ["men", "women", "children"]
    let claims = [claim(total, "people", sentence, at: 0)] + zip(parts, groups).map { claim($0, $1, sentence, at: 0) }
    let changes = ledger.tell(observation(Quantity(total), quote: sentence), beside: claims)
    #expect(changes.contains { $0.what == .inconsistent } == contradict)
}

private func claim(_ value: Decimal, _ group: String?, _ quote: String, at start: Int) -> Claim {
    Claim(
        kind: .killed, number: "\(value)", span: start..<start + 2, quantity: Quantity(value), group: group, measure: .cumulative,
        quote: quote, quoteSpan: start..<start + quote.count, pattern: "test")
}
