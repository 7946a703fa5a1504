/// Finds the words that date a number.
///
///     "killing 12 on October 7, 2023"    "on October 7, 2023"
struct TimeReader {
    private let reading: Reading

    init(_ reading: Reading) {
        self.reading = reading
    }

    /// Every time expression of the sentence, in order.
    func times() -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = reading.range.lowerBound
        while index < reading.range.upperBound {
            if mayBegin(index), let end = time(at: index), end > index {
                found.append(index..<end)
                index = end
            } else {
                index += 1
            }
        }
        return found
    }

    private static let beginnings = ClassSet(of: [.timeSince, .timeBefore, .timeWord, .month, .weekday, .timeAdjective])

    /// A cheap look, as most words begin no time.
    private func mayBegin(_ index: Int) -> Bool {
        !reading.lists(at: index).isDisjoint(with: Self.beginnings) || !reading.hits(from: index).isEmpty
            || reading.tokens[index].form == .digits || reading.vocabulary.numberIndex[Int(reading.tokens[index].word)] >= 0
    }

    private func time(at index: Int) -> Int? {
        if let end = reading.end(of: .timeSince, from: index) { return since(from: end) }
        if let end = reading.end(of: .timeBefore, from: index) { return moment(from: end, afterPreposition: true) }
        return moment(from: index, afterPreposition: false)
    }

    /// After "since": a moment, or whatever event is named.
    private func since(from start: Int) -> Int? {
        if let end = moment(from: start, afterPreposition: true) { return end }
        var index = start
        while reading.isWord(index), index - start < 12, !reading.has(index, .breaker), !reading.has(index, .say),
            !reading.has(index, .auxiliary), !reading.has(index, .cue) || index == start
        {
            index += 1
        }
        return index > start ? index : nil
    }

    private func moment(from start: Int, afterPreposition: Bool) -> Int? {
        var index = start
        var isTime = false
        loop: while index - start < 10, reading.range.contains(index) {
            if let end = reading.end(of: .timeWord, from: index) ?? reading.end(of: .month, from: index)
                ?? reading.end(of: .weekday, from: index)
            {
                isTime = true
                index = end
            } else if isDay(index, isTime), afterPreposition || isTime || reading.has(index + 1, .month) {
                if reading.tokens[index].end - reading.tokens[index].start == 4, index == start { isTime = afterPreposition }
                index += 1
                if reading.end(of: .ordinal, from: index) != nil, !reading.tokens[index].isSpaced { index += 1 }
                if !isTime, !reading.has(index, .month) { break loop }
            } else if reading.has(index, .timeAdjective)
                || afterPreposition && (reading.has(index, .article) || reading.has(index, .determiner)) && index == start
            {
                guard leadsToTime(index + 1) else { break loop }
                index += 1
            } else if isTime, reading.mark(index) == .comma, reading.range.contains(index + 1), isYear(index + 1) {
                index += 1
            } else if isTime, reading.mark(index) == .period, reading.has(index - 1, .month), index + 1 < reading.range.upperBound,
                reading.tokens[index - 1].end - reading.tokens[index - 1].start <= 4
            {
                index += 1
            } else if let end = reading.end(of: .timeUnit, from: index), index > start {
                isTime = true
                index = end
            } else {
                break loop
            }
        }
        if let end = reading.end(of: .timeAfterUnit, from: index), isTime { return end }
        return isTime ? index : nil
    }

    private func leadsToTime(_ index: Int) -> Bool {
        for next in index..<(index + 4) {
            if reading.has(next, .timeUnit) || reading.has(next, .month) || reading.has(next, .weekday) || reading.has(next, .timeWord) {
                return true
            }
            if !reading.isWord(next) && !(reading.range.contains(next) && reading.tokens[next].form == .digits) { return false }
            if !reading.has(next, .timeAdjective), reading.isWord(next), reading.vocabulary.numberIndex[Int(reading.tokens[next].word)] < 0
            {
                return false
            }
        }
        return false
    }

    private func isYear(_ index: Int) -> Bool {
        reading.range.contains(index) && reading.tokens[index].form == .digits
            && reading.tokens[index].end - reading.tokens[index].start == 4
    }

    /// A day of the month, or a year.
    private func isDay(_ index: Int, _ isTime: Bool) -> Bool {
        guard reading.tokens[index].form == .digits else {
            return reading.vocabulary.numberIndex[Int(reading.tokens[index].word)] >= 0 && leadsToTime(index + 1) && isTime == false
        }
        let length = reading.tokens[index].end - reading.tokens[index].start
        if length == 4 {
            return (reading.text[reading.tokens[index].bytes].first == 0x31 || reading.text[reading.tokens[index].bytes].first == 0x32)
        }
        return length <= 2
    }
}
