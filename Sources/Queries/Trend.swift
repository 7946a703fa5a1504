package import Figures
package import Foundation
import GRDB

/// The last numbers of one series, oldest first: enough for a line as small as a word.
package struct Trend: Hashable, Sendable {
    package let claimant: String
    package let points: [(day: Day, value: Decimal)]

    package static func == (one: Trend, other: Trend) -> Bool {
        one.claimant == other.claimant && one.points.elementsEqual(other.points) { $0 == $1 }
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(claimant)
        for point in points { hasher.combine(point.day) }
    }
}

extension Ledger {
    /// The newest numbers of a claimant's series that still stand; from the index alone but for what was withdrawn.
    package func trend(of name: String, claimant: String, last count: Int = 60) throws(LedgerError) -> Trend {
        try read { database in
            let rows = try Row.fetchAll(try database.cachedStatement(sql: Self.trendSQL), arguments: [name, claimant, count])
            return Trend(claimant: claimant, points: try rows.reversed().map { (try $0.day("asOf"), try $0.amount().value) })
        }
    }

    static let trendSQL = """
        SELECT o.asOf, o.value, NULL AS valueHigh, o.qualifier, NULL AS unit FROM observation o JOIN figure f ON f.id = o.figure
        WHERE f.name = ? AND o.claimant = ? AND o.confirms IS NULL AND o.withdrawn IS NULL AND o.status = 'reported'
        ORDER BY o.asOf DESC, o.published DESC, o.seen DESC LIMIT ?
        """
}
