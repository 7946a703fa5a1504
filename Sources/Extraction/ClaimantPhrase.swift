/// Finds where the name of somebody who is credited begins and ends.
///
///     "Angelique Brunner, a developer and spokeswoman for the coalition, said"    all before the last comma
///     "… close to the border local sources said"                                  "local sources"
struct ClaimantPhrase {
    let reading: Reading
    let times: [Range<Int>]
    private static let longest = 32

    init(_ reading: Reading, times: [Range<Int>]) {
        self.reading = reading
        self.times = times
    }

    // MARK: before the verb

    /// The credited who stand before a verb.
    func before(_ verb: Int) -> Range<Int>? {
        guard var end = withoutAdverbs(before: verb) else { return nil }
        if isComma(end - 1) { return sections(before: end - 1) }
        if reading.mark(end - 1) == .dash || reading.mark(end - 1) == .hyphen {
            guard let next = withoutAdverbs(before: end - 1) else { return nil }
            end = next
        }
        if let found = relative(before: end) { return found }
        let claimant = trimmed(start(before: end)..<end)
        if !claimant.isEmpty, isClaimant(claimant) || isPlain(claimant, verb), !isPlaceInside(claimant) {
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
                if !claimant.isEmpty, isClaimant(claimant), isClauseStart(first) { return claimant }
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
    private func isApposition(_ section: Range<Int>) -> Bool {
        guard let first = section.first, !isInsert(section), !isPlaceOrTime(section) else { return false }
        if reading.has(first, .of) { return true }
        if reading.isCased, section.count <= 8, isName(first),
            section.allSatisfy({ isName($0) || reading.has($0, .of) || reading.has($0, .linked) })
        {
            return true
        }
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

    /// "with the most cases", "who spoke to reporters", "meanwhile"
    private func isInsert(_ section: Range<Int>) -> Bool {
        guard let first = section.first else { return false }
        return reading.has(first, .linked) || reading.has(first, .breaker) || reading.has(first, .relative)
            || reading.has(first, .participle) || reading.has(first, .including)
            || reading.has(first, .citing) || isPlaceOrTime(section) || section.allSatisfy { reading.has($0, .adverb) }
            || times.contains { $0.lowerBound == first }
    }

    private func isPlaceOrTime(_ range: Range<Int>) -> Bool {
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

    // MARK: after the cue

    /// The credited who stand after "according to" or "said".
    func after(_ cue: Int) -> Range<Int>? {
        let first = skipArticle(cue)
        let found = first..<max(first, end(from: first))
        return found.isEmpty || !isClaimant(found) ? nil : found
    }

    /// Whatever is named after a cue that cannot mean anything else.
    func anything(after cue: Int) -> Range<Int> {
        let first = skipArticle(cue)
        return first..<max(first, end(from: first, isFree: true))
    }

    private func skipArticle(_ start: Int) -> Int {
        var index = start
        while reading.range.contains(index),
            reading.has(index, .article) || reading.mark(index) == .quote || reading.mark(index) == .openQuote
        { index += 1 }
        return index
    }

    private func end(from start: Int, isFree: Bool = false) -> Int {
        var index = simpleEnd(from: start, isFree: isFree)
        while index > start, index - start < Self.longest {
            if let next = continuation(at: index, from: start), next > index { index = next } else { break }
        }
        return index
    }

    private func continuation(at index: Int, from start: Int) -> Int? {
        if isComma(index) { return apposition(after: index, from: start) }
        if reading.mark(index) == .open { return closing(from: index) }
        if times.contains(where: { $0.lowerBound == index }) || reading.end(of: .saidPlace, from: index) != nil { return nil }
        if reading.has(index, .and) {
            let next = skipArticle(index + 1)
            let end = simpleEnd(from: next)
            guard end > next, !isVerb(end),
                (next..<end).contains(where: { isSpeaking($0) }) || reading.isCased && reading.tokens[next].isCapital
            else { return nil }
            return end
        }
        if let by = reading.end(of: .saidBy, from: index), let agent = reading.end(of: .agent, from: by) {
            return simpleEnd(from: skipArticle(agent))
        }
        if reading.has(index, .participle), reading.has(index + 1, .linked) { return simpleEnd(from: skipArticle(index + 2)) }
        guard reading.has(index, .of) || reading.has(index, .linked) && (isSpeaking(index - 1) || isNameJoint(index)) else { return nil }
        let next = skipArticle(index + 1)
        let end = simpleEnd(from: next)
        return end > next ? end : nil
    }

    private func isNameJoint(_ index: Int) -> Bool {
        reading.isCased && reading.isWord(index + 1) && reading.tokens[index - 1].isCapital && reading.tokens[index + 1].isCapital
            && !reading.has(index - 1, .place)
    }

    private func isVerb(_ index: Int) -> Bool {
        reading.has(index, .auxiliary) || reading.has(index, .say) || reading.has(index, .cue)
    }

    /// ", a spokesman for the ministry" → where it ends.
    private func apposition(after comma: Int, from start: Int) -> Int? {
        var index = comma + 1
        while reading.range.contains(index), index - comma < Self.longest, !isComma(index), !isBoundary(index),
            reading.mark(index) != .period || isAbbreviated(index)
        {
            if reading.has(index, .breaker) { break }
            if endsApposition(index) { return nil }
            index += 1
        }
        let section = (comma + 1)..<index
        let isName = reading.isCased && (start..<comma).contains { reading.has($0, .spokesperson) || reading.has($0, .personTitle) }
        guard isApposition(section) else { return nil }
        guard isName || !section.allSatisfy({ self.isName($0) }) else { return nil }
        return index
    }

    /// A verb or a number of its own: what follows the comma is a clause.
    private func endsApposition(_ index: Int) -> Bool {
        if times.contains(where: { $0.contains(index) }) { return false }
        if reading.tokens[index].form == .digits || isNumber(index) || reading.has(index, .auxiliary) && !reading.has(index, .linked) { return true }
        return (reading.has(index, .cue) || reading.has(index, .say)) && !isInside(index) && isSpeaking(index - 1)
    }

    private func closing(from open: Int) -> Int? {
        var index = open + 1
        while reading.range.contains(index), index - open < 9 {
            if reading.mark(index) == .close { return index + 1 }
            index += 1
        }
        return nil
    }

    /// Words without a preposition between them.
    private func simpleEnd(from start: Int, isFree: Bool = false) -> Int {
        var index = start
        while reading.range.contains(index), index - start < 12 {
            guard isInside(index) || reading.has(index, .placeSuffix) || isFree && index == start && mayBegin(index),
                index == start || !times.contains(where: { $0.lowerBound == index })
            else { break }
            index += 1
        }
        while index > start, reading.tokens[index - 1].form == .mark || reading.has(index - 1, .suffix) { index -= 1 }
        return index
    }

    /// "according to agreed facts", "as per the latest": a name may begin with words that end others.
    private func mayBegin(_ index: Int) -> Bool {
        let never: [Role] = [.breaker, .relative, .auxiliary, .pronoun, .they, .linked, .of, .and, .article, .say, .claimantStop]
        return reading.isWord(index) && !isNumber(index) && !never.contains { reading.has(index, $0) }
    }

    // MARK: words

    /// Whether a word may be inside the name of somebody who is credited, apart from what joins its parts.
    private func isInside(_ index: Int) -> Bool {
        guard reading.range.contains(index) else { return false }
        guard reading.tokens[index].form != .mark else {
            return reading.mark(index) == .hyphen || reading.mark(index) == .slash || isOwner(index)
                || reading.mark(index) == .period && isAbbreviated(index)
        }
        if reading.tokens[index].form == .digits || reading.has(index, .article) || reading.has(index, .participle) { return false }
        if isLetters(index) { return true }
        if reading.isCased, reading.tokens[index].isCapital, index > reading.range.lowerBound, !reading.has(index, .relative),
            !reading.has(index, .auxiliary)
        {
            return true
        }
        if isNumber(index) || reading.has(index, .claimantStop) || reading.has(index, .breaker) { return false }
        let isNoun = isSpeaking(index) || reading.has(index, .claimantMany) || reading.has(index, .claimantPart)
        if reading.has(index, .cue) || reading.has(index, .say) || reading.has(index, .speech) { return isNoun }
        if reading.has(index, .listed) {
            return isNoun || reading.has(index, .suffix) || reading.has(index, .adjective)
                || !reading.lists(at: index).isDisjoint(with: reading.vocabulary.nouns)
        }
        return true
    }

    private func isNumber(_ index: Int) -> Bool {
        if reading.has(index, .claimantMany) { return false }
        return reading.vocabulary.numberIndex[Int(reading.tokens[index].word)] >= 0 && !isSpeaking(index)
    }

    /// "WHO": letters that are no small word.
    private func isLetters(_ index: Int) -> Bool {
        reading.isCased && reading.tokens[index].isAllCapitals && reading.has(index, .organizationNoun)
    }

    /// The mark behind "Chiefs’", which closes nothing.
    private func isOwner(_ index: Int) -> Bool {
        reading.mark(index) == .closeQuote && reading.isWord(index - 1) && reading.isWord(index + 1) && !reading.tokens[index].isSpaced
            && reading.tokens[index + 1].isSpaced && reading.tokens[index + 1].isCapital && reading.tokens[index - 1].isCapital
    }

    /// "Dr." and "J." inside a name.
    private func isAbbreviated(_ index: Int) -> Bool {
        guard reading.isWord(index - 1), reading.isWord(index + 1), reading.tokens[index + 1].isCapital else { return false }
        let length = reading.tokens[index - 1].end - reading.tokens[index - 1].start
        return reading.end(of: .abbreviation, from: index - 1) != nil || length == 1 || reading.has(index - 1, .personTitle)
    }

    /// A word for one who speaks, or for what is read out.
    func isSpeaking(_ index: Int) -> Bool {
        reading.has(index, .claimantNoun) || reading.has(index, .organizationNoun) || reading.has(index, .personTitle)
            || reading.has(index, .spokesperson)
            || reading.has(index, .reportNoun) || reading.has(index, .namedBody)
    }

    private func isName(_ index: Int) -> Bool {
        guard reading.range.contains(index) else { return false }
        return reading.tokens[index].isCapital && !reading.has(index, .relative) || reading.mark(index) == .hyphen
            || reading.mark(index) == .period
    }

    /// A claimant is somebody: a name, or a word for one who speaks.
    func isClaimant(_ range: Range<Int>) -> Bool {
        if isPronoun(range) { return true }
        guard let last = range.last, !reading.has(last, .neverClaimant) else { return false }
        return range.contains { index in
            if isSpeaking(index) || isLetters(index) || reading.has(index, .claimantAlone) || reading.has(index, .place) { return true }
            guard reading.isWord(index), !times.contains(where: { $0.contains(index) }) else { return false }
            return reading.isCased ? reading.tokens[index].isCapital && !reading.has(index, .listed) : !reading.has(index, .listed)
        }
    }

    /// Whether the words are a claimant's name and no clause.
    private func isPhrase(_ range: Range<Int>) -> Bool {
        start(before: range.upperBound) <= range.lowerBound
    }

    func isPronoun(_ range: Range<Int>) -> Bool {
        guard !range.isEmpty else { return false }
        return range.count == 1 && isPronounWord(range.lowerBound)
    }

    private func isPronounWord(_ index: Int) -> Bool {
        reading.has(index, .pronounPerson) || reading.has(index, .pronounThing) || reading.has(index, .they)
    }

    /// Without articles, "and", prepositions and marks around it.
    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, isTrimmed(start) { start += 1 }
        while end > start, reading.tokens[end - 1].form == .mark && reading.mark(end - 1) != .close { end -= 1 }
        return start..<end
    }

    private func isTrimmed(_ index: Int) -> Bool {
        if isPronounWord(index) { return false }
        return reading.has(index, .article) || reading.has(index, .and) || reading.has(index, .linked) || reading.has(index, .of)
            || reading.has(index, .suffix)
            || reading.has(index, .possessive) || reading.tokens[index].form == .mark
            || reading.has(index, .adverb) && !isSpeaking(index) && !reading.has(index, .claimantMany)
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

    // MARK: marks

    func isComma(_ index: Int) -> Bool { reading.mark(index) == .comma }

    func isBoundary(_ index: Int) -> Bool {
        switch reading.mark(index) {
        case .closeQuote: !isOwner(index)
        case .quote, .openQuote, .semicolon, .colon, .dash, .question, .exclamation, .bullet: true
        case .period: !isAbbreviated(index)
        default: !reading.range.contains(index)
        }
    }
}
