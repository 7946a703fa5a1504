import Figures

/// Tells a claimant's body and person apart.
///
///     "Iraq's interior ministry spokesperson Miqdad Miri"    "Iraq's interior ministry", "Miqdad Miri"
struct ClaimantReader {
    private let reading: Reading

    init(_ reading: Reading) {
        self.reading = reading
    }

    func attribution(_ claimant: Range<Int>) -> Attribution {
        let organization = organization(claimant)
        let speaker = speaker(claimant)
        return Attribution(claimant: reading.string(claimant), organization: organization, speaker: speaker == organization ? nil : speaker)
    }

    // MARK: the body

    private func organization(_ claimant: Range<Int>) -> String? {
        if let spoken = spokenFor(claimant) { return spoken }
        let parts = parts(of: claimant)
        for part in parts {
            if let body = body(in: part) { return reading.string(body) }
        }
        return parts.lazy.compactMap { letters(in: $0) ?? name($0) }.first.map { reading.string($0) }
    }

    /// "a spokesman for Air Navigation Indonesia" → "Air Navigation Indonesia"
    private func spokenFor(_ claimant: Range<Int>) -> String? {
        guard let title = claimant.first(where: { reading.has($0, .spokesperson) }),
            reading.has(title + 1, .linked) || reading.has(title + 1, .of)
        else { return nil }
        var start = title + 2
        while start < claimant.upperBound, reading.has(start, .article) { start += 1 }
        let end = (start..<max(start, claimant.upperBound)).first { reading.mark($0) == .comma } ?? claimant.upperBound
        return start < end ? reading.string(start..<end) : nil
    }

    /// The pieces between commas.
    private func parts(of claimant: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start = claimant.lowerBound
        for index in claimant where reading.mark(index) == .comma && !isInsideName(index, of: claimant) {
            found.append(start..<index)
            start = index + 1
        }
        return (found + [start..<claimant.upperBound]).filter { !$0.isEmpty }
    }

    /// "Institute of Epidemiology, Disease Control and Research": the comma of a list within one name.
    private func isInsideName(_ comma: Int, of claimant: Range<Int>) -> Bool {
        guard reading.isCased, reading.tokens[comma - 1].isCapital, claimant.contains(comma + 1), reading.tokens[comma + 1].isCapital else {
            return false
        }
        let rest = (comma + 1)..<claimant.upperBound
        return rest.contains { reading.has($0, .and) && reading.tokens[$0 - 1].isCapital }
            && !rest.contains { isTitle($0) || reading.has($0, .article) }
            && claimant.prefix(while: { $0 < comma }).contains { reading.has($0, .organizationNoun) }
    }

    private func body(in part: Range<Int>) -> Range<Int>? {
        guard let noun = part.last(where: { isBodyNoun($0, in: part) }) else { return nil }
        let head = part.first { isBodyNoun($0, in: part) && reading.has($0 + 1, .of) } ?? noun
        var start = head
        while start > part.lowerBound, belongs(start - 1) { start -= 1 }
        while start < head,
            !reading.isWord(start) || reading.has(start, .linked) || reading.has(start, .of) || reading.has(start, .article)
                || reading.has(start, .and)
        { start += 1 }
        return start..<end(of: head, in: part)
    }

    private func isBodyNoun(_ index: Int, in part: Range<Int>) -> Bool {
        if reading.has(index, .spokesperson) || reading.mark(index - 1) == .open { return false }
        if reading.has(index, .vagueBody), index + 1 < part.upperBound, isCrowd(index + 1),
            !reading.tokens[index].isCapital || index == part.lowerBound
        {
            return index > part.lowerBound && reading.isCased && reading.tokens[index - 1].isCapital
        }
        if reading.has(index, .namedBody) {
            return reading.isCased
                && part.contains { $0 != part.lowerBound && reading.tokens[$0].isCapital || reading.tokens[$0].isAllCapitals }
        }
        return reading.has(index, .organizationNoun)
    }

    /// "officials", "source": people who are not named.
    private func isCrowd(_ index: Int) -> Bool {
        reading.has(index, .claimantNoun) && !reading.has(index, .personTitle) && !reading.has(index, .organizationNoun)
    }

    private func belongs(_ index: Int) -> Bool {
        if reading.isOwner(index) { return true }
        guard reading.isWord(index), !isTitle(index) || reading.has(index, .organizationNoun) else { return false }
        if reading.has(index, .of) || reading.has(index, .linked) || reading.has(index, .article) {
            return reading.isCased && reading.isWord(index - 1) && reading.tokens[index - 1].isCapital && !isTitle(index - 1)
                && reading.has(index - 1, .organizationNoun)
        }
        return !reading.has(index, .reportNoun) && !reading.has(index, .participle) && !reading.has(index, .agent)
    }

    /// "Observatory for Human Rights", "Institute of Epidemiology, Disease Control and Research"
    private func end(of noun: Int, in part: Range<Int>) -> Int {
        var end = noun + 1
        if reading.has(noun, .organizationFirst) { return plainWords(from: end, in: part) }
        while end < part.upperBound {
            let joins = reading.has(end, .of) || reading.has(end, .linked) || reading.has(end, .and) || reading.mark(end) == .comma
            if joins, end + 1 < part.upperBound {
                let next = reading.has(end + 1, .article) ? end + 2 : end + 1
                guard next < part.upperBound, !isTitle(next) else { break }
                if end == noun + 1, reading.has(end, .of), let last = members(from: next, of: noun, in: part) { return last }
                guard !reading.isCased || reading.tokens[next].isCapital else { break }
                end = next + 1
            } else if end > noun + 1, reading.isCased, reading.isWord(end), reading.tokens[end].isCapital, !isTitle(end) {
                end += 1
            } else if end == noun + 1, reading.isCased, reading.has(end, .organizationNoun), !isTitle(end) {
                end += 1
            } else {
                break
            }
        }
        return end
    }

