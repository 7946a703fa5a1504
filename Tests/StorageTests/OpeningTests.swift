import Comparison
import Figures
import Foundation
import GRDB
import Testing

@testable import Storage

private func withFolder(_ work: (URL) throws -> Void) throws {
    let folder = try Newsdesk.folder()
    defer {
        do { try FileManager.default.removeItem(at: folder) } catch { print("left behind: \(folder.path)") }
    }
    try work(folder.appending(path: "figured.sqlite"))
}

private func error(opening file: URL) -> ArchiveError? {
    do throws(ArchiveError) {
        _ = try Archive(at: file)
        return nil
    } catch {
        return error
    }
}

@Test func `a commit waits for the disk`() throws {
    let desk = try Newsdesk()
    let pragmas = ["synchronous": 2, "foreign_keys": 1, "trusted_schema": 0, "cell_size_check": 1, "mmap_size": 0]
    for (pragma, value) in pragmas {
        let found = try desk.archive.pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA \(pragma)") }
        #expect(found ?? 0 == value, "\(pragma)")
    }
    #expect(try desk.values("PRAGMA journal_mode") == ["wal"])
}

@Test func `a second daemon is told who is first`() throws {
    try withFolder { file in
        let first = try Archive(at: file)
        #expect(error(opening: file) == .alreadyRunning(file, process: "\(getpid())"))
        _ = try Archive.reading(file).database.read { try String.fetchAll($0, sql: "SELECT key FROM meta") }
        try first.close()
    }
}

@Test func `an archive at rest can be read, also by who may not write beside it`() throws {
    try withFolder { file in
        try Archive(at: file).close()
        let keys = try Archive.reading(file).database.read { try String.fetchAll($0, sql: "SELECT key FROM meta ORDER BY key") }
        #expect(keys == ["cleanStop", "writtenBy"])
        let still = try DatabaseQueue(path: file.absoluteString + "?immutable=1")
        #expect(try still.read { try String.fetchAll($0, sql: "SELECT key FROM meta ORDER BY key") } == keys)
    }
}

@Test func `a lock left behind by a dead process stops nobody`() throws {
    try withFolder { file in
        try Data("4711 archive\n".utf8).write(to: URL(filePath: file.path + ".lock"))
        #expect(error(opening: file) == .missing(file))
        try Data("4711 \n".utf8).write(to: URL(filePath: file.path + ".lock"))
        #expect(error(opening: file) == nil)
    }
}

private let damages: [(name: String, damage: @Sendable (URL) throws -> Void, expected: @Sendable (URL) -> ArchiveError)] = [
    ("removed", { try FileManager.default.removeItem(at: $0) }, { .missing($0) }),
    ("emptied", { try Data().write(to: $0) }, { .empty($0) }),
    (
        "overwritten", { try Data(repeating: 65, count: 9000).write(to: $0) },
        { .corrupt($0, finding: "its first bytes are not those of SQLite") }
    ),
]

@Test(arguments: damages.indices)
func `a damaged archive is never silently begun anew`(index: Int) throws {
    try withFolder { file in
        try Archive(at: file).close()
        try damages[index].damage(file)
        #expect(error(opening: file) == damages[index].expected(file), "\(damages[index].name)")
    }
}

@Test func `a page overwritten in the middle is found after a stop that was not clean`() throws {
    let desk = try Newsdesk()
    for index in 0..<60 {
        try desk.tell(index, days: Double(index), page: "\(index)")
    }
    try desk.archive.tidy(at: Newsdesk.start)
    let copy = desk.folder.appending(path: "copy.sqlite")
    var bytes = try Data(contentsOf: desk.archive.file)
    for place in stride(from: bytes.count / 2 / 4096 * 4096, to: bytes.count, by: 4096) {
        bytes.replaceSubrange(place..<place + 64, with: Data(repeating: 0x5a, count: 64))
    }
    try bytes.write(to: copy)
    guard case .corrupt = error(opening: copy) else {
        Issue.record("the damage went unseen")
        return
    }
}

@Test func `another program's file is refused`() throws {
    try withFolder { file in
        let other = try DatabaseQueue(path: file.path)
        try other.write { try $0.execute(sql: "CREATE TABLE bookmark (url TEXT)") }
        try other.close()
        #expect(error(opening: file) == .foreign(file))
    }
    try withFolder { file in
        try Data("not a database at all".utf8).write(to: file)
        #expect(error(opening: file) == .foreign(file))
    }
}

