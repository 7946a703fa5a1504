package import Foundation
import GRDB

/// How a source fares, and when its turn comes.
package struct SourceHealth: Codable, Hashable, Sendable {
    package enum State: String, CaseIterable, Codable, CodingKeyRepresentable, Sendable {
        case ok, failing
        /// Never polled yet.
        case new
        /// The server says that it is gone for good (410).
        case gone
        /// No longer in the settings.
        case retired
    }

    package let name: String
    package let outlet: String
    package let url: String
    package let form: String
    package let state: State
    /// Why the last poll failed, since when, and how often in a row.
    package let failing: String?
    package let failingSince: Date?
    package let failures: Int
    /// How often it was polled since the store counts that, and how often that failed.
    package let polls: Int
    package let failedPolls: Int
    /// Seconds between two polls, at least, as the settings say.
    package let every: Int
    /// Seconds between two polls as things are: longer where it brings little news.
    package let pace: Int
    /// What was noticed of the way in which it answers, a sentence each.
    package let notes: [String]
    package let lastPoll: Date?
    package let lastSuccess: Date?
    /// Absent where it is not polled any more.
    package let nextPoll: Date?
    /// Where a permanent redirect leads: the address to put into the settings.
    package let movedTo: String?
    /// Articles it has given, and entries that wait to be read.
    package let articles: Int
    package let waiting: Int

    init(_ row: Row) {
        name = row["name"]
        outlet = row["outlet"]
        url = row["url"]
        form = row["form"]
        failing = row["failing"]
        failingSince = row.instantIfAny("failingSince")
        failures = row["failures"]
        polls = row["polls"]
        failedPolls = row["failedPolls"]
        let milliseconds: Int64 = row["every"]
        every = Int(milliseconds / 1000)
        let pace: Int64? = row["pace"]
        self.pace = Int((pace ?? milliseconds) / 1000)
        notes = Self.notes(row)
        lastPoll = row.instantIfAny("lastPoll")
        lastSuccess = row.instantIfAny("lastSuccess")
        movedTo = row["movedTo"]
        articles = row["articles"]
        waiting = row["waiting"]
        let state = Self.state(row)
        self.state = state
        nextPoll = state == .gone || state == .retired ? nil : row.instant("nextPoll")
    }

    /// So often in a row is no accident any more.
    private static let repeatsNoted = 3

    private static func notes(_ row: Row) -> [String] {
        var notes: [String] = []
        let last = row.instantIfAny("lastPoll")
        if let lied = row.instantIfAny("lied"), let last, last.timeIntervalSince(lied) < 30 * 86_400 {
            notes.append(
                "said “not modified” (304) on \(lied.formatted(.iso8601.year().month().day())) though it had news: for 30 days it is not "
                    + "told what we have")
        }
        let repeats: Int = row["repeats"]
        if repeats >= repeatsNoted {
            notes.append("sent what we have again \(repeats) times in a row: its ETag and Last-Modified are of no use")
        }
        if let since = row.instantIfAny("failingSince"), let last, last.timeIntervalSince(since) > 7 * 86_400 {
            notes.append("needs attention: it has failed for more than a week")
        }
        return notes
    }

    private static func state(_ row: Row) -> State {
        let isActive: Bool = row["isActive"]
        let failures: Int = row["failures"]
        if !isActive { return .retired }
        if row.instantIfAny("gone") != nil { return .gone }
        if failures > 0 { return .failing }
        return row.instantIfAny("lastPoll") == nil ? .new : .ok
    }
}

extension Ledger {
    /// The sources by name.
    package func sources() throws(LedgerError) -> [SourceHealth] {
        try read { database in
            try Row.fetchAll(database, sql: Self.sourcesSQL).map { SourceHealth($0) }
        }
    }

    static let sourcesSQL = """
        SELECT s.*, (SELECT count(*) FROM article a WHERE a.source = s.id) AS articles,
          (SELECT count(*) FROM entry e WHERE e.source = s.id AND e.nextTry IS NOT NULL) AS waiting
        FROM source s ORDER BY s.isActive DESC, s.name
        """
}
