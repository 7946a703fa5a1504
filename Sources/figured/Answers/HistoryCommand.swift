import ArgumentParser
import Figures
import Foundation
import Queries

/// Which points of a figure: the same words for `history`, `plot` and `export`.
struct PointOptions: ParsableArguments {
    @Option(help: "Only this claimant's series.")
    var claimant: String?

    @Option(help: "Only what this outlet published.")
    var outlet: String?

    @Option(help: "Only numbers that hold on this day or later: 2024-05-08.")
    var since: Day?

    @Option(help: "Only numbers that hold on this day or earlier.")
    var until: Day?

    @Option(
        help: "Only what we knew at this instant, as we knew it: 2024-05-08T18:00, UTC unless it says otherwise; a bare day means its end.")
    var knownAt: Instant?

    var filter: PointFilter {
        PointFilter(claimant: claimant, outlet: outlet, since: since, until: until, knownAt: knownAt?.date)
    }
}

/// `figured history FIGURE`: how a number moved.
struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "How a figure moved: its points, claimant by claimant, with a chart.",
        discussion: """
            Numbers: >40,000 more than, ≥12 at least, <, ≤, ~300 about, ≲ nearly, 10–20 from … to. The claim's number leads to its sentence: figured show CLAIM.

            \(StoreOptions.exitCodes)
            """)

    @Argument(help: "The figure's name, as figured list shows it.")
    var figure: String

    @OptionGroup var points: PointOptions
    @OptionGroup var options: StoreOptions

    @Flag(help: "No chart above the table (there is none where the answer is piped).")
    var noChart = false

    func run() throws {
        try options.ask { ledger, output in
            let history = try ledger.history(of: figure, points.filter)
            switch options.format {
            case .table: try table(history, .standardOutput, output)
            case .json: try output.write(json: history)
            case .ndjson: try output.write(ndjson: history.points)
            case .csv: try output.write(csv: history.points)
            }
            if history.points.isEmpty { throw Failure(.found, "\(history.figure.name) has no points of that kind") }
        }
    }

    private func table(_ history: History, _ terminal: Terminal, _ output: Printout) throws(OutputError) {
        guard !history.points.isEmpty else { return }
        let chart = noChart ? [] : terminal.width.map { Chart(history, width: $0).text } ?? []
        let title = terminal.styled("\(history.figure.title.printable) (\(history.figure.name.printable))", .bold)
        let parts = [[title, subtitle(history), ""], chart, chart.isEmpty ? [] : [""], HistoryTable(history).lines(for: terminal)]
        try output.write(parts.joined().joined(separator: "\n") + "\n")
    }

    private func subtitle(_ history: History) -> String {
        let head = history.figure
        let what = [head.kind.rawValue.replacing("_", with: " "), head.measure.rawValue, head.place].compactMap { $0 }.joined(
            separator: ", ")
        let counts = "\(count(history.points.count, "point")), \(count(history.claimants, "claimant")), "
        let known = history.knownAt.map { " · as known at \(Moments.absolute($0))" } ?? ""
        return "\(what) · \(counts)\(count(history.reports, "independent report"))\(known)".printable
    }
}

/// "1 point", "12 points"
func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
}

/// The points of a history in groups, one for each claimant, each in order of its days.
struct HistoryTable {
    private let history: History

    init(_ history: History) {
        self.history = history
    }

    func lines(for terminal: Terminal) -> [String] {
        var table = Table([
            .init(title: "as of"), .init(title: "number", isNumber: true), .init(title: "change", isNumber: true),
            .init(title: "outlet", least: 8), .init(title: "seen"), .init(title: "reports", isNumber: true),
            .init(title: "claim", isNumber: true),
        ])
        for series in history.series {
            table.add(heading: series.claimant + (series.points.first?.isOwnVoice == true ? " (in its own voice)" : ""))
            add(series.points, to: &table)
        }
        return table.lines(for: terminal)
    }

    private func add(_ points: [Point], to table: inout Table) {
        var before: Point?
        for point in points {
            let cells = [
                "\(point.asOf)", point.quantity.text, before.flatMap { point.change(since: $0) } ?? "", point.outlet,
                Moments.absolute(point.seen, seconds: false), "\(point.reports)", "\(point.id)",
            ]
            table.add(cells, style: point.isStanding ? nil : .dim)
            table.add(remark: point.note)
            if point.isStanding { before = point }
        }
    }
}

extension Point: Record {
    /// How far the number moved, where both are exact: "+293".
    fileprivate func change(since before: Point) -> String? {
        guard isStanding, quantity.qualifier == .exact, before.quantity.qualifier == .exact, quantity.unit == before.quantity.unit
        else { return nil }
        let difference = quantity.value - before.quantity.value
        return (difference > 0 ? "+" : difference < 0 ? "−" : "") + abs(difference).grouped
    }

    fileprivate var note: String {
        var notes: [String] = []
        if let withdrawn { notes.append("withdrawn \(Moments.absolute(withdrawn, seconds: false))") }
        if status != .reported { notes.append(status.rawValue) }
        if lastAsOf > asOf { notes.append("said again up to \(lastAsOf)") }
        return notes.joined(separator: ", ")
    }

    static let columns =
        ["claimant", "own_voice", "as_of", "last_as_of"] + Amount.columns
        + ["status", "since", "published", "seen", "last_seen", "withdrawn", "outlet", "url", "quote", "pattern", "reports", "claim"]

    var values: [String] {
        let times = [since.map { "\($0)" } ?? "", published.iso8601, seen.iso8601, lastSeen.iso8601, withdrawn?.iso8601 ?? ""]
        return [claimant, isOwnVoice ? "1" : "0", "\(asOf)", "\(lastAsOf)"] + quantity.values + [status.rawValue] + times
            + [outlet, url, quote, pattern, "\(reports)", "\(id)"]
    }
}
