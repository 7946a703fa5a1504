package import Foundation
package import GRDB

/// The store: one SQLite file that keeps what was read, what it said, and what is to be told.
///
/// One process has it open for writing, with one writing connection, which also makes every checkpoint.
package final class Archive: Sendable {
    package let file: URL
    let pool: DatabasePool
    private let lock: StoreLock

    /// For reading beside the writer: sees what is committed, never waits, never writes.
    package var database: any DatabaseReader { pool }

    /// Opens the archive, or begins a new one where there was none.
    ///
    /// After a stop that was not clean the file is checked; a file from an earlier version is copied, then brought up to date.
    /// - Parameter program: who writes, to be named when an earlier version meets the file: "figured 1.0".
    package init(at file: URL, by program: String = "figured") throws(ArchiveError) {
        self.file = file
        lock = try StoreLock(beside: file)
        try Opening.examine(file, remembersArchive: lock.remembersArchive)
        do {
            try Opening.recognizeUntouched(file)
            pool = try DatabasePool(path: file.path, configuration: Opening.configuration(readonly: false))
            try Opening.prepare(pool, file: file, program: program)
        } catch {
            throw ArchiveError(error, file: file)
        }
        lock.rememberArchive()
    }

    /// Opens an archive that may be in use, to read and nothing else.
    package static func reading(_ file: URL) throws(ArchiveError) -> ArchiveReader {
        try ArchiveReader(file)
    }

    /// Marks a clean stop, so that the next start need not check the whole file, and lets go of it.
    package func close() throws(ArchiveError) {
        try write { database in
            try Meta.set("cleanStop", "1", in: database)
        }
        do {
            try pool.writeWithoutTransaction { database in
                _ = try database.checkpoint(.truncate)
            }
            try pool.close()
        } catch {
            throw ArchiveError(error, file: file)
        }
        lock.release()
    }

    /// One transaction: all of it is kept, or none.
    func write<Result>(_ work: (Database) throws -> Result) throws(ArchiveError) -> Result {
        do {
            return try pool.write(work)
        } catch {
            throw ArchiveError(error, file: file)
        }
    }

    func read<Result>(_ work: (Database) throws -> Result) throws(ArchiveError) -> Result {
        do {
            return try pool.read(work)
        } catch {
            throw ArchiveError(error, file: file)
        }
    }
}

/// An archive opened by somebody who only asks.
package struct ArchiveReader: Sendable {
    package let file: URL
    package let database: any DatabaseReader

    init(_ file: URL) throws(ArchiveError) {
        guard FileManager.default.fileExists(atPath: file.path) else { throw .missing(file) }
        try Opening.examine(file, remembersArchive: true)
        self.file = file
        do {
            database = try Self.open(file)
        } catch {
            throw ArchiveError(error, file: file)
        }
    }

    /// Beside a running daemon its log is read with the file. Without one there is no log, and who may not write in the folder
    /// cannot make one: then the file is read as what it is, at rest.
    private static func open(_ file: URL) throws -> any DatabaseReader {
        do {
            let pool = try DatabasePool(path: file.path, configuration: Opening.configuration(readonly: true))
            try check(pool, file: file)
            return pool
        } catch let error as DatabaseError where isRefusal(error) && !FileManager.default.fileExists(atPath: file.path + "-wal") {
            let queue = try DatabaseQueue(
                path: file.absoluteString + "?immutable=1", configuration: Opening.configuration(readonly: true))
            try check(queue, file: file)
            return queue
        }
    }

    private static func isRefusal(_ error: DatabaseError) -> Bool {
        [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
    }

    private static func check(_ database: some DatabaseReader, file: URL) throws {
        try database.read { database in
            try Opening.recognize(database, file: file)
            guard try Schema.migrator.hasCompletedMigrations(database) else { throw ArchiveError.older(file) }
        }
    }
}

/// What the archive knows of itself.
enum Meta {
    static func set(_ key: String, _ value: String, in database: Database) throws {
        try database.execute(
            sql: "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            arguments: [key, value])
    }

    static func value(_ key: String, in database: Database) throws -> String? {
        try String.fetchOne(database, sql: "SELECT value FROM meta WHERE key = ?", arguments: [key])
    }
}
