import Figures
import Foundation
import Lexicons

/// A number expression in a sentence.
///
///     "more than 40,000"    words "40,000", value 40000, moreThan
struct Amount: Hashable {
    /// The expression without its qualifier.
    var words: Range<Int>
    /// The expression with what bounds it: "more than 40,000".
    var whole: Range<Int>
    var value: Magnitude
    var high: Magnitude?
    var qualifier: Qualifier = .exact
    var currency: String?
    /// Why it is no count; nil for one that may be.
    var dropped: String?
}

/// Reads the numbers of a sentence.
struct NumberReader {
    private let reading: Reading
    private var vocabulary: Vocabulary { reading.vocabulary }

    init(_ reading: Reading) {
        self.reading = reading
    }

    func amounts() -> [Amount] {
        var found: [Amount] = []
        var index = reading.range.lowerBound
        while index < reading.range.upperBound {
            guard mayBegin(index), var amount = core(at: index) else {
                index += 1
                continue
            }
            joinRange(&amount)
            addCurrency(&amount)
            addQualifier(&amount)
            amount.dropped = amount.dropped ?? NumberFilter(reading).reason(toDrop: amount) ?? reason(toDrop: amount, after: found.last)
            found.append(amount)
            index = max(amount.whole.upperBound, index + 1)
        }
        return found
    }

    /// A cheap look, as most words begin no number.
    private func mayBegin(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        return token.form == .digits || token.isHyphenated || vocabulary.hints[Int(token.word)].contains(.counting)
            || !reading.hits(from: index).isEmpty
    }

    /// "aged 26 and 28": what holds of the first number holds of the second.
    private func reason(toDrop amount: Amount, after last: Amount?) -> String? {
        guard let last, let reason = last.dropped, reason == NumberFilter.name else { return nil }
        let between = last.whole.upperBound.upTo(amount.whole.lowerBound)
        return between.allSatisfy { reading.has($0, .and) || reading.has($0, .or) || reading.mark($0) == .comma } ? reason : nil
    }

    // MARK: the number itself

    private enum Piece {
        case number(Magnitude)
        case scale(Magnitude)
        case order(Magnitude)
    }

    /// The word or phrase that does something to a number, by its place among the number words, and where it ends.
    private func numberWord(at index: Int) -> (number: Int, end: Int)? {
        guard reading.range.contains(index) else { return nil }
        var best: (number: Int, end: Int)?
        let number = vocabulary.numberIndex[Int(reading.tokens[index].word)]
        if number >= 0 { best = (Int(number), index + 1) }
        for hit in reading.hits(from: index) {
            if case .number(let number) = reading.hits[hit].meaning, reading.hits[hit].tokens.upperBound > best?.end ?? 0 {
                best = (number, reading.hits[hit].tokens.upperBound)
            }
        }
        return best
    }

    /// What a word or phrase does to a number, and where it ends.
    private func role(at index: Int) -> (NumberWord.Role, Int)? {
        numberWord(at: index).map { (vocabulary.numberWords[$0.number].role, $0.end) }
    }

    private func piece(at index: Int) -> (Piece, Int)? {
        if let word = numberWord(at: index) {
            let value = vocabulary.magnitudes[word.number]
            switch vocabulary.numberWords[word.number].role {
            case .number: return (.number(value), word.end)
            case .scale: return (.scale(value), word.end)
            case .order: return (.order(value), word.end)
            case .before, .after, .currency, .unit: break
            }
        }
        return hyphenated(at: index).map { (.number($0), index + 1) }
    }

    /// "twenty-one", a single token.
    private func hyphenated(at index: Int) -> Magnitude? {
        guard reading.isWord(index) else { return nil }
        let token = reading.tokens[index]
        guard token.word == 0, token.isHyphenated, token.end - token.start < 20 else { return nil }
        let bytes = reading.text[token.bytes]
        guard let hyphen = bytes.firstIndex(of: 0x2D), bytes.lastIndex(of: 0x2D) == hyphen, let tens = value(of: bytes[..<hyphen]),
            let ones = value(of: bytes[(hyphen + 1)...]), tens >= 20, tens < 100, ones > 0, ones < 10
        else { return nil }
        return tens + ones
    }

