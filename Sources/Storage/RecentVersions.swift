package import Foundation
import GRDB

extension ArchiveReader {
    /// The newest version of every article that was first seen since the instant and is still there, in the order in which they came.
    ///
    /// - Parameter limit: so many at most, the newest.
    package func recentVersions(since begin: Date, limit: Int) throws(ArchiveError) -> [KeptVersion] {
        do {
            return try database.read { database in
                let ids = try Int64.fetchAll(
                    database,
                    sql: """
                        SELECT max(version.id) FROM article JOIN version ON version.article = article.id
                        WHERE article.firstSeen >= ? AND article.gone IS NULL AND article.report = article.id
                        GROUP BY article.id ORDER BY article.firstSeen DESC LIMIT ?
                        """, arguments: [begin.instant, limit])
                return try ids.reversed().map { try KeptVersion($0, in: database) }
            }
        } catch {
            throw ArchiveError(error, file: file)
        }
    }
}
