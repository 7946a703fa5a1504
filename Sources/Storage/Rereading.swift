package import Figures
import GRDB

/// How far the kept texts have been read anew with one lexicon.
package struct Rereading: Hashable, Sendable {
    /// What names the lexicon: other words, another name.
    package let lexicon: String
    /// The last version that was read.
    package let last: Int64
    /// Whether all were, and every figure was filled again.
    package let isDone: Bool

    package init(lexicon: String, last: Int64 = 0, isDone: Bool = false) {
        self.lexicon = lexicon
        self.last = last
        self.isDone = isDone
    }
}

extension Archive {
    /// How far the last reading anew came; nil where there was none.
    package func rereading() throws(ArchiveError) -> Rereading? {
        try read { database in
            let words = try Meta.value("reread", in: database)?.split(separator: " ") ?? []
            guard words.count == 3, let last = Int64(words[1]) else { return nil }
            return Rereading(lexicon: String(words[0]), last: last, isDone: words[2] == "done")
        }
    }

    /// Puts other claims in the place of versions' claims, and remembers how far it came: in one transaction.
    ///
    /// The observations made from the old claims go with them, so the figures of their kinds wait to be filled again.
    /// - Parameter claims: version → what its text says now; a version that is not here keeps its claims.
    package func reread(_ claims: [Int64: [Claim]], upTo state: Rereading) throws(ArchiveError) {
        try write { database in
            for (version, claims) in claims.sorted(by: { $0.key < $1.key }) {
                try Self.replaceClaims(of: version, with: claims, in: database)
            }
            try Self.remember(state, in: database)
        }
    }

    /// Everything was read, and every figure was filled again.
    package func finishRereading(_ state: Rereading) throws(ArchiveError) {
        try write { database in
            try Self.remember(Rereading(lexicon: state.lexicon, last: state.last, isDone: true), in: database)
        }
    }

    private static func remember(_ state: Rereading, in database: Database) throws {
        try Meta.set("reread", "\(state.lexicon) \(state.last) \(state.isDone ? "done" : "underway")", in: database)
    }

    /// How many versions there are after the one given, and in all.
    package func versionCount(after id: Int64) throws(ArchiveError) -> (left: Int, all: Int) {
        try read { database in
            let count = "SELECT count(*) FROM version WHERE \(Self.isProse)"
            let left = try Int.fetchOne(database, sql: "\(count) AND id > ?", arguments: [id]) ?? 0
            return (left, try Int.fetchOne(database, sql: count) ?? 0)
        }
    }

    static func replaceClaims(of version: Int64, with claims: [Claim], in database: Database) throws {
        let old = try Row.fetchAll(database, sql: "SELECT id, quote FROM claim WHERE version = ?", arguments: [version])
        let waiting = "UPDATE figure SET filled = NULL WHERE kind IN (SELECT kind FROM claim WHERE version = ?)"
        try database.execute(sql: waiting, arguments: [version])
        for row in old {
            try database.execute(
                sql: "INSERT INTO claimText (claimText, rowid, quote) VALUES ('delete', ?, ?)",
                arguments: [row["id"] as Int64, row["quote"] as String])
        }
        try database.execute(sql: "DELETE FROM claim WHERE version = ?", arguments: [version])
        try claims.keep(of: version, in: database)
        try database.execute(sql: waiting, arguments: [version])
    }
}
