import Figures
import Foundation
import GRDB
import Storage
import Support
import Testing

@testable import Queries

/// What the store works out once must equal what it would work out anew, whatever the news.
struct ReplayTests {
    static let seeds: [UInt64] = Array(1...6)

    @Test(arguments: seeds)
    func `what was known at an instant is what was answered at that instant`(seed: UInt64) throws {
        let store = try TestStore()
        var news = RandomNews(seed: seed, for: store)
        var answers: [(at: Date, history: History, sides: [Side], disagreements: [Disagreement])] = []
        let ledger = try store.ledger()
        for _ in 0..<45 {
            try news.happen()
            let comparison = try ledger.comparison(of: "gaza-killed")
            answers.append((news.now, try ledger.history(of: "gaza-killed"), comparison.sides, comparison.openDisagreements))
        }
        for (number, answer) in answers.enumerated() {
            let then = try ledger.history(of: "gaza-killed", PointFilter(knownAt: answer.at))
            #expect(then.points == answer.history.points, "after \(number + 1) happenings: \(Self.difference(then, answer.history))")
            #expect(then.reports == answer.history.reports)
            let comparison = try ledger.comparison(of: "gaza-killed", knownAt: answer.at)
            #expect(comparison.sides == answer.sides)
            #expect(comparison.openDisagreements.map(\.first) == answer.disagreements.map(\.first))
            #expect(comparison.openDisagreements.map(\.second) == answer.disagreements.map(\.second))
        }
    }

    private static func difference(_ one: History, _ other: History) -> String {
        let lacking = other.points.filter { !one.points.contains($0) }
        let added = one.points.filter { !other.points.contains($0) }
        return "then \(lacking.map(words)), now \(added.map(words))"
    }

    private static func words(_ point: Point) -> String {
        "\(point.id) \(point.claimant) \(point.quantity.text) \(point.asOf)–\(point.lastAsOf) seen \(point.seen.iso8601)–\(point.lastSeen.iso8601)"
            + " withdrawn \(point.withdrawn?.iso8601 ?? "never") reports \(point.reports)"
    }

    @Test(arguments: seeds)
    func `the row kept for a figure is what its points, changes and disagreements say`(seed: UInt64) throws {
        let store = try TestStore()
        var news = RandomNews(seed: seed, for: store)
        for step in 0..<45 {
            try news.happen(rebuilding: true)
            let (kept, counted) = try store.archive.database.read { database in
                (try Row.fetchOne(database, sql: Self.kept), try Row.fetchOne(database, sql: Self.counted))
            }
            #expect(kept == counted, "after \(step + 1) happenings")
        }
        #expect(try store.ledger().glances().map(\.name) == ["gaza-killed"])
    }

    @Test func `an archive of before gets its rows when it is opened`() throws {
        let store = try TestStore()
        var news = RandomNews(seed: 4, for: store)
        for _ in 0..<20 { try news.happen() }
        let before = try store.archive.database.read { try Row.fetchOne($0, sql: Self.kept) }
        try store.archive.close()
        try Self.takeBack(store.file)
        let archive = try Archive(at: store.file)
        #expect(try archive.database.read { try Row.fetchOne($0, sql: Self.kept) } == before)
        #expect(try archive.database.read { try Row.fetchOne($0, sql: Self.counted) } == before)
        try archive.close()
    }

    /// As the file was before figures had rows.
    private static func takeBack(_ file: URL) throws {
        let database = try DatabaseQueue(path: file.path)
        try database.write { database in
            for name in try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'") {
                try database.execute(sql: "DROP TRIGGER \(name)")
            }
            try database.execute(
                sql:
                    "DROP TABLE glance; DROP TABLE confirmedBefore; DROP INDEX standing; DELETE FROM grdb_migrations WHERE identifier = 'glance'"
            )
        }
        try database.close()
    }

    private static let kept = "SELECT * FROM glance WHERE figure = 1"

    /// The same columns from the tables that they follow.
    private static let counted = """
        WITH stands AS (SELECT * FROM observation WHERE figure = 1 AND withdrawn IS NULL),
          newest AS (SELECT * FROM stands WHERE confirms IS NULL AND status = 'reported' ORDER BY lastAsOf DESC, lastSeen DESC, id DESC LIMIT 1),
          moved AS (SELECT * FROM change WHERE figure = 1 ORDER BY made DESC, id DESC LIMIT 1)
        SELECT 1 AS figure, (SELECT count(*) FROM stands WHERE confirms IS NULL) AS points,
          (SELECT count(DISTINCT claimant) FROM stands WHERE confirms IS NULL) AS claimants,
          (SELECT count(DISTINCT report) FROM stands) AS reports,
          (SELECT count(*) FROM disagreement WHERE figure = 1 AND closed IS NULL) AS disagreements,
          n.id AS newest, n.claim, n.claimant, n.isOwnVoice, n.value, n.valueHigh, n.qualifier, n.unit, n.asOf, n.lastAsOf, n.outlet,
          m.id AS lastChange, m.what, m.made
        FROM (SELECT 1) LEFT JOIN newest n LEFT JOIN moved m
        """
}
