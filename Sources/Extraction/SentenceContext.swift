import Figures
import Foundation
import Lexicons

/// What a sentence says about a number beside its kind: when, over what, and how sure.
struct SentenceContext {
    private let reading: Reading
    private let times: [Range<Int>]

    init(_ reading: Reading) {
        self.reading = reading
        times = reading.times
    }

    /// "families", where they are counted in place of people.
    func unit(of counted: Counted) -> String? {
        for index in counted.core.reversed() {
            let word = Int(reading.tokens[index].word)
            let number = reading.vocabulary.numberIndex[word]
            guard number >= 0 else { continue }
            if case .unit(let name) = reading.vocabulary.numberWords[Int(number)].role { return name }
        }
        return nil
    }

    /// "the three men": a count given before.
    func isReferenceBack(_ finding: Finding) -> Bool {
        guard finding.amount.qualifier == .exact, finding.way == .direct else { return false }
        return reading.end(of: .linked, from: finding.amount.whole.lowerBound - 1) == nil
            && reading.start(of: .it, before: finding.amount.whole.lowerBound) != nil
    }

    // MARK: when

    /// The time nearest to the number that is not the time of speaking.
    func when(_ finding: Finding, _ cues: [SpeechCue]) -> Range<Int>? {
        let number = finding.amount.words.lowerBound
        let own = times.filter { time in
            !time.contains(number) && !cues.contains { isSpeaking($0, time) }
        }
        return own.min { distance($0, finding) < distance($1, finding) }
    }

    private func isSpeaking(_ cue: SpeechCue, _ time: Range<Int>) -> Bool {
        if time.lowerBound >= cue.span.upperBound { return cue.form != .according && time.lowerBound - cue.span.upperBound <= 2 }
        return cue.span.overlaps(time)
    }

    private func distance(_ time: Range<Int>, _ finding: Finding) -> Int {
        let number = finding.amount.words.lowerBound
        let between = time.lowerBound > number ? number..<time.lowerBound : time.upperBound..<max(number, time.upperBound)
        return between.count + between.count { reading.has($0, .breaker) || reading.mark($0) == .semicolon } * 10 + between.count {
            reading.has($0, .cue)
        } * 2
    }

    // MARK: measure

    /// What the clause, the date, the number, the count before and the beginning of the text tell together.
    func measure(_ finding: Finding, when: Range<Int>?, usual: Measure, last: MeasureChoice.Last?, opening: ClassSet) -> Measure {
        var choice = MeasureChoice()
        choice.add(.any)
        choice.add(usual, (.usualIncident, .usualCumulative, .usualStock))
        addClause(finding, to: &choice)
        addTime(when, to: &choice)
        addNumber(finding, to: &choice)
        if let last {
            if finding.way == .part || finding.way == .earlier {
                choice.add(last.measure, (.wholeIncident, .wholeCumulative, .wholeStock))
            } else if last.isBeside {
                choice.add(last.measure, (.besideIncident, .besideCumulative, .besideStock))
            } else {
                choice.add(last.measure, (.afterIncident, .afterCumulative, .afterStock))
            }
        }
        choice.add(.openingIncident, if: opening.contains(Role.incident.rawValue))
        choice.add(.openingCampaign, if: opening.contains(Role.campaign.rawValue))
        return choice.measure
    }

    private func addClause(_ finding: Finding, to choice: inout MeasureChoice) {
        choice.add(.period, if: near(.cumulative, finding))
        choice.add(.level, if: near(.stock, finding))
        choice.add(.campaign, if: near(.campaign, finding))
        choice.add(.manyEvents, if: near(.manyEvents, finding))
        choice.add(.oneEvent, if: near(.incident, finding))
        choice.add(.total, if: near(.total, finding))
        choice.add(.perfect, if: finding.span.contains { reading.has($0, .have) })
        choice.add(.present, if: finding.span.contains { reading.has($0, .presentTense) })
        switch reading.event {
        case .same?: choice.add(.sameEvent)
        case .new?: choice.add(.newEvent)
        case nil: break
        }
    }