@Test func `a file from a later version is refused by its name`() throws {
    try withFolder { file in
        let archive = try Archive(at: file, by: "figured 9.0")
        try archive.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99: later')") }
        try archive.close()
        #expect(error(opening: file) == .newer(file, by: "figured 9.0"))
        #expect(throws: ArchiveError.newer(file, by: "figured 9.0")) { try Archive.reading(file) }
    }
}

@Test func `a file from an earlier version is copied, then brought up to date`() throws {
    try withFolder { file in
        var pool: DatabasePool? = try DatabasePool(path: file.path)
        if let pool {
            try Schema.migrator.migrate(pool, upTo: "1: tables")
            try pool.write { try $0.execute(sql: "PRAGMA application_id = \(Schema.applicationID)") }
            try pool.close()
        }
        pool = nil
        #expect(throws: ArchiveError.older(file)) { try Archive.reading(file) }
        try Archive(at: file).close()
        #expect(FileManager.default.fileExists(atPath: file.path + ".before-update"))
        _ = try Archive.reading(file).database.read { try Row.fetchAll($0, sql: "SELECT * FROM figures_now") }
    }
}

@Test(arguments: ["", "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)", "1: tables"])
func `a first start that was killed is completed by the next`(stop: String) throws {
    try withFolder { file in
        let begun = try DatabasePool(path: file.path)
        if stop == "1: tables" {
            try Schema.migrator.migrate(begun, upTo: stop)
        } else {
            try begun.write { try $0.execute(sql: stop) }
        }
        try begun.close()
        let archive = try Archive(at: file)
        #expect(try archive.untold(at: .distantFuture).isEmpty)
        try archive.check()
    }
}

@Test func `a folder that is not there is named`() throws {
    let file = URL(filePath: "/nonexistent/figured.sqlite")
    guard case .unwritable = error(opening: file) else {
        Issue.record("no error")
        return
    }
    #expect(throws: ArchiveError.missing(file)) { try Archive.reading(file) }
}

/// What a kill leaves: the file and its log, as they are at that moment.
@Test func `what was recorded survives an end without a goodbye, and an alert told stays told`() throws {
    let desk = try Newsdesk()
    for index in 0..<10 {
        try desk.tell(100 + index, days: Double(index), page: "\(index)")
    }
    let alerts = try desk.untold()
    try desk.archive.told(alerts.prefix(4).map(\.id), at: Newsdesk.start)
    let copy = desk.folder.appending(path: "killed.sqlite")
    for part in ["", "-wal"] {
        try FileManager.default.copyItem(atPath: desk.folder.path + "/figured.sqlite" + part, toPath: copy.path + part)
    }
    let after = try Archive(at: copy)
    #expect(try after.untold(at: .distantFuture) == Array(alerts.dropFirst(4)))
    #expect(try after.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM claim") } == 10)
    try after.check()
    try after.close()
}

@Test func `a full disk loses nothing, and is recovered from`() throws {
    let desk = try Newsdesk()
    try desk.tell(100)
    func limit(_ pages: Int) throws {
        try desk.archive.pool.writeWithoutTransaction { database in
            _ = try Int.fetchOne(database, sql: "PRAGMA max_page_count = \(pages)")
        }
    }
    try limit(1)  // no smaller than the file is
    let body = (0..<20_000).map { "\($0 &* 2_654_435_761 % 1_000_003)" }.joined(separator: " ")
    #expect(throws: ArchiveError.full(desk.archive.file)) { try desk.tell(120, days: 1, page: "2", body: body) }
    #expect(try desk.values("SELECT value FROM figures_now") == ["100"])
    #expect(try desk.untold().count == 1)
    try limit(1_000_000)
    #expect(try desk.tell(120, days: 1, page: "2", body: body).changes.map(\.summary) == ["rise 100 → 120"])
}

@Test func `a backup is whole while the archive is in use`() throws {
    let desk = try Newsdesk()
    try desk.tell(12)
    let copy = desk.folder.appending(path: "backup.sqlite")
    try Archive.reading(desk.archive.file).backup(to: copy)
    let restored = try Archive(at: copy)
    #expect(try restored.untold(at: .distantFuture).count == 1)
    try restored.check()
}
