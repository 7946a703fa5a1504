/// A sentence made ready: the lists of every word, the phrases in it.
final class Reading {
    let text: [UInt8]
    let tokens: Tokens
    let range: Range<Int>
    let vocabulary: Vocabulary
    let isCased: Bool
    /// Phrases of several words in order of where they begin.
    let hits: [Hit]
    /// All lists that occur.
    let all: ClassSet
    /// The time expressions, in order.
    private(set) lazy var times = TimeReader(self).times()
    /// Each token, and one behind the last.
    private let words: [Word]
    private let setBits: [UInt64]

    struct Hit: Hashable, Sendable {
        let tokens: Range<Int>
        let meaning: Phrase.Meaning

        /// Whether it does something to a number: "at least".
        var isNumber: Bool {
            if case .number = meaning { true } else { false }
        }
    }

    /// What is known of a token.
    private struct Word {
        /// The number of its set of lists.
        var set: Int32
        /// The first phrase that begins here or later.
        var hit: Int32
        /// Whether a phrase ends before it.
        var isBehindHit = false
    }

    init(_ document: Document, _ sentence: Sentence) {
        text = document.bytes
        tokens = document.all
        range = sentence.tokens
        vocabulary = document.vocabulary
        isCased = document.isCased
        setBits = vocabulary.setBits
        (words, hits, all) = Self.marked(document.all, sentence.tokens, document.vocabulary)
    }

    private static func marked(_ tokens: Tokens, _ range: Range<Int>, _ vocabulary: Vocabulary) -> ([Word], [Hit], ClassSet) {
        var words: [Word] = []
        var hits: [Hit] = []
        var all = ClassSet()
        words.reserveCapacity(range.count + 1)
        for index in range {
            let word = Int(tokens[index].word)
            let set = vocabulary.setOfWord[word]
            words.append(Word(set: set, hit: Int32(hits.count)))
            if set > 0 { all.formUnion(vocabulary.sets[Int(set)]) }
            guard vocabulary.hints[word].contains(.first), vocabulary.hints[Int(tokens[index + 1].word)].contains(.second) else { continue }
            vocabulary.phrases.find(in: tokens, at: index, before: range.upperBound) { hits.append(Hit(tokens: $0, meaning: $1)) }
        }
        words.append(Word(set: 0, hit: Int32(hits.count)))
        for hit in hits {
            words[hit.tokens.upperBound - range.lowerBound].isBehindHit = true
            guard case .list(let list) = hit.meaning else { continue }
            all.insert(list)
            guard list == vocabulary[.listed] else { continue }
            for index in hit.tokens {
                words[index - range.lowerBound].set = vocabulary.listedSet[Int(words[index - range.lowerBound].set)]
            }
        }
        return (words, hits, all)
    }

    // MARK: asking

    func has(_ index: Int, _ role: Role) -> Bool { has(index, role.rawValue) }

    func has(_ index: Int, _ list: ListNumber) -> Bool {
        guard range.contains(index) else { return false }
        let set = Int(words[index - range.lowerBound].set)
        return setBits[set * 8 + Int(list >> 6)] & (1 << UInt64(list & 63)) != 0
    }

    func lists(at index: Int) -> ClassSet {
        range.contains(index) ? vocabulary.sets[Int(words[index - range.lowerBound].set)] : ClassSet()
    }

    /// Whether the word may name what can be counted.
    func isNoun(_ index: Int) -> Bool {
        range.contains(index) && vocabulary.isNounSet[Int(words[index - range.lowerBound].set)]
    }

    /// The numbers of the phrases that begin with a token of the sentence.
    func hits(from index: Int) -> Range<Int> {
        let offset = index - range.lowerBound
        return Int(words[offset].hit)..<Int(words[offset + 1].hit)
    }

    /// The numbers of the phrases that may end before a token.
    func hits(before index: Int) -> Range<Int> {
        let offset = index - range.lowerBound
        guard words[offset].isBehindHit else { return 0..<0 }
        return Int(words[max(0, offset - vocabulary.phrases.longest)].hit)..<Int(words[offset].hit)
    }

    /// Where a word or phrase of the list ends that begins here; the longest; nil where none does.
    func end(of list: ListNumber, from index: Int) -> Int? {
        guard range.contains(index) else { return nil }
        var end = has(index, list) ? index + 1 : nil
        for hit in hits(from: index) where hits[hit].meaning == .list(list) {
            end = max(end ?? 0, hits[hit].tokens.upperBound)
        }
        return end
    }

    func end(of role: Role, from index: Int) -> Int? {
        end(of: role.rawValue, from: index)
    }

    /// Where a word or phrase of the list begins that ends before this token.
    func start(of list: ListNumber, before index: Int) -> Int? {
        guard range.contains(index - 1) else { return nil }
        var start = has(index - 1, list) ? index - 1 : nil
        for hit in hits(before: index) where hits[hit].tokens.upperBound == index && hits[hit].meaning == .list(list) {
            start = min(start ?? index, hits[hit].tokens.lowerBound)
        }
        return start
    }

    func start(of role: Role, before index: Int) -> Int? {
        start(of: role.rawValue, before: index)
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
