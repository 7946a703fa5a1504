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
            database, sql: sql, arguments: arguments
        )
        .map { try Point($0) }
    }

    /// Independent reports that stand behind those points, confirmations included.
    func reports(in database: Database) throws -> Int {
        try Int.fetchOne(database, sql: reportsSQL, arguments: arguments) ?? 0
    }

    var sql: String {
        let select = filter.knownAt == nil ? Self.select : Self.selectThen
        return "\(select) WHERE \(conditions)\(turn) ORDER BY o.asOf, o.published, o.seen, o.claim LIMIT :limit OFFSET :offset"
    }

    /// A report whose article no longer says so counts no more.
    var reportsSQL: String {
        let standing = filter.knownAt == nil ? "o.withdrawn IS NULL" : "(o.withdrawn IS NULL OR o.withdrawn > :at)"
        return "SELECT count(DISTINCT o.report) FROM observation o WHERE \(narrowing) AND \(standing)"
    }

    /// Every column that a point is made of, as known now.
    static let select = """
        SELECT o.claim, o.claimant, o.isOwnVoice, o.value, o.valueHigh, o.qualifier, o.unit, o.status, o.asOf, o.since, o.published,
          o.seen, o.outlet, a.url, c.quote, c.pattern, o.lastSeen, o.lastAsOf, o.withdrawn,
          (SELECT count(DISTINCT r.report) FROM (SELECT o.report AS report, o.withdrawn AS withdrawn UNION ALL
            SELECT s.report, s.withdrawn FROM observation s WHERE s.confirms = o.id) r WHERE r.withdrawn IS NULL) AS reports
        \(tables)
        """

    /// The same as known at an instant, `:at`.
    ///
    /// An observation that stands now may have confirmed another then; `confirmedBefore` says which, and until when. What stood in
    /// a withdrawn point's place since then was said last by those that still stood (`Storage/Filing`).
    static let selectThen = """
        SELECT o.claim, o.claimant, o.isOwnVoice, o.value, o.valueHigh, o.qualifier, o.unit, o.status, o.asOf, o.since, o.published,
          o.seen, o.outlet, a.url, c.quote, c.pattern, max(o.seen, coalesce((SELECT max(s.seen) \(supporters)), 0)) AS lastSeen,
          max(o.asOf, coalesce((SELECT max(s.asOf) \(supporters)), '')) AS lastAsOf,
          CASE WHEN o.withdrawn <= :at THEN o.withdrawn END AS withdrawn,
          (SELECT count(DISTINCT r.report) FROM (SELECT o.report AS report, o.withdrawn AS withdrawn UNION ALL
            SELECT s.report, s.withdrawn \(supporters) AND \(confirmed("s")) = o.id) r WHERE r.withdrawn IS NULL OR r.withdrawn > :at) AS reports
        \(tables)
        """

    private static let tables =
        "FROM observation o JOIN claim c ON c.id = o.claim JOIN version v ON v.id = c.version JOIN article a ON a.id = v.article"

    /// What had confirmed a point by that instant, without what was withdrawn before it was a point.
    private static let supporters = """
        FROM (SELECT id FROM observation WHERE confirms = o.id UNION SELECT observation FROM confirmedBefore WHERE point = o.id) x
          JOIN observation s ON s.id = x.id
        WHERE s.seen <= :at AND (s.withdrawn IS NULL OR s.withdrawn > coalesce(
          (SELECT max(b.until) FROM confirmedBefore b WHERE b.observation = o.id AND b.until <= :at), -9223372036854775808))
        """

    /// Which point an observation confirmed at that instant; NULL: it was a point.
    private static func confirmed(_ observation: String) -> String {
        """
        coalesce((SELECT b.point FROM confirmedBefore b WHERE b.observation = \(observation).id AND b.until > :at ORDER BY b.until LIMIT 1),
          \(observation).confirms)
        """
    }

    private var conditions: String {
        narrowing + " AND " + (filter.knownAt == nil ? "o.confirms" : Self.confirmed("o")) + " IS NULL"
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
