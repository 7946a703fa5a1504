import Figures

/// Holds the patterns of a lexicon against the numbers of a sentence.
struct PatternMatcher {
    private let reading: Reading
    private let table: PatternTable
    /// The ways through patterns that may fit in this sentence.
    private let candidates: [Int32]

    init(_ reading: Reading, _ table: PatternTable) {
        self.reading = reading
        self.table = table
        candidates = table.candidates(reading.all)
    }

    /// Every pattern that fits the number, each once, with its best fit.
    func matches(_ amount: Amount, _ counted: Counted) -> [Match] {
        var found: [Match] = []
        let sides = Sides(whole: amount.whole, starts: starts(amount), ends: ends(amount, counted))
        var last = (program: -1, bonus: Int?.none)
        for candidate in candidates {
            let path = table.paths[Int(candidate)]
            if path.program != last.program { last = (path.program, bonus(path.program, amount, counted)) }
            guard let bonus = last.bonus, let match = match(path, sides, bonus) else { continue }
            if found.last?.program != path.program {
                found.append(match)
            } else if let best = found.last, match.score > best.score {
                found[found.count - 1] = match
            }
        }
        return found
    }

    private func bonus(_ program: Int, _ amount: Amount, _ counted: Counted) -> Int? {
        let head = table.heads[program]
        return head.isMoney == (amount.currency != nil) ? countsBonus(head.counts, counted, amount) : nil
    }

    /// How much it tells that the counted words name what the pattern counts; nil where they do not.
    ///
    /// A language may count and name in one word, as with a dual: the number itself then stands in the list.
    private func countsBonus(_ list: ListNumber?, _ counted: Counted, _ amount: Amount) -> Int? {
        guard let list else { return 0 }
        guard reading.all.contains(list) else { return nil }
        if amount.words.contains(where: { reading.has($0, list) }) { return 3 }
        guard let found = counted.full.last(where: { reading.end(of: list, from: $0) != nil }), let end = reading.end(of: list, from: found)
        else { return nil }
        let bonus = 2 + end - found
        guard counted.core.contains(found), end < counted.core.upperBound else { return bonus }
        return end.upTo(counted.core.upperBound).contains { isOther($0) } ? nil : bonus
    }

    /// "refugee centres" are no refugees.
    private func isOther(_ index: Int) -> Bool {
        reading.isNoun(index) && !reading.has(index, .person) && !reading.has(index, .adjective)
    }

    /// Where the words before the number end: at the number, or at a determiner before it.
    private func starts(_ amount: Amount) -> [Int] {
        var starts = [amount.whole.lowerBound]
        if amount.words.lowerBound > amount.whole.lowerBound { starts.insert(amount.words.lowerBound, at: 0) }
        while starts.count < 5, let last = starts.last,
            let start = reading.start(of: .determiner, before: last) ?? reading.start(of: .article, before: last)
        {
            starts.append(start)
        }
        if let start = startOfOwner(before: starts[starts.count - 1]) { starts.append(start) }
        return starts
    }

    /// "the building's 1,000 occupants", "Israel's 50 hostages": where the owner begins.
    private func startOfOwner(before index: Int) -> Int? {
        guard reading.has(index - 1, .suffix) else { return nil }
        var start = index - 1
        while index - start < 5, reading.isWord(start - 1), !reading.has(start - 1, .listed) { start -= 1 }
        while let article = reading.start(of: .article, before: start) ?? reading.start(of: .determiner, before: start) { start = article }
        return start < index - 1 ? start : nil
    }

    private func ends(_ amount: Amount, _ counted: Counted) -> [Int] {
        var ends = [counted.end]
        for end in [counted.core.upperBound, amount.whole.upperBound] where !ends.contains(end) { ends.append(end) }
        for end in ends {
            if let past = reading.end(of: .relative, from: end) { ends.append(past) }
        }
        if reading.mark(amount.whole.lowerBound - 1) == .comma, reading.mark(counted.end) == .comma { ends.append(counted.end + 1) }
        return ends
    }

    // MARK: fitting

