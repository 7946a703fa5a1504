package import Foundation
import GRDB

/// An alert: what changed, whether it was told, and whether somebody has seen to it.
package struct AlertRecord: Codable, Hashable, Sendable, Identifiable {
    /// As in the journal's `ALERT` field.
    package let id: Int64
    package let change: ChangeRecord
    package let state: State
    package let deliveries: [Delivery]
    package let acknowledged: Date?
    package let note: String?

    package enum State: String, Codable, Sendable {
        /// Every hand has told it; or there is none.
        case told
        case waiting
        /// A hand has tried and failed, and will try again.
        case failing
    }

    /// One alert by one hand.
    package struct Delivery: Codable, Hashable, Sendable {
        package let hand: String
        package let told: Date?
        package let tries: Int
        package let failing: String?
    }

    init(_ row: Row, deliveries: [Delivery]) throws {
        id = row["alert"]
        change = try ChangeRecord(row)
        self.deliveries = deliveries
        let waiting = deliveries.filter { $0.told == nil }
        state = waiting.isEmpty ? .told : waiting.contains { $0.failing != nil } ? .failing : .waiting
        acknowledged = row.instantIfAny("acknowledged")
        note = row["note"]
    }
}

/// Which alerts are asked for.
package struct AlertFilter: Hashable, Sendable {
    package var figure: String?
    /// Only those that not every hand has told.
    package var waiting = false
    /// Only those that nobody has seen to.
    package var unacknowledged = false
    /// Only those older than the alert of this number, for page after page.
    package var before: Int64?
    package var limit = 50

    package init(figure: String? = nil, waiting: Bool = false, unacknowledged: Bool = false, before: Int64? = nil, limit: Int = 50) {
        self.figure = figure
        self.waiting = waiting
        self.unacknowledged = unacknowledged
        self.before = before
        self.limit = limit
    }
}

extension Ledger {
    /// What was told and what waits to be, newest first.
    package func alerts(_ filter: AlertFilter = AlertFilter()) throws(LedgerError) -> [AlertRecord] {
        try read { database in
            let figure = try filter.figure.map { try FigureRow.named($0, in: database).id }
            let arguments: StatementArguments = ["figure": figure, "before": filter.before, "limit": filter.limit]
            return try Row.fetchAll(database, sql: Self.alertSQL(filter), arguments: arguments).map { row in
                try AlertRecord(row, deliveries: Self.deliveries(of: row["alert"], in: database))
            }
        }
    }

    static func alertSQL(_ filter: AlertFilter) -> String {
        var conditions = ["(:before IS NULL OR e.id < :before)"]
        conditions.append(filter.figure == nil ? ":figure IS NULL" : "k.figure = :figure")
        if filter.unacknowledged { conditions.append("n.alert IS NULL") }
        if filter.waiting { conditions.append("EXISTS (SELECT 1 FROM delivery d WHERE d.alert = e.id AND d.told IS NULL)") }
        return """
            \(ChangeRecord.select), e.id AS alert, n.made AS acknowledged, n.note
            FROM alert e JOIN change k ON k.id = e.change JOIN figure f ON f.id = k.figure
              LEFT JOIN acknowledgement n ON n.alert = e.id
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY e.id DESC LIMIT :limit
            """
    }

    static let deliveriesSQL = "SELECT * FROM delivery WHERE alert = ? ORDER BY hand"

    private static func deliveries(of alert: Int64, in database: Database) throws -> [AlertRecord.Delivery] {
        try Row.fetchAll(try database.cachedStatement(sql: deliveriesSQL), arguments: [alert]).map { row in
            AlertRecord.Delivery(hand: row["hand"], told: row.instantIfAny("told"), tries: row["tries"], failing: row["failing"])
        }
    }
}
