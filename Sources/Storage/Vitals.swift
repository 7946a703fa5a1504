package import Foundation
import GRDB

/// How the archive fares, for whoever looks after it.
package struct StoreVitals: Sendable {
    /// When it was last written; nil: never.
    package let lastBeat: Date?
    package let newestSeen: Date?
    package let sources: Int
    package let failing: [(source: String, reason: String)]
    /// Alerts that a hand has not taken for an hour, oldest first.
    package let waiting: [(hand: String, count: Int, since: Date, reason: String?)]
}

extension ArchiveReader {
    package func vitals(at now: Date) throws(ArchiveError) -> StoreVitals {
        do {
            return try database.read { try Self.vitals(in: $0, at: now) }
        } catch {
            throw ArchiveError(error, file: URL(filePath: database.path))
        }
    }

    private static func vitals(in database: Database, at now: Date) throws -> StoreVitals {
        let failing = try Row.fetchAll(
            database,
            sql:
                "SELECT name, coalesce(failing, 'gone') AS reason FROM source WHERE isActive = 1 AND (failing NOT NULL OR gone NOT NULL) ORDER BY name"
        )
        let waiting = try Row.fetchAll(
            database,
            sql: """
                SELECT delivery.hand, count(*) AS number, min(alert.made) AS since, max(delivery.failing) AS reason
                FROM delivery JOIN alert ON alert.id = delivery.alert JOIN hand ON hand.name = delivery.hand AND hand.isActive = 1
                WHERE delivery.told IS NULL AND alert.made < ? GROUP BY delivery.hand ORDER BY since
                """, arguments: [now.instant - 3_600_000])
        return StoreVitals(
            lastBeat: try Meta.value("clock", in: database).flatMap(Int64.init).map(Date.init(instant:)),
            newestSeen: try Int64.fetchOne(database, sql: "SELECT max(firstSeen) FROM article").map(Date.init(instant:)),
            sources: try Int.fetchOne(database, sql: "SELECT count(*) FROM source WHERE isActive = 1") ?? 0,
            failing: failing.map { ($0["name"], $0["reason"]) },
            waiting: waiting.map { ($0["hand"], $0["number"], Date(instant: $0["since"]), $0["reason"]) })
    }
}
