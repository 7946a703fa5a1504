import ArgumentParser
import Foundation
import Queries

/// Where the store is, and how the answer is written: the same for every command that asks.
struct StoreOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The store's file.", valueName: "file"), completion: .file())
    var store: String?

    @Option(help: "How to write the answer: table, json, ndjson or csv.")
    var format: OutputFormat = .table

    /// The file named, or the first that there is in the places where a store belongs.
    func storeFile() throws -> URL {
        let environment = ProcessInfo.processInfo.environment
        if let named = store ?? environment["FIGURED_STORE"], !named.isEmpty { return URL(fileURLWithPath: named) }
        let folders = [environment["STATE_DIRECTORY"], FileManager.default.currentDirectoryPath].compactMap { $0 }.filter { !$0.isEmpty }
        let places = folders.map { URL(fileURLWithPath: $0).appendingPathComponent("figured.db") }
        return places.first { FileManager.default.fileExists(atPath: $0.path) } ?? URL(fileURLWithPath: "/var/lib/figured/figured.db")
    }

    /// Opens the store and asks it; what goes wrong is said in one sentence on standard error and in the exit code.
    func ask(_ question: (Ledger, Output) throws -> Void) throws {
        do {
            try question(Ledger(at: storeFile()), Output())
        } catch let error as LedgerError {
            throw complaint(error.description, error.exitCode)
        } catch let error as OutputError {
            throw complaint(error.description, .inputOutput)
        }
    }
}

extension OutputFormat: ExpressibleByArgument {}

/// What a command ends with, after <sysexits.h>.
extension ExitCode {
    /// Nothing was found, or nothing has this name.
    static let nothing = ExitCode(1)
    static let badData = ExitCode(65)
    static let noStore = ExitCode(66)
    static let unavailable = ExitCode(69)
    static let inputOutput = ExitCode(74)

    /// For the end of every command's help.
    static let explained = """
        Exit codes: 0 found; 1 nothing found, or no such name; 64 wrong usage; 65 the file is damaged or not ours; \
        66 there is no store; 69 the store is held by another program; 74 it cannot be read, or the answer cannot be written.
        """
}

extension LedgerError {
    var exitCode: ExitCode {
        switch self {
        case .missing: .noStore
        case .foreign, .otherVersion, .corrupt: .badData
        case .unreadable: .inputOutput
        case .busy: .unavailable
        case .unknown: .nothing
        case .malformed: ExitCode(64)
        }
    }
}

/// Says on standard error what is wrong, and gives the exit code that says it to programs.
func complaint(_ sentence: String, _ code: ExitCode) -> ExitCode {
    FileHandle.standardError.write(Data("figured: \(sentence)\n".utf8))
    return code
}
