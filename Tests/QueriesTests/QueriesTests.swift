import Figures
import Foundation
import Storage
import Support
import Testing

@testable import Queries

struct QueriesTests {
    @Test func `the newest number of a figure is that of the latest day`() throws {
        let store = try TestStore()
        try store.says("Health ministry", 40_000, on: "2024-08-15", .moreThan)
        try store.says("Health ministry", 41_638, on: "2024-10-01")
        try store.says("Army", 39_000, on: "2024-09-20", .between, high: 41_000)
        let summary = try #require(try store.ledger().figures().first)
        #expect(summary.newest?.quantity.text == "41,638")
        #expect(summary.newest?.claimant == "Health ministry")
        #expect(summary.claimants == 2)
        #expect(summary.points == 3)
        #expect(summary.reports == 3)
    }

    @Test func `a copy of a report is no report of its own`() throws {
        let store = try TestStore()
        let original = try store.says("Health ministry", 41_638, on: "2024-10-01", in: "Rudaw")
        try store.says("Health ministry", 41_638, on: "2024-10-01", in: "The Wire", copyOf: original)
        try store.says("Health ministry", 41_638, on: "2024-10-01", in: "The Desk")
        let history = try store.ledger().history(of: "gaza-killed")
        #expect(history.points.map(\.reports) == [2])
        #expect(history.reports == 2)
    }

    static let filters: [(filter: PointFilter, numbers: [String])] = [
        (.all, [">40,000", "39,000–41,000", "41,638", "42,000"]),
        (PointFilter(claimant: "health MINISTRY"), [">40,000", "41,638"]),
        (PointFilter(outlet: "The Wire"), ["39,000–41,000"]),
        (PointFilter(since: Day("2024-09-20")), ["39,000–41,000", "41,638", "42,000"]),
        (PointFilter(until: Day("2024-09-19")), [">40,000"]),
        (PointFilter(since: Day("2024-09-20"), until: Day("2024-10-01")), ["39,000–41,000", "41,638"]),
        (PointFilter(knownAt: TestStore.instant("2024-10-01T12:00:00Z")), [">40,000", "39,000–41,000", "41,638"]),
        (PointFilter(knownAt: TestStore.instant("2024-10-01T11:59:59Z")), [">40,000", "39,000–41,000"]),
    ]

    @Test(arguments: filters)
    func `a filter narrows a history`(filter: PointFilter, numbers: [String]) throws {
        let store = try TestStore()
        try store.says("Health ministry", 40_000, on: "2024-08-15", .moreThan)
        try store.says("Army", 39_000, on: "2024-09-20", .between, high: 41_000, in: "The Wire")
        try store.says("Health ministry", 41_638, on: "2024-10-01")
        try store.says("Red Crescent", 42_000, on: "2024-10-02")
        #expect(try store.ledger().history(of: "gaza-killed", filter).points.map(\.quantity.text) == numbers)
    }

    @Test func `what was known at an instant is what the store said at that instant`() throws {
        let store = try TestStore()
        let steps: [(claimant: String, value: Decimal, day: String, seen: String)] = [
            ("Health ministry", 40_000, "2024-08-15", "2024-08-15T12:00:00Z"),
            ("Army", 38_000, "2024-08-16", "2024-08-20T12:00:00Z"),
            ("Health ministry", 40_000, "2024-08-18", "2024-08-21T12:00:00Z"),
            ("Health ministry", 39_000, "2024-08-01", "2024-08-22T12:00:00Z"),
            ("Army", 38_500, "2024-08-22", "2024-08-23T12:00:00Z"),
        ]
        var answers: [(at: Date, points: [Point])] = []
        for step in steps {
            try store.says(step.claimant, step.value, on: step.day, seen: step.seen)
            answers.append((TestStore.instant(step.seen), try store.ledger().history(of: "gaza-killed").points))
        }
        for answer in answers {
            #expect(try store.ledger().history(of: "gaza-killed", PointFilter(knownAt: answer.at)).points == answer.points)
        }
    }

