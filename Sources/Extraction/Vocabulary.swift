import Lexicons

/// Which of a lexicon's lists of words.
typealias ListNumber = UInt16

/// A set of up to 512 lists of words.
struct ClassSet: Hashable, Sendable {
    private var bits = SIMD8<UInt64>(repeating: 0)

    func contains(_ index: ListNumber) -> Bool {
        bits[Int(index >> 6)] & (1 << UInt64(index & 63)) != 0
    }

    mutating func insert(_ index: ListNumber) {
        bits[Int(index >> 6)] |= 1 << UInt64(index & 63)
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
}

/// A phrase of several words that belongs to a list, or does something to a number.
struct Phrase: Hashable, Sendable {
    enum Meaning: Hashable, Sendable {
        case list(ListNumber)
        case number(Int)
    }

    /// Its words after the first.
    let rest: [Int32]
    let meaning: Meaning
}

/// A lexicon made ready for reading, shared by all that read with it.
final class Vocabulary: Sendable {
    let words: WordTable
    let classes: [ClassSet]
    let numberIndex: [Int32]
    let numberWords: [NumberWord]
    let phrases: [[Phrase]]
    let startsPhrase: [Bool]
    let suffixes: [[UInt8]]
    /// Small words that are written together with the next one.
    let prefixes: [[UInt8]]
    let nouns: ClassSet
    let listNames: [String]
    /// For each word whether it may be or begin a number, and whether it may tell a kind.
    let hints: [Hint]

    struct Hint: OptionSet, Sendable {
        let rawValue: UInt8
        static let number = Hint(rawValue: 1)
        static let cue = Hint(rawValue: 2)
    }

    /// - Parameter needed: the lists of which one must occur in a sentence with a claim.
    init(_ draft: VocabularyDraft, needed: ClassSet, neededWords: Set<Int32>) {
        words = draft.words
        classes = draft.classes
        numberIndex = draft.numberIndex
        numberWords = draft.numberWords
        phrases = draft.phrases
        startsPhrase = draft.startsPhrase
        suffixes = draft.suffixes
        prefixes = draft.prefixes
        nouns = draft.nouns
        listNames = draft.listNames
        hints = draft.classes.indices.map { draft.hint(of: $0, needed).union(neededWords.contains(Int32($0)) ? .cue : []) }
    }

    subscript(role: Role) -> ListNumber { role.rawValue }

