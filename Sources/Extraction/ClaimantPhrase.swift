/// Finds where the name of somebody who is credited begins and ends.
///
///     "Angelique Brunner, a developer and spokeswoman for the coalition, said"    all before the last comma
///     "… close to the border local sources said"                                  "local sources"
struct ClaimantPhrase {
    let reading: Reading
    let times: [Range<Int>]
    static let longest = 32

    init(_ reading: Reading, times: [Range<Int>]) {
        self.reading = reading
        self.times = times
    }

    // MARK: before the verb

    /// The credited who stand before a verb.
    ///
    /// - Parameter isWith: whether a preposition may lead to them, as in "with the EU warning".
    func before(_ verb: Int, isWith: Bool = false) -> Range<Int>? {
        guard var end = withoutAdverbs(before: verb) else { return nil }
        if isComma(end - 1) { return sections(before: end - 1) }
        if reading.mark(end - 1) == .dash || reading.mark(end - 1) == .hyphen {
            guard let next = withoutAdverbs(before: end - 1) else { return nil }
            end = next
        }
        if let found = relative(before: end) { return found }
        let claimant = trimmed(start(before: end)..<end)
        if !claimant.isEmpty, isClaimant(claimant) || isPlain(claimant, verb), isWith || !isPlaceInside(claimant) {
            let isLoose = isPronoun(claimant) || isClauseStart(withArticle(claimant.lowerBound))
            return (isLoose ? nil : beforeRelative(claimant.lowerBound)) ?? joined(claimant) ?? claimant
        }
        return beforeRelative(end)
    }

    /// "police have also" → where "police" ends; nil where the words deny: "police did not say".
    private func withoutAdverbs(before verb: Int) -> Int? {
        var end = verb
        while reading.range.contains(end - 1) {
            if reading.has(end - 1, .unsaid) { return nil }
            if let start = skipped(before: end) { end = start } else { break }
        }
        return end
    }

    private func skipped(before end: Int) -> Int? {
        if let time = times.first(where: { $0.upperBound == end }), time.lowerBound > reading.range.lowerBound { return time.lowerBound }
        if let start = reading.start(of: .saidPlace, before: end), start < end - 1 { return start }
        if isPronounWord(end - 1) { return nil }
        return reading.has(end - 1, .adverb) || reading.has(end - 1, .auxiliary) || reading.has(end - 1, .weekday) ? end - 1 : nil
    }

    /// "A sign said": a plain thing may speak where it begins its clause and nothing but speaking can be meant.
    private func isPlain(_ claimant: Range<Int>, _ verb: Int) -> Bool {
        guard reading.has(verb, .sayOnly), claimant.count <= 3, let last = claimant.last, !reading.has(last, .neverClaimant) else {
            return false
        }
        var first = claimant.lowerBound
        while reading.has(first - 1, .article) || reading.has(first - 1, .determiner) || isNumber(first - 1) { first -= 1 }
        return first < claimant.lowerBound && isClauseStart(first)
    }

    /// "a flight that crashed in Syria and Iraq said": a place behind its preposition speaks for nobody.
    private func isPlaceInside(_ claimant: Range<Int>) -> Bool {
        guard !claimant.contains(where: { isSpeaking($0) }) else { return false }
        let isPlace = claimant.allSatisfy { reading.has($0, .place) || reading.has($0, .demonym) }
        var index = claimant.lowerBound - 1
        while reading.has(index, .article)
            || isPlace && (reading.has(index, .and) || reading.has(index, .place) || reading.has(index, .claimantMany) || isComma(index))
        { index -= 1 }
        return reading.has(index, .linked) || reading.has(index, .of) || reading.has(index, .placeBefore)
    }

    /// "a senior official, who told" → "senior official"
    private func relative(before end: Int) -> Range<Int>? {
        guard reading.has(end - 1, .relative), !isLetters(end - 1) else { return nil }
        let last = isComma(end - 2) ? end - 2 : end - 1
        let claimant = trimmed(start(before: last)..<last)
        return claimant.isEmpty || !isClaimant(claimant) ? nil : claimant
    }

    /// "The airline whose flight crashed in the lagoon says" → "airline"
    private func beforeRelative(_ end: Int) -> Range<Int>? {
        var index = end - 1
        while index > reading.range.lowerBound, !isBoundary(index), !reading.has(index, .say) {
            if reading.has(index, .relative) || reading.has(index, .participle) {
                var last = index
                while reading.has(last - 1, .auxiliary) || isComma(last - 1) { last -= 1 }
                let first = start(before: last)
                let claimant = trimmed(first..<last)
                if !claimant.isEmpty, isClaimant(claimant), isClauseStart(withDeterminers(first)) { return claimant }
            }
            index -= 1
        }
        return nil
    }

    private func withArticle(_ start: Int) -> Int {
        var index = start
        while reading.has(index - 1, .article) || reading.has(index - 1, .possessive) { index -= 1 }
        return index
    }

