/// What the words of a claimant's name are, and which may not stand in one.
extension ClaimantPhrase {
    /// Whether a word may be inside the name of somebody who is credited, apart from what joins its parts.
    func isInside(_ index: Int) -> Bool {
        guard reading.range.contains(index) else { return false }
        guard reading.tokens[index].form != .mark else {
            return reading.mark(index) == .hyphen || reading.mark(index) == .slash || isOwner(index)
                || reading.mark(index) == .period && isAbbreviated(index)
        }
        if reading.tokens[index].form == .digits || reading.has(index, .article) || reading.has(index, .participle) { return false }
        if isLetters(index) || beginsName(index) { return true }
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

    func isNumber(_ index: Int) -> Bool {
        if reading.has(index, .claimantMany) { return false }
        return reading.vocabulary.numberIndex[Int(reading.tokens[index].word)] >= 0 && !isSpeaking(index)
    }

    /// "WHO": letters that are no small word.
    func isLetters(_ index: Int) -> Bool {
        let letters: [Role] = [.organizationNoun, .countryLetters, .relative]
        return reading.isCased && reading.tokens[index].isAllCapitals && letters.contains { reading.has(index, $0) }
    }

    /// "South Sudan’s president" at the start of a sentence: a capital before a capital.
    private func beginsName(_ index: Int) -> Bool {
        guard reading.isCased, index == reading.range.lowerBound, reading.isWord(index + 1), reading.tokens[index + 1].isCapital,
            !isNumber(index)
        else { return false }
        let never: [Role] = [
            .linked, .breaker, .relative, .of, .and, .article, .adverb, .timeBefore, .determiner, .possessive, .say, .saying, .according,
            .citing, .auxiliary, .pronoun,
        ]
        return !never.contains { reading.has(index, $0) } && !times.contains { $0.contains(index) }
    }

    func isOwner(_ index: Int) -> Bool { reading.isOwner(index) }

    /// "Dr." and "J." inside a name.
    func isAbbreviated(_ index: Int) -> Bool {
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

    func isName(_ index: Int) -> Bool {
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

    func isPronoun(_ range: Range<Int>) -> Bool {
        guard !range.isEmpty else { return false }
        return range.count == 1 && isPronounWord(range.lowerBound)
    }

    func isPronounWord(_ index: Int) -> Bool {
        reading.has(index, .pronounPerson) || reading.has(index, .pronounThing) || reading.has(index, .they)
    }

    /// Without articles, "and", prepositions and marks around it.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
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

extension Reading {
    /// The mark behind "Chiefs’" and "physicians’ chamber", which closes nothing: a name goes on, or a body stands behind it.
    func isOwner(_ index: Int) -> Bool {
        guard mark(index) == .closeQuote || mark(index) == .other, isWord(index - 1), isWord(index + 1), !tokens[index].isSpaced,
            tokens[index + 1].isSpaced
        else { return false }
        return tokens[index + 1].isCapital && tokens[index - 1].isCapital || isBodyBehind(index)
    }

    /// Whether a body follows with nothing but plain words between: "’ trade union".
    private func isBodyBehind(_ mark: Int) -> Bool {
        for index in (mark + 1)..<min(mark + 4, range.upperBound) {
            guard isWord(index), !has(index, .say), !has(index, .linked), !has(index, .breaker) else { return false }
            if has(index, .organizationNoun) || has(index, .namedBody) { return true }
        }
        return false
    }
}
