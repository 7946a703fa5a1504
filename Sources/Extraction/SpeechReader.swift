/// Finds who speaks in a sentence.
struct SpeechReader {
    private let reading: Reading
    private let phrases: ClaimantPhrase
    private let times: [Range<Int>]
    private static let wanted = ClassSet(
        of: [.say, .speech, .saying, .according, .citing, .saidBy, .quoting, .creditedBefore, .claimNoun, .accountNoun])
    private static let beginnings = wanted.inserting(Role.agent.rawValue)

    /// A cue, and where to look for the next.
    private struct Step {
        let cue: SpeechCue?
        let next: Int
    }

    init(_ reading: Reading) {
        self.reading = reading
        times = Self.mayHold(reading) ? reading.times : []
        phrases = ClaimantPhrase(reading, times: times)
    }

    private static func mayHold(_ reading: Reading) -> Bool {
        !reading.all.isDisjoint(with: wanted)
    }

    /// Every cue of the sentence, in order.
    func cues() -> [SpeechCue] {
        var found: [SpeechCue] = []
        if Self.mayHold(reading) {
            var index = reading.range.lowerBound
            while index < reading.range.upperBound {
                let step = step(at: index)
                if let cue = step?.cue { found.append(cue) }
                index = max(index + 1, step?.next ?? 0)
            }
        }
        if let cue = heading() ?? label() { found.append(cue) }
        return found.sorted { $0.span.lowerBound < $1.span.lowerBound }
    }

    /// Who the sentence is about, where that is somebody who may speak.
    func subject() -> Range<Int>? { phrases.subject() }

    func isPronoun(_ range: Range<Int>) -> Bool { phrases.isPronoun(range) }

    /// A cheap look, as most words begin no cue.
    private func mayBegin(_ index: Int) -> Bool {
        !reading.lists(at: index).isDisjoint(with: Self.beginnings) || !reading.hits(from: index).isEmpty
    }

    func isSpeaking(_ index: Int) -> Bool { phrases.isSpeaking(index) }

    private func step(at index: Int) -> Step? {
        guard mayBegin(index) else { return nil }
        if let end = reading.end(of: .creditedBefore, from: index) { return Step(cue: agent(index, end, .previous), next: end) }
        if let end = reading.end(of: .quoting, from: index), let cue = quoting(index, end) {
            return Step(cue: cue, next: cue.span.upperBound)
        }
        if let end = reading.end(of: .citing, from: index) { return Step(cue: citing(index, end), next: end) }
        if let end = reading.end(of: .according, from: index) { return Step(cue: agent(index, end, .according), next: end) }
        if let end = reading.end(of: .saidBy, from: index), let by = agentBehindNumber(end) {
            return Step(cue: agent(by - 1, by, .according), next: by)
        }
        if let end = reading.end(of: .saidBy, from: index), let by = agentWord(after: end) {
            return Step(cue: agent(index, by, reading.has(end - 1, .speechObject) ? .leading : .according), next: by)
        }
        if let by = reading.end(of: .agent, from: index), let cue = account(index, by) { return Step(cue: cue, next: cue.span.upperBound) }
        if reading.has(index, .claimNoun), reading.has(index + 1, .relative), let owner = phrases.owner(of: index) {
            return Step(
                cue: SpeechCue(form: .leading, claimant: owner, span: owner.lowerBound..<(index + 1), naming: naming(owner)),
                next: index + 1)
        }
        if let end = reading.end(of: .saying, from: index) { return Step(cue: saying(index, end), next: end) }
        if let end = reading.end(of: .say, from: index) { return Step(cue: said(index, end, isSpeech: false), next: end) }
        if let end = reading.end(of: .speech, from: index) { return Step(cue: said(index, end, isSpeech: true), next: end) }
        return nil
    }

    // MARK: according to

    /// "provided anonymously by" → behind "by"
    private func agentWord(after end: Int) -> Int? {
        var index = end
        while reading.has(index, .adverb), index - end < 3 { index += 1 }
        return reading.end(of: .agent, from: index)
    }

    /// "put at about 12 by" → behind "by"
    private func agentBehindNumber(_ start: Int) -> Int? {
        guard reading.has(start, .linked),
            let number = (start + 1..<start + 6).last(where: { reading.isWord($0) && isNumber($0) || isDigits($0) })
        else { return nil }
        return reading.end(of: .agent, from: number + 1)
    }

    private func isNumber(_ index: Int) -> Bool { reading.vocabulary.numberIndex[Int(reading.tokens[index].word)] >= 0 }

    private func isDigits(_ index: Int) -> Bool { reading.range.contains(index) && reading.tokens[index].form == .digits }

