import Figures
import Foundation

/// Tells numbers that count nothing: years, dates, times, shares, ages, distances, parts of names.
struct NumberFilter {
    static let name = "part of a name"
    private let reading: Reading

    init(_ reading: Reading) {
        self.reading = reading
    }

    /// Why the amount is no count; nil where it may be one.
    func reason(toDrop amount: Amount) -> String? {
        if amount.currency != nil { return nil }
        let before = amount.words.lowerBound - 1
        let after = amount.words.upperBound
        if isPercent(after) { return "a share" }
        if isDate(before, after, amount) { return "a date" }
        if isTime(before, after) { return "a time" }
        if isGlued(before, after, amount) { return "glued to other signs" }
        if reading.end(of: .ordinal, from: after) != nil, !reading.tokens[after].isSpaced { return "a rank" }
        if isMeasured(after) { return "a measure" }
        if reading.start(of: .numbered, before: amount.words.lowerBound) != nil, amount.words.count == 1 { return Self.name }
        if isYear(before, after, amount) || isYearRange(amount) { return "a year" }
        if isAge(before, after, amount) { return "an age" }
        if isUnknownEnding(after) { return "glued to letters" }
        if hasLeadingZero(amount) { return "no plain number" }
        if let end = reading.end(of: .per, from: after), end > after { return "a rate" }
        return nil
    }

    private func isPercent(_ after: Int) -> Bool {
        reading.mark(after) == .percent || reading.end(of: .percent, from: after) != nil
    }

    private func isDate(_ before: Int, _ after: Int, _ amount: Amount) -> Bool {
        guard amount.value <= 2100, reading.tokens[amount.words.lowerBound].form == .digits else { return false }
        if isMonth(after) { return true }
        if reading.mark(after) == .period, reading.has(after + 1, .month) { return true }
        if amount.value > 31 && !isYearNumber(amount) { return isShortYear(before, amount) }
        return reading.has(before, .month) || reading.mark(before) == .period && reading.has(before - 1, .month)
    }

    /// "300 may have died": no month without its capital, nor before a verb.
    private func isMonth(_ index: Int) -> Bool {
        reading.has(index, .month) && (!reading.isCased || reading.tokens[index].isCapital) && !reading.has(index + 1, .auxiliary)
    }

    /// "30 MAR 89"
    private func isShortYear(_ before: Int, _ amount: Amount) -> Bool {
        amount.value < 100 && reading.has(before, .month) && reading.range.contains(before - 1)
            && reading.tokens[before - 1].form == .digits
    }

    private func isTime(_ before: Int, _ after: Int) -> Bool {
        isClock(after, after + 1) || isClock(before, before - 1)
    }

    private func isClock(_ colon: Int, _ digits: Int) -> Bool {
        reading.mark(colon) == .colon && reading.range.contains(digits) && reading.tokens[digits].form == .digits
            && !reading.tokens[max(colon, digits)].isSpaced
    }

    private func isGlued(_ before: Int, _ after: Int, _ amount: Amount) -> Bool {
        if reading.range.contains(before), !reading.tokens[amount.words.lowerBound].isSpaced, isJoiner(before),
            before > reading.range.lowerBound
        {
            return !reading.tokens[before].isSpaced
        }
        guard reading.range.contains(after), reading.range.contains(after + 1), !reading.tokens[after].isSpaced,
            !reading.tokens[after + 1].isSpaced
        else {
            return false
        }
        if amount.whole.upperBound > after { return false }
        return isJoiner(after)
    }

    private func isJoiner(_ index: Int) -> Bool {
        switch reading.mark(index) {
        case .hyphen, .slash: true
        case .other, .dash: reading.tokens[index].form == .mark && reading.mark(index) == .other
        default: false
        }
    }

    /// "26 km", "30 years", and glued "26km".
    private func isMeasured(_ after: Int) -> Bool {
        if reading.end(of: .unit, from: after) != nil { return true }
        return reading.has(after, .more) && reading.end(of: .unit, from: after + 1) != nil
    }

