import ArgumentParser
import Figures
import Foundation
import Queries

/// `figured alerts`: what was told, and what waits to be.
struct AlertsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts", abstract: "What was told and what waits to be, newest first.",
        discussion: StoreOptions.exitCodes)

    @Option(help: "Only this figure's.")
    var figure: String?

    @Flag(help: "Only those that wait to be told.")
    var waiting = false

    @Flag(help: "Only those that nobody has acknowledged.")
    var open = false

    @Option(help: "At most so many, 1 to 100000.")
    var limit = 50

    @OptionGroup var options: StoreOptions

    func validate() throws {
        guard (1...100_000).contains(limit) else { throw ValidationError("--limit \(limit) is not between 1 and 100000") }
    }

    func run() throws {
        try options.ask { ledger, output in
            let filter = AlertFilter(figure: figure, waiting: waiting, unacknowledged: open, limit: limit)
            let alerts = try ledger.alerts(filter)
            switch options.format {
            case .table: try table(alerts, output)
            case .json: try output.write(json: alerts)
            case .ndjson: try output.write(ndjson: alerts)
            case .csv: try output.write(csv: alerts)
            }
            if alerts.isEmpty { throw Failure(.found, "no alerts of that kind") }
        }
    }

    private func table(_ alerts: [AlertRecord], _ output: Printout) throws(OutputError) {
        guard !alerts.isEmpty else { return }
        let moments = Moments(now: Date())
        var table = Table([
            .init(title: "alert", isNumber: true), .init(title: "when"), .init(title: "weight"), .init(title: "state", least: 7),
            .init(title: "what happened", least: 20, wraps: true),
        ])
        for alert in alerts {
            table.add(
                ["\(alert.id)", moments.relative(alert.change.made), alert.change.severity, alert.words, alert.change.sentence],
                style: alert.change.severity == "warning" && alert.acknowledged == nil ? .yellow : nil)
        }
        try output.write(table.lines(for: .standardOutput).joined(separator: "\n") + "\n")
    }
}

extension AlertRecord: Record {
    /// "waiting", "told", "told, seen"
    fileprivate var words: String {
        state.rawValue + (acknowledged == nil ? "" : ", seen")
    }

    static let columns = [
        "alert", "made", "figure", "change", "severity", "state", "acknowledged", "note", "claimant", "number", "previous", "other",
        "as_of",
        "outlet", "url", "quote", "sentence",
    ]

    var values: [String] {
        let seen = [acknowledged?.iso8601 ?? "", note ?? ""]
        let numbers = [change.quantity?.text ?? "", change.previous?.text ?? ""]
        return ["\(id)", change.made.iso8601, change.figure, change.what.rawValue, change.severity, state.rawValue] + seen + [
            change.claimant
        ]
            + numbers + [change.other ?? "", "\(change.asOf)", change.outlet, change.url ?? "", change.quote, change.sentence]
    }
}