    private func agent(_ start: Int, _ end: Int, _ form: SpeechCue.Form) -> SpeechCue? {
        let claimant = phrases.anything(after: end)
        guard !claimant.isEmpty, !times.contains(where: { $0.contains(claimant.lowerBound) }) else { return nil }
        return SpeechCue(
            form: form, claimant: claimant, span: start..<claimant.upperBound, naming: naming(claimant), opens: isOpening(start))
    }

    private func isOpening(_ start: Int) -> Bool {
        var index = start - 1
        while reading.has(index, .and) || reading.has(index, .adverb) { index -= 1 }
        return index < reading.range.lowerBound || reading.has(index, .breaker) && !reading.has(index, .cue)
            || phrases.isBoundary(index) && reading.mark(index) != .dash
    }

    /// "by most accounts", "by its own count"
    private func account(_ start: Int, _ end: Int) -> SpeechCue? {
        let claimant = phrases.anything(after: end)
        guard let last = claimant.last, reading.has(last, .accountNoun), claimant.count > 1 else { return nil }
        return SpeechCue(form: .according, claimant: claimant, span: start..<claimant.upperBound, naming: .written, opens: isOpening(start))
    }

    /// "cited data" credits somebody else; "cited 390 commitments" does not.
    private func citing(_ start: Int, _ end: Int) -> SpeechCue? {
        if let claimant = phrases.after(end) {
            return SpeechCue(form: .citing, claimant: claimant, span: start..<claimant.upperBound, naming: naming(claimant))
        }
        guard reading.range.contains(end), let claimant = phrases.before(start) else { return nil }
        return SpeechCue(form: .leading, claimant: claimant, span: claimant.lowerBound..<end, naming: naming(claimant))
    }

    /// "quoted a spokesman as saying" and "a spokesman was quoted as saying"
    private func quoting(_ start: Int, _ end: Int) -> SpeechCue? {
        guard let saying = (end..<min(end + 24, reading.range.upperBound)).first(where: { reading.end(of: .asSaying, from: $0) != nil }),
            let last = reading.end(of: .asSaying, from: saying)
        else { return nil }
        guard let claimant = isPassive(start) ? phrases.before(start) : phrases.after(end) else { return nil }
        let clipped = claimant.lowerBound.upTo(isPassive(start) ? claimant.upperBound : min(claimant.upperBound, saying))
        guard !clipped.isEmpty else { return nil }
        return SpeechCue(form: .leading, claimant: clipped, span: min(start, clipped.lowerBound)..<last, naming: naming(clipped))
    }

    // MARK: said

    private func saying(_ verb: Int, _ end: Int) -> SpeechCue? {
        if isProgressive(verb) { return said(verb, end, isSpeech: false) }
        if let claimant = phrases.before(verb, isWith: true), !phrases.isComma(verb - 1), isWithSubject(claimant) {
            return SpeechCue(form: .leading, claimant: claimant, span: claimant.lowerBound..<end, naming: naming(claimant))
        }
        guard !reading.has(verb - 1, .linked), !reading.has(verb - 1, .article) else { return nil }
        return SpeechCue(form: .leading, claimant: verb..<verb, span: verb..<end, naming: .left)
    }

    /// "are reporting"
    private func isProgressive(_ verb: Int) -> Bool {
        var index = verb - 1
        while reading.has(index, .adverb), !reading.has(index, .sayPassive) { index -= 1 }
        return reading.has(index, .sayPassive)
    }

    /// "with officials reporting"
    private func isWithSubject(_ claimant: Range<Int>) -> Bool {
        var index = claimant.lowerBound - 1
        while reading.has(index, .article) { index -= 1 }
        return reading.has(index, .linked)
    }

    private func said(_ verb: Int, _ end: Int, isSpeech isLoose: Bool) -> SpeechCue? {
        let isSpeech = isLoose && !reading.has(end, .relative)
        guard isVerb(verb, end), isProgressiveForm(verb) || !isPassive(verb) else { return nil }
        let inverted = inverted(verb, end)
        if let inverted, isQuoteBefore(verb) || phrases.before(verb) == nil || isComma(before: verb) && !isAppositionBefore(verb) {
            return SpeechCue(
                form: isSpeech ? .speech : .trailing, claimant: inverted, span: verb..<inverted.upperBound, naming: naming(inverted))
        }
        if reading.has(verb, .sayFirst), let claimant = phrases.after(end) {
            return SpeechCue(form: .leading, claimant: claimant, span: verb..<claimant.upperBound, naming: naming(claimant))
        }
        guard let claimant = phrases.before(verb) else { return isSpeech ? nil : shared(verb, end) }
        if end == verb + 1, reading.has(verb, .finding), !claimant.contains(where: { reading.has($0, .reportNoun) }) { return nil }
        let form: SpeechCue.Form = isSpeech ? .speech : isTrailing(claimant, end) ? .trailing : .leading
        return SpeechCue(form: form, claimant: claimant, span: claimant.lowerBound..<end, naming: naming(claimant))
    }