    @Test func `a number that its article no longer states was known while it stood`() throws {
        let store = try TestStore()
        let page = try store.says("Health ministry", 40_000, on: "2024-08-15", seen: "2024-08-15T12:00:00Z")
        try store.rewrite(page, saying: "Nothing is known any more.", seen: "2024-08-16T12:00:00Z")
        let ledger = try store.ledger()
        #expect(try ledger.figure("gaza-killed").newest == nil)
        #expect(try ledger.history(of: "gaza-killed").points.map(\.isStanding) == [false])
        let then = PointFilter(knownAt: TestStore.instant("2024-08-16T11:00:00Z"))
        #expect(try ledger.history(of: "gaza-killed", then).points.map(\.isStanding) == [true])
    }

    @Test func `claimants stand side by side with whom they contradict`() throws {
        let store = try TestStore()
        try store.says("Health ministry", 40_000, on: "2024-08-15")
        try store.says("Health ministry", 41_638, on: "2024-10-01")
        try store.says("Army", 30_000, on: "2024-10-01", .atMost, disagreeingWith: "Health ministry", seen: "2024-10-02T12:00:00Z")
        let comparison = try store.ledger().comparison(of: "gaza-killed")
        #expect(comparison.sides.map(\.claimant) == ["Army", "Health ministry"])
        #expect(comparison.sides.map { $0.newest?.quantity.text } == ["≤30,000", "41,638"])
        #expect(comparison.sides.map { $0.previous?.text } == [nil, "40,000"])
        #expect(comparison.sides.map(\.contradicts) == [["Health ministry"], ["Army"]])
        let before = try store.ledger().comparison(of: "gaza-killed", knownAt: TestStore.instant("2024-10-02T11:00:00Z"))
        #expect(before.openDisagreements.isEmpty)
        #expect(before.sides.map(\.claimant) == ["Health ministry"])
    }

    @Test func `an alert is waiting until it is told, and seen once acknowledged`() throws {
        let store = try TestStore()
        try store.says("Army", 30_000, on: "2024-10-01", disagreeingWith: "Health ministry")
        #expect(try store.ledger().alerts(AlertFilter(waiting: true)).map(\.state) == [.waiting])
        let alert = try #require(try store.ledger().alerts().first)
        #expect(alert.change.sentence == "Killed in Gaza: Army says 30,000, Health ministry says nothing; both cannot be right — Rudaw")
        try store.archive.told([alert.id], at: TestStore.instant("2024-10-02T12:00:00Z"))
        let desk = try AcknowledgementDesk(store.archive.file)
        _ = try desk.acknowledge(.alerts([alert.id]), note: "desk knows", at: TestStore.instant("2024-10-02T13:00:00Z"))
        #expect(try store.ledger().alerts(AlertFilter(waiting: true)).isEmpty)
        #expect(try store.ledger().alerts(AlertFilter(unacknowledged: true)).isEmpty)
        #expect(try store.ledger().alerts(AlertFilter(figure: "gaza-killed")).map(\.note) == ["desk knows"])
    }

    @Test func `a source shows how it fares`() throws {
        let store = try TestStore()
        #expect(try store.ledger().sources().map(\.state) == [.new])
        let now = TestStore.instant("2024-10-02T12:00:00Z")
        _ = try store.archive.polled("rudaw", .failed(reason: "connect timeout", next: now + 600), at: now)
        let source = try #require(try store.ledger().sources().first)
        #expect(source.state == .failing)
        #expect(source.failing == "connect timeout")
        #expect(source.nextPoll == now + 600)
        _ = try store.archive.polled("rudaw", .unchanged(next: now + 1200), at: now + 600)
        #expect(try store.ledger().sources().map { [$0.polls, $0.failedPolls, $0.failures] } == [[2, 1, 0]])
    }

    @Test func `a claim is shown with its sentence in context and every version of its page`() throws {
        let store = try TestStore()
        let page = try store.says("Health ministry", 40_000, on: "2024-08-15", around: ("Before it.", "After it."))
        try store.rewrite(page, saying: "Nothing is known any more.", seen: "2024-08-16T12:00:00Z")
        let claim = try store.ledger().claim(1)
        #expect(claim.before == "Before it.")
        #expect(claim.after == "After it.")
        let quote = Array(claim.quote.unicodeScalars)[claim.numberInQuote]
        #expect(String(String.UnicodeScalarView(quote)) == "40,000")
        #expect(claim.versions.map(\.numbers) == [["40,000"], []])
        #expect(claim.versions.map(\.holdsClaim) == [true, false])
        #expect(claim.figures == ["gaza-killed"])
    }

