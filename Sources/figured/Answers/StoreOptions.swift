import ArgumentParser
import Config
import Foundation
import Queries

/// Where the store is, and how the answer is written: the same for every command that asks.
struct StoreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The store's file.", discussion: "Default: $FIGURED_STORE, else the store that the settings name.", valueName: "file"),
        completion: .file())
    var store: String?

    @OptionGroup var settings: SettingsOptions

    @Option(help: "How to write the answer: table, json, ndjson or csv.")
    var format: OutputFormat = .table

    /// For the end of every command's help.
    static let exitCodes = """
        Exit codes: 0 found; 1 nothing found, or no such name; 64 wrong usage; 65 the file is damaged or not ours; \
        66 there is no store; 69 the store is held by another program; 74 it cannot be read, or the answer cannot be written.
        """

    /// The file named, else the one that the settings name.
    func storeFile() throws -> URL {
        if let named = store ?? ProcessInfo.processInfo.environment["FIGURED_STORE"], !named.isEmpty { return URL(filePath: named) }
        return try settings.settings().store
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
