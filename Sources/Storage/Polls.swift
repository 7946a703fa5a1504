import Figures
package import Foundation
import GRDB

/// When a permanent redirect is believed: answered so often in a row, over at least a day, and not to a stranger's host.
enum Moves {
    static let needed = 3
    static let atLeast: Int64 = 86_400_000

    /// "www.example.org" and "news.example.org" are related to "example.org"; two names of which neither holds the other are not.
    static func areRelated(_ one: URL, _ other: URL) -> Bool {
        guard let one = name(one), let other = name(other) else { return false }
        return one == other || one.hasSuffix("." + other) || other.hasSuffix("." + one)
    }

    private static func name(_ url: URL) -> String? {
        guard let host = url.host?.lowercased() else { return nil }
        return host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
    }
}

extension Archive {
    /// Writes down how a poll ended; a failure touches neither the last good answer nor its validators.
    ///
    /// - Parameter ways: what a good poll has shown of the source; nil: nothing.
    package func polled(_ source: String, _ poll: Poll, ways: Ways? = nil, at now: Date) throws(ArchiveError) -> Transition {
        try write { database in
            try ways.map { try Self.note($0, of: source, at: now, in: database) }
            guard let row = try Row.fetchOne(database, sql: "SELECT * FROM source WHERE name = ?", arguments: [source]) else {
                throw ArchiveError.unknown("there is no source \(source)")
            }
            try Self.count(poll, of: source, in: database)
            switch poll {
            case .success(let validators, let hash, let next, let movedTo):
                try Self.keep(validators, hash: hash, of: source, in: database)
                try Self.succeed(source, next: next, at: now, in: database)
                let moved = try Self.follow(movedTo, from: row, at: now, in: database)
                return moved ?? Self.recovery(row)
            case .unchanged(let next):
                try Self.succeed(source, next: next, at: now, in: database)
                return Self.recovery(row)
            case .failed(let reason, let next):
                try Self.fail(source, reason: reason, next: next, at: now, in: database)
                return (row["failures"] as Int) == 0 ? .failed(reason: reason) : .none
            case .gone:
                try database.execute(sql: "UPDATE source SET gone = ?, lastPoll = ?1 WHERE name = ?", arguments: [now.instant, source])
                return (row["gone"] as Int64?) == nil ? .gone : .none
            }
        }
    }

    private static func count(_ poll: Poll, of source: String, in database: Database) throws {
        let failed = if case .failed = poll { 1 } else { 0 }
        try database.execute(
            sql: "UPDATE source SET polls = polls + 1, failedPolls = failedPolls + ? WHERE name = ?", arguments: [failed, source])
    }

    private static func keep(_ validators: Validators, hash: String, of source: String, in database: Database) throws {
        try database.execute(
            sql: "UPDATE source SET etag = ?, lastModified = ?, bodyHash = ? WHERE name = ?",
            arguments: [validators.etag, validators.lastModified, hash, source])
    }

    private static func succeed(_ source: String, next: Date, at now: Date, in database: Database) throws {
        try database.execute(
            sql: """
                UPDATE source SET lastPoll = ?1, lastSuccess = ?1, nextPoll = ?2, failures = 0, failing = NULL,
                  failingSince = NULL, gone = NULL WHERE name = ?3
                """,
            arguments: [now.instant, next.instant, source])
    }

    private static func note(_ ways: Ways, of source: String, at now: Date, in database: Database) throws {
        try database.execute(
            sql: """
                UPDATE source SET pace = ?1, news = ?2, watched = ?3, wholeAt = iif(?4, ?8, wholeAt), repeats = iif(?5, repeats + 1, 0),
                  lied = iif(?6, ?8, lied) WHERE name = ?7
                """,
            arguments: [
                max(1, ways.pace.milliseconds), ways.tally.news, ways.tally.seconds, ways.cameWhole, ways.isRepeat, ways.hasLied, source,
                now.instant,
            ])
    }

    private static func fail(_ source: String, reason: String, next: Date, at now: Date, in database: Database) throws {
        try database.execute(
            sql: """
                UPDATE source SET lastPoll = ?1, nextPoll = ?2, failures = failures + 1, failing = ?3,
                  failingSince = coalesce(failingSince, ?1) WHERE name = ?4
                """,
            arguments: [now.instant, next.instant, reason, source])
    }

    private static func recovery(_ row: Row) -> Transition {
        let failures: Int = row["failures"]
        return failures == 0 ? .none : .recovered(afterFailures: failures)
    }

    /// Counts permanent redirects to one and the same address; no redirect, or another, begins anew.
    private static func follow(_ movedTo: URL?, from row: Row, at now: Date, in database: Database) throws -> Transition? {
        let name: String = row["name"]
        let known: String? = row["movedTo"]
        let moves: Int = row["moves"]
        guard let movedTo, Moves.areRelated(try row.link("url"), movedTo) else {
            // Asked at its new address, a source answers there without a redirect: it stays moved.
            if moves > 0, moves < Moves.needed {
                try database.execute(
                    sql: "UPDATE source SET movedTo = NULL, movedSince = NULL, moves = 0 WHERE name = ?", arguments: [name])
            }
            return nil
        }
        let isSame = known == movedTo.absoluteString
        let since: Int64 = isSame ? row["movedSince"] ?? now.instant : now.instant
        // The last count that makes it believed is only given once a day has passed.
        let isProven = isSame && moves + 1 >= Moves.needed && now.instant - since >= Moves.atLeast
        let count = isProven ? Moves.needed : min(isSame ? moves + 1 : 1, Moves.needed - 1)
        try database.execute(
            sql: "UPDATE source SET movedTo = ?, movedSince = ?, moves = ? WHERE name = ?",
            arguments: [movedTo.absoluteString, since, count, name])
        return isProven && moves < Moves.needed ? .moved(to: movedTo) : nil
    }
}
