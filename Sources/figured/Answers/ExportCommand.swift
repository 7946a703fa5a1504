import ArgumentParser
import Figures
import Foundation
import Queries

/// `figured export`: the points of one figure or of all, for other programs.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "The points of one figure, or of all, as CSV, NDJSON, JSON, or CSV with HXL tags.",
        discussion: StoreOptions.exitCodes)

    /// What other programs read.
    enum Shape: String, CaseIterable, ExpressibleByArgument {
        case csv, ndjson, json, hxl
    }

    @Argument(help: "The figure's name; without it, every figure.")
    var figure: String?

    @Option(name: .customLong("format"), help: "csv, ndjson, json, or hxl: CSV with a row of tags (hxlstandard.org).")
    var shape: Shape = .csv

    @OptionGroup var points: PointOptions
    @OptionGroup var place: StorePlace

    func run() throws {
        try place.ask { ledger, output in
            let names = try figure.map { [$0] } ?? ledger.figures(retired: true).map(\.figure.name)
            try write(names, from: ledger, to: output)
            if names.isEmpty { throw Failure(.found, "the store has no figures yet") }
        }
    }

    private func write(_ names: [String], from ledger: Ledger, to output: Printout) throws {
        switch shape {
        case .csv: try output.write(CSV.line(ExportedPoint.columns))
        case .hxl: try output.write(CSV.line(ExportedPoint.columns) + CSV.line(try tags(names, ledger)))
        case .json: try output.write("[")
        case .ndjson: break
        }
        var isFirst = true
        for name in names {
            let history = try ledger.history(of: name, points.filter)
            for point in history.points.map({ ExportedPoint(figure: history.figure, point: $0) }) {
                try write(point, isFirst: isFirst, to: output)
                isFirst = false
            }
        }
        if shape == .json { try output.write("\n]\n") }
    }

    private func write(_ point: ExportedPoint, isFirst: Bool, to output: Printout) throws {
        switch shape {
        case .csv, .hxl: try output.write(CSV.line(point.values))
        case .ndjson: try output.write(ndjson: [point])
        case .json: try output.write((isFirst ? "\n" : ",\n") + JSONText.line(point))
        }
    }

    /// A table of several kinds has no tag of its own for the number.
    private func tags(_ names: [String], _ ledger: Ledger) throws -> [String] {
        let kinds = Set(try names.map { try ledger.figure($0).figure.kind })
        return ExportedPoint.tags(of: kinds.count == 1 ? kinds.first : nil)
    }
}

/// A point with the figure it belongs to.
struct ExportedPoint: Record {
    let figure: FigureHead
    let point: Point

    static let columns = ["figure", "title", "kind", "measure", "place"] + Point.columns

    var values: [String] {
        [figure.name, figure.title, figure.kind.rawValue, figure.measure.rawValue, figure.place ?? ""] + point.values
    }

    /// One hashtag for each column, after the Humanitarian Exchange Language 1.1.
    static func tags(of kind: Kind?) -> [String] {
        let number = kind?.hashtag ?? "#indicator"
        return ["#meta+figure", "#meta+title", "#meta+kind", "#meta+measure", "#loc+name"]
            + ["#org+claimant", "#meta+own_voice", "#date+asof", "#date+asof+last"]
            + [
                "\(number)+text", "#meta+qualifier", "\(number)+num", "\(number)+max+num", "#meta+unit", "\(number)+low+num",
                "\(number)+high+num",
            ]
            + ["#status", "#date+start", "#date+published", "#date+seen", "#date+seen+last", "#date+withdrawn"]
            + ["#org+outlet", "#meta+url", "#description+quote", "#meta+pattern", "#meta+reports+num", "#meta+claim"]
    }
}

extension Kind {
    /// The tag of its number, as the claim guide's table of kinds has it.
    fileprivate var hashtag: String {
        switch self {
        case .inNeed: "#inneed"
        case .buildings: "#infra+damaged"
        case .funding: "#value"
        case .attacks, .agreements, .troops: "#indicator+\(rawValue)"
        default: "#affected+\(rawValue)"
        }
    }
}
