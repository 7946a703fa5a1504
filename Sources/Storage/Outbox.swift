package import Figures
package import Foundation
import GRDB

extension Archive {
    /// Who tells alerts from now on; a hand that is new hears what is made after this.
    package func employ(_ hands: [String]) throws(ArchiveError) {
        try employ(Dictionary(hands.map { ($0, Change.Severity.info) }) { first, _ in first })
    }

    /// Who tells alerts from now on, each from a severity on; what waits for a hand that is no longer there waits no more.
    package func employ(_ hands: [String: Change.Severity]) throws(ArchiveError) {
        try write { database in
            try database.execute(sql: "UPDATE hand SET isActive = 0")
            for (hand, least) in hands {
                try database.execute(
                    sql: """
                        INSERT INTO hand (name, leastSeverity) VALUES (?, ?)
                        ON CONFLICT (name) DO UPDATE SET isActive = 1, leastSeverity = excluded.leastSeverity
                        """, arguments: [hand, least.rawValue])
            }
            try database.execute(
                sql: "DELETE FROM delivery WHERE told IS NULL AND hand IN (SELECT name FROM hand WHERE isActive = 0)")
        }
    }

    /// What a hand has still to tell, oldest first; what it failed to tell waits until its next try.
    package func untold(by hand: String = "journal", at now: Date, limit: Int = 1000) throws(ArchiveError) -> [Alert] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT change.*, figure.name AS figureName, figure.title, alert.id AS alertID, alert.made AS alertMade
                    FROM delivery JOIN alert ON alert.id = delivery.alert JOIN change ON change.id = alert.change
                      JOIN figure ON figure.id = change.figure
                    WHERE delivery.hand = ? AND delivery.told IS NULL AND delivery.nextTry <= ? ORDER BY delivery.alert LIMIT ?
                    """, arguments: [hand, now.instant, limit]
            ).map { Alert(id: $0["alertID"], title: $0["title"], change: try Change($0), made: Date(instant: $0["alertMade"])) }
        }
    }

    /// To be called after an alert was told; until then it is told again after a crash, under the same id.
    package func told(_ alerts: [Alert.ID], by hand: String = "journal", at now: Date) throws(ArchiveError) {
        try write { database in
            let statement = try database.cachedStatement(
                sql: "UPDATE delivery SET told = ?, tries = tries + 1, failing = NULL WHERE alert = ? AND hand = ?")
            for alert in alerts {
                try statement.execute(arguments: [now.instant, alert, hand])
            }
        }
    }

    /// How often a hand has tried to tell these alerts: the most tried of them counts.
    package func tries(of alerts: [Alert.ID], by hand: String) throws(ArchiveError) -> Int {
        try read { database in
            guard let first = alerts.min(), let last = alerts.max() else { return 0 }
            return try Int.fetchOne(
                database,
                sql: "SELECT max(tries) FROM delivery WHERE hand = ? AND alert BETWEEN ? AND ? AND told IS NULL",
                arguments: [hand, first, last]) ?? 0
        }
    }

    /// A hand did not take these alerts: all that waits for it is put off until the next try, which with `next` nil never comes for these.
    package func putOff(
        by hand: String, reason: String, tried alerts: [Alert.ID], next: Date?, at now: Date
    ) throws(ArchiveError) {
        try write { database in
            for alert in alerts {
                try database.cachedStatement(
                    sql: """
                        UPDATE delivery SET tries = tries + 1, failing = ?1, told = CASE WHEN ?2 IS NULL THEN ?3 END
                        WHERE alert = ?4 AND hand = ?5
                        """
                ).execute(arguments: [reason, next?.instant, now.instant, alert, hand])
            }
            guard let next else { return }
            try database.execute(
                sql: "UPDATE delivery SET nextTry = max(nextTry, ?) WHERE hand = ? AND told IS NULL", arguments: [next.instant, hand])
        }
    }
}

extension Change {
    init(_ row: Row) throws {
        guard let what = What(rawValue: row["what"]), let severity = Severity(rawValue: row["severity"]), let asOf = try row.day("asOf")
        else { throw ArchiveError.failed("change \(row["id"] as Int64) holds what figured never writes") }
        self.init(
            what, severity: severity, figure: row["figureName"], claimant: row["claimant"], quantity: Quantity(row),
            previous: Quantity(row, prefix: "previous"), other: row["other"], outlet: row["outlet"],
            url: (row["url"] as String?).flatMap(URL.init(string:)), quote: row["quote"], asOf: asOf)
    }
}
