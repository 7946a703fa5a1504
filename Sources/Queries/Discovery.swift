package import Figures
package import Foundation
import GRDB

/// A number that nobody tracks: claims of one kind, measure and place from two outlets or more, in no figure.
package struct Discovery: Codable, Hashable, Sendable {
    package let kind: Kind
    package let measure: Measure
    package let place: String
    package let unit: String?
    /// For an incident, the day on which it was reported.
    package let day: Day?
    package let newest: Amount
    package let quote: String
    /// The newest claim: `figured show ID`.
    package let claim: Int64
    package let claims: Int
    package let outlets: Int
    /// Independent reports: copies of one story count once.
    package let reports: Int
    package let lastPublished: Date

    init(_ row: Row) throws {
        kind = try row.word("kind")
        measure = try row.word("measure")
        place = row["place"]
        unit = row["unit"]
        day = try row.dayIfAny("day")
        newest = try row.amount()
        quote = row["quote"]
        claim = row["id"]
        claims = row["claims"]
        outlets = row["outlets"]
        reports = row["reports"]
        lastPublished = row.instant("lastPublished")
    }
}

extension Ledger {
    /// What could be tracked, the most independent reports first.
    package func discoveries(limit: Int = 50) throws(LedgerError) -> [Discovery] {
        try read { database in
            try Row.fetchAll(database, sql: Self.discoverySQL, arguments: [limit]).map { try Discovery($0) }
        }
    }

    /// The plain columns of a group are those of the row with its greatest `lastPublished`: SQLite's rule for `max()`.
    static let discoverySQL = """
        SELECT c.id, c.kind, c.measure, c.place, c.unit, c.value, c.valueHigh, c.qualifier, c.quote,
          CASE c.measure WHEN 'incident' THEN date(coalesce(a.published, a.firstSeen) / 1000, 'unixepoch') END AS day,
          max(coalesce(a.published, a.firstSeen)) AS lastPublished, count(*) AS claims, count(DISTINCT a.outlet) AS outlets,
          count(DISTINCT a.report) AS reports
        FROM claim c JOIN version v ON v.id = c.version JOIN article a ON a.id = v.article
        WHERE c.place IS NOT NULL AND c.status = 'reported' AND NOT EXISTS (SELECT 1 FROM observation o WHERE o.claim = c.id)
        GROUP BY c.kind, c.measure, c.place, c.unit, day HAVING count(DISTINCT a.outlet) > 1
        ORDER BY reports DESC, lastPublished DESC LIMIT ?
        """
}
