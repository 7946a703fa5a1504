package import Figures
import Lexicons

/// What the extractor saw in a text, step by step: for people who write lexicons.
package struct Explanation: Sendable {
    /// A number, what every pattern made of it, and what came of it.
    package struct Number: Sendable {
        package let text: String
        package let counted: String
        /// "en/killed/active 7": the patterns that fit, best first.
        package let patterns: [String]
        /// "killed, by coordination", or why there is no claim.
        package let outcome: String
    }

    /// The words of each sentence, each with the lists it stands in.
    package let sentences: [[String]]
    package let numbers: [Number]
    package let claims: [Claim]

    /// A readable rendering, a line each.
    package var lines: [String] {
        sentences.enumerated().map { "sentence \($0 + 1): " + $1.joined(separator: " ") }
            + numbers.flatMap { number in
                ["number “\(number.text)” of “\(number.counted)”: \(number.outcome)"] + number.patterns.map { "    " + $0 }
            }
            + claims.map { "claim \($0.described)" }
    }
}

extension Claim {
    /// "killed exact 12 “people”, place Gaza …"
    fileprivate var described: String {
        let fields: [(String, String?)] = [
            ("group", group), ("place", place), ("measure", measure.rawValue), ("when", when), ("claimant", attribution?.claimant),
            ("organization", attribution?.organization), ("speaker", attribution?.speaker), ("status", status.rawValue),
            ("pattern", pattern),
        ]
        let words = "\(kind.rawValue) \(quantity.qualifier.rawValue) \(quantity.value)" + (quantity.high.map { " to \($0)" } ?? "")
        return words + fields.compactMap { name, value in value.map { ", \(name) \($0)" } }.joined() + ", confidence \(confidence)"
    }
}

extension ClaimExtractor {
    /// What the extractor saw in a text and why, for `figured explain`.
    package func explanation(of text: String) -> Explanation {
        let document = Document(text, vocabulary)
        let readings = document.sentences.map { Reading(document, $0) }
        return Explanation(
            sentences: readings.map(words(of:)), numbers: readings.flatMap { numbers(in: $0, document.lists) }, claims: claims(in: text))
    }

    private func words(of reading: Reading) -> [String] {
        reading.range.map { index in
            let lists = vocabulary.listNames.indices.filter { $0 > 0 && reading.end(of: ListNumber($0), from: index) != nil }
            let names = lists.map { vocabulary.listNames[$0] }
            return reading.string(index..<(index + 1)) + (names.isEmpty ? "" : "{\(names.joined(separator: ","))}")
        }
    }

    private func numbers(in reading: Reading, _ everywhere: ClassSet) -> [Explanation.Number] {
        ClaimFinder(reading, rules, everywhere: everywhere, after: nil).sightings().map { sighting in
            let patterns = sighting.matches.sorted { $0.score > $1.score }.map { "\(rules.programs[$0.program].pattern.name) \($0.score)" }
            return Explanation.Number(
                text: reading.string(sighting.amount.whole), counted: reading.string(sighting.counted.full), patterns: patterns,
                outcome: sighting.finding.map { "\($0.kind.rawValue), \($0.way.rawValue)" } ?? sighting.reason ?? "")
        }
    }
}
