package import Figures
package import Foundation

/// A sentence and what it means, beside the patterns that read it.
///
///     says  At least 43,000 people have been killed, the health ministry said.
///     means killed at least 43000, claimant health ministry
package struct Example: Hashable, Sendable, CustomStringConvertible {
    package let language: String
    package let file: String
    package let line: Int
    package internal(set) var says: String
    /// The claims in it, in order; empty for "means nothing".
    package internal(set) var means: [Meaning] = []
    /// Why it does not work yet.
    package internal(set) var todo: String?
    /// Whether a `means` line stands under it.
    var isComplete = false

    package var place: String { "\(file):\(line)" }
    package var description: String { "\(place): \(says)" }
}

/// A claim as an example states it; a field that is not named is not compared.
///
///     killed at least 43000, claimant health ministry, place Gaza, measure cumulative
package struct Meaning: Hashable, Sendable {
    package enum Field: String, CaseIterable, Hashable, Sendable {
        case claimant, organization, speaker, place, measure, when, status, group, unit, number
    }

    package let kind: Kind
    package let qualifier: Qualifier
    package let value: Decimal
    package let high: Decimal?
    /// What it says of the fields it names; an empty text means that the field is null.
    package let fields: [Field: String]
}

/// Reads the text behind `means`.
struct MeaningParser {
    let text: String

    /// "killed at least 43000, place Gaza" → a meaning, or what to write instead.
    func meaning() -> Result<Meaning, ParseFault> {
        var parts = text.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
        let words = parts.removeFirst().split(separator: " ").map(String.init)
        guard let first = words.first, let kind = Kind(rawValue: first) else {
            return .failure(ParseFault("“means” must begin with a kind or be “nothing”: killed, injured, in_need …"))
        }
        guard let (qualifier, numbers) = quantity(Array(words.dropFirst())) else {
            return .failure(ParseFault("after the kind write a number in digits, as in “killed at least 43000” or “killed between 10 20”"))
        }
        return fields(in: parts).map {
            Meaning(kind: kind, qualifier: qualifier, value: numbers[0], high: numbers.count > 1 ? numbers[1] : nil, fields: $0)
        }
    }

    private func quantity(_ words: [String]) -> (Qualifier, [Decimal])? {
        let numbers = words.compactMap { plainDecimal($0) }
        let name = words.prefix { plainDecimal($0) == nil }.joined(separator: "_")
        guard let qualifier = name.isEmpty ? .exact : Qualifier(rawValue: name) else { return nil }
        return numbers.count == (qualifier == .between ? 2 : 1) ? (qualifier, numbers) : nil
    }

    private func fields(in parts: [String]) -> Result<[Meaning.Field: String], ParseFault> {
        var found: [Meaning.Field: String] = [:]
        var last: Meaning.Field?
        for part in parts {
            let pieces = part.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true).map(String.init)
            if let name = pieces.first, let field = Meaning.Field(rawValue: name) {
                found[field] = pieces.count > 1 ? pieces[1] : ""
                last = field
            } else if let last {
                found[last, default: ""] += ", " + part
            } else {
                let known = Meaning.Field.allCases.map(\.rawValue).joined(separator: ", ")
                return .failure(ParseFault("“\(part)” names no field; the fields are \(known)"))
            }
        }
        return .success(found.mapValues { $0 == "none" ? "" : $0 })
    }
}

/// A fault in one line, before it is known in which.
struct ParseFault: Error {
    let message: String

    init(_ message: String) {
        self.message = message
    }
}

/// "43000" or "1.5" → the number; nil for anything else.
func plainDecimal(_ text: some StringProtocol) -> Decimal? {
    guard !text.isEmpty, text.utf8.count <= 24, text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }) else { return nil }
    return Decimal(string: String(text), locale: nil)
}
