import ArgumentParser
import Foundation
import Queries

/// Where the store is, and how the answer is written: the same for every command that asks.
struct StoreOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The store's file.", valueName: "file"), completion: .file())
    var store: String?

    @Option(help: "How to write the answer: table, json, ndjson or csv.")
    var format: OutputFormat = .table

    /// For the end of every command's help.
    static let exitCodes = """
        Exit codes: 0 found; 1 nothing found, or no such name; 64 wrong usage; 65 the file is damaged or not ours; \
        66 there is no store; 69 the store is held by another program; 74 it cannot be read, or the answer cannot be written.
        """

    /// The file named, or the first that there is in the places where a store belongs.
    func storeFile() throws -> URL {
        let environment = ProcessInfo.processInfo.environment
        if let named = store ?? environment["FIGURED_STORE"], !named.isEmpty { return URL(fileURLWithPath: named) }
        let folders = [environment["STATE_DIRECTORY"], FileManager.default.currentDirectoryPath].compactMap { $0 }.filter { !$0.isEmpty }
        let places = folders.map { URL(fileURLWithPath: $0).appendingPathComponent("figured.db") }
        return places.first { FileManager.default.fileExists(atPath: $0.path) } ?? URL(fileURLWithPath: "/var/lib/figured/figured.db")
    }

    /// Opens the store and asks it; what goes wrong is said in one sentence on standard error and in the exit code.
    func ask(_ question: (Ledger, Printout) throws -> Void) throws {
        do {
            try question(Ledger(at: storeFile()), Printout())
        } catch let error as LedgerError {
            throw Failure(error.exitCode, error.description)
        } catch let error as OutputError {
            throw Failure(.io, error.description)
        }
    }
}

extension OutputFormat: ExpressibleByArgument {}

extension LedgerError {
    var exitCode: Failure.Code {
        switch self {
        case .missing: .noInput
        case .foreign, .otherVersion, .corrupt: .data
        case .unreadable: .io
        case .busy: .unavailable
        case .unknown: .found
        case .malformed: .usage
        }
    }
}