    /// A number, and where the words before it may end and those behind it begin.
    private struct Sides {
        let whole: Range<Int>
        let starts: [Int]
        let ends: [Int]
    }

    /// How well a side of a pattern fits, where it ends, and the group it found.
    private struct Side {
        var score: Int
        var at: Int
        var group: Range<Int>?

        func adding(_ score: Int) -> Side {
            Side(score: self.score + score, at: at, group: group)
        }
    }

    private func match(_ path: PatternTable.Path, _ sides: Sides, _ countsBonus: Int) -> Match? {
        var left: Side? = path.before.isEmpty ? Side(score: 0, at: sides.whole.lowerBound) : nil
        if !path.before.isEmpty {
            for start in sides.starts {
                guard let found = backward(path.before, start), found.score > left?.score ?? -1000 else { continue }
                left = found
            }
        }
        guard let left else { return nil }
        var right: Side? = path.after.isEmpty ? Side(score: 0, at: sides.whole.upperBound) : nil
        if !path.after.isEmpty {
            for end in sides.ends {
                guard let found = forward(path.after, end), found.score > right?.score ?? -1000 else { continue }
                right = found
            }
        }
        guard let right else { return nil }
        let score = left.score + right.score + countsBonus + (path.before.isEmpty ? 0 : 1) + (path.takesObject ? Self.objectBonus : 0)
        guard score > -1000 else { return nil }
        return Match(
            program: path.program, score: score, span: left.at..<max(right.at, sides.whole.upperBound),
            usesBefore: !path.before.isEmpty, usesAfter: !path.after.isEmpty, group: left.group)
    }

    /// The verb whose object is counted tells more of it than a participle behind: "killed 40 people sheltering in a school".
    private static let objectBonus = 2

    /// - Parameter steps: what is left of the pattern, by its place in the table.
    private func forward(_ steps: Range<Int>, _ index: Int) -> Side? {
        guard let first = steps.first else { return Side(score: 0, at: index) }
        let step = table.steps[first]
        let rest = (first + 1)..<steps.upperBound
        switch step.form {
        case .test:
            guard let end = end(step.tests, index), let found = forward(rest, end) else { return nil }
            return found.adding(Int(step.weight) + min(1, end - index - 1))
        case .maybe:
            if let end = end(step.tests, index), let found = forward(rest, end) { return found.adding(1) }
            return forward(rest, index)
        case .gap:
            var at = index
            var cost = 0
            var steps = 0
            while true {
                if let found = forward(rest, at) { return found.adding(-cost) }
                guard steps < step.number, let next = skip(at) else { return nil }
                at = next.at
                cost += next.cost
                steps += 1
            }
        case .reach:
            for at in index..<max(index, min(index + Self.longestReach, reading.range.upperBound)) {
                if let found = forward(rest, at) { return found.adding((index - at) / 3) }
            }
            return nil
        case .absent:
            let list = ListNumber(step.number)
            return reading.range.contains(index) && reading.end(of: list, from: index) != nil ? nil : forward(rest, index)
        case .group, .start: return nil
        }
    }

    private func backward(_ steps: Range<Int>, _ index: Int) -> Side? {
        guard let first = steps.first else { return Side(score: 0, at: index) }
        let step = table.steps[first]
        let rest = (first + 1)..<steps.upperBound
        switch step.form {
        case .test:
            guard let start = start(step.tests, index), let found = backward(rest, start) else { return nil }
            return found.adding(Int(step.weight) + min(1, index - start - 1))
        case .maybe:
            if let start = start(step.tests, index), let found = backward(rest, start) { return found.adding(1) }
            return backward(rest, index)
        case .gap:
            var at = index
            var cost = 0
            var steps = 0
            while true {
                if let found = backward(rest, at) { return found.adding(-cost) }
                guard steps < step.number, let next = skipBack(at) else { return nil }
                at = next.at
                cost += next.cost
                steps += 1
            }
        case .reach:
            for at in stride(from: index, to: max(reading.range.lowerBound, index - Self.longestReach), by: -1) {
                if let found = backward(rest, at) { return found.adding((at - index) / 3) }
            }
            return nil
        case .group: return group(step.number < 0 ? nil : ListNumber(step.number), rest, before: index)
        case .absent: return reading.start(of: ListNumber(step.number), before: index) != nil ? nil : backward(rest, index)
        case .start: return index == reading.range.lowerBound ? backward(rest, index) : nil
        }
    }