    private func addTime(_ when: Range<Int>?, to choice: inout MeasureChoice) {
        guard let when else { return choice.add(.noTime) }
        if when.contains(where: { reading.end(of: .timeSince, from: $0) != nil }) { return choice.add(.since) }
        choice.add(.longTime, if: when.contains { reading.has($0, .longTime) })
        choice.add(.shortTime, if: when.contains { reading.has($0, .shortTime) })
    }

    private func addNumber(_ finding: Finding, to choice: inout MeasureChoice) {
        let amount = finding.amount
        choice.add(.thousands, if: amount.value >= 1000)
        choice.add(.tenThousands, if: amount.value >= 10_000)
        choice.add(.millions, if: amount.value >= 1_000_000)
        choice.add(.vague, if: amount.qualifier == .order)
        choice.add(.bound, if: amount.qualifier == .moreThan || amount.qualifier == .about || amount.qualifier == .nearly)
        choice.add(.projected, if: status(finding, planCounts: false) == .projected)
    }

    /// Whether a word of the list stands in the number's clause; for a level, not beyond the next number.
    private func near(_ role: Role, _ finding: Finding) -> Bool {
        guard reading.all.contains(reading.vocabulary[role]) else { return false }
        return clause(around: finding, stopsAtNumbers: role == .stock).contains { reading.end(of: role, from: $0) != nil }
    }

    private func clause(around finding: Finding, stopsAtNumbers: Bool) -> Range<Int> {
        var start = finding.span.lowerBound
        var end = finding.span.upperBound
        while start > reading.range.lowerBound, !isLimit(start - 1), finding.span.lowerBound - start < 20 {
            if stopsAtNumbers, isNumber(start - 1) { break }
            start -= 1
        }
        while end < reading.range.upperBound, !isLimit(end), end - finding.span.upperBound < 20 {
            if stopsAtNumbers, isNumber(end) { break }
            end += 1
        }
        return start..<end
    }

    private func isNumber(_ index: Int) -> Bool {
        reading.tokens[index].form == .digits || reading.vocabulary.hints[Int(reading.tokens[index].word)].contains(.number)
    }

    private func isLimit(_ index: Int) -> Bool {
        reading.has(index, .breaker) || reading.mark(index) == .semicolon
    }

    // MARK: status

    func status(_ finding: Finding, planCounts: Bool) -> Status {
        if before(.denied, finding) || isDeniedThat(finding) { return .denied }
        if planCounts { return .reported }
        return before(.projected, finding) || inside(.projected, finding) ? .projected : .reported
    }

    private func before(_ role: Role, _ finding: Finding) -> Bool {
        guard reading.all.contains(reading.vocabulary[role]) else { return false }
        var index = finding.span.lowerBound
        while index > reading.range.lowerBound, finding.span.lowerBound - index < 14, !isLimit(index) {
            if let start = reading.start(of: role, before: index), !isOtherwise(start) { return true }
            index -= 1
        }
        return false
    }

    /// "denied that 300 had died", "rejected reports that …": what the word for it governs stands behind "that".
    private func isDeniedThat(_ finding: Finding) -> Bool {
        guard reading.all.contains(reading.vocabulary[.denied]) else { return false }
        let start = max(reading.range.lowerBound, finding.span.lowerBound - 8)
        guard let that = start.upTo(finding.span.lowerBound).last(where: { reading.has($0, .relative) }) else { return false }
        let noun = reading.has(that - 1, .claimNoun) || reading.has(that - 1, .accountNoun) ? that - 1 : that
        return reading.start(of: .denied, before: noun) != nil
    }

    private func inside(_ role: Role, _ finding: Finding) -> Bool {
        finding.span.contains { reading.end(of: role, from: $0) != nil && !isOtherwise($0) }
    }

    /// "could have killed" tells of the past, and "May 10" is a date.
    private func isOtherwise(_ index: Int) -> Bool {
        if reading.end(of: .notProjected, from: index) != nil { return true }
        guard reading.has(index, .month) else { return false }
        return reading.isCased ? reading.tokens[index].isCapital : reading.tokens[index + 1].form == .digits
    }
}