    /// "the latest opinion poll" → from "the"
    private func withDeterminers(_ start: Int) -> Int {
        var index = start
        while reading.isWord(index - 1),
            [.article, .possessive, .determiner, .adjective, .timeAdjective].contains(where: { reading.has(index - 1, $0) }),
            !reading.has(index - 1, .relative), !reading.has(index - 1, .linked), !reading.has(index - 1, .and)
        { index -= 1 }
        return index
    }

    private func isClauseStart(_ index: Int) -> Bool {
        index == reading.range.lowerBound || isComma(index - 1) || isBoundary(index - 1) || reading.has(index - 1, .breaker)
            || reading.has(index - 1, .and)
    }

    /// "X, a spokesman for Y," and "X, with more to say," before a verb.
    private func sections(before comma: Int) -> Range<Int>? {
        let last = section(before: comma)
        guard !last.isEmpty else { return nil }
        if isApposition(last) {
            if let main = main(before: last) { return main.lowerBound..<last.upperBound }
            let alone = trimmed(last)
            return isClaimant(alone) && isPhrase(alone) ? alone : nil
        }
        var section = last
        for _ in 0..<4 {
            guard isInsert(section), isComma(section.lowerBound - 1) else { return nil }
            let before = self.section(before: section.lowerBound - 1)
            if isApposition(before), let main = main(before: before) { return main.lowerBound..<before.upperBound }
            if let main = main(before: section) { return main }
            section = before
        }
        return nil
    }

    /// The phrase before the comma before a section.
    private func main(before section: Range<Int>) -> Range<Int>? {
        let comma = section.lowerBound - 1
        guard isComma(comma) else { return nil }
        let claimant = trimmed(start(before: comma)..<comma)
        guard !claimant.isEmpty, isClaimant(claimant), !isPlaceOrTime(claimant) else { return nil }
        return claimant
    }

    /// From the comma or limit before this one up to it.
    private func section(before comma: Int) -> Range<Int> {
        var start = comma
        while reading.range.contains(start - 1), comma - start < 2 * Self.longest, !isComma(start - 1), !isBoundary(start - 1) {
            start -= 1
        }
        return start..<comma
    }

    /// "a spokesman for the ministry", "head of the unit", "Hafiz Ringim"
    func isApposition(_ section: Range<Int>) -> Bool {
        guard let first = section.first, !isInsert(section), !isPlaceOrTime(section) else { return false }
        if reading.has(first, .of) { return true }
        if reading.isCased, section.count <= 8, isName(first),
            section.allSatisfy({ isName($0) || reading.has($0, .of) || reading.has($0, .linked) })
        {
            return true
        }
        if isDescription(section) { return true }
        let start = section.first { !reading.has($0, .adverb) } ?? first
        var index = start
        while index < section.upperBound, !reading.has(index, .linked), !reading.has(index, .of) {
            if reading.has(index, .auxiliary) || reading.tokens[index].form == .digits || index > start && reading.has(index, .article) {
                return false
            }
            if isSpeaking(index) { return true }
            index += 1
        }
        return false
    }

    /// "Rendell, a Clinton surrogate,": an article and plain words, behind one who may speak.
    private func isDescription(_ section: Range<Int>) -> Bool {
        guard reading.isCased, section.count <= 8, reading.has(section.lowerBound, .article), section.count > 1,
            isComma(section.lowerBound - 1), isComma(section.upperBound),
            isName(section.lowerBound - 2) || isSpeaking(section.lowerBound - 2)
        else { return false }
        return section.dropFirst().allSatisfy { index in
            reading.tokens[index].form != .digits && ![.auxiliary, .say, .relative, .breaker].contains { reading.has(index, $0) }
        }
    }

    /// "with the most cases", "who spoke to reporters", "meanwhile"
    private func isInsert(_ section: Range<Int>) -> Bool {
        guard let first = section.first else { return false }
        return reading.has(first, .linked) || reading.has(first, .breaker) || reading.has(first, .relative)
            || reading.has(first, .participle) || reading.has(first, .including)
            || reading.has(first, .citing) || isPlaceOrTime(section) || section.allSatisfy { reading.has($0, .adverb) }
            || times.contains { $0.lowerBound == first }
    }

    func isPlaceOrTime(_ range: Range<Int>) -> Bool {
        range.allSatisfy { index in
            reading.has(index, .place) || times.contains { $0.contains(index) } || reading.tokens[index].form == .mark
        }
    }