    @Test func `a number of two outlets that no figure tracks is discovered`() throws {
        let store = try TestStore()
        try store.mentions(12, at: "Derna", on: "2024-10-01", in: "Rudaw")
        #expect(try store.ledger().discoveries().isEmpty)
        try store.mentions(14, at: "Derna", on: "2024-10-01", in: "The Wire")
        try store.mentions(14, at: "Tripoli", on: "2024-10-01", in: "The Wire")
        let discovery = try #require(try store.ledger().discoveries().first)
        #expect(try store.ledger().discoveries().count == 1)
        #expect((discovery.place, discovery.outlets, discovery.reports) == ("Derna", 2, 2))
    }

    static let searches: [(words: String, found: Int)] = [
        ("ministry", 2), ("MINISTRY killed", 2), ("minis*", 2), ("minis", 0), ("40,000", 1), ("ministry OR army", 0),
        ("\"NEAR(ministry", 0),
        ("killed' -- ", 2),
    ]

    @Test(arguments: searches)
    func `words are searched for as words, never as operators`(words: String, found: Int) throws {
        let store = try TestStore()
        try store.says("Health ministry", 40_000, on: "2024-08-15")
        try store.says("Health ministry", 41_000, on: "2024-08-16")
        #expect(try store.ledger().search(words).count == found)
    }

    @Test func `a search without a word is refused`() throws {
        let ledger = try TestStore().ledger()
        #expect(throws: LedgerError.malformed("nothing to search for in “* \"”: give words of the sentence, such as: earthquake killed")) {
            try ledger.search("* \"")
        }
    }

    static let names: [(written: String, meant: [String])] = [
        ("gaza-kiled", ["gaza-killed"]), ("gaza", ["gaza-killed"]), ("killed", ["gaza-killed"]), ("gzaa-killed", ["gaza-killed"]),
        ("x'; DROP TABLE claim; --", []), ("", []),
    ]

    @Test(arguments: names)
    func `a wrong name is answered with the names near to it`(written: String, meant: [String]) throws {
        let store = try TestStore()
        #expect(throws: LedgerError.unknown(what: "figure", name: written, near: meant)) { try store.ledger().history(of: written) }
        try store.says("Health ministry", 40_000, on: "2024-08-15")
        #expect(throws: LedgerError.unknown(what: "claimant of gaza-killed", name: "Helth ministry", near: ["Health ministry"])) {
            try store.ledger().history(of: "Gaza-Killed", PointFilter(claimant: "Helth ministry"))
        }
    }

    @Test func `a store that is missing, or is none, is refused with what to do`() throws {
        let folder = try TestStore.folder()
        let missing = folder.appending(path: "none.db")
        #expect(throws: LedgerError.missing(missing)) { try Ledger(at: missing) }
        #expect(throws: LedgerError.foreign(folder)) { try Ledger(at: folder) }
        let text = folder.appending(path: "notes.db")
        try Data("just some notes, and long enough to be looked at as a database by anybody who opens it".utf8).write(to: text)
        #expect(throws: LedgerError.foreign(text)) { try Ledger(at: text) }
    }

    @Test func `figures are read while the daemon has the store open, and nothing can be written`() throws {
        let store = try TestStore()
        let ledger = try store.ledger()
        try store.says("Health ministry", 40_000, on: "2024-08-15")
        #expect(try ledger.figures().first?.points == 1)
        #expect(throws: (any Error).self) { try ledger.plan(of: "DELETE FROM claim; DELETE FROM claim") }
    }

    @Test func `JSON has snake case names and instants in UTC`() throws {
        let store = try TestStore()
        try store.says("Health ministry", 40_000, on: "2024-08-15", .moreThan)
        let json = String(decoding: try AnswerCoding.json(try store.ledger().history(of: "gaza-killed")), as: UTF8.self)
        #expect(json.contains("\"as_of\":\"2024-08-15\""))
        #expect(json.contains("\"last_seen\":\"2024-08-15T12:00:00Z\""))
        #expect(json.contains("\"low\":40001,\"qualifier\":\"more_than\",\"text\":\">40,000\",\"value\":40000"))
    }
}
