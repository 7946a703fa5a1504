import ArgumentParser
import Config
import Foundation
import Queries
import Storage

/// Which store is meant.
struct StorePlace: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The store's file.", discussion: "Default: $FIGURED_STORE, else the store that the settings name.", valueName: "file"),
        completion: .file())
    var store: String?

    @OptionGroup var settings: SettingsOptions

    func file() throws -> URL {
        if let named = store ?? ProcessInfo.processInfo.environment["FIGURED_STORE"], !named.isEmpty { return URL(filePath: named) }
        return try settings.settings().store
    }

    /// Gives what the store refuses its exit code.
    static func asking<Result>(_ work: () throws -> Result) throws -> Result {
        do {
            return try work()
        } catch ArchiveError.missing(let file) {
            throw Failure(.noInput, "there is no store at \(file.path): check its name, or start `figured run` first")
        } catch let error as ArchiveError {
            throw Failure(error.exitCode, "\(error)")
        } catch let error as CocoaError {
            throw Failure(.io, error.localizedDescription)
        }
    }

    /// Opens the store and asks it; what goes wrong is said in one sentence on standard error and in the exit code.
    func ask(_ question: (Ledger, Printout) throws -> Void) throws {
        do {
            try question(Ledger(at: file()), Printout())
        } catch let error as LedgerError {
            throw Failure(error.exitCode, error.description)
        } catch let error as OutputError {
            throw Failure(.io, error.description)
        }
    }
}
