import Figures
import Foundation
import GRDB
import Testing

@testable import Storage

/// Files as earlier programs left them, after two weeks of the sample newsroom.
private let oldFiles = ["version-1", "version-2"]

/// Every schema that a program ever had, by its last migration.
private let schemas = Schema.migrator.migrations

/// An old file in a folder of its own, gone when the work is done.
private func withOldFile(_ name: String, _ work: (URL) throws -> Void) throws {
    let folder = try Newsdesk.folder()
    defer {
        do { try FileManager.default.removeItem(at: folder) } catch { print("left behind: \(folder.path)") }
    }
    let packed = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "OldFiles/\(name).db.zlib")
    let bytes = Array(try Data(contentsOf: packed))
    // The first four bytes are the size of what is packed.
    let size = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    let file = folder.appending(path: "figured.db")
    try Data(try Zlib.expanded(Array(bytes.dropFirst(4)), size: size)).write(to: file)
    try work(file)
}

private func counts(_ database: Database) throws -> [Int] {
    try ["source", "article", "version", "claim", "figure", "observation", "change", "alert", "delivery"].map { table in
        try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? -1
    }
}

private func history(_ database: Database) throws -> [String] {
    try String.fetchAll(
        database,
        sql: """
            SELECT figure.name || ' ' || claimant || ' ' || asOf || ' ' || value FROM observation JOIN figure ON figure.id = figure
            WHERE confirms IS NULL ORDER BY 1
            """)
}

@Test(arguments: oldFiles)
func `a file of an earlier version keeps everything when it is brought up to date`(name: String) throws {
    try withOldFile(name) { file in
        let before = try DatabaseQueue(path: file.path).read { (try counts($0), try history($0)) }
        #expect(before.0.allSatisfy { $0 > 0 })
        let archive = try Archive(at: file, by: "figured now")
        #expect(try archive.database.read(counts) == before.0)
        #expect(try archive.database.read(history) == before.1)
        #expect(try archive.untold(at: .distantFuture).isEmpty)
        try archive.check()
        try archive.close()
        #expect(try Archive.reading(file).faults().isEmpty)
        // The copy that was made before is the way back.
        #expect(try DatabaseQueue(path: file.path + ".before-update").read(counts) == before.0)
    }
}

@Test(arguments: schemas)
func `a file left at any schema is brought up to date`(migration: String) throws {
    try withOldFile("version-1") { file in
        let old = try DatabaseQueue(path: file.path)
        let before = try old.read(history)
        try Schema.migrator.migrate(old, upTo: migration)
        try old.close()
        let archive = try Archive(at: file)
        #expect(try archive.database.read(history) == before)
        try archive.check()
        try archive.close()
    }
}

@Test func `a file of a later version is left as it is, to the byte`() throws {
    try withOldFile("version-2") { file in
        try Archive(at: file, by: "figured 9.0").close()
        let later = try DatabaseQueue(path: file.path)
        try later.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99: later')") }
        try later.close()
        let bytes = try Data(contentsOf: file)
        #expect(throws: ArchiveError.newer(file, by: "figured 9.0")) { try Archive(at: file) }
        #expect(try Data(contentsOf: file) == bytes)
    }
}

@Test func `a backup is restored in the place of a damaged file, which is set aside`() throws {
    try withOldFile("version-2") { file in
        let archive = try Archive(at: file)
        let before = try archive.database.read(history)
        let copy = file.deletingLastPathComponent().appending(path: "copy.db")
        try Archive.reading(file).backup(to: copy)
        #expect(throws: ArchiveError.self) { try Archive.restore(copy, to: file, at: Newsdesk.start) }
        try archive.close()
        try Data(repeating: 90, count: 9000).write(to: file)
        let aside = try #require(try Archive.restore(copy, to: file, at: Newsdesk.start))
        #expect(try Data(contentsOf: aside).count == 9000)
        let restored = try Archive(at: file)
        #expect(try restored.database.read(history) == before)
        try restored.close()
    }
}

@Test func `a damaged backup is not restored`() throws {
    try withOldFile("version-2") { file in
        let copy = file.deletingLastPathComponent().appending(path: "copy.db")
        try Archive(at: file).close()
        try Data(repeating: 90, count: 9000).write(to: copy)
        let bytes = try Data(contentsOf: file)
        #expect(throws: ArchiveError.self) { try Archive.restore(copy, to: file, at: Newsdesk.start) }
        #expect(try Data(contentsOf: file) == bytes)
    }
}

@Test func `when the clock is set, every turn keeps its distance`() throws {
    let desk = try Newsdesk()
    try desk.archive.willPoll("wire", next: Newsdesk.start + 900)
    try desk.archive.beat(at: Newsdesk.start, proving: true)
    #expect(try desk.archive.lastBeat() == Newsdesk.start)
    #expect(try desk.values("SELECT key FROM meta WHERE key = 'room'").isEmpty)
    let yesterday = Newsdesk.start - 86_400
    try desk.archive.moveTurns(by: -86_400)
    #expect(try desk.archive.dueSources(at: yesterday + 899, limit: 9).isEmpty)
    #expect(try desk.archive.dueSources(at: yesterday + 901, limit: 9).map(\.name) == ["wire"])
}
