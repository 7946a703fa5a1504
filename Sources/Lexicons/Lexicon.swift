package import Figures
package import Foundation

/// What a language knows: its words, its numbers, its ways to state a claim, and sentences that show them.
///
///     etc/lexicon/en/*.lexicon    language "en", lists "people", "killed" …, patterns "en/killed/passive" …
package struct Lexicon: Sendable {
    /// The name of its folder, a BCP 47 language: "en".
    package let language: String
    /// Its lists by name: "people" → people, civilians, children …
    package internal(set) var lists: [String: WordList] = [:]
    package internal(set) var patterns: [Pattern] = []
    package internal(set) var numbers: [NumberWord] = []
    package internal(set) var kinds: [Kind: KindRules] = [:]
    package internal(set) var examples: [Example] = []

    init(language: String) {
        self.language = language
    }
}

/// Words and phrases under one name.
///
///     list  killed = killed, slain, shot dead
///     nouns people = people, civilians, women
///     hints campaign = war, outbreak
package struct WordList: Hashable, Sendable {
    /// What its words do to what a number counts.
    package enum Use: Hashable, Sendable {
        /// They end it.
        case words
        /// They may be part of it.
        case nouns
        /// Neither; they only tell about the sentence.
        case hints
    }

    package let name: String
    package let use: Use
    /// Whether it stands under a kind, so that its words may tell one.
    package let isCue: Bool
    package internal(set) var phrases: [String]
}

/// What a word does to a number.
///
///     number 12 = twelve, a dozen
///     scale 1000 = thousand
///     order 12 = dozens
///     before at_least = at least
///     after at_least = or more
///     currency USD = $, dollars
package struct NumberWord: Hashable, Sendable {
    package enum Role: Hashable, Sendable {
        case number(Decimal)
        case scale(Decimal)
        case order(Decimal)
        case before(Qualifier)
        case after(Qualifier)
        case currency(String)
        case unit(String)
    }

    package let role: Role
    package let phrase: String
}

/// What holds for all claims of one kind in a language.
package struct KindRules: Hashable, Sendable {
    /// Lists of things whose count is never of this kind: "killed 300 sheep".
    package internal(set) var never: [String] = []
    /// Kinds that this one wins against where both are said of one number: "the kidnapped women were released".
    package internal(set) var over: [Kind] = []
    /// Whether its place is only what its own sentence says, and never that of the passage before.
    package internal(set) var isPlacedBySentence = false
    /// Whether a plan or a promise of it is as good as reported: money pledged is a fact about money.
    package internal(set) var isReportedWhenPlanned = false
    /// A list of which a word must stand somewhere in the text: no cases without a disease.
    package internal(set) var context: String?

    init() {}
}

/// One way to state a claim.
///
///     pattern passive = {quantity} [{adverb}] {be} {killed}
package struct Pattern: Hashable, Sendable {
    /// What it finds; nil for a pattern that says what is no claim.
    package let kind: Kind?
    /// "en/killed/passive".
    package let name: String
    package let elements: [PatternElement]
    /// The measure of what it finds, where the words around do not tell.
    package let measure: Measure
    /// Whether it decides wherever it fits, however well others fit: only for what is no claim.
    package let isFirm: Bool
    package let file: String
    package let line: Int
}

/// A piece of a pattern.
package indirect enum PatternElement: Hashable, Sendable {
    /// "have"
    case word(String)
    /// "{people}": a word or phrase of the list.
    case list(String)
    /// "{quantity}" or "{quantity people}": a number and what it counts, in which a word of the list must stand.
    case quantity(of: String?)
    /// "{money}"
    case money
    /// "[more]"
    case optional([PatternElement])
    /// "(were|have been)"
    case choice([[PatternElement]])
    /// "…": up to so many words of the same clause.
    case gap(Int)
    /// "……": any words of the same sentence.
    case reach
    /// "{group refugees}" before the number: what is counted, where it stands there; a word of the list must be in it.
    case group(of: String?)
    /// "!{be}": no word of the list stands here.
    case absent(String)
    /// "<": the sentence begins here.
    case start
}
