import ArgumentParser
import Figures
import Foundation
import Queries

/// `figured discover`: numbers that nobody tracks yet.
struct DiscoverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discover", abstract: "Numbers that two outlets or more report and no figure tracks.",
        discussion:
            "`figured track NAME` makes a figure of one, filled from the claims already kept; `figured events` shows the events behind "
            + "them, and who disagrees on a toll.\n\n" + StoreOptions.exitCodes)

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
            .init(title: "name", least: 20, wraps: true), .init(title: "newest", isNumber: true), .init(title: "measure"),
            .init(title: "reports", isNumber: true), .init(title: "outlets", isNumber: true), .init(title: "claim", isNumber: true),
        ])
        for found in discoveries {
            table.add([
                found.name, found.newest.text, found.measure.rawValue, "\(found.reports)", "\(found.outlets)", "\(found.claim)",
            ])
        }
        try output.write(table.lines(for: .standardOutput).joined(separator: "\n") + "\n")
    }
}

extension Discovery: Record {
    static let columns =
        ["name", "kind", "measure", "place", "day"] + Amount.columns + ["claims", "outlets", "reports", "last_published", "claim", "quote"]

    var values: [String] {
        [name, kind.rawValue, measure.rawValue, place, day.map { "\($0)" } ?? ""] + newest.values
            + ["\(claims)", "\(outlets)", "\(reports)", lastPublished.iso8601, "\(claim)", quote]
    }
}
