package import Figures
import Foundation

/// Numbers that a record states of a figure by its name, as the settings say.
extension Matcher {
    /// The claims of a record: a cell each, with the whole record as its quote.
    ///
    /// A cell of a figure that nobody tracks any more is none; so is half a person.
    package func claims(in record: ReadRecord) -> [Claim] {
        record.cells.compactMap { cell in
            guard let figure = index.entry(named: cell.figure)?.figure else { return nil }
            var whole = Decimal()
            var value = cell.value
            NSDecimalRound(&whole, &value, 0, .plain)
            guard whole == cell.value || figure.kind == .funding else { return nil }
            return Claim(
                kind: figure.kind, number: cell.number, span: cell.span, quantity: Quantity(cell.value, unit: figure.unit),
                group: figure.groups.first, place: figure.place, measure: figure.measure,
                attribution: record.claimant.map { Attribution(claimant: $0, organization: $0) }, quote: record.article.text,
                quoteSpan: 0..<record.article.text.unicodeScalars.count, pattern: Claim.recordPattern + figure.name)
        }
    }

    /// A cell is a point of the figure that the settings name, and of no other.
    func candidates(from claim: Claim, number: Int, of name: String, in context: Context) -> [Observation] {
        guard let entry = index.entry(named: name) else { return [] }
        let dating = context.words.time.dating(of: claim.when, published: context.day)
        let fit = Fit(claim: claim, places: [], dating: dating, day: context.day)
        guard fit.isPlausible(in: entry.figure) else { return [] }
        var observation = observation(of: claim, number: number, fit, entry, context)
        observation.isPart = false
        return [observation]
    }
}

extension Claim {
    /// What the patterns of such claims begin with.
    static let recordPattern = "record/"

    /// The figure that the settings name for the cell it stands in; nil for a claim found in a text.
    var statedFigure: String? {
        pattern.hasPrefix(Self.recordPattern) ? String(pattern.dropFirst(Self.recordPattern.count)) : nil
    }
}
