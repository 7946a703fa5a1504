import Lexicons

/// A set of up to 256 lists of words.
struct ClassSet: Hashable, Sendable {
    private var bits = SIMD4<UInt64>(repeating: 0)

    func contains(_ index: UInt8) -> Bool {
        bits[Int(index >> 6)] & (1 << UInt64(index & 63)) != 0
    }

    mutating func insert(_ index: UInt8) {
        bits[Int(index >> 6)] |= 1 << UInt64(index & 63)
    }

    mutating func remove(_ index: UInt8) {
        bits[Int(index >> 6)] &= ~(1 << UInt64(index & 63))
    }

    mutating func formUnion(_ other: ClassSet) {
        bits |= other.bits
    }

    func isDisjoint(with other: ClassSet) -> Bool {
        (bits & other.bits) == SIMD4(repeating: 0)
    }
}

/// A phrase of several words that belongs to a list, or does something to a number.
struct Phrase: Hashable, Sendable {
    enum Meaning: Hashable, Sendable {
        case list(UInt8)
        case number(Int)
    }

    /// Its words after the first.
    let rest: [Int32]
    let meaning: Meaning
}

/// A lexicon made ready for reading: every word has a number, every list a bit.
struct Vocabulary: Sendable {
    private(set) var words = WordTable()
    /// For each word the lists it belongs to.
    private(set) var classes: [ClassSet] = [ClassSet()]
    /// For each word what it does to a number, as an index of `numberWords`; -1 for nothing.
    private(set) var numberIndex: [Int32] = [-1]
    private(set) var numberWords: [NumberWord] = []
    private(set) var phrases: [Int32: [Phrase]] = [:]
    /// The words with which a phrase begins.
    private(set) var startsPhrase: [Bool] = [false]
    private(set) var classOfList: [String: UInt8] = [:]
    private(set) var listNames: [String] = []
    /// Endings that are words of their own, without their apostrophe: "s".
    private(set) var suffixes: [[UInt8]] = []
    /// Lists of what can be counted.
    private(set) var nouns = ClassSet()

    init(_ lexicon: Lexicon, _ places: PlaceNames) {
        for role in Role.allCases { addList(named: role.rawValue) }
        for name in lexicon.lists.keys.sorted() { addList(named: name) }
        suffixes = (lexicon.lists[Role.suffix.rawValue]?.phrases ?? []).map { Array($0.utf8.drop { $0 == 0x27 }) }
        for word in lexicon.numbers { add(word) }
        for list in lexicon.lists.values.sorted(by: { $0.name < $1.name }) { add(list) }
        removeSmallCues()
        for pattern in lexicon.patterns { add(pattern.elements) }
        for place in places.names {
            if !place.isDemonym, place.name.utf8.allSatisfy({ !(0x61...0x7A).contains($0) }) {
                add(place.name, to: self[.acronym])
                continue
            }
            add(place.name, to: place.isDemonym ? self[.demonym] : self[.place])
            if place.isCountry, !place.isDemonym { add(place.name, to: self[.country]) }
        }
    }

    subscript(role: Role) -> UInt8 { UInt8(role.index) }

    func has(_ word: Int, _ list: UInt8) -> Bool {
        classes[word].contains(list)
    }

    private mutating func addList(named name: String) {
        guard classOfList[name] == nil, listNames.count < 255 else { return }
        classOfList[name] = UInt8(listNames.count)
        listNames.append(name)
    }

    private mutating func add(_ list: WordList) {
        guard let index = classOfList[list.name] else { return }
        if list.isNouns { nouns.insert(index) }
        for phrase in list.phrases {
            add(phrase, to: index)
            if !list.isNouns { add(phrase, to: self[.listed]) }
            if !list.isNouns, list.isCue { add(phrase, to: self[.cue]) }
        }
    }

    /// Small words that patterns use tell no kind by themselves.
    private mutating func removeSmallCues() {
        let small: [Role] = [.preposition, .auxiliary, .determiner, .and, .adverb, .breaker, .article, .more]
        for word in classes.indices where small.contains(where: { classes[word].contains(self[$0]) }) {
            classes[word].remove(self[.cue])
        }
    }

    private mutating func add(_ phrase: String, to list: UInt8) {
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
        guard phrases[Int32(first)]?.contains(phrase) != true else { return }
        phrases[Int32(first), default: []].append(phrase)
    }

    private mutating func add(_ elements: [PatternElement]) {
        for element in elements {
            switch element {
            case .word(let word): _ = numbers(of: word)
            case .optional(let inner): add(inner)
            case .choice(let options): options.forEach { add($0) }
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
