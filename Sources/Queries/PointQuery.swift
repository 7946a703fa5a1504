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
        let rows = try Row.fetchCursor(try database.cachedStatement(sql: sql), arguments: arguments)
        var points: [Point] = []
        while let row = try rows.next() { points.append(try Point(row)) }
        return points
    }

    /// Independent reports that stand behind those points, confirmations included.
    func reports(in database: Database) throws -> Int {
        try Int.fetchOne(try database.cachedStatement(sql: reportsSQL), arguments: arguments) ?? 0
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

    /// Every column that a point is made of, as known now, in the order of `Point.Column`.
    static let select = """
        SELECT \(columns), o.lastSeen, o.lastAsOf, o.withdrawn,
          (o.withdrawn IS NULL) + (SELECT count(DISTINCT s.report) FROM observation s
            WHERE s.confirms = o.id AND s.withdrawn IS NULL AND (o.withdrawn IS NOT NULL OR s.report <> o.report)) AS reports
        \(tables)
        """

    /// The same as known at an instant, `:at`.
    ///
    /// An observation that stands now may have confirmed another then; `confirmedBefore` says which, and until when. What stood in
    /// a withdrawn point's place since then was said last by those that still stood (`Storage/Filing`).
    static let selectThen = """
        SELECT \(columns), max(o.seen, coalesce((SELECT max(s.seen) \(supporters)), 0)) AS lastSeen,
          max(o.asOf, coalesce((SELECT max(s.asOf) \(supporters)), '')) AS lastAsOf,
          CASE WHEN o.withdrawn <= :at THEN o.withdrawn END AS withdrawn,
          (SELECT count(DISTINCT r.report) FROM (SELECT o.report AS report, o.withdrawn AS withdrawn UNION ALL
            SELECT s.report, s.withdrawn \(supporters) AND \(confirmed("s")) = o.id) r WHERE r.withdrawn IS NULL OR r.withdrawn > :at) AS reports
        \(tables)
        """

    private static let columns = """
        o.claim, o.claimant, o.isOwnVoice, o.value, o.valueHigh, o.qualifier, o.unit, o.status, o.asOf, o.since, o.published, o.seen,
          o.outlet, a.url, c.quote, c.pattern
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
    /// Where each column stands in a row of `PointQuery.select`: a column's number is found at once, its name only by looking.
    private enum Column: Int {
        case claim, claimant, isOwnVoice, value, valueHigh, qualifier, unit, status, asOf, since, published, seen
        case outlet, url, quote, pattern, lastSeen, lastAsOf, withdrawn, reports
    }

    init(_ row: Row) throws {
        func at<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ column: Column) -> Value { row[column.rawValue] }
        func ifAny<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ column: Column) -> Value? { row[column.rawValue] }
        func day(_ column: Column) throws -> Day { try Day(kept: at(column), "\(column)") }
        func word<Word: RawRepresentable<String>>(_ column: Column) throws -> Word { try Word(kept: at(column), "\(column)") }
        let high: String? = ifAny(.valueHigh)
        let quantity = Quantity(
            try Decimal(kept: at(.value), "value"), try word(.qualifier), high: try high.map { try Decimal(kept: $0, "valueHigh") },
            unit: ifAny(.unit))
        let since: String? = ifAny(.since)
        self.init(
            id: at(.claim), claimant: at(.claimant), isOwnVoice: at(.isOwnVoice), quantity: Amount(quantity), status: try word(.status),
            asOf: try day(.asOf), lastAsOf: try day(.lastAsOf), since: try since.map { try Day(kept: $0, "since") },
            published: Date(kept: at(.published)), seen: Date(kept: at(.seen)), lastSeen: Date(kept: at(.lastSeen)),
            withdrawn: ifAny(.withdrawn).map { Date(kept: $0) }, outlet: at(.outlet), url: at(.url), quote: at(.quote),
            pattern: at(.pattern), reports: at(.reports))
    }
}
