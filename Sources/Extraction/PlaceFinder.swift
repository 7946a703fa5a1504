/// A name of a place in a sentence.
struct PlaceMention: Hashable {
    /// With what narrows it: "southern Israel", "Hunan Province".
    let span: Range<Int>
    /// Whether a preposition of place stands before it.
    let isLocated: Bool
    /// Whether it is one of the known names.
    let isKnown: Bool
    /// Whether it is whose something is: "Syria's".
    let isOwner: Bool
}

/// Finds the names of places in a sentence.
struct PlaceReader {
    private let reading: Reading

    init(_ reading: Reading) {
        self.reading = reading
    }

    func mentions() -> [PlaceMention] {
        var found: [PlaceMention] = []
        var index = reading.range.lowerBound
        while index < reading.range.upperBound {
            if let mention = mention(at: index) {
                found.append(mention)
                index = mention.span.upperBound
            } else {
                index += 1
            }
        }
        return found
    }

    private func mention(at index: Int) -> PlaceMention? {
        guard reading.isWord(index), !reading.isCased || reading.tokens[index].isCapital else { return nil }
        let known = reading.end(of: .place, from: index)
        let located = isLocated(index)
        guard let end = known.map({ withSuffix($0) }) ?? (located ? unknownEnd(index) : suffixedEnd(index)) else { return nil }
        if reading.has(index, .notPlaceBefore) || isPersonOrBody(index, end) { return nil }
        let start = withPrefix(index)
        return PlaceMention(
            span: start..<end, isLocated: located, isKnown: known != nil, isOwner: reading.has(end, .suffix))
    }

    private func isLocated(_ index: Int) -> Bool {
        var at = index
        while at > reading.range.lowerBound, reading.has(at - 1, .placePrefix) || reading.has(at - 1, .article) || reading.has(at - 1, .placeSuffix) || reading.has(at - 1, .demonym) && reading.has(at - 2, .article) || reading.has(at - 1, .of) && reading.has(at - 2, .placeSuffix) || reading.has(at - 1, .suffix) { at -= reading.has(at - 1, .suffix) ? 2 : 1 }
        return reading.start(of: .placeBefore, before: at) != nil
    }

    /// "southern Israel"
    private func withPrefix(_ index: Int) -> Int {
        var start = index
        while reading.range.contains(start - 1), reading.has(start - 1, .placePrefix) { start -= 1 }
        return start
    }

    /// "Hunan Province", "Aleppo city"
    private func withSuffix(_ end: Int) -> Int {
        var last = end
        while last < end + 3, reading.has(last, .placeSuffix) { last += 1 }
        return last
    }

    /// A capitalised name nobody knows, after a preposition of place.
    private func unknownEnd(_ index: Int) -> Int? {
        guard reading.isCased, isNameWord(index) else { return nil }
        var end = index
        while end < index + 4, isNameWord(end) { end += 1 }
        return withSuffix(end)
    }

    private func isNameWord(_ index: Int) -> Bool {
        reading.isWord(index) && reading.tokens[index].isCapital && !reading.has(index, .listed) && !reading.has(index, .demonym)
            && !reading.has(index, .month) && !reading.has(index, .organizationNoun) && !reading.has(index, .personTitle) && !reading.has(index, .person)
    }

    /// "Suining County", known or not.
    private func suffixedEnd(_ index: Int) -> Int? {
        guard reading.isCased, isNameWord(index) else { return nil }
        var end = index
        while end < index + 3, isNameWord(end) { end += 1 }
        let last = withSuffix(end)
        return last > end ? last : nil
    }

    private func isPersonOrBody(_ index: Int, _ end: Int) -> Bool {
        reading.has(end, .organizationNoun) || reading.has(end, .personTitle) || reading.has(end, .spokesperson)
            || reading.has(index - 1, .personTitle)
    }
}

/// Chooses the place of a number among those of its sentence and of the passage before.
struct PlaceFinder {
    /// The place named in the number's own sentence, nearest to it.
    static func place(of number: Int, span: Range<Int>, among mentions: [PlaceMention], reading: Reading, claimant: Range<Int>?) -> PlaceMention? {
        let usable = mentions.filter { mention in claimant.map { !$0.overlaps(mention.span) } ?? true }
        let scored = usable.map { ($0, score($0, number, span, reading)) }
        guard let best = scored.max(by: { $0.1 < $1.1 }), best.1 > -40 else { return nil }
        return best.0
    }

    private static func score(_ mention: PlaceMention, _ number: Int, _ span: Range<Int>, _ reading: Reading) -> Int {
        let distance = mention.span.lowerBound > number ? mention.span.lowerBound - span.upperBound : number - mention.span.upperBound + 4
        var score = -max(0, distance)
        if mention.isLocated { score += 30 }
        if mention.isOwner { score -= 5 }
        if !mention.isKnown { score -= 4 }
        let between = mention.span.lowerBound > number ? number..<mention.span.lowerBound : mention.span.upperBound..<max(number, mention.span.upperBound)
        score -= between.count { reading.has($0, .breaker) } * 6
        return score
    }
}
