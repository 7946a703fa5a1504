import Comparison
import Figures
import Foundation
import GRDB
import Testing

@testable import Storage

@Test func `an article is kept with its claims, points and alerts`() throws {
    let desk = try Newsdesk()
    let recorded = try desk.tell(12)
    #expect(recorded.isNew && !recorded.isRewritten && recorded.copyOf == nil)
    #expect(recorded.changes.map(\.summary) == ["first nothing → 12"])
    #expect(try desk.values("SELECT value FROM figures_now") == ["12"])
    #expect(try desk.values("SELECT quote FROM history") == ["12 were killed, the ministry said."])
    #expect(try desk.values("SELECT quote FROM claim WHERE id IN (SELECT rowid FROM claimText('ministry'))").count == 1)
    let alerts = try desk.untold()
    #expect(alerts.map(\.change) == recorded.changes)
    #expect(alerts.map(\.title) == ["Toll"])
}

@Test func `the same text is no new version`() throws {
    let desk = try Newsdesk()
    try desk.tell(12)
    let again = try desk.tell(12, days: 1)
    #expect(again == Recorded())
    #expect(try desk.values("SELECT number FROM version") == ["1"])
    #expect(try desk.values("SELECT visits FROM article") == ["2"])
}

@Test func `a rewritten number is an edit, and the old one stands no more`() throws {
    let desk = try Newsdesk()
    try desk.tell(12)
    let rewritten = try desk.tell(20, days: 0.1)
    #expect(rewritten.isRewritten)
    #expect(rewritten.changes.map(\.summary) == ["edited 12 → 20"])
    #expect(try desk.values("SELECT value FROM history WHERE withdrawn IS NULL") == ["20"])
    #expect(try desk.values("SELECT value FROM history ORDER BY seen") == ["12", "20"], "what was known before can still be asked")
}

@Test func `other words for the same number are no edit`() throws {
    let desk = try Newsdesk()
    try desk.tell(12)
    #expect(try desk.tell(12, days: 0.1, words: "lost their lives").changes.isEmpty)
    #expect(try desk.tell(12, days: 0.2, words: "lost their lives", body: "Corrected: the name of the village.").changes.isEmpty)
    #expect(try desk.values("SELECT value FROM figures_now") == ["12"])
}

@Test func `a number that leaves the text is withdrawn`() throws {
    let desk = try Newsdesk()
    try desk.tell(12)
    #expect(try desk.tell(nil, days: 0.1).changes.map(\.summary) == ["withdrawn 12 → nothing"])
    #expect(try desk.values("SELECT value FROM figures_now").isEmpty)
}

@Test func `a number whose sentence still stands is not withdrawn by a reader who overlooks it`() throws {
    let desk = try Newsdesk()
    try desk.tell(12)
    let read = desk.read(12, by: "ministry", seen: Newsdesk.start + 60, outlet: "Wire", page: "1", body: "More to follow.")
    let recorded = try desk.archive.record(read, claims: [], observations: [], comparing: changes(_:to:standing:))
    #expect(recorded.isRewritten && recorded.changes.isEmpty)
}

@Test func `an article that is gone takes its number along once, unless others state it too`() throws {
    let desk = try Newsdesk()
    let page = Newsdesk.address("https://wire.example/1")
    try desk.tell(12)
    try desk.tell(12, days: 0.5, outlet: "Courier")
    let gone = try desk.archive.vanished(page, at: Newsdesk.start + Newsdesk.day, comparing: changes(_:to:standing:))
    #expect(gone.map(\.summary) == ["withdrawn 12 → nothing"])
    #expect(try desk.archive.vanished(page, at: Newsdesk.start + Newsdesk.day, comparing: changes(_:to:standing:)).isEmpty)
    #expect(try desk.values("SELECT outlet FROM figures_now") == ["Courier"])
    #expect(try desk.tell(14, days: 2, outlet: "Courier", page: "2").changes.map(\.summary) == ["rise 12 → 14"])
}

