import Lexicons

/// What a number counts.
///
///     "12 Palestinian civilians were killed"    core "Palestinian civilians"
///     "two of the robbers"                      core "robbers", of a greater number
struct Counted: Hashable {
    /// The words that name the counted things; empty where the text leaves them out.
    var core: Range<Int>
    /// With what narrows it down: "members of the security forces".
    var full: Range<Int>
    /// Whether the number is a part of a greater one: "two of them".
    var isPart = false
    /// Where the phrase ends, counting words that are not part of `full`, such as "of them".
    var end: Int
}

/// Finds what a number counts, in the words after it.
struct NounPhraseReader {
    private let reading: Reading
    private static let longest = 8

    init(_ reading: Reading) {
        self.reading = reading
    }

    func counted(by amount: Amount) -> Counted {
        var index = amount.whole.upperBound
        if let end = reading.end(of: .more, from: index) { index = end }
        var isPart = false
        if let end = reading.end(of: .of, from: index) {
            isPart = true
            index = skipDeterminers(from: end)
            if let end = reading.end(of: .pronoun, from: index) {
                return Counted(core: index..<index, full: index..<index, isPart: true, end: end)
            }
            if let number = numberEnd(index) ?? ownedNumberEnd(index) { index = number }
        }
        if isOpeningQuote(index) { index += 1 }
        let end = reading.end(of: .severity, from: index) == nil || leadsToPerson(index) ? words(from: index, afterOf: isPart) : index
        let core = index..<end
        guard !core.isEmpty else { return Counted(core: core, full: core, isPart: isPart, end: isPart ? index : amount.whole.upperBound) }
        let full = index.upTo(ofPhrase(after: joined(after: end)))
        return Counted(core: core, full: full, isPart: isPart, end: full.upperBound)
    }

    private func isOpeningQuote(_ index: Int) -> Bool {
        (reading.mark(index) == .quote || reading.mark(index) == .openQuote) && reading.isWord(index + 1)
    }

    private func skipDeterminers(from start: Int) -> Int {
        var index = start
        while let end = reading.end(of: .determiner, from: index) ?? reading.end(of: .article, from: index) { index = end }
        return index
    }

    /// "12 of Bihar's 38 districts"
    private func ownedNumberEnd(_ start: Int) -> Int? {
        let owner = words(from: start, afterOf: true)
        return reading.has(owner, .suffix) ? numberEnd(owner + 1) : nil
    }

    private func numberEnd(_ index: Int) -> Int? {
        guard reading.range.contains(index) else { return nil }
        let word = Int(reading.tokens[index].word)
        return reading.tokens[index].form == .digits || reading.vocabulary.numberIndex[word] >= 0 && !reading.has(index, .person)
            ? index + 1 : nil
    }

    /// The run of words that may name counted things.
    func words(from start: Int, afterOf: Bool = false) -> Int {
        var index = start
        while reading.isWord(index), index - start < Self.longest {
            guard isPartOfName(index, first: index == start, afterOf: afterOf) else { break }
            if index > start, reading.has(index - 1, .person), !isNoun(index), !reading.has(index, .suffix) { break }
            if index > start, beginsTime(index) { break }
            index += 1
        }
        while index > start, reading.has(index - 1, .suffix) { index -= 1 }
        return index
    }

    /// "1.3 million Afghans last year"
    private func beginsTime(_ index: Int) -> Bool {
        reading.has(index, .timeAdjective) && reading.has(index + 1, .timeUnit)
            || reading.end(of: .timeWord, from: index).map { $0 > index + 1 } ?? false
    }

    private func isNoun(_ index: Int) -> Bool {
        reading.range.contains(index) && !reading.lists(at: index).isDisjoint(with: reading.vocabulary.nouns)
    }

    private func isPartOfName(_ index: Int, first: Bool, afterOf: Bool) -> Bool {
        if reading.has(index, .suffix) || reading.has(index, .adjective) { return !first || reading.has(index, .adjective) }
        if isNumberWord(index) { return false }
        if reading.has(index, .relative), !reading.tokens[index].isAllCapitals { return false }
        if reading.has(index, .placePrefix), reading.tokens[index].isCapital || isNoun(index + 1) { return true }
        guard reading.has(index, .listed) else { return true }
        if reading.has(index, .state) { return first && afterOf || leadsToPerson(index) }
        if isNoun(index) { return true }
        return reading.has(index, .cue)
            && (first && afterOf || leadsToPerson(index) || first && reading.has(index, .participle) && isNoun(index + 1))
    }

    private func isNumberWord(_ index: Int) -> Bool {
        let number = reading.vocabulary.numberIndex[Int(reading.tokens[index].word)]
        guard number >= 0 else { return false }
        if case .unit = reading.vocabulary.numberWords[Int(number)].role { return false }
        return true
    }

    /// "14,000 displaced families": a participle before the noun.
    private func leadsToPerson(_ index: Int) -> Bool {
        for next in (index + 1)...(index + 2) {
            guard reading.isWord(next) else { return false }
            if reading.has(next, .person) { return true }
            if reading.has(next, .listed) { return false }
        }
        return false
    }

    /// "women and children"
    private func joined(after end: Int) -> Int {
        guard let start = reading.end(of: .and, from: end) ?? reading.end(of: .or, from: end), reading.isWord(start),
            isPartOfName(start, first: true, afterOf: false), isNoun(start) || isNoun(end - 1) && !reading.tokens[start].isCapital
        else { return end }
        let last = words(from: start)
        if reading.has(last, .say) { return end }
        return last
    }

    /// "members of the security forces"
    private func ofPhrase(after end: Int) -> Int {
        guard let start = reading.end(of: .of, from: end) else { return end }
        let index = skipDeterminers(from: start)
        let first = numberEnd(index) ?? index
        let last = words(from: first)
        return last > first ? last : end
    }
}
