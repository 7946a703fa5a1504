import ArgumentParser
import Figures
import Foundation
import Queries

/// `figured discover`: numbers that nobody tracks yet.
struct DiscoverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discover", abstract: "Numbers that two outlets or more report and no figure tracks.",
        discussion: "Describe one in figures.d to track it: it is then filled from the claims already kept.\n\n" + StoreOptions.exitCodes)

    @Option(help: "At most so many, 1 to 100000.")
    var limit = 30

    @OptionGroup var options: StoreOptions

    func validate() throws {
        guard (1...100_000).contains(limit) else { throw ValidationError("--limit \(limit) is not between 1 and 100000") }
    }

    func run() throws {
        try options.ask { ledger, output in
            let discoveries = try ledger.discoveries(limit: limit)
            switch options.format {
            case .table: try table(discoveries, output)
            case .json: try output.write(json: discoveries)
            case .ndjson: try output.write(ndjson: discoveries)
            case .csv: try output.write(csv: discoveries)
            }
            if discoveries.isEmpty { throw Failure(.found, "every number that two outlets report is tracked already") }
        }
    }

    private func table(_ discoveries: [Discovery], _ output: Printout) throws(OutputError) {
        guard !discoveries.isEmpty else { return }
        var table = Table([
            .init(title: "kind"), .init(title: "place", least: 10), .init(title: "measure"), .init(title: "day"),
            .init(title: "newest", isNumber: true), .init(title: "reports", isNumber: true), .init(title: "outlets", isNumber: true),
            .init(title: "claim", isNumber: true),
        ])
        for found in discoveries {
            table.add([
                found.kind.rawValue.replacing("_", with: " "), found.place, found.measure.rawValue, found.day.map { "\($0)" } ?? "",
                found.newest.text, "\(found.reports)", "\(found.outlets)", "\(found.claim)",
            ])
        }
        try output.write(table.lines(for: .standardOutput).joined(separator: "\n") + "\n")
    }
}

extension Discovery: Record {
    static let columns =
        ["kind", "measure", "place", "day"] + Amount.columns + ["claims", "outlets", "reports", "last_published", "claim", "quote"]

    var values: [String] {
        [kind.rawValue, measure.rawValue, place, day.map { "\($0)" } ?? ""] + newest.values
            + ["\(claims)", "\(outlets)", "\(reports)", lastPublished.iso8601, "\(claim)", quote]
    }
}