@Test func `what is said again moves the point's last-seen time`() throws {
    let desk = try Newsdesk()
    try desk.tell(12)
    #expect(try desk.tell(12, days: 1, outlet: "Courier").changes.isEmpty)
    #expect(try desk.values("SELECT last_seen FROM figures_now") == ["2024-05-02T12:00:00Z"])
    #expect(try desk.values("SELECT count(*) FROM history") == ["1"])
    #expect(try desk.values("SELECT count(DISTINCT report) FROM observation") == ["2"])
}

@Test func `a copy is one report with its original`() throws {
    let desk = try Newsdesk()
    let body = (1...80).map { "word\($0 * 7919 % 1000)" }.joined(separator: " ")
    try desk.tell(12, body: body)
    let copy = try desk.tell(12, days: 0.5, outlet: "Courier", body: body + " (Courier)")
    #expect(copy.copyOf == Newsdesk.address("https://wire.example/1"))
    #expect(try desk.values("SELECT count(DISTINCT report) FROM observation") == ["1"])
    let late = try desk.tell(12, days: 30, outlet: "Herald", body: body)
    #expect(late.copyOf == nil, "an original is looked for in the last fourteen days")
}

@Test func `an outlet credited by another is one report with it`() throws {
    let desk = try Newsdesk()
    try desk.tell(12, by: "Wire")
    try desk.tell(12, by: "Wire", days: 0.2, outlet: "Courier")
    #expect(try desk.values("SELECT count(*) FROM observation") == ["2"])
    #expect(try desk.values("SELECT count(DISTINCT report) FROM observation") == ["1"])
}

@Test func `small steps add up until one is told`() throws {
    let desk = try Newsdesk(alert: AlertRule(rise: .share(0.01)))
    let changes = try [1000, 1004, 1008, 1012, 1013].enumerated().flatMap { day, value in
        try desk.tell(value, days: Double(day), page: "\(day)").changes.map(\.summary)
    }
    #expect(changes == ["first nothing → 1000", "rise 1000 → 1012"])
}

@Test func `a disagreement that was acknowledged stays quiet until a number in it moves`() throws {
    let desk = try Newsdesk(.stock)
    try desk.tell(100)
    try desk.tell(150, by: "army", page: "2")
    let alert = try #require(try desk.untold().last)
    #expect(alert.change.what == .disagreementOpened)
    #expect(try desk.tell(151, by: "army", days: 1, page: "3").changes.map(\.what) == [.rise], "it was told, and nobody has seen to it")
    _ = try AcknowledgementDesk(desk.archive.file).acknowledge(.alerts([alert.id]), at: Newsdesk.start)
    #expect(try desk.tell(151, by: "army", days: 1.5, page: "4").changes.isEmpty)
    #expect(try desk.tell(152, by: "army", days: 2, page: "5").changes.map(\.what) == [.rise, .disagreementOpened])
    #expect(try desk.values("SELECT count(*) FROM disagreement WHERE closed IS NULL") == ["1"])
    #expect(try desk.tell(100, by: "army", days: 3, page: "6").changes.map(\.what) == [.fall, .disagreementClosed])
}

@Test func `silence is told once until a number ends it`() throws {
    let desk = try Newsdesk(alert: AlertRule(silence: 7))
    try desk.tell(12)
    func silences(after days: Double) throws -> [Change.What] {
        try desk.archive.silences(at: Newsdesk.start + days * Newsdesk.day) { silence(of: $0, newest: $1, today: $2) }.map(\.what)
    }
    #expect(try silences(after: 6).isEmpty)
    #expect(try silences(after: 7) == [.silence])
    #expect(try silences(after: 8).isEmpty)
    try desk.tell(13, days: 9, page: "2")
    #expect(try silences(after: 15).isEmpty)
    #expect(try silences(after: 16) == [.silence])
}

