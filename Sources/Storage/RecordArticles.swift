package import Foundation
import GRDB

extension Archive {
    /// The records of an endpoint that stand, each with its day.
    ///
    ///     https://post.example/tolls.csv    https://post.example/tolls.csv#2023-10-07, 7 October 2023 …
    package func records(of source: String, at endpoint: URL) throws(ArchiveError) -> [(address: URL, day: Date)] {
        try read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT article.url, article.published FROM article JOIN source ON source.id = article.source
                    WHERE source.name = ? AND article.gone IS NULL AND article.published IS NOT NULL
                    """, arguments: [source])
            return rows.compactMap { row in
                guard let address = URL(string: row["url"]), address.fragment != nil, isRecord(address, of: endpoint) else { return nil }
                return (address, Date(instant: row["published"]))
            }
        }
    }

    private func isRecord(_ address: URL, of endpoint: URL) -> Bool {
        address.absoluteString.hasPrefix(endpoint.absoluteString.prefix { $0 != "#" } + "#")
    }
}
