package import Figures
package import Foundation
import GRDB

/// Which points of a figure are asked for.
package struct PointFilter: Hashable, Sendable {
    package var claimant: String?
    package var outlet: String?
    package var since: Day?
    package var until: Day?
    /// Only what we knew at this instant, as we knew it.
    package var knownAt: Date?
    /// How many points to pass over, and how many to give at most; nil: all.
    package var offset = 0
    package var limit: Int?
    /// Only the points behind this one, for page after page.
    package var after: PointCursor?

    package init(claimant: String? = nil, outlet: String? = nil, since: Day? = nil, until: Day? = nil, knownAt: Date? = nil) {
        self.claimant = claimant
        self.outlet = outlet
        self.since = since
        self.until = until
        self.knownAt = knownAt
    }

    /// What no filter says: every point, as known now.
    package static let all = PointFilter()
}

/// The points of one figure, by one statement.
///
/// What was known at an instant is told by `seen` (had we the point?), by the `seen` of what confirmed it, and by `withdrawn`.
struct PointQuery {
    let figure: Int64
    var filter = PointFilter.all

    func points(in database: Database) throws -> [Point] {
        try Row.fetchAll(
            database,
            sql: "\(Self.select) WHERE \(conditions)\(turn) ORDER BY o.asOf, o.published, o.seen, o.claim LIMIT :limit OFFSET :offset",
            arguments: arguments
        )
        .map { try Point($0) }
    }

    /// Independent reports behind those points, confirmations included.
    func reports(in database: Database) throws -> Int {
        let sql = "SELECT count(DISTINCT o.report) FROM observation o WHERE \(narrowing)"
        return try Int.fetchOne(database, sql: sql, arguments: arguments) ?? 0
    }

    /// Every column that a point is made of; `:at` is the instant of knowledge, NULL for now.
    static let select = """
        SELECT o.claim, o.claimant, o.isOwnVoice, o.value, o.valueHigh, o.qualifier, o.unit, o.status, o.asOf, o.since, o.published,
          o.seen, o.outlet, a.url, c.quote, c.pattern,
          CASE WHEN :at IS NULL OR o.lastSeen <= :at THEN o.lastSeen
            ELSE max(o.seen, coalesce((SELECT max(r.seen) FROM observation r WHERE r.confirms = o.id AND r.seen <= :at), 0)) END AS lastSeen,
          CASE WHEN :at IS NULL OR o.lastSeen <= :at THEN o.lastAsOf
            ELSE max(o.asOf, coalesce((SELECT max(r.asOf) FROM observation r WHERE r.confirms = o.id AND r.seen <= :at), '')) END AS lastAsOf,
          CASE WHEN :at IS NULL OR o.withdrawn <= :at THEN o.withdrawn END AS withdrawn,
          (SELECT count(DISTINCT s.report) FROM (SELECT o.report AS report UNION ALL
            SELECT r.report FROM observation r WHERE r.confirms = o.id AND coalesce(r.seen <= :at, 1)
              AND (r.withdrawn IS NULL OR r.withdrawn > :at)) s) AS reports
        FROM observation o JOIN claim c ON c.id = o.claim JOIN version v ON v.id = c.version JOIN article a ON a.id = v.article
        """

    private var conditions: String {
        narrowing + " AND o.confirms IS NULL"
    }

    private var turn: String {
        filter.after == nil ? "" : " AND (o.asOf, o.published, o.seen, o.claim) > (:afterDay, :afterPublished, :afterSeen, :afterClaim)"
    }

    private var narrowing: String {
        var conditions = ["o.figure = :figure"]
        if filter.claimant != nil { conditions.append("o.claimant = :claimant") }
        if filter.outlet != nil { conditions.append("o.outlet = :outlet") }
        if filter.since != nil { conditions.append("o.asOf >= :since") }
        if filter.until != nil { conditions.append("o.asOf <= :until") }
        if filter.knownAt != nil { conditions.append("o.seen <= :at") }
        return conditions.joined(separator: " AND ")
    }

    private var arguments: StatementArguments {
        [
            "figure": figure, "claimant": filter.claimant, "outlet": filter.outlet, "since": filter.since?.description,
            "until": filter.until?.description, "at": filter.knownAt?.milliseconds, "limit": filter.limit ?? -1, "offset": filter.offset,
            "afterDay": filter.after?.asOf.description, "afterPublished": filter.after?.published, "afterSeen": filter.after?.seen,
            "afterClaim": filter.after?.claim,
        ]
    }
}

extension Point {
    /// A row of `PointQuery.select`.
    init(_ row: Row) throws {
        self.init(
            id: row["claim"], claimant: row["claimant"], isOwnVoice: row["isOwnVoice"], quantity: try row.amount(),
            status: try row.word("status"), asOf: try row.day("asOf"), lastAsOf: try row.day("lastAsOf"),
            since: try row.dayIfAny("since"), published: row.instant("published"), seen: row.instant("seen"),
            lastSeen: row.instant("lastSeen"), withdrawn: row.instantIfAny("withdrawn"), outlet: row["outlet"], url: row["url"],
            quote: row["quote"], pattern: row["pattern"], reports: row["reports"])
    }
}
