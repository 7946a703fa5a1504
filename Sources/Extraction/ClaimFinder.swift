import Figures
import Foundation
import Lexicons

/// A number with a kind, before its other fields are known.
struct Finding: Hashable {
    var amount: Amount
    var counted: Counted
    var kind: Kind
    var program: Int
    var score: Int
    /// The words that tell the kind, with the number.
    var span: Range<Int>
    /// How the kind was found.
    var way: Way

    enum Way: String, Hashable {
        /// A pattern fits the number itself.
        case direct
        /// "killing 12 civilians and three soldiers"
        case coordinated
        /// "13 people, including three children"
        case part
        /// "Of them, three …", of a number in the sentence before.
        case earlier
    }
}

/// A number of a sentence and everything that was seen at it.
struct Sighting: Hashable {
    var amount: Amount
    var counted: Counted
    var matches: [Match]
    var finding: Finding?
    /// The pattern that decided, for a claim or against one.
    var winner: Int?
    /// Why it is no claim.
    var reason: String?
}

/// Finds the kinds of the numbers of a sentence.
struct ClaimFinder {
    private let reading: Reading
    private let rules: Rules
    /// Lists that occur anywhere in the text.
    private let everywhere: ClassSet
    /// The last number with a kind in the sentences before.
    private let last: Finding?
    /// A pattern that fits no better than a bare noun ("three victims").
    private static let weak = 4

    init(_ reading: Reading, _ rules: Rules, everywhere: ClassSet, after last: Finding?) {
        self.reading = reading
        self.rules = rules
        self.everywhere = everywhere
        self.last = last
    }

    func sightings() -> [Sighting] {
        var sightings: [Sighting] = []
        let amounts = NumberReader(reading).amounts()
        guard !amounts.isEmpty else { return [] }
        let matcher = PatternMatcher(reading, rules.table)
        for amount in amounts { sightings.append(sighting(of: amount, by: matcher, after: sightings.last)) }
        shareKinds(&sightings)
        takeParts(&sightings)
        shareKinds(&sightings)
        for index in sightings.indices where sightings[index].finding == nil && sightings[index].reason == nil {
            sightings[index].reason = "no pattern fits"
        }
        return sightings
    }

    private func sighting(of amount: Amount, by matcher: PatternMatcher, after previous: Sighting?) -> Sighting {
        let counted = NounPhraseReader(reading).counted(by: amount)
        var sighting = Sighting(amount: amount, counted: counted, matches: [])
        if let reason = amount.dropped {
            sighting.reason = reason
            return sighting
        }
        if isRate(from: counted.end) {
            sighting.reason = "a rate"
            return sighting
        }
        sighting.matches = matcher.matches(amount, counted)
        guard let best = best(of: sighting.matches, sighting, after: previous) else { return sighting }
        sighting.winner = best.program
        guard let kind = rules.kind(of: best) else {
            sighting.reason = "\(rules.programs[best.program].pattern.name) says it is none"
            return sighting
        }
        if let group = best.group, sighting.counted.core.isEmpty {
            sighting.counted.full = group
        }
        sighting.finding = Finding(
            amount: amount, counted: sighting.counted, kind: kind, program: best.program, score: best.score, span: best.span, way: .direct)
        return sighting
    }

    /// "three a day", "45,000 new cases detected every day"
    private func isRate(from end: Int) -> Bool {
        if reading.end(of: .per, from: end) != nil { return true }
        return (end + 1...end + 2).contains { reading.end(of: .per, from: $0) != nil && !reading.has($0, .article) }
    }

    private func best(of matches: [Match], _ sighting: Sighting, after previous: Sighting?) -> Match? {
        var possible = matches.filter { isPossible($0, sighting) }
        if let previous {
            if previous.counted.isPart, sighting.amount.words.upperBound <= previous.counted.end { possible.removeAll(where: \.usesBefore) }
            let free = possible.filter { !overlaps($0, previous) }
            if !free.isEmpty { possible = free }
        }
        if let firm = possible.first(where: { rules.programs[$0.program].pattern.isFirm }) { return firm }
        guard let best = possible.max(by: { $0.score < $1.score }) else { return nil }
        guard let kind = rules.kind(of: best) else { return best }
        return possible.filter { rules.kind(of: $0).map { rules.over[$0]?.contains(kind) == true } ?? false }
            .max { $0.score < $1.score } ?? best
    }

