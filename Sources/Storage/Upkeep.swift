package import Figures
package import Foundation
import GRDB

extension Archive {
    /// Says which figures have fallen silent: each silence once, until a new number ends it.
    ///
    /// - Parameter judging: decides for a figure, its newest number (as of the last day for which it was said) and today.
    package func silences(
        at now: Date, judging: (Figure, Observation, Day) -> Change?
    ) throws(ArchiveError) -> [Change] {
        try write { database in
            let rows = try Row.fetchAll(database, sql: "SELECT id, definition, silentSince FROM figure WHERE isActive = 1")
            return try rows.compactMap { row in
                let figure = try Kept.value(Figure.self, from: row["definition"])
                guard figure.alert.silence != nil, let newest = try Self.newest(of: row["id"], in: database),
                    (row["silentSince"] as String?) != newest.asOf.description,
                    let change = judging(figure, newest, Day(now, in: .gmt))
                else { return nil }
                let tellable = figure.alert.quiet?.end(around: now)
                try Announcing(figure: row["id"], version: nil, made: now, tellable: tellable, database: database).add(change)
                try database.execute(
                    sql: "UPDATE figure SET silentSince = ? WHERE id = ?", arguments: [newest.asOf.description, row["id"] as Int64])
                return change
            }
        }
    }

    private static func newest(of figure: Int64, in database: Database) throws -> Observation? {
        let known = try KnownObservation.all(
            database,
            where: """
                o.figure = ? AND o.confirms IS NULL AND o.withdrawn IS NULL AND o.status = 'reported'
                ORDER BY o.lastAsOf DESC, o.published DESC, o.id DESC LIMIT 1
                """, [figure]
        ).first
        guard let known else { return nil }
        var newest = known.observation
        newest.asOf = known.lastAsOf
        return newest
    }

    /// Tidies the archive where that was done a day ago or more, and reads it for damage where that was a week ago: the file remembers,
    /// so that a daemon that is started every morning has it done too.
    ///
    /// - Throws: `corrupt` when the file contradicts itself.
    package func tidyWhenDue(at now: Date) throws(ArchiveError) {
        guard try isDue("tidied", after: Self.day, at: now) else { return }
        try tidy(at: now, checking: try isDue("checked", after: 7 * Self.day, at: now))
    }

    private static let day: Int64 = 86_400_000

    private func isDue(_ work: String, after wait: Int64, at now: Date) throws(ArchiveError) -> Bool {
        let last = try read { try Meta.value(work, in: $0).flatMap { Int64($0) } }
        // What was done in days to come was dated by a clock that has been set right since.
        return last.map { !(0..<wait).contains(now.instant - $0) } ?? true
    }

    /// Forgets what no question asks for any more, checks the file, and empties the write-ahead log.
    ///
    /// - Parameter checking: whether to read the whole file for damage.
    /// - Throws: `corrupt` when the file contradicts itself.
    package func tidy(at now: Date, checking: Bool = false) throws(ArchiveError) {
        if checking { try check() }
        try write { database in
            try Meta.set("tidied", "\(now.instant)", in: database)
            if checking { try Meta.set("checked", "\(now.instant)", in: database) }
            try Copies(database).forget(before: now)
            try database.execute(sql: "DELETE FROM host WHERE notBefore < ?", arguments: [now.instant])
            try Self.forgetEntries(at: now, in: database)
            try Evidence(database).forget(at: now)
        }
        do {
            _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        } catch {
            throw ArchiveError(error, file: file)
        }
    }

    /// An entry that no feed has listed for this long, and that waits for nothing, is not going to come back as news.
    private static let entryMemory: Int64 = 90 * 86_400_000
    /// So many entries of a source are remembered, whatever it makes up for ids.
    private static let entryLimit = 10_000

    private static func forgetEntries(at now: Date, in database: Database) throws {
        try database.execute(
            sql: "DELETE FROM entry WHERE nextTry IS NULL AND lastListed < ?", arguments: [now.instant - entryMemory])
        for source in try Int64.fetchAll(database, sql: "SELECT id FROM source") {
            try database.execute(
                sql: """
                    DELETE FROM entry WHERE source = ?1 AND nextTry IS NULL AND id NOT IN (
                      SELECT id FROM entry WHERE source = ?1 ORDER BY lastListed DESC LIMIT ?2)
                    """, arguments: [source, entryLimit])
        }
    }

    /// Reads the whole file, and its foreign keys, for damage.
    package func check() throws(ArchiveError) {
        let finding = try read { database -> String in
            let integrity = try String.fetchOne(database, sql: "PRAGMA integrity_check(1)") ?? "ok"
            guard integrity == "ok" else { return integrity }
            let orphan = try Row.fetchOne(database, sql: "PRAGMA foreign_key_check")
            return orphan.map { "a row of \($0["table"] as String) belongs to nothing" } ?? "ok"
        }
        guard finding == "ok" else { throw .corrupt(file, finding: finding) }
    }
}
