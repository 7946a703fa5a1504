package import Foundation
import GRDB

/// The store, opened to be asked and nothing else: while the daemon writes, and when no daemon runs.
///
/// Every question is one read of one moment. Nothing here can write: the file is opened read-only, and SQLite is told so again.
package struct Ledger: Sendable {
    package let file: URL
    private let database: any DatabaseReader

    /// How many questions may be asked at the same instant; more wait their turn.
    private static let readers = 4

    package init(at file: URL) throws(LedgerError) {
        self.file = file
        database = try Self.open(file)
    }

    /// One read of one moment.
    func read<Answer>(_ question: (Database) throws -> Answer) throws(LedgerError) -> Answer {
        do {
            return try database.read(question)
        } catch {
            throw LedgerError(error, file: file)
        }
    }

    private static func open(_ file: URL) throws(LedgerError) -> any DatabaseReader {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder) else { throw .missing(file) }
        if isFolder.boolValue { throw .foreign(file) }
        do {
            do {
                return try examined(DatabasePool(path: file.path, configuration: configuration), file)
            } catch let error as DatabaseError where mayNeverChange(file, error) {
                return try examined(DatabaseQueue(path: unchanging(file), configuration: configuration), file)
            }
        } catch {
            throw LedgerError(error, file: file)
        }
    }

    private static func examined(_ database: any DatabaseReader, _ file: URL) throws -> any DatabaseReader {
        try database.read { try examine($0, file: file) }
        return database
    }

    /// SQLite cannot read a file with a write-ahead log in a folder where it may not write, unless the log is there already.
    private static func mayNeverChange(_ file: URL, _ error: DatabaseError) -> Bool {
        [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode) && FileManager.default.isReadableFile(atPath: file.path)
            && !FileManager.default.fileExists(atPath: file.path + "-wal")
    }

    /// The file as one that nobody writes (sqlite.org/uri.html).
    private static func unchanging(_ file: URL) -> String {
        var address = URLComponents()
        address.scheme = "file"
        address.path = file.path
        address.queryItems = [URLQueryItem(name: "immutable", value: "1")]
        return address.string ?? file.path
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = readers
        configuration.label = "ledger"
        configuration.prepareDatabase { database in
            try database.execute(
                sql: "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY")
        }
        return configuration
    }

    /// What the questions below are written for; a file that lacks it is older, another program's, or newer.
    private static func examine(_ database: Database, file: URL) throws {
        guard try database.tableExists("observation"), try database.tableExists("claim") else { throw LedgerError.foreign(file) }
        let columns = try database.columns(in: "observation").map(\.name)
        guard columns.contains("confirms"), columns.contains("lastAsOf"), columns.contains("withdrawn"),
            try database.tableExists("glance"), try database.columns(in: "source").contains(where: { $0.name == "failedPolls" })
        else {
            throw LedgerError.otherVersion(file)
        }
    }
}

extension Ledger {
    /// How SQLite goes about a statement, a line a step (sqlite.org/eqp.html): for whoever looks into its speed.
    func plan(of sql: String) throws(LedgerError) -> [String] {
        try read { database in
            let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN \(sql)")
            statement.setUncheckedArguments(StatementArguments())
            return try Row.fetchAll(statement).map { $0["detail"] }
        }
    }
}
