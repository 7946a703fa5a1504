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
        Attribution(claimant: reading.string(claimant), organization: organization(claimant), speaker: speaker(claimant))
    }

    // MARK: the body

    private func organization(_ claimant: Range<Int>) -> String? {
        guard let last = claimant.last(where: { reading.has($0, .organizationNoun) && !isPersonal($0) }) else { return acronym(claimant) ?? name(claimant) }
        var start = last
        while start > claimant.lowerBound, belongs(start - 1, before: start) { start -= 1 }
        while start < last, !reading.isWord(start) || reading.has(start, .linked) || reading.has(start, .of) || reading.has(start, .article) { start += 1 }
        return reading.string(start..<end(of: last, in: claimant))
    }

    private func isPersonal(_ index: Int) -> Bool { reading.has(index, .spokesperson) }

    private func belongs(_ index: Int, before next: Int) -> Bool {
        if reading.mark(index) == .comma || reading.mark(index) == .open || reading.mark(index) == .close { return false }
        if reading.has(index, .spokesperson) || reading.has(index, .personTitle) && !reading.has(index, .organizationNoun) { return false }
        if reading.has(index, .of) || reading.has(index, .linked) || reading.has(index, .article) {
            return reading.isCased && reading.isWord(index - 1) && reading.tokens[index - 1].isCapital && !reading.has(index - 1, .personTitle)
                && reading.has(index - 1, .organizationNoun)
        }
        return reading.isWord(index)
    }

    /// "Observatory for Human Rights", "Institute of Epidemiology, Disease Control and Research"
    private func end(of noun: Int, in claimant: Range<Int>) -> Int {
        var end = noun + 1
        while end < claimant.upperBound {
            if reading.isCased, reading.isWord(end), reading.tokens[end].isCapital, !reading.has(end, .personTitle), !reading.has(end - 1, .place) || end > noun + 1 {
                guard end > noun + 1 else { break }
                end += 1
            } else if reading.has(end, .of) || reading.has(end, .linked) || reading.has(end, .and), end + 1 < claimant.upperBound {
                let next = reading.has(end + 1, .article) ? end + 2 : end + 1
                guard next < claimant.upperBound, !reading.isCased || reading.tokens[next].isCapital else { break }
                end = next + 1
            } else {
                break
            }
        }
        return end
    }

    /// A body known by its letters: "UNICEF".
    private func acronym(_ claimant: Range<Int>) -> String? {
        guard reading.isCased, let first = claimant.first(where: { reading.tokens[$0].isAllCapitals && !reading.has($0, .place) && !reading.has($0, .demonym) && !reading.has($0, .personTitle) })
        else { return nil }
        return reading.string(first..<(first + 1))
    }

    /// "Sudan Vision": a name with a place in it, and no person's title.
    private func name(_ claimant: Range<Int>) -> String? {
        guard reading.isCased, claimant.count > 1, claimant.allSatisfy({ reading.isWord($0) && reading.tokens[$0].isCapital && !isTitle($0) }),
            claimant.contains(where: { reading.has($0, .place) }), !claimant.allSatisfy({ reading.has($0, .place) })
        else { return nil }
        return reading.string(claimant)
    }

    // MARK: the person

    private func speaker(_ claimant: Range<Int>) -> String? {
        guard reading.isCased else { return nil }
        let names = runs(claimant)
        let isTitled = claimant.contains { isTitle($0) }
        let isBody = claimant.contains { reading.has($0, .organizationNoun) || reading.has($0, .reportNoun) }
        if let best = names.last(where: { isPerson($0, in: claimant, isTitled: isTitled) }), isTitled || !isBody || best.upperBound < claimant.upperBound && reading.mark(best.upperBound) == .comma {
            return reading.string(best)
        }
        return nil
    }

    private func isTitle(_ index: Int) -> Bool { reading.has(index, .personTitle) || reading.has(index, .spokesperson) }

    /// Runs of capitals that are no title, no body and no place.
    private func runs(_ claimant: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start: Int?
        for index in claimant.lowerBound...claimant.upperBound {
            let isName = index < claimant.upperBound && reading.isWord(index) && reading.tokens[index].isCapital && !isTitle(index)
                && !reading.has(index, .organizationNoun) && !reading.has(index, .demonym) && !reading.tokens[index].isAllCapitals
            if isName {
                start = start ?? index
            } else if let first = start, !(reading.mark(index) == .period && index < claimant.upperBound) {
                found.append(first..<index)
                start = nil
            }
        }
        return found
    }

    /// Where a person's name may stand: at the start, at the end, behind a title, beside a comma.
    private func isPerson(_ run: Range<Int>, in claimant: Range<Int>, isTitled: Bool) -> Bool {
        guard run.count <= 4, !run.allSatisfy({ reading.has($0, .place) || reading.has($0, .claimantNoun) || reading.has($0, .month) }) else { return false }
        if reading.has(run.lowerBound - 1, .of) || reading.has(run.lowerBound - 1, .linked) || reading.has(run.lowerBound - 1, .article) && claimant.contains(run.lowerBound - 1) { return false }
        if reading.has(run.upperBound, .suffix) && run.upperBound < claimant.upperBound { return false }
        let isEdge = run.lowerBound == claimant.lowerBound || run.upperBound == claimant.upperBound
        if !isTitled { return run == claimant || run.lowerBound == claimant.lowerBound && reading.mark(run.upperBound) == .comma }
        return isTitle(run.lowerBound - 1) || reading.mark(run.lowerBound - 1) == .comma || reading.mark(run.lowerBound - 1) == .close || reading.mark(run.upperBound) == .comma || isEdge && run.upperBound == claimant.upperBound
            || run.lowerBound == claimant.lowerBound && run.count > 1 && run.upperBound < claimant.upperBound && !isTitle(run.upperBound)
    }
}
