import Foundation
import GRDB

/// What is looked at and set before the archive is trusted.
enum Opening {
    private static let header = Array("SQLite format 3\0".utf8)
    /// A larger file takes too long to check while a service manager waits for the start: the weekly check finds its damage.
    private static let largestChecked = 512 * 1024 * 1024

    /// Whether the file can be ours, before SQLite touches it: SQLite takes an empty file for a new archive.
    static func examine(_ file: URL, remembersArchive: Bool) throws(ArchiveError) {
        guard FileManager.default.fileExists(atPath: file.path) else {
            if remembersArchive { throw .missing(file) }
            return
        }
        let start: [UInt8]
        do {
            let handle = try FileHandle(forReadingFrom: file)
            start = Array(try handle.read(upToCount: header.count) ?? Data())
            try handle.close()
        } catch {
            throw .unwritable(file, reason: "it cannot be read")
        }
        if start.isEmpty {
            if remembersArchive { throw .empty(file) }
        } else if start != header {
            throw remembersArchive ? .corrupt(file, finding: "its first bytes are not those of SQLite") : .foreign(file)
        }
    }

    static func configuration(readonly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readonly
        configuration.busyMode = .timeout(5)
        configuration.label = "archive"
        configuration.prepareDatabase { database in
            try database.execute(
                sql: """
                    PRAGMA trusted_schema = OFF;
                    PRAGMA cell_size_check = ON;
                    PRAGMA mmap_size = 0;
                    PRAGMA temp_store = MEMORY;
                    """)
            if !readonly {
                // Kibibytes: recording looks up many places all over the file, and must not read each one from the system again.
                try database.execute(sql: "PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -65536")
            }
        }
        return configuration
    }

    /// Checks an existing file, brings it up to date, and makes sure that a commit waits for the disk.
    static func prepare(_ pool: DatabasePool, file: URL, program: String) throws {
        let isKnown = try pool.read { database in
            try recognize(database, file: file)
        }
        if isKnown {
            try check(pool, file: file)
            try copyBeforeMigration(pool, file: file)
        }
        try Schema.migrator.migrate(pool)
        try waitForDisk(pool, file: file)
        try pool.write { database in
            try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
            try Meta.set("writtenBy", program, in: database)
            try Meta.set("cleanStop", "0", in: database)
        }
    }

    /// Whether the file already is an archive; refuses what is something else, or later than we are.
    @discardableResult
    static func recognize(_ database: Database, file: URL) throws -> Bool {
        let mark = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        // A first start that was killed may have got as far as the list of migrations, and no further.
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master WHERE tbl_name <> 'grdb_migrations'") ?? 0
        if tables == 0 { return false }
        let isOurs = try mark == Schema.applicationID || database.tableExists("grdb_migrations") && database.tableExists("figure")
        guard isOurs else { throw ArchiveError.foreign(file) }
        if try Schema.migrator.hasBeenSuperseded(database) {
            throw ArchiveError.newer(file, by: try Meta.value("writtenBy", in: database) ?? "another figured")
        }
        return true
    }

    /// As `recognize`, before anything opens the file for writing: what is not ours, or later than we are, stays as it is to the byte.
    static func recognizeUntouched(_ file: URL) throws {
        let size = try FileManager.default.fileExists(atPath: file.path) ? file.resourceValues(forKeys: [.fileSizeKey]).fileSize : 0
        guard let size, size > 0 else { return }
        let reader = try DatabaseQueue(path: file.path, configuration: configuration(readonly: true))
        _ = try reader.read { try recognize($0, file: file) }
        try reader.close()
    }

    /// `quick_check`, unless the last stop was clean, or the file is too large for it.
    private static func check(_ pool: DatabasePool, file: URL) throws {
        let size = try file.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
        let finding = try pool.read { database -> String in
            if try database.tableExists("meta"), try Meta.value("cleanStop", in: database) == "1" { return "ok" }
            if size > largestChecked { return "ok" }
            return try String.fetchOne(database, sql: "PRAGMA quick_check(1)") ?? "ok"
        }
        guard finding == "ok" else { throw ArchiveError.corrupt(file, finding: finding) }
    }

    private static func copyBeforeMigration(_ pool: DatabasePool, file: URL) throws {
        let isUpToDate = try pool.read { try Schema.migrator.hasCompletedMigrations($0) }
        if isUpToDate { return }
        let copy = file.path + ".before-update"
        if FileManager.default.fileExists(atPath: copy) {
            try FileManager.default.removeItem(atPath: copy)
        }
        try pool.vacuum(into: copy)
    }

    /// GRDB sets `synchronous=NORMAL` after `prepareDatabase`, with which a power cut loses commits: set it again, and read it back.
    private static func waitForDisk(_ pool: DatabasePool, file: URL) throws {
        let synchronous = try pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            return try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? -1
        }
        guard synchronous == 2 else { throw ArchiveError.unsafe(file, synchronous: synchronous) }
    }
}
