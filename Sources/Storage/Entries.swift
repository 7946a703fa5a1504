package import Figures
package import Foundation
import GRDB

/// An entry whose article is still to be fetched.
package struct DueEntry: Hashable, Sendable {
    package let entry: Entry
    package let source: String
    /// How often it was tried in vain.
    package let tries: Int
}

/// What a source lists.
package struct Listing: Hashable, Sendable {
    /// Whose articles are to be read.
    package var unseen: [Entry] = []
    /// How many were never listed before.
    package var new = 0
}

extension Archive {
    /// Writes down which entries a source lists now, and returns those whose articles are to be read.
    ///
    /// To be called before `polled`: an entry written down is not lost when the process ends before its article is fetched.
    /// An entry is known by its id, or by its link where a feed makes new ids at each poll; it is read again when the feed
    /// says that it was updated.
    package func list(_ entries: [Entry], of source: String, at now: Date) throws(ArchiveError) -> Listing {
        try write { database in
            let id = try Self.id(of: source, in: database)
            var listed = Set<String>()
            var listing = Listing()
            for entry in entries where listed.insert(entry.id).inserted {
                if try Self.isWaiting(entry, of: id, new: &listing.new, at: now, in: database) { listing.unseen.append(entry) }
            }
            return listing
        }
    }

    private static func isWaiting(
        _ entry: Entry, of source: Int64, new: inout Int, at now: Date, in database: Database
    ) throws -> Bool {
        let known = try Row.fetchOne(
            database.cachedStatement(sql: "SELECT * FROM entry WHERE source = ? AND id = ?"), arguments: [source, entry.id])
        guard let row = try known ?? sameLink(entry, of: source, in: database) else {
            try add(entry, of: source, at: now, in: database)
            new += 1
            return true
        }
        let updated = entry.updated.map(\.instant)
        let isUpdated = (updated ?? .min) > (row["updated"] as Int64? ?? row["firstListed"])
        let nextTry = isUpdated ? now.instant : row["nextTry"] as Int64?
        try database.cachedStatement(
            sql: """
                UPDATE entry SET lastListed = ?, nextTry = ?, updated = coalesce(?, updated), item = CASE WHEN ? THEN ? ELSE item END
                WHERE source = ? AND id = ?
                """
        ).execute(arguments: [
            now.instant, nextTry, updated, nextTry != nil, try Kept.text(entry), source, row["id"] as String,
        ])
        return nextTry.map { $0 <= now.instant } ?? false
    }

    private static func sameLink(_ entry: Entry, of source: Int64, in database: Database) throws -> Row? {
        guard let link = entry.link else { return nil }
        return try Row.fetchOne(
            database.cachedStatement(sql: "SELECT * FROM entry WHERE source = ? AND link = ? LIMIT 1"),
            arguments: [source, link.absoluteString])
    }

    private static func add(_ entry: Entry, of source: Int64, at now: Date, in database: Database) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO entry (source, id, link, item, updated, firstListed, lastListed, nextTry)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?6)
                """
        ).execute(arguments: [
            source, entry.id, entry.link?.absoluteString, try Kept.text(entry), entry.updated?.instant, now.instant,
        ])
    }

    /// The entries whose articles are to be fetched now: after a restart, those that were left waiting.
    package func dueEntries(at now: Date, limit: Int) throws(ArchiveError) -> [DueEntry] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT entry.*, source.name AS sourceName FROM entry JOIN source ON source.id = entry.source
                    WHERE nextTry <= ? AND source.isActive = 1 ORDER BY nextTry LIMIT ?
                    """,
                arguments: [now.instant, limit]
            ).map { DueEntry(entry: try Kept.value(from: $0["item"]), source: $0["sourceName"], tries: $0["tries"]) }
        }
    }

    /// To be called before an entry's article is fetched.
    package func willTry(_ entry: Entry, of source: String, next: Date) throws(ArchiveError) {
        try write { database in
            try database.execute(
                sql: """
                    UPDATE entry SET nextTry = ?, tries = tries + 1
                    WHERE source = (SELECT id FROM source WHERE name = ?) AND (id = ? OR link = ?) AND nextTry IS NOT NULL
                    """,
                arguments: [next.instant, source, entry.id, entry.link?.absoluteString])
        }
    }

    /// An entry's article could not be had: try again, or with `next` nil give it up.
    package func failed(_ entry: Entry, of source: String, reason: String, next: Date?) throws(ArchiveError) {
        try write { database in
            try database.execute(
                sql: """
                    UPDATE entry SET nextTry = ?, failing = ? WHERE source = (SELECT id FROM source WHERE name = ?) AND (id = ? OR link = ?)
                    """,
                arguments: [next?.instant, reason, source, entry.id, entry.link?.absoluteString])
        }
    }

    /// An entry's article has been read: it waits no more.
    static func settle(_ entry: String, link: URL?, of source: Int64, article: Int64, in database: Database) throws {
        try database.cachedStatement(
            sql: """
                UPDATE entry SET nextTry = NULL, failing = NULL, tries = 0, item = '{}', article = ?1
                WHERE source = ?2 AND (id = ?3 OR link = ?4)
                """
        ).execute(arguments: [article, source, entry, link?.absoluteString])
    }

    static func id(of source: String, in database: Database) throws -> Int64 {
        guard let id = try Int64.fetchOne(database, sql: "SELECT id FROM source WHERE name = ?", arguments: [source]) else {
            throw ArchiveError.unknown("there is no source \(source); register it first")
        }
        return id
    }
}
