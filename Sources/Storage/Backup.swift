package import Foundation
import GRDB
import Glibc

extension ArchiveReader {
    /// Copies the archive into one file as it is at this moment, while the daemon may go on writing, and proves the copy whole.
    ///
    /// The copy has its name only once it is proved: whoever stops in between leaves `….part`, and an older copy as it was.
    /// - Parameter progress: is called with how many pages are copied, and how many there are.
    package func backup(to copy: URL, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }) throws(ArchiveError) {
        let part = URL(filePath: copy.path + ".part")
        do {
            try Self.remove(part)
            let target = try DatabaseQueue(path: part.path)
            try target.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            // One read transaction: what is written meanwhile does not begin the copy anew.
            try database.read { source in
                try target.writeWithoutTransaction { copy in
                    try source.backup(to: copy, pagesPerStep: 512) { progress($0.completedPageCount, $0.totalPageCount) }
                }
            }
            // A file at rest, without a log beside it.
            try target.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
            try Self.prove(target, part)
            try target.close()
            guard chmod(part.path, 0o600) == 0, rename(part.path, copy.path) == 0 else {
                throw ArchiveError.unwritable(copy, reason: String(cString: strerror(errno)))
            }
            try Self.sync(copy.deletingLastPathComponent())
        } catch {
            throw ArchiveError(error, file: copy)
        }
    }

    /// Reads the whole archive for damage, a sentence each; none when all is well.
    package func faults(limit: Int = 5) throws(ArchiveError) -> [String] {
        do {
            return try database.read { try Self.faults(in: $0, limit: limit) }
        } catch {
            throw ArchiveError(error, file: URL(filePath: database.path))
        }
    }

    private static func prove(_ copy: DatabaseQueue, _ file: URL) throws {
        let faults = try copy.read { try Self.faults(in: $0, limit: 1) }
        if let fault = faults.first { throw ArchiveError.corrupt(file, finding: fault) }
    }

    private static func faults(in database: Database, limit: Int) throws -> [String] {
        let integrity = try String.fetchAll(database, sql: "PRAGMA integrity_check(\(limit))").filter { $0 != "ok" }
        guard integrity.isEmpty else { return integrity }
        let orphans = try Row.fetchAll(
            database, sql: #"SELECT "table" AS child, parent, count(*) AS orphans FROM pragma_foreign_key_check GROUP BY 1, 2"#)
        let unsearchable =
            try Int.fetchOne(database, sql: "SELECT count(*) FROM claim WHERE id NOT IN (SELECT id FROM claimText_docsize)") ?? 0
        return orphans.map { "\($0["orphans"] as Int) rows of \($0["child"] as String) belong to no \($0["parent"] as String)" }
            + (unsearchable > 0 ? ["\(unsearchable) quotes are missing from the index that `figured search` asks"] : [])
    }

    private static func remove(_ file: URL) throws {
        for end in ["", "-wal", "-shm", "-journal"] where FileManager.default.fileExists(atPath: file.path + end) {
            try FileManager.default.removeItem(atPath: file.path + end)
        }
    }

    /// A name is safe from a power cut when its folder is on the disk.
    private static func sync(_ folder: URL) throws {
        let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        Glibc.close(descriptor)
    }
}

extension Archive {
    /// Puts a backup in the archive's place, after proving it whole; what was there is set aside, never deleted.
    ///
    /// - Returns: where the archive that was there is now; nil where there was none.
    package static func restore(_ backup: URL, to file: URL, at now: Date) throws(ArchiveError) -> URL? {
        let reader = try ArchiveReader(backup)
        if let fault = try reader.faults(limit: 1).first { throw .corrupt(backup, finding: fault) }
        let aside = try setAside(file, as: "before-restore", at: now)
        try reader.backup(to: file)
        try resemble(file, folder: file.deletingLastPathComponent())
        return aside
    }

    /// Moves the archive out of the way with its log, and lets the next start begin anew.
    private static func setAside(_ file: URL, as word: String, at now: Date) throws(ArchiveError) -> URL? {
        let lock = try StoreLock(beside: file)
        defer { lock.release() }
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        let stamp = now.formatted(.iso8601.dateSeparator(.omitted).timeSeparator(.omitted))
        let aside = URL(filePath: "\(file.path).\(word)-\(stamp)")
        do {
            for part in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: file.path + part) {
                try FileManager.default.moveItem(atPath: file.path + part, toPath: aside.path + part)
            }
        } catch {
            throw .unwritable(file, reason: "it cannot be moved to \(aside.lastPathComponent): \(error.localizedDescription)")
        }
        return aside
    }

    /// Restored by root, it still belongs to the service: to whoever owns the folder.
    private static func resemble(_ file: URL, folder: URL) throws(ArchiveError) {
        var owner = stat()
        guard getuid() == 0, stat(folder.path, &owner) == 0 else { return }
        for path in [file.path, file.path + ".lock"] where chown(path, owner.st_uid, owner.st_gid) != 0 {
            throw .unwritable(file, reason: "it cannot be given to the owner of \(folder.path): \(String(cString: strerror(errno)))")
        }
    }
}