    /// Whether the pattern takes the words that the number before has taken: "40 killed 100 injured".
    private func overlaps(_ match: Match, _ previous: Sighting) -> Bool {
        guard let taken = previous.finding?.span, taken.upperBound > previous.counted.end, match.usesBefore else { return false }
        return match.span.lowerBound < taken.upperBound && match.span.lowerBound >= previous.counted.end
    }

    private func isPossible(_ match: Match, _ sighting: Sighting) -> Bool {
        guard let kind = rules.kind(of: match) else { return true }
        if let context = rules.context[kind], !everywhere.contains(context) { return false }
        if sighting.amount.value == 0, !match.usesAfter, rules.programs[match.program].counts == nil { return false }
        if isNothingCounted(sighting) { return false }
        if sighting.counted.isPart, sighting.amount.value <= 1, !match.usesBefore, !match.usesAfter { return false }
        return rules.programs[match.program].counts != nil || !isNever(kind, sighting.counted)
    }

    /// "no need": none of what nobody counts.
    private func isNothingCounted(_ sighting: Sighting) -> Bool {
        sighting.amount.value == 0 && !sighting.counted.core.isEmpty
            && sighting.counted.core.allSatisfy { reading.lists(at: $0).isDisjoint(with: reading.vocabulary.nouns) }
    }

    private func isNever(_ kind: Kind, _ counted: Counted) -> Bool {
        guard let lists = rules.never[kind], let head = counted.core.last else { return false }
        return lists.contains { reading.end(of: $0, from: head) != nil } && !reading.has(head, .person)
    }

    // MARK: kinds that numbers share

    /// "killing 12 civilians and three soldiers", "13 people, including three children"
    private func shareKinds(_ sightings: inout [Sighting]) {
        guard sightings.contains(where: { $0.finding != nil }) else { return }
        for _ in 0..<2 { shareKindsOnce(&sightings) }
    }

    private func shareKindsOnce(_ sightings: inout [Sighting]) {
        for index in sightings.indices where isOpen(sightings[index]) {
            if index > 0, let finding = shared(sightings[index], with: sightings[index - 1], isLater: true) {
                sightings[index].finding = finding
            } else if index + 1 < sightings.count, let finding = shared(sightings[index], with: sightings[index + 1], isLater: false) {
                sightings[index].finding = finding
            }
        }
    }

    private func isOpen(_ sighting: Sighting) -> Bool {
        sighting.finding == nil && sighting.reason == nil
    }

    private func shared(_ sighting: Sighting, with other: Sighting, isLater: Bool) -> Finding? {
        guard let finding = other.finding, !isNever(finding.kind, sighting.counted), counts(finding, sighting) else { return nil }
        let first = isLater ? other : sighting
        let second = isLater ? sighting : other
        if !isLater, isPartOfOther(second) { return nil }
        let number = second.amount.whole.lowerBound
        let start = isLater && finding.span.upperBound <= number ? max(first.counted.end, finding.span.upperBound) : first.counted.end
        let between = start.upTo(number)
        guard let way = link(between, isLater: isLater, sighting) else { return nil }
        if way == .coordinated, !isLater, finding.span.upperBound <= finding.counted.end, !sighting.counted.core.isEmpty { return nil }
        return finding.moved(to: sighting, way)
    }

    /// "20 attackers, four of whom died": what is said of the part is not said of the whole.
    private func isPartOfOther(_ sighting: Sighting) -> Bool {
        sighting.counted.isPart || reading.end(of: .ofWhich, from: sighting.amount.whole.upperBound) != nil
    }

    /// Whether what the number counts can be what the pattern counts.
    private func counts(_ finding: Finding, _ sighting: Sighting) -> Bool {
        guard (finding.amount.currency != nil) == (sighting.amount.currency != nil) else { return false }
        guard let list = rules.programs[finding.program].counts, !sighting.counted.core.isEmpty else { return true }
        return sighting.counted.core.contains { reading.end(of: list, from: $0) != nil }
    }