    private func value(of bytes: ArraySlice<UInt8>) -> Magnitude? {
        let number = Int(vocabulary.numberIndex[vocabulary.words.number(of: bytes)])
        guard number >= 0, case .number = vocabulary.numberWords[number].role else { return nil }
        return vocabulary.magnitudes[number]
    }

    private func core(at index: Int) -> Amount? {
        guard reading.range.contains(index) else { return nil }
        if reading.tokens[index].form == .digits { return inDigits(at: index) }
        guard reading.tokens[index].form == .word else { return nil }
        if reading.has(index, .several), let end = reading.end(of: .several, from: index),
            case (.scale(let scale), let last)? = piece(at: end)
        {
            return amount(index..<last, scale, .order)
        }
        if let end = reading.end(of: .article, from: index), let found = inWords(at: end), isScaled(at: end) {
            return amount(index..<found.end, found.value, found.isOrder ? .order : .exact)
        }
        guard let found = inWords(at: index), !found.needsArticle else { return nil }
        return amount(index..<found.end, found.value, found.isOrder ? .order : .exact)
    }

    private func isScaled(at index: Int) -> Bool {
        switch piece(at: index) {
        case (.scale, _)?: true
        case (.number(let value), _)?: value == 12 || value < 1
        default: false
        }
    }

    private func amount(_ words: Range<Int>, _ value: Magnitude, _ qualifier: Qualifier) -> Amount {
        Amount(words: words, whole: words, value: value, qualifier: qualifier)
    }

    /// "two hundred and fifty", "half a million", "tens of thousands"
    private func inWords(at start: Int) -> (value: Magnitude, end: Int, isOrder: Bool, needsArticle: Bool)? {
        guard let (first, end) = piece(at: start) else { return nil }
        switch first {
        case .order(let value): return (value, end, true, false)
        case .scale(let value):
            let (total, last) = rest(after: end, sum: 0, group: value, ceiling: value)
            return (total, last, false, last == end)
        case .number(let value):
            let (total, last) = rest(after: end, sum: 0, group: value, ceiling: value)
            return (total, last, false, false)
        }
    }

    /// Goes on while further number words make the number greater.
    private func rest(after start: Int, sum: Magnitude, group: Magnitude, ceiling: Magnitude) -> (Magnitude, Int) {
        var sum = sum
        var group = group
        var index = start
        while true {
            var next = index
            if let joined = reading.end(of: .numberJoin, from: next), group >= 100 || sum > 0 { next = joined }
            switch piece(at: next) {
            case (.scale(let scale), let end)? where next == index:
                if scale == 100 {
                    group = group * 100
                } else {
                    sum = sum + group * scale
                    group = 0
                }
                index = end
            case (.number(let value), let end)?
            where value > 0 && fits(value, group: group, sum: sum) && (next == index || group >= 100 || group == 0):
                group = group + value
                index = end
            default:
                return (sum + group, index)
            }
        }
    }

    private func fits(_ value: Magnitude, group: Magnitude, sum: Magnitude) -> Bool {
        if group == 0 { return sum > 0 && value < 1000 }
        if group >= 100 { return value < 100 && group.whole % 100 == 0 }
        return group >= 20 && value < 10 && group.whole % 10 == 0
    }

    private func inDigits(at index: Int) -> Amount {
        var amount = Amount(words: index..<(index + 1), whole: index..<(index + 1), value: 0)
        guard let value = DigitReader.value(reading.text[reading.tokens[index].bytes]) else {
            amount.dropped = "cannot be read exactly"
            return amount
        }
        amount.value = value
        while case (.scale(let scale), let end)? = piece(at: amount.words.upperBound), isScaleHere(amount.words.upperBound) {
            amount.value = amount.value * scale
            amount.words = index..<end
        }
        amount.whole = amount.words
        return amount
    }

    /// A scale of one letter ("m", "k") counts only where it is glued to the digits.
    private func isScaleHere(_ index: Int) -> Bool {
        let token = reading.tokens[index]
        return token.end - token.start > 1 || !token.isSpaced
    }

    // MARK: what stands around it