    func has(_ word: Int, _ list: ListNumber) -> Bool {
        classes[word].contains(list)
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

/// A lexicon being made ready: every word gets a number, every list a bit.
struct VocabularyDraft {
    private(set) var words = WordTable()
    /// For each word the lists it belongs to.
    private(set) var classes: [ClassSet] = [ClassSet()]
    /// For each word what it does to a number, as an index of `numberWords`; -1 for nothing.
    private(set) var numberIndex: [Int32] = [-1]
    private(set) var numberWords: [NumberWord] = []
    /// For each word the phrases that begin with it.
    private(set) var phrases: [[Phrase]] = [[]]
    /// The words with which a phrase begins.
    private(set) var startsPhrase: [Bool] = [false]
    private(set) var classOfList: [String: ListNumber] = [:]
    private(set) var listNames: [String] = []
    /// Endings that are words of their own, without their apostrophe: "s".
    private(set) var suffixes: [[UInt8]] = []
    /// Small words that are written together with the next one.
    private(set) var prefixes: [[UInt8]] = []
    /// Lists of what can be counted.
    private(set) var nouns = ClassSet()

    init(_ lexicon: Lexicon, _ places: PlaceNames) {
        for role in Role.allCases { addList(named: role.listName) }
        for name in lexicon.lists.keys.sorted() { addList(named: name) }
        suffixes = (lexicon.lists[Role.suffix.listName]?.phrases ?? []).map { Array($0.utf8.drop { $0 == 0x27 }) }
        prefixes = (lexicon.lists[Role.prefix.listName]?.phrases ?? []).map { Array($0.utf8) }
        for word in lexicon.numbers { add(word) }
        for list in lexicon.lists.values.sorted(by: { $0.name < $1.name }) { add(list) }
        removeSmallCues()
        for pattern in lexicon.patterns { add(pattern.elements) }
        for place in places.names {
            if !place.isDemonym, place.name.utf8.allSatisfy({ !(0x61...0x7A).contains($0) }),
                place.name.utf8.contains(where: { (0x41...0x5A).contains($0) })
            {
                add(place.name, to: self[.acronym])
                continue
            }
            add(place.name, to: place.isDemonym ? self[.demonym] : self[.place])
            if place.isCountry, !place.isDemonym { add(place.name, to: self[.country]) }
        }
    }

    subscript(role: Role) -> ListNumber { role.rawValue }

    func hint(of word: Int, _ needed: ClassSet) -> Vocabulary.Hint {
        var hint: Vocabulary.Hint = []
        if numberIndex[word] >= 0, isCount(numberWords[Int(numberIndex[word])].role) { hint.insert(.number) }
        if !classes[word].isDisjoint(with: needed) { hint.insert(.cue) }
        for phrase in phrases[word] {
            switch phrase.meaning {
            case .number(let number): if isCount(numberWords[number].role) { hint.insert(.number) }
            case .list(let list): if needed.contains(list) { hint.insert(.cue) }
            }
        }
        return hint
    }

    private func isCount(_ role: NumberWord.Role) -> Bool {
        switch role {
        case .number, .scale, .order: true
        default: false
        }
    }

    private mutating func addList(named name: String) {
        guard classOfList[name] == nil, listNames.count < 512 else { return }
        classOfList[name] = ListNumber(listNames.count)
        listNames.append(name)
    }

    private mutating func add(_ list: WordList) {
        guard let index = classOfList[list.name] else { return }
        if list.use == .nouns { nouns.insert(index) }
        for phrase in list.phrases {
            add(phrase, to: index)
            guard list.use == .words else { continue }
            add(phrase, to: self[.listed])
            if list.isCue { add(phrase, to: self[.cue]) }
        }
    }

    /// Small words that patterns use tell no kind by themselves.
    private mutating func removeSmallCues() {
        let small: [Role] = [.preposition, .auxiliary, .determiner, .and, .adverb, .breaker, .article, .more]
        for word in classes.indices where small.contains(where: { classes[word].contains(self[$0]) }) {
            classes[word].remove(self[.cue])
        }
    }

    private mutating func add(_ phrase: String, to list: ListNumber) {
        let numbers = numbers(of: phrase)
        guard let first = numbers.first else { return }
        if numbers.count == 1 {
            classes[first].insert(list)
        } else {
            add(Phrase(rest: numbers.dropFirst().map(Int32.init), meaning: .list(list)), after: first)
        }
    }

    private mutating func add(_ word: NumberWord) {
        let numbers = numbers(of: word.phrase)
        guard let first = numbers.first else { return }
        numberWords.append(word)
        if numbers.count == 1 {
            numberIndex[first] = Int32(numberWords.count - 1)
        } else {
            add(Phrase(rest: numbers.dropFirst().map(Int32.init), meaning: .number(numberWords.count - 1)), after: first)
        }
    }

    private mutating func add(_ phrase: Phrase, after first: Int) {
        startsPhrase[first] = true
        guard !phrases[first].contains(phrase) else { return }
        phrases[first].append(phrase)
    }

    private mutating func add(_ elements: [PatternElement]) {
        for element in elements {
            switch element {
            case .word(let word): _ = numbers(of: word)
            case .optional(let inner): add(inner)
            case .choice(let options): for option in options { add(option) }
            default: break
            }
        }
    }

    /// The numbers of a phrase's words, cut as a text is cut.
    mutating func numbers(of phrase: String) -> [Int] {
        let pieces = Self.pieces(of: phrase, suffixes: suffixes)
        return pieces.map { piece in
            let number = words.insert(piece)
            while classes.count <= number {
                classes.append(ClassSet())
                numberIndex.append(-1)
                startsPhrase.append(false)
                phrases.append([])
            }
            return number
        }
    }

    private static func pieces(of phrase: String, suffixes: [[UInt8]]) -> [[UInt8]] {
        phrase.utf8.split(separator: 0x20).flatMap { word -> [[UInt8]] in
            let bytes = Array(String(decoding: word, as: UTF8.self).replacingCurly.utf8)
            guard let mark = bytes.lastIndex(of: 0x27), mark > 0, suffixes.contains(Array(bytes[(mark + 1)...])) else { return [bytes] }
            return [Array(bytes[..<mark]), Array(bytes[mark...])]
        }
    }
}

extension String {
    fileprivate var replacingCurly: String {
        String(map { $0 == "’" ? "'" : $0 })
    }
}