    /// "Nugroho described the damage and said": who does one also does the other.
    private func shared(_ verb: Int, _ end: Int) -> SpeechCue? {
        var index = verb - 1
        while reading.has(index, .adverb) || reading.has(index, .auxiliary) {
            if reading.has(index, .unsaid) { return nil }
            index -= 1
        }
        guard reading.has(index, .and) else { return nil }
        return SpeechCue(form: .leading, claimant: verb..<verb, span: verb..<end, naming: .left)
    }

    private func isProgressiveForm(_ verb: Int) -> Bool { reading.has(verb, .saying) }

    private func isComma(before verb: Int) -> Bool { phrases.isComma(verb - 1) }

    private func isAppositionBefore(_ verb: Int) -> Bool {
        guard let claimant = phrases.before(verb) else { return false }
        return claimant.contains { phrases.isComma($0) } || claimant.lowerBound <= reading.range.lowerBound + 1
    }

    /// Whether the word is a verb here: not "the report", "United States", "estimates of".
    private func isVerb(_ index: Int, _ end: Int) -> Bool {
        if reading.end(of: .notSaid, from: index) != nil || takesLives(index, end) || reading.has(end, .agent) { return false }
        let token = reading.tokens[index]
        if reading.isCased, token.isCapital, index > reading.range.lowerBound, !phrases.isBoundary(index - 1) { return false }
        if reading.has(index - 1, .article) || reading.has(index - 1, .possessive) || reading.has(index - 1, .of) { return false }
        if reading.has(index - 1, .claimantMany), !isContent(end) { return false }
        guard end == index + 1, reading.has(index, .reportNoun) || reading.has(index, .sayNoun) else { return true }
        if index == reading.range.lowerBound || reading.has(index - 1, .suffix) || reading.has(index - 1, .linked)
            || reading.has(index - 1, .adjective)
        {
            return false
        }
        if reading.has(index - 1, .and), !reading.has(index - 1, .adverb) { return false }
        return isContent(end) || times.contains { $0.lowerBound == end }
    }

    /// Whether what is said can begin here: "reports that", "claims 12", "estimates the number", or a mark.
    private func isContent(_ index: Int) -> Bool {
        guard reading.range.contains(index), reading.tokens[index].form == .word else { return true }
        let begins: [Role] = [.relative, .article, .determiner, .pronoun, .they, .possessive]
        return begins.contains { reading.has(index, $0) } || reading.vocabulary.numberIndex[Int(reading.tokens[index].word)] >= 0
            || reading.hits[reading.hits(from: index)].contains(where: \.isNumber)
            || reading.tokens[index].isCapital && reading.isCased
    }

    /// "claimed dozens of lives"
    private func takesLives(_ index: Int, _ end: Int) -> Bool {
        reading.has(index, .taking) && (end..<min(end + 6, reading.range.upperBound)).contains { reading.has($0, .lives) }
    }

    private func isPassive(_ verb: Int) -> Bool {
        var index = verb - 1
        while reading.has(index, .adverb), !reading.has(index, .sayPassive) { index -= 1 }
        return reading.has(index, .sayPassive)
    }

    private func isQuoteBefore(_ verb: Int) -> Bool {
        let before = reading.mark(verb - 1)
        if before == .comma { return reading.mark(verb - 2) == .quote || reading.mark(verb - 2) == .closeQuote }
        return before == .quote || before == .closeQuote
    }

    /// The credited behind the verb: "…, said officials", "…” said officials", "… wounded said the observatory".
    private func inverted(_ verb: Int, _ end: Int) -> Range<Int>? {
        guard reading.isWord(end), !reading.has(end, .relative), !reading.has(end, .breaker),
            !times.contains(where: { $0.lowerBound == end }),
            let claimant = phrases.after(end)
        else { return nil }
        let isExplained = claimant.contains { phrases.isComma($0) }
        return isClosed(after: claimant.upperBound) || isExplained || isQuoteBefore(verb) && !isComma(before: verb) ? claimant : nil
    }

    private func isTrailing(_ claimant: Range<Int>, _ end: Int) -> Bool {
        guard
            claimant.lowerBound > reading.range.lowerBound + 2 || reading.mark(claimant.lowerBound - 1) == .quote
                || reading.mark(claimant.lowerBound - 1) == .closeQuote
        else { return false }
        return isClosed(after: end)
            || phrases.isComma(claimant.lowerBound - leadingArticles(of: claimant) - 1) && isCircumstance(after: end)
    }