    private static let longestReach = 40
    private static let longestGroup = 6

    /// The words before that name what is counted, as far as the rest of the pattern needs them.
    private func group(_ list: ListNumber?, _ rest: Range<Int>, before index: Int) -> Side? {
        var start = index
        while reading.isWord(start - 1), index - start < Self.longestGroup {
            start -= 1
            guard !reading.has(start, .relative),
                !reading.has(start, .listed) || reading.isNoun(start) || reading.has(start, .placePrefix)
            else { return nil }
            if let list, !(start..<index).contains(where: { reading.end(of: list, from: $0) != nil }) { continue }
            guard var found = backward(rest, start) else { continue }
            found.group = start..<index
            return found.adding(3)
        }
        return nil
    }

    private func end(_ tests: Range<Int32>, _ index: Int) -> Int? {
        guard reading.range.contains(index) else { return nil }
        for position in tests {
            let test = table.tests[Int(position)]
            if test.isList {
                if let end = reading.end(of: ListNumber(test.number), from: index) { return end }
            } else if reading.tokens[index].word == test.number {
                return index + 1
            }
        }
        return nil
    }

    private func start(_ tests: Range<Int32>, _ index: Int) -> Int? {
        guard reading.range.contains(index - 1) else { return nil }
        for position in tests {
            let test = table.tests[Int(position)]
            if test.isList {
                if let start = reading.start(of: ListNumber(test.number), before: index) { return start }
            } else if reading.tokens[index - 1].word == test.number {
                return index - 1
            }
        }
        return nil
    }

    // MARK: gaps

    private static let longestAside = 30

    /// One step of a gap: a word, or an aside between commas, dashes or brackets.
    private func skip(_ index: Int) -> (at: Int, cost: Int)? {
        guard reading.range.contains(index) else { return nil }
        switch reading.mark(index) {
        case .none: return word(index, next: index + 1)
        case .comma, .dash: return aside(from: index, step: 1) { $0 == .comma || $0 == .dash }
        case .open: return aside(from: index, step: 1) { $0 == .close }
        case .quote, .openQuote, .closeQuote, .hyphen, .percent, .currency, .slash: return (index + 1, 1)
        default: return nil
        }
    }

    private func skipBack(_ index: Int) -> (at: Int, cost: Int)? {
        let last = index - 1
        guard reading.range.contains(last) else { return nil }
        switch reading.mark(last) {
        case .none: return word(last, next: last)
        case .comma, .dash: return aside(from: last, step: -1) { $0 == .comma || $0 == .dash }
        case .close: return aside(from: last, step: -1) { $0 == .open }
        case .quote, .openQuote, .closeQuote, .hyphen, .percent, .currency, .slash: return (last, 1)
        default: return nil
        }
    }

    private func word(_ index: Int, next: Int) -> (at: Int, cost: Int)? {
        if reading.has(index, .breaker), !pointsBack(index) { return nil }
        if reading.has(index, .cue) { return (next, 5) }
        if reading.tokens[index].form == .digits { return (next, 4) }
        return (next, reading.has(index, .auxiliary) || reading.has(index, .and) ? 3 : 1)
    }

    /// "the toll from that strike": no clause begins there.
    private func pointsBack(_ index: Int) -> Bool {
        reading.has(index, .determiner) && reading.has(index - 1, .preposition)
    }

    private func aside(from index: Int, step: Int, until closes: (Mark) -> Bool) -> (at: Int, cost: Int)? {
        var at = index + step
        while reading.range.contains(at), abs(at - index) < Self.longestAside {
            if closes(reading.mark(at)) { return (step > 0 ? at + 1 : at, 3) }
            at += step
        }
        return nil
    }
}
