/// A sentence made ready: the lists of every word, the phrases in it.
struct Reading {
    let text: [UInt8]
    let tokens: Tokens
    let range: Range<Int>
    let vocabulary: Vocabulary
    let isCased: Bool
    /// The lists of each token, from `range.lowerBound`.
    private(set) var classes: [ClassSet] = []
    /// Phrases of several words in order of where they begin.
    private(set) var hits: [Hit] = []
    /// All lists that occur.
    private(set) var all = ClassSet()

    struct Hit: Hashable, Sendable {
        let tokens: Range<Int>
        let meaning: Phrase.Meaning

        /// Whether it does something to a number: "at least".
        var isNumber: Bool {
            if case .number = meaning { true } else { false }
        }
    }

    init(_ document: Document, _ sentence: Sentence) {
        text = document.bytes
        tokens = Tokens(document.tokens)
        range = sentence.tokens
        vocabulary = document.vocabulary
        isCased = document.isCased
        classes.reserveCapacity(range.count)
        for index in range {
            classes.append(lists(of: tokens[index]))
            if vocabulary.startsPhrase[Int(tokens[index].word)] { addPhrases(at: index) }
        }
        for set in classes { all.formUnion(set) }
        coverPhrases()
    }

    /// A name of a place counts only with its capital, in a text that has capitals.
    private func lists(of token: Token) -> ClassSet {
        vocabulary.classes[Int(token.word)]
    }

    private mutating func addPhrases(at index: Int) {
        for phrase in vocabulary.phrases[Int(tokens[index].word)] where matches(phrase, after: index) {
            hits.append(Hit(tokens: index..<(index + 1 + phrase.rest.count), meaning: phrase.meaning))
        }
    }

    private func matches(_ phrase: Phrase, after index: Int) -> Bool {
        guard index + phrase.rest.count < range.upperBound else { return false }
        for (offset, word) in phrase.rest.enumerated() where tokens[index + 1 + offset].word != word {
            return false
        }
        return true
    }

    private mutating func coverPhrases() {
        for hit in hits {
            guard case .list(let list) = hit.meaning else { continue }
            all.insert(list)
            let listed = vocabulary[.listed]
            if list == listed {
                for index in hit.tokens { classes[index - range.lowerBound].insert(listed) }
            }
        }
    }

    // MARK: asking

    func has(_ index: Int, _ role: Role) -> Bool {
        range.contains(index) && classes[index - range.lowerBound].contains(vocabulary[role])
    }

    func has(_ index: Int, _ list: ListNumber) -> Bool {
        range.contains(index) && classes[index - range.lowerBound].contains(list)
    }

    func lists(at index: Int) -> ClassSet {
        range.contains(index) ? classes[index - range.lowerBound] : ClassSet()
    }

    /// Where a word or phrase of the list ends that begins here; the longest; nil where none does.
    func end(of list: ListNumber, from index: Int) -> Int? {
        guard range.contains(index) else { return nil }
        var end = has(index, list) ? index + 1 : nil
        guard vocabulary.startsPhrase[Int(tokens[index].word)] else { return end }
        for hit in hits where hit.tokens.lowerBound == index && hit.meaning == .list(list) {
            end = max(end ?? 0, hit.tokens.upperBound)
        }
        return end
    }

    func end(of role: Role, from index: Int) -> Int? {
        end(of: vocabulary[role], from: index)
    }

    /// Where a word or phrase of the list begins that ends before this token.
    func start(of list: ListNumber, before index: Int) -> Int? {
        guard range.contains(index - 1) else { return nil }
        var start = has(index - 1, list) ? index - 1 : nil
        for hit in hits where hit.tokens.upperBound == index && hit.meaning == .list(list) {
            start = min(start ?? index, hit.tokens.lowerBound)
        }
        return start
    }

    func start(of role: Role, before index: Int) -> Int? {
        start(of: vocabulary[role], before: index)
    }

    func mark(_ index: Int) -> Mark {
        range.contains(index) ? tokens[index].mark : .none
    }

    func isWord(_ index: Int) -> Bool {
        range.contains(index) && tokens[index].form == .word
    }

    /// The words as they stand in the text, from one token to another.
    func string(_ part: Range<Int>) -> String {
        guard !part.isEmpty else { return "" }
        return String(decoding: text[Int(tokens[part.lowerBound].start)..<Int(tokens[part.upperBound - 1].end)], as: UTF8.self)
    }
}

/// A text cut into tokens and sentences.
struct Document {
    let bytes: [UInt8]
    let tokens: [Token]
    let sentences: [Sentence]
    let vocabulary: Vocabulary
    /// Whether small letters and capitals are both used, as in most printed text.
    let isCased: Bool
    /// The lists of which single words occur.
    let lists: ClassSet

    init(_ text: String, _ vocabulary: Vocabulary) {
        bytes = Array(text.utf8)
        self.vocabulary = vocabulary
        isCased = Self.isCased(bytes)
        (tokens, sentences) = Tokenizer.result(bytes, vocabulary, isCased: isCased)
        var lists = ClassSet()
        for token in tokens { lists.formUnion(vocabulary.classes[Int(token.word)]) }
        self.lists = lists
    }

    private static func isCased(_ bytes: [UInt8]) -> Bool {
        var capitals = 0
        var smalls = 0
        for byte in bytes.prefix(4000) {
            if byte &- 0x41 < 26 { capitals += 1 } else if byte &- 0x61 < 26 { smalls += 1 }
        }
        return capitals * 100 > smalls && smalls * 4 > capitals
    }
}
