/// Words that credit somebody: where the credited stand, and which part of the sentence they answer for.
struct SpeechCue: Hashable {
    enum Form: Hashable {
        /// "officials said that …"
        case leading
        /// "…, officials said" and "…, said officials"
        case trailing
        /// "according to officials"
        case according
    }

    let form: Form
    /// The credited, as written, with nothing around them.
    let claimant: Range<Int>
    /// The cue with its claimant.
    let span: Range<Int>
    /// Whether the claimant is a pronoun.
    let isPronoun: Bool
}

/// Finds who speaks in a sentence.
struct SpeechReader {
    private let reading: Reading

    init(_ reading: Reading) {
        self.reading = reading
    }

    func cues() -> [SpeechCue] {
        let wanted: [Role] = [.say, .saying, .according, .citing]
        guard wanted.contains(where: { reading.all.contains(reading.vocabulary[$0]) }) else { return [] }
        var found: [SpeechCue] = []
        var index = reading.range.lowerBound
        while index < reading.range.upperBound {
            if let end = reading.end(of: .according, from: index) ?? reading.end(of: .citing, from: index) {
                if let cue = according(index, end) { found.append(cue) }
                index = end
            } else if let end = reading.end(of: .say, from: index) ?? reading.end(of: .saying, from: index), isVerb(index) {
                if let cue = said(index, end) { found.append(cue) }
                index = end
            } else {
                index += 1
            }
        }
        return found
    }

    /// "States" and "Reports" with a capital are names, but at the start of a sentence.
    private func isVerb(_ index: Int) -> Bool {
        !reading.isCased || !reading.tokens[index].isCapital
    }

    private func according(_ start: Int, _ end: Int) -> SpeechCue? {
        let first = skipArticle(end)
        let last = phraseEnd(from: first)
        guard last > first else { return nil }
        return SpeechCue(form: .according, claimant: first..<last, span: start..<last, isPronoun: isPronoun(first..<last))
    }

    private func said(_ verb: Int, _ end: Int) -> SpeechCue? {
        if isPassive(verb), !reading.has(verb, .saying) { return nil }
        if isInverted(verb, end), let claimant = inverted(end) {
            return SpeechCue(form: .trailing, claimant: claimant, span: verb..<claimant.upperBound, isPronoun: isPronoun(claimant))
        }
        guard let claimant = subject(before: verb) ?? head(before: verb) else { return nil }
        let form: SpeechCue.Form = isAtEnd(end) && claimant.lowerBound > reading.range.lowerBound + 1 ? .trailing : .leading
        return SpeechCue(form: form, claimant: claimant, span: claimant.lowerBound..<end, isPronoun: isPronoun(claimant))
    }

    private func isPassive(_ verb: Int) -> Bool {
        var index = verb - 1
        while reading.has(index, .adverb) { index -= 1 }
        return reading.has(index, .sayPassive)
    }

    /// "…, said officials", "…” said officials"
    private func isInverted(_ verb: Int, _ end: Int) -> Bool {
        if reading.has(verb, .speechObject) { return false }
        return switch reading.mark(verb - 1) {
        case .comma, .quote, .closeQuote, .dash: reading.isWord(end) && !reading.has(end, .relative) && !reading.has(end, .timeWord) && !isComma(end)
        case .none: reading.range.contains(verb - 1) && reading.has(verb - 1, .cue) && reading.isWord(end) && !reading.has(end, .relative)
        default: false
        }
    }

    private func isComma(_ index: Int) -> Bool { reading.mark(index) == .comma }

    private func inverted(_ end: Int) -> Range<Int>? {
        let first = skipArticle(end)
        let last = phraseEnd(from: first)
        guard last > first, isClaimant(first..<last), endsSpeech(last) else { return nil }
        return first..<last
    }

    /// Whether nothing but marks, time and place follow: what is said has been said.
    private func endsSpeech(_ index: Int) -> Bool {
        guard reading.range.contains(index), reading.tokens[index].form == .word else { return true }
        return isTime(index) || reading.has(index, .timeBefore) || reading.has(index, .breaker) || reading.has(index, .adverb)
    }

    private func isTime(_ index: Int) -> Bool {
        reading.has(index, .timeWord) || reading.has(index, .weekday) || reading.has(index, .month)
    }

