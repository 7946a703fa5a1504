import Figures
import Foundation
import GRDB

/// What is to be told, written in the transaction of what it tells.
struct Announcing {
    let figure: Int64
    /// The page that made the changes; nil for silence.
    let version: Int64?
    let made: Date
    /// When what is made now may be told: later than it is made where the figure is in its quiet time.
    var tellable: Date?
    let database: Database

    /// - Returns: the changes kept: those of the outcome, and of the disagreements whose acknowledgement has lapsed.
    func keep(_ outcome: Outcome) throws -> [Change] {
        var rows: [Pair: Int64] = [:]
        for change in outcome.changes {
            let row = try add(change)
            if let other = change.other, [.disagreementOpened, .disagreementClosed].contains(change.what) {
                rows[Pair(change.claimant, other)] = row
            }
        }
        for pair in outcome.opened {
            try Self.open(pair, figure: figure, at: made, by: rows[pair], in: database)
        }
        for pair in outcome.closed {
            try Self.close(pair, figure: figure, at: made, by: rows[pair], in: database)
        }
        return outcome.changes + (try outcome.renewed.filter(renew))
    }

    /// A disagreement that somebody acknowledged is told again once a number in it has moved.
    private func renew(_ change: Change) throws -> Bool {
        let pair = Pair(change.claimant, change.other ?? "")
        let open = try Row.fetchOne(
            database,
            sql: """
                SELECT disagreement.id FROM disagreement JOIN alert ON alert.change = openedBy
                JOIN acknowledgement ON acknowledgement.alert = alert.id
                WHERE figure = ? AND first = ? AND second = ? AND closed IS NULL
                """, arguments: [figure, pair.first, pair.second])
        guard let open else { return false }
        try database.execute(
            sql: "UPDATE disagreement SET openedBy = ? WHERE id = ?", arguments: [try add(change), open["id"] as Int64])
        return true
    }

    /// Whether somebody is to hear of it: what is worth a notice, and every beginning.
    private static func isTold(_ change: Change) -> Bool {
        change.severity >= .notice || change.what == .first
    }

    @discardableResult
    func add(_ change: Change) throws -> Int64 {
        let empty: StatementArguments = [nil, nil, nil, nil]
        let place: StatementArguments = [figure, change.what.rawValue, change.severity.rawValue, change.claimant]
        let rest: StatementArguments = [
            change.other, change.outlet, change.url?.absoluteString, change.quote, change.asOf.description, made.instant, version,
        ]
        try database.cachedStatement(
            sql: """
                INSERT INTO change (figure, what, severity, claimant, value, valueHigh, qualifier, unit, previousValue, previousHigh,
                  previousQualifier, previousUnit, other, outlet, url, quote, asOf, made, version)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: place + (change.quantity?.exactColumns ?? empty) + (change.previous?.exactColumns ?? empty) + rest)
        let row = database.lastInsertedRowID
        if Self.isTold(change) { try addAlert(of: row, severity: change.severity) }
        return row
    }

    private func addAlert(of change: Int64, severity: Change.Severity) throws {
        try database.cachedStatement(sql: "INSERT INTO alert (change, made) VALUES (?, ?)").execute(arguments: [change, made.instant])
        try database.cachedStatement(
            sql: "INSERT INTO delivery (alert, hand, nextTry) SELECT ?, name, ? FROM hand WHERE isActive = 1 AND leastSeverity >= ?"
        ).execute(arguments: [database.lastInsertedRowID, tellable?.instant ?? 0, severity.rawValue])
    }

    static func open(_ pair: Pair, figure: Int64, at now: Date, by change: Int64?, in database: Database) throws {
        try database.cachedStatement(
            sql: "INSERT OR IGNORE INTO disagreement (figure, first, second, opened, openedBy) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [figure, pair.first, pair.second, now.instant, change])
    }

    static func close(_ pair: Pair, figure: Int64, at now: Date, by change: Int64?, in database: Database) throws {
        try database.cachedStatement(
            sql: "UPDATE disagreement SET closed = ?, closedBy = ? WHERE figure = ? AND first = ? AND second = ? AND closed IS NULL"
        ).execute(arguments: [now.instant, change, figure, pair.first, pair.second])
    }
}
