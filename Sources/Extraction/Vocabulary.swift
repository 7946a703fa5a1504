import Foundation
import Lexicons

/// Which of a lexicon's lists of words.
typealias ListNumber = UInt16

/// A set of up to 512 lists of words.
struct ClassSet: Hashable, Sendable {
    static let capacity = 512
    private var bits = SIMD8<UInt64>(repeating: 0)

    init() {}

    init(of roles: [Role]) {
        for role in roles { insert(role.rawValue) }
    }

    func contains(_ index: ListNumber) -> Bool {
        bits[Int(index >> 6)] & (1 << UInt64(index & 63)) != 0
    }

    mutating func insert(_ index: ListNumber) {
        bits[Int(index >> 6)] |= 1 << UInt64(index & 63)
    }

    func inserting(_ index: ListNumber) -> ClassSet {
        var result = self
        result.insert(index)
        return result
    }

    mutating func remove(_ index: ListNumber) {
        bits[Int(index >> 6)] &= ~(1 << UInt64(index & 63))
    }

    mutating func formUnion(_ other: ClassSet) {
        bits |= other.bits
    }

    func isDisjoint(with other: ClassSet) -> Bool {
        (bits & other.bits) == SIMD8(repeating: 0)
    }

    func isSubset(of other: ClassSet) -> Bool {
        (bits & ~other.bits) == SIMD8(repeating: 0)
    }

    /// The lists of both, in order.
    func intersection(_ other: ClassSet) -> [ListNumber] {
        let both = bits & other.bits
        var found: [ListNumber] = []
        for word in 0..<8 {
            var left = both[word]
            while left != 0 {
                found.append(ListNumber(word * 64 + left.trailingZeroBitCount))
                left &= left - 1
            }
        }
        return found
    }

    /// The lists 64 at a time.
    var words: [UInt64] { (0..<8).map { bits[$0] } }
}

/// The sets that the words of a vocabulary have, each kept once: thousands of names are in the same lists.
struct ClassSets: Sendable {
    private(set) var all: [ClassSet] = []
    private var numbers: [ClassSet: Int32] = [:]

    /// The number of a set, given out anew where it has none.
    mutating func number(of set: ClassSet) -> Int32 {
        if let known = numbers[set] { return known }
        let number = Int32(all.count)
        numbers[set] = number
        all.append(set)
        return number
    }
}

/// A lexicon made ready for reading, shared by all that read with it.
final class Vocabulary: Sendable {
    let words: WordTable
    /// For each word the number of its set of lists.
    let setOfWord: [Int32]
    /// The sets themselves.
    let sets: [ClassSet]
    /// The same sets as bits, eight numbers each, so that one list is looked up in one step.
    let setBits: [UInt64]
    /// For each set the number of the same set with `listed` in it.
    let listedSet: [Int32]
    /// For each set whether one of its lists names what can be counted.
    let isNounSet: [Bool]
    let numberIndex: [Int32]
    let numberWords: [NumberWord]
    /// For each number word how many it says; 0 for one that says something else.
    let magnitudes: [Magnitude]
    let phrases: PhraseTable
    let suffixes: [[UInt8]]
    /// Small words that are written together with the next one.
    let prefixes: [[UInt8]]
    let nouns: ClassSet
    let listNames: [String]
    /// For each sign of ASCII the number it has as a word.
    let marks: [Int32]
    /// For each word what it may do for a claim.
    let hints: [Hint]

    struct Hint: OptionSet, Sendable {
        let rawValue: UInt8
        /// It may be or begin a number.
        static let number = Hint(rawValue: 1)
        /// It may tell a kind.
        static let cue = Hint(rawValue: 2)
        /// A kind may want it somewhere in the text.
        static let context = Hint(rawValue: 4)
        /// It does something to a number, or may stand before one: "a", "several".
        static let counting = Hint(rawValue: 32)
        /// A phrase may begin with it, or have it in second place.
        static let first = Hint(rawValue: 8)
        static let second = Hint(rawValue: 16)
    }

    /// - Parameter rules: name the lists of which one must occur in a sentence with a claim, and those that a kind wants in the text.
    init(_ draft: VocabularyDraft, for rules: Rules) {
        words = draft.words
        numberIndex = draft.numberIndex
        numberWords = draft.numberWords
        magnitudes = draft.numberWords.map { Magnitude($0.role.value) }
        phrases = PhraseTable(draft.phrases)
        suffixes = draft.suffixes
        prefixes = draft.prefixes
        nouns = draft.nouns
        listNames = draft.listNames
        var hints = draft.classes.indices.map { draft.hint(of: $0, rules) }
        for (word, phrases) in draft.phrases.enumerated() where !phrases.isEmpty {
            hints[word].insert(.first)
            for phrase in phrases { hints[Int(phrase.rest[0])].insert(.second) }
        }
        self.hints = hints
        marks = (0..<128).map { [words] in Int32(words.number(of: [UInt8($0)])) }
        var sets = ClassSets()
        setOfWord = draft.classes.map { sets.number(of: $0) }
        for set in sets.all { _ = sets.number(of: set.inserting(Role.listed.rawValue)) }
        listedSet = sets.all.map { sets.number(of: $0.inserting(Role.listed.rawValue)) }
        self.sets = sets.all
        setBits = sets.all.flatMap(\.words)
        isNounSet = sets.all.map { [nouns] in !$0.isDisjoint(with: nouns) }
    }

    subscript(role: Role) -> ListNumber { role.rawValue }

    func has(_ word: Int, _ list: ListNumber) -> Bool {
        sets[Int(setOfWord[word])].contains(list)
    }
}

extension Vocabulary {
    /// How long the small word is that a word begins with; nil where it is a word as it stands, or where nothing known would be left.
    ///
    /// - Parameter end: where the run of letters from a place ends.
    func prefixLength(in bytes: [UInt8], at start: Int, _ end: (Int) -> Int) -> Int? {
        guard !prefixes.isEmpty else { return nil }
        let last = end(start)
        guard number(bytes, start, last) == 0 || isDigit(bytes, last) else { return nil }
        return prefixes.first { prefix in
            let rest = start + prefix.count
            guard rest <= last, bytes[start..<rest].elementsEqual(prefix) else { return false }
            return rest == last ? isDigit(bytes, last) : number(bytes, rest, last) > 0 || prefixLength(in: bytes, at: rest, end) != nil
        }?.count
    }

    private func number(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
        words.number(in: bytes, from: start, to: end, hash: bytes[start..<end].reduce(WordTable.seed, WordTable.mixed), isPlain: true)
    }

    private func isDigit(_ bytes: [UInt8], _ index: Int) -> Bool {
        guard index < bytes.count else { return false }
        if bytes[index] &- 0x30 < 10 { return true }
        guard index + 1 < bytes.count else { return false }
        return bytes[index] == 0xD9 && (0xA0...0xA9).contains(bytes[index + 1])
            || bytes[index] == 0xDB && (0xB0...0xB9).contains(bytes[index + 1])
    }
}

extension NumberWord.Role {
    /// How many it says.
    fileprivate var value: Decimal {
        switch self {
        case .number(let value), .scale(let value), .order(let value): value
        case .before, .after, .currency, .unit: 0
        }
    }
}