    /// What the words between two numbers make of the second: a part, another of the same, or nothing.
    private func link(_ between: Range<Int>, isLater: Bool, _ sighting: Sighting) -> Finding.Way? {
        var index = between.lowerBound
        var isPart = false
        var isJoined = false
        while index < between.upperBound {
            if let end = isLater ? reading.end(of: .including, from: index) : reading.end(of: .among, from: index) {
                isPart = true
                index = end
            } else if let end = reading.end(of: .and, from: index) ?? reading.end(of: .or, from: index) {
                isJoined = true
                index = end
            } else if reading.mark(index) == .comma {
                isJoined = true
                index += 1
            } else if let end = uncounted(from: index), end <= between.upperBound {
                isJoined = true
                index = end
            } else if let end = reading.end(of: .determiner, from: index) ?? reading.end(of: .article, from: index) {
                index = end
            } else if isPart, reading.isWord(index), between.upperBound - index < 12, !reading.has(index, .breaker),
                !reading.has(index, .cue)
            {
                index += 1
            } else if isLater, sighting.counted.core.isEmpty, let end = placePhrase(from: index) {
                index = end
            } else if reading.mark(index) == .quote || reading.mark(index) == .openQuote || reading.mark(index) == .closeQuote {
                index += 1
            } else if reading.mark(index) == .open || reading.mark(index) == .dash {
                isJoined = isJoined || sighting.amount.currency != nil
                index += 1
            } else {
                return nil
            }
        }
        if isPart { return .part }
        if isLater, reading.end(of: .ofWhich, from: sighting.amount.whole.upperBound) != nil { return .part }
        return isJoined ? .coordinated : nil
    }

    /// "ten soldiers, a policeman and two civilians": one more who has no number.
    private func uncounted(from start: Int) -> Int? {
        guard let article = reading.end(of: .article, from: start) else { return nil }
        var index = article
        while reading.isWord(index), index - article < 4, !reading.has(index, .person) { index += 1 }
        return reading.has(index, .person) ? index + 1 : nil
    }

    /// "1,035 in Turkey and 19 in Greece": the words of place between.
    private func placePhrase(from start: Int) -> Int? {
        guard var index = reading.end(of: .placeBefore, from: start) else { return nil }
        while reading.isWord(index), index - start < 6,
            reading.tokens[index].isCapital || reading.has(index, .article) || reading.has(index, .placePrefix)
                || reading.has(index, .placeSuffix)
        { index += 1 }
        return index - start > 1 ? index : nil
    }

    // MARK: parts of a number before

    /// "Three of them were children", "of those deaths, 61 were …"
    private func takeParts(_ sightings: inout [Sighting]) {
        var last = last
        for index in sightings.indices {
            if isPart(sightings[index]), sightings[index].amount.value > 1, let whole = last, sightings[index].amount.currency == nil,
                sightings[index].reason == nil, isWeak(sightings[index])
            {
                sightings[index].finding = whole.moved(to: sightings[index], .earlier)
            }
            last = sightings[index].finding ?? last
        }
    }

    private func isWeak(_ sighting: Sighting) -> Bool {
        sighting.finding.map { $0.score <= Self.weak } ?? true
    }

    private func isPart(_ sighting: Sighting) -> Bool {
        if sighting.counted.isPart {
            return sighting.counted.core.isEmpty || sighting.counted.core.contains { reading.has($0, .countedBefore) }
        }
        var start = sighting.amount.whole.lowerBound
        if reading.mark(start - 1) == .comma, reading.has(start - 2, .countedBefore) { start -= 2 }
        return reading.start(of: .ofWhich, before: start) != nil
            || reading.mark(start - 1) == .comma && reading.start(of: .ofWhich, before: start - 1) != nil
    }
}

extension Finding {
    /// The same kind for another number.
    func moved(to sighting: Sighting, _ way: Way) -> Finding {
        var result = self
        result.amount = sighting.amount
        result.counted = sighting.counted
        result.way = way
        let number = sighting.amount.whole
        result.span = way == .earlier ? number : min(span.lowerBound, number.lowerBound)..<max(span.upperBound, number.upperBound)
        result.score = score - 2
        return result
    }
}
