package import Foundation
import GRDB

/// Since when the oldest waits, of each queue; absent where nothing waits.
package struct QueueAges: Hashable, Sendable {
    package let entry: Date?
    package let delivery: Date?
}

extension Ledger {
    package func queueAges() throws(LedgerError) -> QueueAges {
        try read { database in
            func oldest(_ sql: String) throws -> Date? {
                try Int64.fetchOne(database, sql: sql).map { Date(timeIntervalSince1970: Double($0) / 1000) }
            }
            return QueueAges(
                entry: try oldest("SELECT min(firstListed) FROM entry WHERE nextTry IS NOT NULL"),
                delivery: try oldest("SELECT min(a.made) FROM delivery d JOIN alert a ON a.id = d.alert WHERE d.told IS NULL"))
        }
    }
}