    private func isAtEnd(_ end: Int) -> Bool {
        var index = end
        while reading.range.contains(index), index - end < 8 {
            guard reading.tokens[index].form == .word else { return reading.tokens[index].form == .mark }
            let isBeside = isTime(index) || reading.has(index, .timeBefore) || reading.has(index, .article) || reading.has(index, .reportNoun)
                || reading.has(index, .linked) || reading.tokens[index].isCapital || reading.has(index, .claimantNoun) || reading.has(index, .saidPlace)
            guard isBeside else { return false }
            index += 1
        }
        return index >= reading.range.upperBound
    }

    /// "The airline operating a flight that … now says": where what stands before the verb is nobody, or belongs to a longer phrase,
    /// the one with whom the clause begins.
    private func head(before verb: Int) -> Range<Int>? {
        var start = verb
        while reading.range.contains(start - 1), verb - start < 40, !isClauseLimit(start - 1) { start -= 1 }
        start = skipArticle(start)
        guard reading.isWord(start), verb - start > 1 else { return nil }
        let end = min(phraseEnd(from: start), verb)
        guard end > start, isClaimant(start..<end), !isPronoun(start..<end) else { return nil }
        return start..<end
    }

    private func isClauseLimit(_ index: Int) -> Bool {
        switch reading.mark(index) {
        case .semicolon, .colon, .quote, .closeQuote, .openQuote, .dash: true
        default: reading.has(index, .say)
        }
    }

    private func isPronoun(_ claimant: Range<Int>) -> Bool {
        reading.end(of: .pronoun, from: claimant.lowerBound) == claimant.upperBound || reading.end(of: .they, from: claimant.lowerBound) == claimant.upperBound
    }

    private func skipArticle(_ start: Int) -> Int {
        var index = start
        while let end = reading.end(of: .article, from: index), !isPronounWord(index) { index = end }
        return index
    }

    private func isPronounWord(_ index: Int) -> Bool { reading.has(index, .pronoun) }

    // MARK: the credited before the verb

    /// "Nikola Nikolov, head of the ministry's unit, said" → all before the second comma.
    private func subject(before verb: Int) -> Range<Int>? {
        var end = verb
        while end > reading.range.lowerBound, reading.has(end - 1, .adverb) || reading.has(end - 1, .auxiliary) || isTime(end - 1) || isTimePreposition(end - 1) { end -= 1 }
        var isApposition = false
        if isComma(end - 1) {
            isApposition = true
            end -= 1
        }
        var start = phraseStart(before: end, stopsAtArticle: true)
        if isApposition, isComma(start - 1) {
            start = phraseStart(before: start - 1, stopsAtArticle: true)
        }
        let claimant = trimmed(start..<end)
        if isInsideLonger(claimant), let head = head(before: verb), head.upperBound < claimant.lowerBound { return head }
        return claimant.isEmpty || !isClaimant(claimant) ? nil : claimant
    }

    /// "operating a flight … into a lagoon said": what stands before the verb hangs on a preposition.
    private func isInsideLonger(_ claimant: Range<Int>) -> Bool {
        var before = claimant.lowerBound - 1
        if reading.has(before, .article) { before -= 1 }
        return reading.isWord(before) && reading.has(before, .preposition) && !reading.has(before, .numberJoin)
    }

    private func isTimePreposition(_ index: Int) -> Bool {
        reading.has(index, .timeBefore) && isTime(index + 1)
    }

    private func phraseStart(before end: Int, stopsAtArticle: Bool) -> Int {
        var index = end
        while reading.range.contains(index - 1), end - index < 24 {
            let previous = index - 1
            guard isInside(previous) else { break }
            index = previous
            if reading.has(index, .article), !continues(before: index) { break }
            if isPlaceBefore(index) { break }
        }
        return index
    }

    /// "… in Azaz near Turkey local sources said": without a comma, a name of a place ends what came before.
    private func isPlaceBefore(_ index: Int) -> Bool {
        guard reading.isCased, !reading.tokens[index].isCapital, !reading.has(index, .suffix), !reading.has(index, .linked), !reading.has(index, .of), !reading.has(index, .and) else { return false }
        return reading.has(index - 1, .place) && reading.tokens[index - 1].isCapital && reading.end(of: .placeBefore, from: index - 2) != nil
    }

    /// "head of the unit": an article after such a word does not begin the phrase.
    private func continues(before index: Int) -> Bool {
        reading.has(index - 1, .of) || reading.has(index - 1, .linked) || reading.has(index - 1, .and)
    }