    /// "the ministry's spokesman, Omar Ali" and "Omar Ali, head of the unit" without a second comma.
    private func joined(_ claimant: Range<Int>) -> Range<Int>? {
        var comma = claimant.lowerBound - 1
        while comma > reading.range.lowerBound, reading.has(comma, .article) || reading.has(comma, .and) { comma -= 1 }
        guard isComma(comma) else { return nil }
        let before = section(before: comma)
        let whole = trimmed(start(before: comma)..<comma)
        guard !whole.isEmpty, !isPlaceOrTime(whole) else { return nil }
        if claimant.allSatisfy({ isName($0) }), reading.isCased,
            whole.contains(where: { reading.has($0, .spokesperson) || reading.has($0, .personTitle) })
        {
            return whole.lowerBound..<claimant.upperBound
        }
        guard reading.isCased, before.count <= 4, before.allSatisfy({ isName($0) }), isSpeaking(claimant.lowerBound) else { return nil }
        return before.lowerBound..<claimant.upperBound
    }

    // MARK: leftwards

    /// Where the phrase begins that ends here.
    private func start(before end: Int) -> Int {
        if isPronounWord(end - 1) { return end - 1 }
        var index = end
        while reading.range.contains(index - 1), end - index < Self.longest {
            let previous = index - 1
            if let open = bracket(endingAt: previous) {
                index = open
            } else if reading.has(previous, .article) || reading.has(previous, .possessive) {
                index = previous
                guard attaches(previous - 1) else { break }
                index = previous - 1
            } else if reading.has(previous, .of) || reading.has(previous, .linked) || reading.has(previous, .and) {
                guard index < end, attaches(previous) else { break }
                index = previous
            } else if isInside(previous) && (index == end || !endsPhrase(previous)) || index == end && reading.has(previous, .placeSuffix) {
                index = previous
            } else {
                break
            }
        }
        return index
    }

    /// "several others | activists said"
    private func endsPhrase(_ index: Int) -> Bool {
        reading.has(index, .claimantAlone) || times.contains { $0.contains(index) }
    }

    /// Whether a preposition or "and" holds two parts of one name together: "a source at", "Observatory for Human Rights".
    private func attaches(_ index: Int) -> Bool {
        guard reading.isWord(index), reading.isWord(index - 1), reading.isWord(index + 1) else { return false }
        if reading.has(index, .and) {
            return !reading.has(index - 1, .place) && isInside(index - 1)
                && (isSpeaking(index - 1) || reading.isCased && reading.tokens[index - 1].isCapital)
        }
        guard reading.has(index, .of) || reading.has(index, .linked) else { return false }
        if isSpeaking(index - 1) { return true }
        if reading.has(index - 1, .participle) { return false }
        if reading.has(index, .of) { return isInside(index - 1) || reading.has(index - 1, .claimantAlone) }
        return reading.isCased && reading.tokens[index - 1].isCapital && reading.tokens[index + 1].isCapital
            && !reading.has(index - 1, .listed)
            && !reading.has(index - 1, .place)
    }

    /// "(AMISOM)" → where it opens.
    private func bracket(endingAt index: Int) -> Int? {
        guard reading.mark(index) == .close else { return nil }
        var open = index - 1
        while reading.range.contains(open), index - open < 9 {
            if reading.mark(open) == .open { return open }
            open -= 1
        }
        return nil
    }

    /// "Syria's claim that" → "Syria"
    func owner(of noun: Int) -> Range<Int>? {
        guard reading.has(noun - 1, .suffix) else { return nil }
        let claimant = trimmed(start(before: noun - 1)..<(noun - 1))
        return claimant.isEmpty || !isClaimant(claimant) ? nil : claimant
    }

    /// Whether the words are a claimant's name and no clause.
    private func isPhrase(_ range: Range<Int>) -> Bool {
        start(before: range.upperBound) <= range.lowerBound
    }

    // MARK: the subject of a sentence

    /// Who the sentence is about: the phrase at its start, after words of time and place.
    func subject() -> Range<Int>? {
        var start = reading.range.lowerBound
        while reading.range.contains(start), reading.tokens[start].form == .mark { start += 1 }
        if reading.has(start, .linked) || times.contains(where: { $0.lowerBound == start }) || reading.has(start, .breaker)
            || reading.has(start, .adverb) || reading.has(start, .and)
        {
            guard let comma = (start..<min(start + 12, reading.range.upperBound)).first(where: { isComma($0) }) else { return nil }
            start = comma + 1
        }
        if let claimant = after(start).map(withoutVerb), !claimant.isEmpty, !claimant.contains(where: { isNumber($0) }) { return claimant }
        let pronoun = start..<min(start + 1, reading.range.upperBound)
        return isPronoun(pronoun) ? pronoun : nil
    }

    /// "mayor wept" → "mayor": behind the last word for one who speaks, and the last name, stands what they do.
    private func withoutVerb(_ claimant: Range<Int>) -> Range<Int> {
        var end = claimant.upperBound
        while end > claimant.lowerBound, reading.isWord(end - 1), !isSpeaking(end - 1),
            !(reading.isCased && reading.tokens[end - 1].isCapital), end - 1 > claimant.lowerBound
        { end -= 1 }
        return claimant.lowerBound..<end
    }
}
