package import Foundation

/// The words with which a language dates a number, as its `when.words` lists them.
package struct TimeWords: Sendable {
    /// What a word or phrase does in a dating.
    enum Meaning: Hashable {
        case month(Int)
        /// 0 for Monday.
        case weekday(Int)
        /// Days from the day of publication.
        case day(Int)
        case unit(Unit)
        case number(Int)
        case this, last, past, ago, since, range, vague
    }

    enum Unit: String {
        case hour, day, week, weekend, month, year, decade
    }

    private var meanings: [[String]: Meaning] = [:]
    private var ordinals: Set<String> = []
    private var longest = 1

    /// No word of any language: only dates such as 2023-10-07 and years are read.
    package init() {}

    /// Reads a `when.words`; throws at its first faulty line.
    package init(_ file: URL) throws(WordsError) {
        try self.init(WordsFile(file))
    }

    init(_ file: WordsFile) throws(WordsError) {
        for entry in file.entries {
            if entry.role == "ordinal" {
                ordinals.formUnion(entry.words)
                continue
            }
            guard let meaning = Self.meaning(entry.role, entry.value) else {
                let start = [entry.role, entry.value].compactMap(\.self).joined(separator: " ")
                throw file.fault(entry, "\(start) means nothing; the head of the file lists what a line may begin with")
            }
            for word in entry.words { add(word, meaning) }
        }
    }

    private mutating func add(_ phrase: String, _ meaning: Meaning) {
        let words = Self.words(in: phrase)
        meanings[words] = meaning
        longest = max(longest, words.count)
    }

    /// The words of both; where they differ, those of the first.
    func merged(with other: TimeWords) -> TimeWords {
        var result = self
        result.meanings.merge(other.meanings) { mine, _ in mine }
        result.ordinals.formUnion(other.ordinals)
        result.longest = max(longest, other.longest)
        return result
    }

    private static func meaning(_ role: String, _ value: String?) -> Meaning? {
        let number = value.flatMap { Int($0) }
        return switch (role, value, number) {
        case ("month", _, let month?) where (1...12).contains(month): .month(month)
        case ("weekday", _, let day?) where (0...6).contains(day): .weekday(day)
        case ("day", _, let offset?): .day(offset)
        case ("number", _, let number?): .number(number)
        case ("unit", let unit?, _): Unit(rawValue: unit).map(Meaning.unit)
        case ("this", nil, _): .this
        case ("last", nil, _): .last
        case ("past", nil, _): .past
        case ("ago", nil, _): .ago
        case ("since", nil, _): .since
        case ("range", nil, _): .range
        case ("vague", nil, _): .vague
        default: nil
        }
    }

    /// The meanings in a text, in order; a word that means nothing is a gap (nil).
    ///
    ///     "over the past 24 hours"    nil, past, number 24, unit hour
    func meanings(in text: String) -> [Meaning?] {
        let words = Self.words(in: text)
        var result: [Meaning?] = []
        var next = 0
        while next < words.count {
            let (meaning, length) = meaning(at: next, of: words)
            result.append(meaning)
            next += length
        }
        return result
    }

    private func meaning(at start: Int, of words: [String]) -> (Meaning?, Int) {
        for length in stride(from: min(longest, words.count - start), through: 1, by: -1) {
            if let meaning = meanings[Array(words[start..<start + length])] { return (meaning, length) }
        }
        return (number(words[start]).map(Meaning.number), 1)
    }

    /// "13", "13th", "١٣" → 13; nil for what is no number, or too long to date anything.
    private func number(_ word: String) -> Int? {
        let digits = word.prefix { $0.isWholeNumber }
        guard (1...6).contains(digits.count), digits.count == word.count || ordinals.contains(String(word.dropFirst(digits.count)))
        else { return nil }
        return digits.reduce(0) { $0 * 10 + ($1.wholeNumberValue ?? 0) }
    }

    private static func words(in text: String) -> [String] {
        text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
    }
}