    /// Whether the word may be inside the name of a claimant.
    private func isInside(_ index: Int) -> Bool {
        guard reading.tokens[index].form != .mark else {
            return reading.mark(index) == .period && reading.isWord(index - 1) && reading.end(of: .abbreviation, from: index - 1) != nil
                || reading.mark(index) == .hyphen || reading.mark(index) == .open || reading.mark(index) == .close
        }
        if reading.tokens[index].form == .digits { return false }
        if isName(index) { return true }
        if reading.has(index, .claimantNoun), !reading.has(index, .breaker) { return true }
        if reading.has(index, .breaker) || reading.has(index, .claimantStop) || reading.has(index, .cue) || reading.has(index, .say) { return false }
        if reading.has(index, .listed) {
            return reading.has(index, .of) || reading.has(index, .linked) || reading.has(index, .and) || reading.has(index, .suffix)
                || reading.has(index, .article) || reading.has(index, .pronoun) || reading.has(index, .they) || reading.has(index, .determiner)
                || !reading.lists(at: index).isDisjoint(with: reading.vocabulary.nouns)
        }
        return true
    }

    /// A word with a capital inside a sentence names something, whatever else it means.
    private func isName(_ index: Int) -> Bool {
        reading.isCased && reading.tokens[index].isCapital && index > reading.range.lowerBound && !isTime(index) && !reading.has(index, .pronoun)
            && reading.tokens[index].form == .word && reading.tokens[index].end - reading.tokens[index].start > 1
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, isTrimmed(start) { start += 1 }
        while end > start, reading.tokens[end - 1].form == .mark && reading.mark(end - 1) != .close { end -= 1 }
        return start..<end
    }

    private func isTrimmed(_ index: Int) -> Bool {
        if reading.has(index, .pronoun) || reading.has(index, .they) { return false }
        return reading.has(index, .article) || reading.has(index, .and) || reading.has(index, .linked) || reading.has(index, .of)
            || reading.has(index, .adverb) || reading.has(index, .suffix) || reading.tokens[index].form == .mark
    }

    /// A claimant is somebody: a name, or a word for one who speaks.
    private func isClaimant(_ range: Range<Int>) -> Bool {
        if isPronoun(range) { return true }
        return range.contains {
            reading.has($0, .claimantNoun) || reading.has($0, .organizationNoun) || reading.has($0, .personTitle) || reading.has($0, .reportNoun)
                || reading.isCased && reading.tokens[$0].isCapital && !reading.has($0, .listed)
                || reading.has($0, .place)
        }
    }

    // MARK: the credited after the cue

    private func phraseEnd(from start: Int) -> Int {
        var index = start
        while reading.range.contains(index), index - start < 24 {
            if isComma(index), isApposition(after: index, from: start) {
                index += 1
                continue
            }
            if reading.has(index, .published), reading.has(index + 1, .linked) {
                index += 2
                continue
            }
            guard isInside(index) || isNameMark(index) else { break }
            if index > start, reading.has(index, .and), !joinsClaimants(index) { break }
            if index > start, reading.has(index, .timeBefore), isTime(index + 1) || reading.has(index + 1, .month) { break }
            index += 1
        }
        while index > start, reading.has(index - 1, .of) || reading.has(index - 1, .linked) || reading.has(index - 1, .article) || isComma(index - 1) { index -= 1 }
        return index
    }

    private func isNameMark(_ index: Int) -> Bool {
        reading.mark(index) == .period && reading.tokens.indices.contains(index + 1) && reading.range.contains(index + 1) && reading.tokens[index + 1].isCapital
            && reading.tokens[index].end - reading.tokens[index].start == 1 && reading.tokens[index - 1].end - reading.tokens[index - 1].start <= 4
    }

    private func joinsClaimants(_ index: Int) -> Bool {
        reading.range.contains(index + 1) && reading.tokens[index + 1].isCapital
    }

    /// "Nikola Nikolov, head of …" and "the ministry's head, Nikola Nikolov"
    private func isApposition(after comma: Int, from start: Int) -> Bool {
        let next = comma + 1
        guard reading.isWord(next), comma > start else { return false }
        if reading.has(next, .personTitle) || reading.has(next, .spokesperson) { return true }
        if reading.has(next, .article), reading.has(next + 1, .personTitle) || reading.has(next + 1, .spokesperson) { return true }
        return reading.tokens[next].isCapital && (start..<comma).contains { reading.has($0, .spokesperson) } && !reading.has(next, .listed)
    }
}
