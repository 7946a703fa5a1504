import Config
import Figures
import Foundation
import Matching
import Places
import Reading

/// The points that the records of a JSON or CSV endpoint would give, without a store and without telling anybody.
///
///     day         figure         value   claimant
///     2024-11-11  flood-killed       9   Coast guard
struct RecordTrial {
    private let source: Source
    private let matcher: Matcher

    init(_ source: Source, _ settings: Settings) throws {
        self.source = source
        do {
            let words = try Wording.languages(in: settings.lexicons)
            matcher = Matcher(figures: settings.figures, places: try Gazetteer(folder: settings.places), words: words)
        } catch let error as WordsError {
            throw Failure(.settings, "\(error)")
        } catch let error as PlacesError {
            throw Failure(.settings, "\(error)")
        }
    }

    /// Prints the points, and names on standard error what cannot be read.
    func show(_ download: Download, file: String, format: Read.Format) throws {
        let found = try Reader().records(in: download, of: source)
        let points = found.records.flatMap { record in
            let claims = matcher.claims(in: record)
            return matcher.observations(from: claims, in: record.article, seen: download.fetched).map { RecordPoint($0, of: record.number) }
        }
        switch format {
        case .ndjson: for point in points { Output.line(try JSON.line(point)) }
        case .text: print(points)
        }
        for fault in found.faults { Output.error("\(file): \(fault)") }
        let cells = found.records.reduce(0) { $0 + $1.cells.count }
        if cells > points.count { Output.error("\(file): \(cells - points.count) of \(cells) numbers are no point of their figure") }
    }

    private func print(_ points: [RecordPoint]) {
        var table = Table([.init(title: "day"), .init(title: "figure"), .init(title: "value", isNumber: true), .init(title: "claimant")])
        for point in points { table.add([point.asOf, point.figure, point.value, point.claimant]) }
        for line in table.lines(for: .standardOutput) { Output.line(line) }
        Output.line(points.count == 1 ? "1 point" : "\(points.count) points")
    }
}

/// A point as the command prints it.
private struct RecordPoint: Encodable {
    let record: Int
    let figure: String
    let asOf: String
    let value: String
    let claimant: String
    let url: String
    let quote: String

    init(_ observation: Observation, of number: Int) {
        record = number
        figure = observation.figure
        asOf = observation.asOf.description
        value = observation.quantity.words
        claimant = observation.claimant
        url = observation.url.absoluteString
        quote = observation.quote
    }
}