    /// "10 to 20", "10-20", "between 10 and 20"
    private func joinRange(_ amount: inout Amount) {
        let next = amount.words.upperBound
        let isBetween = reading.start(of: .rangeBetween, before: amount.words.lowerBound) != nil
        guard let end = rangeMark(at: next, isBetween: isBetween), let second = reading.range.contains(end) ? core(at: end) : nil,
            second.qualifier != .order, amount.qualifier != .order
        else { return }
        if reading.start(of: .rangeFrom, before: amount.words.lowerBound) != nil, reading.tokens[next].form == .word { return }
        guard second.value > amount.value, amount.dropped == nil, second.dropped == nil else {
            return
        }
        if amount.value < 1000, second.value >= 1_000_000, second.words.count > 1, amount.words.count == 1 {
            amount.value = amount.value * scale(of: second)
        }
        amount.high = second.value
        amount.qualifier = .between
        amount.words = amount.words.lowerBound.upTo(second.words.upperBound)
        amount.whole = amount.words
    }

    /// "1 to 2 million": the scale belongs to both.
    private func scale(of amount: Amount) -> Magnitude {
        guard case (.scale(let scale), _)? = piece(at: amount.words.upperBound - 1) else { return 1 }
        return scale
    }

    private func rangeMark(at index: Int, isBetween: Bool) -> Int? {
        guard reading.range.contains(index), reading.range.contains(index + 1) else { return nil }
        if reading.mark(index) == .hyphen || reading.mark(index) == .dash {
            return reading.tokens[index].isSpaced || reading.tokens[index + 1].form != .digits ? nil : index + 1
        }
        if isBetween, let end = reading.end(of: .and, from: index) { return end }
        if let end = reading.end(of: .rangeTo, from: index) { return end }
        return reading.end(of: .or, from: index)
    }

    private func addCurrency(_ amount: inout Amount) {
        let before = amount.words.lowerBound - 1
        if reading.range.contains(before), case (.currency(let code), let end)? = role(at: before), end == before + 1 {
            amount.currency = code
            let start = currencyStart(before)
            amount.words = start..<amount.words.upperBound
            if start < before, case (.currency(let code), _)? = role(at: start) { amount.currency = code }
        } else if case (.currency(let code), let end)? = role(at: afterCurrencyAdjective(amount.words.upperBound)) {
            amount.currency = code
            amount.words = amount.words.lowerBound..<end
        }
        amount.whole = amount.words
    }

    /// "US$": the letters belong to the mark.
    private func currencyStart(_ index: Int) -> Int {
        let before = index - 1
        guard reading.range.contains(before), reading.tokens[before].form == .word, !reading.tokens[index].isSpaced,
            reading.tokens[before].isAllCapitals
        else { return index }
        return before
    }

    /// "5 million US dollars"
    private func afterCurrencyAdjective(_ index: Int) -> Int {
        let index = reading.end(of: .of, from: index) ?? index
        if case (.currency, _)? = role(at: index) { return index }
        guard reading.has(index, .demonym) || reading.has(index, .place), case (.currency, _)? = role(at: index + 1) else { return index }
        return index + 1
    }

    private func addQualifier(_ amount: inout Amount) {
        var start = amount.words.lowerBound
        var end = amount.words.upperBound
        if let (qualifier, from) = qualifier(before: start) {
            start = from
            if amount.qualifier == .exact || amount.qualifier == .between && qualifier != .about { amount.qualifier = qualifier }
            if amount.qualifier != .between { amount.high = nil }
        }
        if case (.after(let qualifier), let last)? = role(at: end) {
            end = last
            if amount.qualifier == .exact { amount.qualifier = qualifier }
        }
        amount.whole = start.upTo(end)
    }

    private func qualifier(before index: Int) -> (Qualifier, Int)? {
        var at = index
        if let start = reading.start(of: .article, before: at), start > reading.range.lowerBound { at = start }
        for candidate in at == index ? [index] : [index, at] {
            if let found = phraseQualifier(before: candidate) { return found }
        }
        return nil
    }

    private func phraseQualifier(before index: Int) -> (Qualifier, Int)? {
        var best: (Qualifier, Int)?
        for hit in reading.hits[reading.hits(before: index)] where hit.tokens.upperBound == index {
            if case .number(let number) = hit.meaning, case .before(let qualifier) = vocabulary.numberWords[number].role,
                hit.tokens.lowerBound < best?.1 ?? index
            {
                best = (qualifier, hit.tokens.lowerBound)
            }
        }
        if let best { return best }
        guard reading.range.contains(index - 1), case (.before(let qualifier), let end)? = role(at: index - 1), end == index else {
            return nil
        }
        return (qualifier, index - 1)
    }
}
