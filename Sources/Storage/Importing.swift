package import Figures
package import Foundation
import GRDB

extension Archive {
    /// Whether an article of disk tells us something: its address is new, or its text is later than the one kept, and another.
    package func wants(_ url: URL, text: String, seen: Date) throws(ArchiveError) -> Bool {
        try read { database in
            let kept = try Row.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT article.lastSeen, version.textHash FROM article LEFT JOIN version ON version.article = article.id
                        WHERE url = ? ORDER BY version.number DESC LIMIT 1
                        """), arguments: [url.absoluteString])
            guard let kept else { return true }
            return (kept["lastSeen"] as Int64) < seen.instant && (kept["textHash"] as String?) != contentHash(of: text.utf8)
        }
    }

    /// Keeps articles from disk with their claims, in one transaction; their numbers are no news, so nothing is told of them.
    ///
    /// The figures of those kinds wait to be filled from the claims kept: by `rebuild`, or by the daemon when it starts. So a process
    /// that is killed in between loses nothing.
    package func keep(_ batch: [(read: ReadVersion, claims: [Claim])]) throws(ArchiveError) -> [Recorded] {
        try write { database in
            let recorded = try batch.map { item in
                try Recording(item.read, in: database).record(item.claims, []) { _, _, _ in Outcome() }
            }
            for kind in Set(batch.flatMap { $0.claims.map(\.kind) }) {
                try database.execute(sql: "UPDATE figure SET filled = NULL WHERE kind = ?", arguments: [kind.rawValue])
            }
            return recorded
        }
    }
}
