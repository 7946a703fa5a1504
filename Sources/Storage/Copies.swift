import Figures
import Foundation
import GRDB

/// The search for the article of which another is a copy.
struct Copies {
    /// How far back a copy's original may lie.
    private static let reach: Int64 = 14 * 86_400_000
    /// How many candidates are held against a new text, the best first.
    private static let most = 32

    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    /// The report of the article that the text resembles most, if it resembles one enough.
    func original(of fingerprint: Fingerprint, seen: Date) throws -> (id: Int64, url: URL)? {
        let bands = fingerprint.bands
        guard !bands.isEmpty else { return nil }
        let marks = bands.map { _ in "?" }.joined(separator: ", ")
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT article.fingerprint, report.id, report.url FROM (
                      SELECT article AS candidate, count(*) AS shared FROM band WHERE key IN (\(marks)) AND seen >= ?
                      GROUP BY article ORDER BY shared DESC, article LIMIT \(Self.most))
                    JOIN article ON article.id = candidate JOIN article report ON report.id = article.report
                    ORDER BY shared DESC, article.id
                    """), arguments: StatementArguments(bands) + [seen.instant - Self.reach])
        let resembling = rows.map { (row: $0, resemblance: fingerprint.resemblance(to: Self.fingerprint(of: $0))) }
            .filter { fingerprint.isCopy(of: Self.fingerprint(of: $0.row)) }
        guard let best = resembling.max(by: { $0.resemblance < $1.resemblance })?.row else { return nil }
        return (best["id"], try best.link("url"))
    }

    func remember(_ fingerprint: Fingerprint, of article: Int64, seen: Date) throws {
        let statement = try database.cachedStatement(sql: "INSERT OR IGNORE INTO band (key, article, seen) VALUES (?, ?, ?)")
        for band in fingerprint.bands {
            try statement.execute(arguments: [band, article, seen.instant])
        }
    }

    /// What names the independent report of an article: the address of the article that it copies, or its own.
    func report(of article: Int64) throws -> String {
        try String.fetchOne(
            database.cachedStatement(
                sql: "SELECT report.url FROM article JOIN article report ON report.id = article.report WHERE article.id = ?"),
            arguments: [article]) ?? ""
    }

    /// What is too old to be an original any more is not looked up any more.
    func forget(before now: Date) throws {
        try database.execute(sql: "DELETE FROM band WHERE seen < ?", arguments: [now.instant - Self.reach])
    }

    static func bytes(of fingerprint: Fingerprint) -> Data? {
        guard !fingerprint.minima.isEmpty else { return nil }
        return Data(fingerprint.minima.flatMap { minimum in (0..<4).map { UInt8(truncatingIfNeeded: minimum >> (8 * $0)) } })
    }

    private static func fingerprint(of row: Row) -> Fingerprint {
        let bytes = [UInt8](row["fingerprint"] as Data? ?? Data())
        return Fingerprint(
            minima: stride(from: 0, to: bytes.count - bytes.count % 4, by: 4).map { start in
                (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << (8 * UInt32($1)) }
            })
    }
}
