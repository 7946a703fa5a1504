import Foundation
import GRDB

/// Which changes are asked for.
package struct ChangeFilter: Hashable, Sendable {
    package var figure: String?
    /// Only those older than the change of this number, for page after page.
    package var before: Int64?
    package var limit: Int

    package init(figure: String? = nil, before: Int64? = nil, limit: Int = 50) {
        self.figure = figure
        self.before = before
        self.limit = limit
    }
}

extension Ledger {
    /// What moved, newest first, of one figure or of all.
    package func changes(_ filter: ChangeFilter) throws(LedgerError) -> [ChangeRecord] {
        try read { database in
            let figure = try filter.figure.map { try FigureRow.named($0, in: database).id }
            let arguments: StatementArguments = ["figure": figure, "before": filter.before ?? .max, "limit": filter.limit]
            return try Row.fetchAll(database, sql: Self.changeSQL(of: figure), arguments: arguments).map { try ChangeRecord($0) }
        }
    }

    static func changeSQL(of figure: Int64?) -> String {
        """
        \(ChangeRecord.select) FROM change k JOIN figure f ON f.id = k.figure
        WHERE \(figure == nil ? ":figure IS NULL" : "k.figure = :figure") AND k.id < :before ORDER BY k.id DESC LIMIT :limit
        """
    }
}
