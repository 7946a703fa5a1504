package import Foundation
import GRDB

/// Which alerts somebody has seen to.
package enum Acknowledged: Hashable, Sendable {
    /// These, by the numbers that `figured alerts` shows.
    case alerts([Int64])
    /// All of a figure.
    case figure(String)
    case all
}

/// The archive opened for a moment by somebody who has seen to alerts, beside the daemon or without one.
///
/// The daemon stays its only steady writer: this is one short transaction, which SQLite itself fits in between the daemon's, and
/// which makes no checkpoint. A second of waiting is the worst that it does to either.
package struct AcknowledgementDesk {
    private let file: URL
    private let queue: DatabaseQueue

    package init(_ file: URL) throws(ArchiveError) {
        self.file = file
        guard FileManager.default.fileExists(atPath: file.path) else { throw .missing(file) }
        try Opening.examine(file, remembersArchive: false)
        do {
            queue = try DatabaseQueue(path: file.path, configuration: Self.configuration)
            try queue.read { database in
                try Opening.recognize(database, file: file)
                guard try Schema.migrator.hasCompletedMigrations(database) else { throw ArchiveError.older(file) }
            }
        } catch {
            throw ArchiveError(error, file: file)
        }
    }

    private static var configuration: Configuration {
        var configuration = Opening.configuration(readonly: false)
        configuration.label = "acknowledgement"
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0")
        }
        return configuration
    }

    /// Writes down that somebody has seen to them: all of them, or none where one is not there.
    ///
    /// What was acknowledged before keeps its time; its note gives way to a new one.
    /// - Returns: how many nobody had seen to before.
    package func acknowledge(_ which: Acknowledged, note: String = "", at now: Date) throws(ArchiveError) -> Int {
        do {
            return try queue.write { database in
                let alerts = try Self.numbers(of: which, in: database)
                let before = try Self.count(in: database)
                for alert in alerts {
                    try Self.acknowledge(alert, note: note, at: now, in: database)
                }
                return try Self.count(in: database) - before
            }
        } catch {
            throw ArchiveError(error, file: file)
        }
    }

    private static func count(in database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM acknowledgement") ?? 0
    }

    private static func numbers(of which: Acknowledged, in database: Database) throws -> [Int64] {
        let open = "SELECT alert.id FROM alert LEFT JOIN acknowledgement n ON n.alert = alert.id"
        switch which {
        case .all:
            return try Int64.fetchAll(database, sql: "\(open) WHERE n.alert IS NULL")
        case .figure(let name):
            guard let figure = try Int64.fetchOne(database, sql: "SELECT id FROM figure WHERE name = ?", arguments: [name]) else {
                throw ArchiveError.unknown("no figure is called \(name); `figured list` shows all")
            }
            return try Int64.fetchAll(
                database, sql: "\(open) JOIN change ON change.id = alert.change WHERE n.alert IS NULL AND change.figure = ?",
                arguments: [figure])
        case .alerts(let numbers):
            for number in numbers {
                guard try Int64.fetchOne(database, sql: "SELECT id FROM alert WHERE id = ?", arguments: [number]) != nil else {
                    throw ArchiveError.unknown("there is no alert \(number), so none was acknowledged; `figured alerts` lists them")
                }
            }
            return numbers
        }
    }

    private static func acknowledge(_ alert: Int64, note: String, at now: Date, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO acknowledgement (alert, made, note) VALUES (?1, ?2, ?3)
                ON CONFLICT (alert) DO UPDATE SET note = excluded.note WHERE excluded.note <> ''
                """, arguments: [alert, now.instant, note])
    }
}
