package import Foundation
import GRDB

/// How much the store holds and how the daemon fares: what `/metrics` says.
package struct Vitals: Codable, Hashable, Sendable {
    /// Kept since the store was begun: these only grow.
    package let articles: Int
    package let versions: Int
    package let claims: Int
    package let changes: Int
    package let alerts: Int
    /// As it is now.
    package let figures: Int
    package let openDisagreements: Int
    package let sources: [SourceHealth.State: Int]
    package let entriesWaiting: Int
    package let deliveriesWaiting: Int
    package let lastSuccess: Date?
}

extension Ledger {
    package func vitals() throws(LedgerError) -> Vitals {
        let states = Dictionary(grouping: try sources(), by: \.state).mapValues(\.count)
        return try read { database in
            func number(_ sql: String) throws -> Int { try Int.fetchOne(database, sql: sql) ?? 0 }
            let success = try Int64.fetchOne(database, sql: "SELECT max(lastSuccess) FROM source")
            return Vitals(
                articles: try number("SELECT max(id) FROM article"), versions: try number("SELECT max(id) FROM version"),
                claims: try number("SELECT max(id) FROM claim"), changes: try number("SELECT max(id) FROM change"),
                alerts: try number("SELECT max(id) FROM alert"), figures: try number("SELECT count(*) FROM figure WHERE isActive = 1"),
                openDisagreements: try number("SELECT count(*) FROM disagreement WHERE closed IS NULL"), sources: states,
                entriesWaiting: try number("SELECT count(*) FROM entry WHERE nextTry IS NOT NULL"),
                deliveriesWaiting: try number("SELECT count(*) FROM delivery WHERE told IS NULL"),
                lastSuccess: success.map { Date(timeIntervalSince1970: Double($0) / 1000) })
        }
    }
}