    private func isYearNumber(_ amount: Amount) -> Bool {
        amount.value >= 1000 && amount.value < 2100 && amount.words.count == 1
            && reading.tokens[amount.words.lowerBound].bytes.count == 4
    }

    /// Four digits without a separator that count nothing we know.
    private func isYear(_ before: Int, _ after: Int, _ amount: Amount) -> Bool {
        guard isYearNumber(amount), amount.value >= 1800, amount.whole == amount.words else { return false }
        if reading.has(before, .beforeYear) { return !isCounted(after) || !reading.has(after, .person) }
        return !isCounted(after) || isDated(before, after, amount)
    }

    /// "the 2011 raid", "its 2016 coup": a year that tells one thing from others of its name.
    private func isDated(_ before: Int, _ after: Int, _ amount: Amount) -> Bool {
        guard amount.value >= 1900, !reading.has(after, .person) else { return false }
        return reading.has(before, .article) || reading.has(before, .suffix)
    }

    /// "Hauwa Maltha, 26, was …", "Elsie Stancombe, seven, and …"
    private func isAge(_ before: Int, _ after: Int, _ amount: Amount) -> Bool {
        guard amount.value < 120, amount.whole.count == 1 else { return false }
        if isOneOfTwoAges(before, after) { return true }
        guard reading.mark(after) == .comma else { return false }
        if reading.tokens[amount.words.lowerBound].form != .digits {
            return reading.isCased && reading.mark(before) == .comma && reading.isWord(before - 1) && reading.tokens[before - 1].isCapital
                && !reading.has(before - 1, .place)
        }
        return reading.mark(before) == .comma || reading.has(before, .adverb) && reading.mark(before - 1) == .comma
            || reading.has(before, .adverb) && reading.has(before - 1, .adverb) && reading.mark(before - 2) == .comma
    }

    /// "two sons, 11 and 14"
    private func isOneOfTwoAges(_ before: Int, _ after: Int) -> Bool {
        if reading.mark(before) == .comma, reading.has(before - 1, .person), let next = reading.end(of: .and, from: after) {
            return isDigits(next) && isClosed(next + 1)
        }
        guard let and = reading.start(of: .and, before: before + 1), isDigits(and - 1), isClosed(after) else { return false }
        return reading.mark(and - 2) == .comma && reading.has(and - 3, .person)
    }

    private func isDigits(_ index: Int) -> Bool {
        reading.range.contains(index) && reading.tokens[index].form == .digits
    }

    /// Whether nothing is counted here: a comma, a full stop, the end.
    private func isClosed(_ index: Int) -> Bool {
        !reading.range.contains(index) || reading.mark(index) == .comma || reading.mark(index) == .period
    }

    private func isYearRange(_ amount: Amount) -> Bool {
        guard let high = amount.high else { return false }
        return amount.value >= 1800 && high < 2100 && reading.text[reading.tokens[amount.words.lowerBound].bytes].count == 4
    }

    /// "30s", "7lb"
    private func isUnknownEnding(_ after: Int) -> Bool {
        guard reading.isWord(after), !reading.tokens[after].isSpaced else { return false }
        return reading.lists(at: after).isDisjoint(with: reading.vocabulary.nouns)
    }

    private func hasLeadingZero(_ amount: Amount) -> Bool {
        let bytes = reading.text[reading.tokens[amount.words.lowerBound].bytes]
        return bytes.count > 1 && bytes.first == 0x30 && bytes.dropFirst().first != 0x2E
    }

    private func isCounted(_ after: Int) -> Bool {
        guard reading.isWord(after), !reading.tokens[after].isCapital || !reading.isCased else { return false }
        return (after..<(after + 3)).contains {
            reading.range.contains($0) && !reading.lists(at: $0).isDisjoint(with: reading.vocabulary.nouns)
        }
    }
}