@Test func `an import keeps many articles in one transaction`() throws {
    let desk = try Newsdesk()
    let batch = (0..<20).map { index in
        let read = desk.read(100 + index, by: "ministry", seen: Newsdesk.start + Double(index) * 86_400, outlet: "Wire", page: "\(index)")
        let claims = desk.claims(in: read.article)
        return (read: read, claims: claims, observations: Newsdesk.observations(claims, read.article, read.seen))
    }
    let recorded = try desk.archive.record(batch, comparing: changes(_:to:standing:))
    #expect(recorded.flatMap(\.changes).map(\.what) == [.first] + [Change.What](repeating: .rise, count: 19))
}

@Test func `many tasks may record at once, and each number is told once`() async throws {
    let desk = try Newsdesk(.stock)
    let archive = desk.archive
    let reads = (0..<40).map { index in
        desk.read(100 + index % 4, by: "body \(index % 4)", seen: Newsdesk.start + Double(index), outlet: "Wire", page: "\(index)")
    }
    let batches = reads.map { (read: $0, claims: desk.claims(in: $0.article)) }
    try await withThrowingTaskGroup(of: Void.self) { group in
        for (read, claims) in batches {
            group.addTask {
                _ = try archive.record(
                    read, claims: claims, observations: Newsdesk.observations(claims, read.article, read.seen),
                    comparing: changes(_:to:standing:))
                _ = try archive.untold(at: .distantFuture)
            }
        }
        try await group.waitForAll()
    }
    #expect(try desk.untold().count { [.first, .switched].contains($0.change.what) } == 4)
    #expect(try desk.untold().count { $0.change.what == .disagreementOpened } == 6)
    #expect(try desk.values("SELECT count(*) FROM history") == ["4"])
}

@Test func `an article that cannot be kept leaves nothing behind`() throws {
    let desk = try Newsdesk()
    let read = desk.read(12, by: "ministry", seen: Newsdesk.start, outlet: "Wire", page: "1")
    var claims = desk.claims(in: read.article)
    claims[0].quantity = Quantity(-12)
    #expect(throws: ArchiveError.self) {
        try desk.archive.record(
            read, claims: claims, observations: Newsdesk.observations(claims, read.article, read.seen), comparing: changes(_:to:standing:))
    }
    #expect(try desk.values("SELECT url FROM article").isEmpty)
}

@Test func `every statement of a recording goes through an index`() throws {
    let desk = try Newsdesk(.stock)
    try desk.tell(12)
    try desk.tell(15, by: "army", days: 0.1, page: "2")
    let spy = Spy()
    desk.archive.pool.writeWithoutTransaction { database in
        database.trace(options: .statement) { event in
            if case .statement(let statement) = event { spy.note(statement.expandedSQL) }
        }
    }
    try desk.tell(20, days: 0.2, page: "1", body: (1...60).map { "word\($0)" }.joined(separator: " "))
    try desk.tell(nil, days: 0.3, page: "2")
    _ = try desk.archive.vanished(Newsdesk.address("https://wire.example/1"), at: Newsdesk.start + 900, comparing: changes(_:to:standing:))
    desk.archive.pool.writeWithoutTransaction { $0.trace(options: .statement, nil) }
    #expect(spy.statements.count > 30)
    for statement in Set(spy.statements) where !statement.hasPrefix("--") {
        let plan = try desk.archive.database.read { database in
            try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + statement).map { $0["detail"] as String }
        }
        let scans = plan.filter { $0.hasPrefix("SCAN") && !["SCAN step", "SCAN hand", "SCAN CONSTANT ROW"].contains($0) }
        #expect(scans.allSatisfy { $0.hasPrefix("SCAN (subquery") }, "\(statement)\n\(plan)")
    }
}

/// Listens to what a connection executes.
private final class Spy: @unchecked Sendable {
    private let lock = NSLock()
    private var heard: [String] = []

    var statements: [String] { lock.withLock { heard } }

    func note(_ statement: String) {
        lock.withLock {
            if ["SELECT", "UPDATE", "DELETE", "WITH RECURSIVE"].contains(where: statement.hasPrefix) { heard.append(statement) }
        }
    }
}
