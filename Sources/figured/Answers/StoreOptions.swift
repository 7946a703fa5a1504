import ArgumentParser
import Config
import Foundation
import Queries

/// Where the store is, and how the answer is written: the same for every command that asks.
struct StoreOptions: ParsableArguments {
    @OptionGroup var place: StorePlace

    @Option(help: "How to write the answer: table, json, ndjson or csv.")
    var format: OutputFormat = .table

    /// For the end of every command's help.
    static let exitCodes = """
        Exit codes: 0 found; 1 nothing found, or no such name; 64 wrong usage; 65 the file is damaged or not ours; \
        66 there is no store; 69 the store is held by another program; 74 it cannot be read, or the answer cannot be written.
        """

    var settings: SettingsOptions { place.settings }

    func ask(_ question: (Ledger, Printout) throws -> Void) throws {
        try place.ask(question)
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