    /// Where a name ends whose first word tells that it is a body.
    private func plainWords(from start: Int, in part: Range<Int>) -> Int {
        var end = start
        while end < part.upperBound, reading.isWord(end), !reading.has(end, .linked), !isTitle(end) { end += 1 }
        return end
    }

    /// "chamber of physicians", "ministry of public works": where the plain words end that say whose the body is.
    private func members(from start: Int, of noun: Int, in part: Range<Int>) -> Int? {
        guard reading.isCased, !reading.tokens[start].isCapital, start == noun + 2 else { return nil }
        var end = start
        while end < part.upperBound, reading.isWord(end), !reading.tokens[end].isCapital, !reading.has(end, .participle),
            !reading.has(end, .of), !reading.has(end, .linked), !reading.has(end, .and)
        { end += 1 }
        return end > start ? end : nil
    }

    /// A body known by its letters: "UNICEF"; where they stand in brackets, the name before them.
    private func letters(in part: Range<Int>) -> Range<Int>? {
        guard reading.isCased, let first = part.first(where: { isLetters($0) }) else { return nil }
        guard reading.mark(first - 1) == .open, first - 1 > part.lowerBound else { return first..<(first + 1) }
        var start = first - 1
        while start > part.lowerBound, reading.tokens[start - 1].isCapital || reading.has(start - 1, .of) || reading.has(start - 1, .and),
            !isTitle(start - 1)
        { start -= 1 }
        return start < first - 1 ? start..<(first - 1) : first..<(first + 1)
    }

    private func isLetters(_ index: Int) -> Bool {
        reading.tokens[index].isAllCapitals && !reading.has(index, .place) && !reading.has(index, .demonym)
            && !reading.has(index, .countryLetters)
            && !reading.has(index, .personTitle)
    }

    /// "Sudan Vision": a name with a place in it, and no person's title.
    private func name(_ part: Range<Int>) -> Range<Int>? {
        guard reading.isCased, part.count > 1,
            part.allSatisfy({ reading.isWord($0) && reading.tokens[$0].isCapital && !isTitle($0) && !reading.has($0, .claimantNoun) }),
            part.contains(where: { reading.has($0, .place) }), !part.allSatisfy({ reading.has($0, .place) })
        else { return nil }
        return part
    }

    // MARK: the person

    private func speaker(_ claimant: Range<Int>) -> String? {
        let isTitled = claimant.contains { isTitle($0) }
        let isBody = claimant.contains { reading.has($0, .organizationNoun) || reading.has($0, .reportNoun) || reading.has($0, .namedBody) }
        guard isPlural(claimant) == false, let best = runs(claimant).last(where: { isPerson($0, in: claimant, isTitled: isTitled) }) else {
            return nil
        }
        return isTitled || !isBody || reading.mark(best.upperBound) == .comma && best.upperBound < claimant.upperBound
            ? reading.string(best) : nil
    }

    /// "U.S. officials": several who are not named.
    private func isPlural(_ claimant: Range<Int>) -> Bool {
        guard let last = claimant.last else { return false }
        return isCrowd(last)
    }

    private func isTitle(_ index: Int) -> Bool { reading.has(index, .personTitle) || reading.has(index, .spokesperson) }

    /// Runs of words of a name: no title, no body and no people from somewhere.
    private func runs(_ claimant: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start: Int?
        for index in claimant.lowerBound...claimant.upperBound {
            if index < claimant.upperBound, isNameWord(index) {
                start = start ?? index
            } else if let first = start, !(reading.mark(index) == .period && index < claimant.upperBound) {
                found.append(first..<index)
                start = nil
            }
        }
        return found
    }

    private func isNameWord(_ index: Int) -> Bool {
        guard reading.isWord(index), !isTitle(index), !reading.has(index, .organizationNoun), !reading.has(index, .demonym),
            !reading.has(index, .countryLetters)
        else { return false }
        if reading.isCased { return reading.tokens[index].isCapital && !reading.tokens[index].isAllCapitals }
        return !reading.has(index, .listed) && !reading.has(index, .claimantNoun) && !reading.has(index, .place)
            && reading.lists(at: index).isDisjoint(with: reading.vocabulary.nouns)
    }

    /// Where a person's name may stand: at the start, at the end, behind a title, beside a comma.
    private func isPerson(_ run: Range<Int>, in claimant: Range<Int>, isTitled: Bool) -> Bool {
        guard run.count <= 4, !run.allSatisfy({ reading.has($0, .place) || reading.has($0, .claimantNoun) || reading.has($0, .month) })
        else { return false }
        let before = run.lowerBound - 1
        if claimant.contains(before), reading.has(before, .of) || reading.has(before, .linked) || reading.has(before, .article) {
            return false
        }
        if claimant.contains(run.upperBound), reading.has(run.upperBound, .suffix) { return false }
        if !isTitled { return run == claimant || run.lowerBound == claimant.lowerBound && reading.mark(run.upperBound) == .comma }
        if isTitle(before) || reading.mark(before) == .comma || reading.mark(before) == .close || reading.mark(run.upperBound) == .comma {
            return true
        }
        return run.upperBound == claimant.upperBound || run.lowerBound == claimant.lowerBound && run.count > 1
    }
}
