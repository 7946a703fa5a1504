import Lexicons

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

    func hint(of word: Int, _ rules: Rules) -> Vocabulary.Hint {
        var hint: Vocabulary.Hint = []
        if numberIndex[word] >= 0, isCount(numberWords[Int(numberIndex[word])].role) { hint.insert(.number) }
        if !classes[word].isDisjoint(with: rules.needed) || rules.neededWords.contains(Int32(word)) { hint.insert(.cue) }
        if !classes[word].isDisjoint(with: rules.contexts) { hint.insert(.context) }
        if numberIndex[word] >= 0 || !classes[word].isDisjoint(with: Self.beforeNumbers) { hint.insert(.counting) }
        for phrase in phrases[word] {
            switch phrase.meaning {
            case .number(let number): if isCount(numberWords[number].role) { hint.insert(.number) }
            case .list(let list): if rules.needed.contains(list) { hint.insert(.cue) }
            }
        }
        return hint
    }

    private static let beforeNumbers = ClassSet(of: [.article, .several])

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
