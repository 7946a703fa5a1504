import ArgumentParser
import Figures
import Foundation
import Queries

/// `figured compare FIGURE`: who says what.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "The claimants of a figure side by side, and which of them cannot both be right.",
        discussion: StoreOptions.exitCodes)

    @Argument(help: "The figure's name, as figured list shows it.")
    var figure: String

    @Option(help: "As we knew it at this instant: 2024-05-08T18:00, UTC unless it says otherwise; a bare day means its end.")
    var knownAt: Instant?

    @OptionGroup var options: StoreOptions

    func run() throws {
        try options.ask { ledger, output in
            let comparison = try ledger.comparison(of: figure, knownAt: knownAt?.date)
            switch options.format {
            case .table: try table(comparison, .standardOutput, output)
            case .json: try output.write(json: comparison)
            case .ndjson: try output.write(ndjson: comparison.sides)
            case .csv: try output.write(csv: comparison.sides)
            }
            if comparison.sides.isEmpty { throw Failure(.found, "\(comparison.figure.name) has no points yet") }
        }
    }

    private func table(_ comparison: SideBySide, _ terminal: Terminal, _ output: Printout) throws(OutputError) {
        guard !comparison.sides.isEmpty else { return }
        var table = Table([
            .init(title: "claimant", least: 14), .init(title: "number", isNumber: true), .init(title: "before", isNumber: true),
            .init(title: "as of"), .init(title: "points", isNumber: true), .init(title: "outlets", least: 8),
            .init(title: "claim", isNumber: true),
        ])
        for side in comparison.sides {
            table.add(side.cells, style: side.contradicts.isEmpty ? nil : .yellow)
        }
        let title = terminal.styled(comparison.figure.title.printable, .bold)
        let counts = "\(count(comparison.sides.count, "claimant")), \(count(comparison.reports, "independent report"))"
        let known = comparison.knownAt.map { " · as known at \(Moments.absolute($0))" } ?? ""
        let lines = [title, counts + known, ""] + table.lines(for: terminal) + disagreements(comparison, terminal)
        try output.write(lines.joined(separator: "\n") + "\n")
    }

    private func disagreements(_ comparison: SideBySide, _ terminal: Terminal) -> [String] {
        guard !comparison.openDisagreements.isEmpty else { return [] }
        return [""]
            + comparison.openDisagreements.flatMap { pair in
                let sentence =
                    "\(pair.first) and \(pair.second) cannot both be right, since \(Moments.absolute(pair.opened, seconds: false))."
                return terminal.width.map { sentence.printable.wrapped(to: $0) } ?? [sentence.printable]
            }
    }
}

extension Side: Record {
    fileprivate var cells: [String] {
        [
            claimant + (isOwnVoice ? " (own voice)" : ""), newest?.quantity.text ?? "–", previous?.text ?? "",
            newest.map { "\($0.lastAsOf)" } ?? "", "\(points)", outlets.joined(separator: ", "), newest.map { "\($0.id)" } ?? "",
        ]
    }

    static let columns =
        ["claimant", "own_voice"] + Amount.columns
        + ["before", "as_of", "first_day", "points", "reports", "outlets", "contradicts", "claim", "url", "quote"]

    var values: [String] {
        let number = newest?.quantity.values ?? Amount.columns.map { _ in "" }
        let days = [newest.map { "\($0.lastAsOf)" } ?? "", "\(firstDay)"]
        let lists = [outlets.joined(separator: "; "), contradicts.joined(separator: "; ")]
        return [claimant, isOwnVoice ? "1" : "0"] + number + [previous?.text ?? ""] + days + ["\(points)", "\(newest?.reports ?? 0)"]
            + lists
            + [newest.map { "\($0.id)" } ?? "", newest?.url ?? "", newest?.quote ?? ""]
    }
}
