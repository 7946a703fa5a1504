import Figures

/// What is compared of two claims that are about the same number.
package enum Field: String, CaseIterable, Hashable, Sendable {
    case qualifier, measure, status, place, group, when, attribution

    /// The fields that must be right for a claim to be used without a second look.
    static let essential: Set<Field> = [.qualifier, .status, .place, .attribution]

    func agrees(_ gold: MarkedClaim, _ found: MarkedClaim) -> Bool {
        switch self {
        case .qualifier: gold.qualifier == found.qualifier
        case .measure: gold.measure == found.measure
        case .status: (gold.status ?? .reported) == (found.status ?? .reported)
        case .place: Wording(gold.place).isNear(Wording(found.place))
        case .group: Wording(gold.group).isNear(Wording(found.group))
        case .when: Wording(gold.when).isNear(Wording(found.when))
        case .attribution: Wording(gold.claimant).isNear(Wording(found.claimant))
        }
    }
}

/// The words of a field, without case, articles and possessive endings.
///
///     "The Gaza health ministry"   gaza, health, ministry
struct Wording {
    let words: [String]
    private static let articles: Set<String> = ["the", "a", "an"]

    init(_ text: String?) {
        let scalars = Array((text ?? "").lowercased().unicodeScalars.map { $0 == "’" ? "'" : $0 })
        words = Self.runs(of: scalars).filter { !Self.articles.contains($0) }
    }

    /// Whether both are empty, or at least half of their words are the same.
    func isNear(_ other: Wording) -> Bool { likeness(to: other) >= 0.5 }

    /// The F1 of the words: twice those they share, by the sum of both.
    func likeness(to other: Wording) -> Double {
        if words.isEmpty, other.words.isEmpty { return 1 }
        var open: [String: Int] = [:]
        for word in words { open[word, default: 0] += 1 }
        var shared = 0
        for word in other.words where open[word, default: 0] > 0 {
            open[word, default: 0] -= 1
            shared += 1
        }
        return shared == 0 ? 0 : 2 * Double(shared) / Double(words.count + other.words.count)
    }

    /// Runs of letters, digits and underscores; an "'s" that ends a word is left out.
    private static func runs(of scalars: [Unicode.Scalar]) -> [String] {
        var found: [String] = []
        var run = String.UnicodeScalarView()
        var index = 0
        while index <= scalars.count {
            let isEnding = isPossessive(scalars, index)
            if index < scalars.count, !isEnding, isWord(scalars[index]) {
                run.append(scalars[index])
            } else if !isEnding, !run.isEmpty {
                found.append(String(run))
                run = String.UnicodeScalarView()
            }
            index += isEnding ? 2 : 1
        }
        return found
    }

    private static func isPossessive(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        guard index + 1 < scalars.count, scalars[index] == "'", scalars[index + 1] == "s" else { return false }
        return index + 2 == scalars.count || !isWord(scalars[index + 2])
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        case .decimalNumber, .letterNumber, .otherNumber: true
        default: scalar == "_"
        }
    }
}
