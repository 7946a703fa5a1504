import ArgumentParser
import Foundation
import Queries
import Web

/// `figured plot FIGURE`: the history as a drawing.
struct PlotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plot",
        abstract: "A figure's history as an SVG drawing: a line for each claimant, a band for what bounds leave open, marks for changes.",
        discussion: StoreOptions.exitCodes)

    @Argument(help: "The figure's name, as figured list shows it.")
    var figure: String

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Write to this file; without it, to standard output.", valueName: "file"),
        completion: .file())
    var output: String?

    @OptionGroup var points: PointOptions
    @OptionGroup var options: StoreOptions

    func validate() throws {
        guard options.format == .table else { throw ValidationError("a drawing has no --format: figured history and figured export have") }
    }

    func run() throws {
        try options.ask { ledger, standardOutput in
            let history = try ledger.history(of: figure, points.filter)
            let moves = try ledger.changes(ChangeFilter(figure: figure, limit: 2000)).filter { change in
                points.knownAt.map { change.made <= $0.date } ?? true
            }
            guard let drawing = LineChart(history, changes: moves).document else {
                throw Failure(.found, "\(history.figure.name) has no points to draw")
            }
            guard let output else { return try standardOutput.write(drawing.source) }
            do {
                try Data(drawing.source.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
            } catch {
                throw Failure(.io, "cannot write \(output): \(error.localizedDescription)")
            }
        }
    }
}
