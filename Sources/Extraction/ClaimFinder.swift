import Figures
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
        case direct, coordinated, part
    }
}

/// A number of a sentence and everything that was seen at it.
struct Sighting: Hashable {
    var amount: Amount
    var counted: Counted
    var matches: [Match]
    var finding: Finding?
    /// Why it is no claim.
    var reason: String?
}

/// Finds the kinds of the numbers of a sentence.
struct ClaimFinder {
    private let reading: Reading
    private let programs: [PatternProgram]
    private let never: [Kind: [UInt8]]

    init(_ reading: Reading, _ programs: [PatternProgram], never: [Kind: [UInt8]]) {
        self.reading = reading
        self.programs = programs
        self.never = never
    }

    func sightings() -> [Sighting] {
        var sightings = NumberReader(reading).amounts().map(sighting(of:))
        for _ in 0..<2 { shareKinds(&sightings) }
        for index in sightings.indices where sightings[index].finding == nil && sightings[index].reason == nil {
            sightings[index].reason = "no pattern fits"
        }
        return sightings
    }

    private func sighting(of amount: Amount) -> Sighting {
        let counted = NounPhraseReader(reading).counted(by: amount)
        if let reason = amount.dropped { return Sighting(amount: amount, counted: counted, matches: [], reason: reason) }
        let matches = PatternMatcher(reading, programs).matches(amount, counted)
        guard let best = matches.max(by: { $0.score < $1.score }) else { return Sighting(amount: amount, counted: counted, matches: []) }
        guard let kind = programs[best.program].pattern.kind else {
            return Sighting(amount: amount, counted: counted, matches: matches, reason: "\(programs[best.program].pattern.name) says it is none")
        }
        if isNever(kind, counted) { return Sighting(amount: amount, counted: counted, matches: matches, reason: "\(kind.rawValue) never counts these") }
        let finding = Finding(
            amount: amount, counted: counted, kind: kind, program: best.program, score: best.score, span: best.span, way: .direct)
        return Sighting(amount: amount, counted: counted, matches: matches, finding: finding)
    }

    private func isNever(_ kind: Kind, _ counted: Counted) -> Bool {
        guard let lists = never[kind], !counted.core.isEmpty else { return false }
        return counted.core.contains { index in lists.contains { reading.end(of: $0, from: index) != nil } }
            && !counted.core.contains { reading.has($0, .person) }
    }

    // MARK: kinds that numbers share

    /// "killing 12 civilians and three soldiers", "13 people, including three children"
    private func shareKinds(_ sightings: inout [Sighting]) {
        for index in sightings.indices where isOpen(sightings[index]) {
            if index > 0, let finding = shared(sightings[index], with: sightings[index - 1], isLater: true) {
                sightings[index].finding = finding
            } else if index + 1 < sightings.count, let finding = shared(sightings[index], with: sightings[index + 1], isLater: false) {
                sightings[index].finding = finding
            }
        }
    }

    private func isOpen(_ sighting: Sighting) -> Bool {
        sighting.finding == nil && sighting.reason == nil && sighting.amount.currency == nil
    }

    private func shared(_ sighting: Sighting, with other: Sighting, isLater: Bool) -> Finding? {
        guard let finding = other.finding, finding.amount.currency == nil, !isNever(finding.kind, sighting.counted) else { return nil }
        let between = isLater ? other.counted.end..<max(other.counted.end, sighting.amount.whole.lowerBound)
            : sighting.counted.end..<max(sighting.counted.end, other.amount.whole.lowerBound)
        guard let way = link(between, isLater: isLater, sighting) else { return nil }
        let usesAfter = finding.span.upperBound > finding.counted.end
        if way == .coordinated, !isLater, !usesAfter { return nil }
        var result = finding
        result.amount = sighting.amount
        result.counted = sighting.counted
        result.way = way
        result.span = min(finding.span.lowerBound, sighting.amount.whole.lowerBound)..<max(finding.span.upperBound, sighting.amount.whole.upperBound)
        result.score = finding.score - 2
        return result
    }

    /// What the words between two numbers make of the second: a part, another of the same, or nothing.
    private func link(_ between: Range<Int>, isLater: Bool, _ sighting: Sighting) -> Finding.Way? {
        var index = between.lowerBound
        var isPart = false
        var isJoined = false
        while index < between.upperBound {
            if isLater, let end = reading.end(of: .including, from: index) {
                isPart = true
                index = end
            } else if let end = reading.end(of: .and, from: index) ?? reading.end(of: .or, from: index) {
                isJoined = true
                index = end
            } else if reading.mark(index) == .comma {
                isJoined = true
                index += 1
            } else if let end = reading.end(of: .determiner, from: index) ?? reading.end(of: .article, from: index) {
                index = end
            } else if isPart, reading.isWord(index), between.upperBound - index < 12, !reading.has(index, .breaker), !reading.has(index, .cue) {
                index += 1
            } else if reading.mark(index) == .open || reading.mark(index) == .dash {
                index += 1
            } else {
                return nil
            }
        }
        if isPart { return .part }
        if isLater, reading.end(of: .ofWhich, from: sighting.amount.whole.upperBound) != nil { return .part }
        return isJoined ? .coordinated : nil
    }
}
