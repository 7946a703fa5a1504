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

/// All phrases in one flat array, those of one first word side by side and in order of their second.
struct PhraseTable: Sendable {
    private struct Entry {
        let second: Int32
        /// Where the words after the second are kept.
        let rest: Range<Int32>
        let meaning: Phrase.Meaning
    }

    /// For each word where the phrases that begin with it begin; one more for the end.
    private var starts: [Int32] = [0]
    private var entries: [Entry] = []
    private var words: [Int32] = []
    /// The words of the longest.
    private(set) var longest = 0

    /// - Parameter phrases: for each word those that begin with it.
    init(_ phrases: [[Phrase]]) {
        for ofWord in phrases {
            if ofWord.isEmpty {
                starts.append(Int32(entries.count))
                continue
            }
            for (second, ofPair) in Self.pairs(of: ofWord) {
                for phrase in ofPair { add(phrase, second) }
            }
            starts.append(Int32(entries.count))
        }
    }

    /// Those of one second word together, in order of it, each in the order in which they were added.
    private static func pairs(of phrases: [Phrase]) -> [(key: Int32, value: [Phrase])] {
        Dictionary(grouping: phrases) { $0.rest[0] }.sorted { $0.key < $1.key }
    }

    private mutating func add(_ phrase: Phrase, _ second: Int32) {
        let start = Int32(words.count)
        words += phrase.rest.dropFirst()
        longest = max(longest, phrase.rest.count + 1)
        entries.append(Entry(second: second, rest: start..<Int32(words.count), meaning: phrase.meaning))
    }

    /// Tells every phrase that begins at a token and ends before another.
    func find(in tokens: Tokens, at index: Int, before end: Int, _ found: (Range<Int>, Phrase.Meaning) -> Void) {
        let word = Int(tokens[index].word)
        let (first, last) = (Int(starts[word]), Int(starts[word + 1]))
        guard first < last, index + 1 < end else { return }
        let second = tokens[index + 1].word
        guard second > 0 else { return }
        var at = firstEntry(from: first, to: last, second)
        while at < last, entries[at].second == second {
            let rest = entries[at].rest
            if index + 2 + rest.count <= end, matches(rest, tokens, index + 2) {
                found(index..<(index + 2 + rest.count), entries[at].meaning)
            }
            at += 1
        }
    }

    private func matches(_ rest: Range<Int32>, _ tokens: Tokens, _ index: Int) -> Bool {
        for offset in 0..<rest.count where tokens[index + offset].word != words[Int(rest.lowerBound) + offset] {
            return false
        }
        return true
    }

    private func firstEntry(from first: Int, to last: Int, _ second: Int32) -> Int {
        var (low, high) = (first, last)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].second < second { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
