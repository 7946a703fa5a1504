/// The claimants that stand behind their cue: "according to officials", "said officials".
extension ClaimantPhrase {
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

    func skipArticle(_ start: Int) -> Int {
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
        if reading.tokens[index].form == .digits || isNumber(index) || reading.has(index, .auxiliary) && !reading.has(index, .linked) {
            return true
        }
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
}