    private func leadingArticles(of claimant: Range<Int>) -> Int {
        reading.has(claimant.lowerBound - 1, .article) || reading.has(claimant.lowerBound - 1, .determiner) ? 1 : 0
    }

    /// "…, the ministry said on Saturday after a dam gave way": what follows tells when or how it was said, and holds no number.
    private func isCircumstance(after end: Int) -> Bool {
        let index = behindHearer(end)
        let isCircumstance = reading.has(index, .breaker) || reading.has(index, .preposition) || reading.has(index, .linked)
        return isCircumstance && !reading.has(index, .relative)
            && !reading.hits.contains { $0.tokens.lowerBound >= index && $0.isNumber }
    }

    /// Whether nothing but a hearer, a time and a place of speaking follow up to the end of the clause.
    private func isClosed(after end: Int) -> Bool {
        let index = behindHearer(end)
        switch reading.mark(index) {
        case .period, .semicolon, .closeQuote, .dash, .exclamation, .question: return true
        case .comma, .quote, .openQuote: return !isBeforeQuote(index) || isQuoteEarlier(than: end)
        default: return index >= reading.range.upperBound
        }
    }

    private func isBeforeQuote(_ index: Int) -> Bool {
        let mark = reading.mark(index) == .comma ? reading.mark(index + 1) : reading.mark(index)
        return mark == .quote || mark == .openQuote
    }

    private func isQuoteEarlier(than index: Int) -> Bool {
        (reading.range.lowerBound..<index).contains { reading.mark($0) == .quote || reading.mark($0) == .closeQuote }
    }

    private func behindHearer(_ end: Int) -> Int {
        var index = end
        if reading.has(end - 1, .speechObject), let hearer = phrases.after(end) { index = hearer.upperBound }
        while index - end < 24 {
            if let time = times.first(where: { $0.lowerBound == index }) {
                index = time.upperBound
            } else if let place = reading.end(of: .saidPlace, from: index) {
                index = place
            } else if reading.has(index, .adverb), !reading.has(index, .auxiliary) {
                index += 1
            } else if reading.has(index, .linked) || reading.has(index, .citing), let next = phrases.after(index + 1) {
                index = next.upperBound
            } else if reading.has(index, .participle), reading.has(index + 1, .linked), let next = phrases.after(index + 2) {
                index = next.upperBound
            } else {
                break
            }
        }
        return index
    }

    private func naming(_ claimant: Range<Int>) -> SpeechCue.Naming {
        phrases.isPronoun(claimant) ? .pronoun : .written
    }

    // MARK: without a verb

    /// "Toll passes 40,000: health ministry", a line without a full stop.
    private func heading() -> SpeechCue? {
        var end = reading.range.upperBound
        if reading.mark(end - 1) == .period,
            (max(reading.range.lowerBound, end - 8)..<end).contains(where: { reading.mark($0) == .dash && isClosing($0 - 1) })
        {
            end -= 1
        }
        guard end - reading.range.lowerBound < 60, end > reading.range.lowerBound,
            reading.tokens[end - 1].form == .word || reading.mark(end - 1) == .close,
            let mark = (max(reading.range.lowerBound + 3, end - 9)..<max(reading.range.lowerBound + 3, end)).last(where: {
                reading.mark($0) == .colon || reading.mark($0) == .dash
            }),
            let claimant = phrases.after(mark + 1), claimant.upperBound == end,
            isClosing(mark - 1) || claimant.contains(where: { phrases.isSpeaking($0) || reading.tokens[$0].isAllCapitals })
        else { return nil }
        return SpeechCue(form: .trailing, claimant: claimant, span: mark..<end, naming: .written)
    }

    private func isClosing(_ index: Int) -> Bool { reading.mark(index) == .quote || reading.mark(index) == .closeQuote }

    /// "Smith: “We counted 12 bodies.”"
    private func label() -> SpeechCue? {
        let start = reading.mark(reading.range.lowerBound) == .quote ? reading.range.lowerBound + 1 : reading.range.lowerBound
        guard reading.isCased, let colon = (start..<min(start + 6, reading.range.upperBound)).first(where: { reading.mark($0) == .colon }),
            colon > start,
            let claimant = phrases.after(start), claimant.upperBound == colon, (start..<colon).allSatisfy({ reading.tokens[$0].isCapital }),
            isBeforeQuote(colon + 1) || start > reading.range.lowerBound
        else { return nil }
        return SpeechCue(form: .leading, claimant: claimant, span: start..<(colon + 1), naming: .written, isLabel: true)
    }
}
