import ArgumentParser
import Figures
import Foundation
import Queries

/// `figured list`: the figures, newest value each.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The figures, each with its newest number and who says so.",
        discussion: """
            Reports counts independent reports: copies of one story count once. Under "more", +2 means two more claimants, ≠1 one pair \
            of claimants that cannot both be right.

            \(StoreOptions.exitCodes)
            """)

    @OptionGroup var options: StoreOptions

    @Flag(help: "Also figures that the settings no longer name.")
    var all = false

    func run() throws {
        try options.ask { ledger, output in
            let isEmpty = try options.format == .table ? table(ledger, output) : write(ledger, output)
            if isEmpty { throw Failure(.found, "the store has no figures yet: describe one in figures.d") }
        }
    }

    /// - Returns: whether there was nothing to write.
    private func write(_ ledger: Ledger, _ output: Printout) throws -> Bool {
        let figures = try ledger.figures(retired: all)
        switch options.format {
        case .csv: try output.write(csv: figures)
        case .ndjson: try output.write(ndjson: figures)
        case .json, .table: try output.write(json: figures)
        }
        return figures.isEmpty
    }

    private func table(_ ledger: Ledger, _ output: Printout) throws -> Bool {
        let figures = try ledger.glances(retired: all)
        guard !figures.isEmpty else { return true }
        let moments = Moments(now: Date())
        var table = Table([
            .init(title: "figure"), .init(title: "number", isNumber: true), .init(title: "claimant", least: 10), .init(title: "more"),
            .init(title: "as of"), .init(title: "reports", isNumber: true), .init(title: "last change", least: 10),
        ])
        for figure in figures {
            table.add(figure.cells(moments), style: figure.newest == nil ? .dim : figure.openDisagreements == 0 ? nil : .yellow)
        }
        try output.write(table.lines(for: .standardOutput).joined(separator: "\n") + "\n")
        return false
    }
}

extension FigureGlance {
    fileprivate func cells(_ moments: Moments) -> [String] {
        let change = changed.map { moments.relative($0) + (lastChange.map { " \($0.words)" } ?? "") } ?? ""
        let more = [claimants > 1 ? "+\(claimants - 1)" : nil, openDisagreements == 0 ? nil : "≠\(openDisagreements)"]
        return [
            name, newest?.quantity.symbols ?? "–", newest?.claimant ?? "no number yet",
            more.compactMap { $0 }.joined(separator: " "), newest.map { "\($0.lastAsOf)" } ?? "", "\(reports)", change,
        ]
    }
}

extension FigureSummary: Record {
    static var columns: [String] {
        ["figure", "title", "kind", "measure", "place"] + Amount.columns
            + [
                "claimant", "as_of", "outlet", "url", "claim", "reports", "claimants", "points", "open_disagreements", "last_change",
                "changed",
            ]
    }

    var values: [String] {
        let head = [figure.name, figure.title, figure.kind.rawValue, figure.measure.rawValue, figure.place ?? ""]
        let number = newest.map { $0.quantity.values } ?? Amount.columns.map { _ in "" }
        let place = newest.map { [$0.claimant, "\($0.lastAsOf)", $0.outlet, $0.url, "\($0.id)"] } ?? ["", "", "", "", ""]
        let counts = [reports, claimants, points, openDisagreements.count].map(String.init)
        return head + number + place + counts + [lastChange?.what.rawValue ?? "", lastChange?.made.iso8601 ?? ""]
    }
}

extension Amount {
    static let columns = ["number", "qualifier", "value", "value_high", "unit", "low", "high"]

    var values: [String] {
        [
            text, qualifier.rawValue, "\(value)", valueHigh.map { "\($0)" } ?? "", unit ?? "", low.map { "\($0)" } ?? "",
            high.map { "\($0)" } ?? "",
        ]
    }
}

extension Change.What {
    /// "disagreement opened"
    var words: String {
        rawValue.replacing("_", with: " ")
    }
}
