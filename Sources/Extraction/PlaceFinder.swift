import Places

/// A name of a place in a sentence.
struct PlaceMention: Hashable {
    enum Hold: Int, Hashable {
        /// "Johannesburg police"
        case none
        /// "to Aleppo", "Syria's"
        case weak
        /// "in Aleppo"
        case strong
    }

    /// With what narrows it: "southern Israel", "Hunan Province".
    let span: Range<Int>
    /// What narrows it, where its name is not the one written.
    var prefix: Range<Int> = 0..<0
    /// How firmly a preposition of place holds it.
    let hold: Hold
    /// Whether it is one of the known names.
    let isKnown: Bool
    let isCountry: Bool
    /// The name of the country that is meant where only its people's is written: "Syria" for "an eastern Syrian town".
    var country: String?

    enum Credit: Hashable {
        case none, part, whole
    }

    /// Whether it names who is credited with a number, or a part of that: "Israel said", "Israel's army said".
    func credit(by cues: [SpeechCue]) -> Credit {
        guard let cue = cues.last(where: { $0.claimant.overlaps(span) }) else { return .none }
        return cue.claimant == span ? .whole : .part
    }
}

/// Finds the names of places in a sentence.
struct PlaceReader {
    private let reading: Reading
    private let startsParagraph: Bool

    init(_ reading: Reading, startsParagraph: Bool) {
        self.reading = reading
        self.startsParagraph = startsParagraph
    }

    func mentions() -> [PlaceMention] {
        var found: [PlaceMention] = []
        var index = afterDateline
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

    /// "KABUL, Afghanistan (AP) -- ", "SOFIA Rescue teams …": where a report was written is no place of it.
    private var afterDateline: Int {
        let start = reading.range.lowerBound
        guard startsParagraph, reading.isCased, reading.isWord(start), reading.tokens[start].isCapital else { return start }
        let end = min(start + 16, reading.range.upperBound)
        let dash = (start..<end).first { reading.mark($0) == .dash || reading.mark($0) == .hyphen && reading.mark($0 + 1) == .hyphen }
        if let dash, reading.tokens[start].isAllCapitals || start.upTo(dash).contains(where: { reading.mark($0) == .close }) {
            return dash + 1
        }
        return reading.tokens[start].isAllCapitals && reading.end(of: .place, from: start) != nil ? start + 1 : start
    }

    private func mention(at index: Int) -> PlaceMention? {
        guard reading.isWord(index), !reading.isCased || reading.tokens[index].isCapital else { return nil }
        if let country = countryOf(index) { return country }
        let known = reading.end(of: .place, from: index) ?? acronymEnd(index)
        let hold = self.hold(index, isKnown: known != nil)
        guard let end = known.map({ withSuffix($0) }) ?? (hold == .strong ? unknownEnd(index) : suffixedEnd(index)) else { return nil }
        if isModifier(index, end, isKnown: known != nil) { return nil }
        if reading.start(of: .notPlaceBefore, before: index) != nil || isPersonOrBody(index, end) { return nil }
        if known != nil, end - index == 1, reading.isCased, reading.isWord(end), reading.tokens[end].isCapital, !reading.has(end, .listed),
            hold != .strong
        {
            return nil
        }
        return PlaceMention(
            span: withPrefix(index)..<end, hold: reading.has(end, .suffix) ? .weak : hold, isKnown: known != nil,
            isCountry: reading.end(of: .country, from: index) == known && known != nil)
    }

    /// Which preposition holds the name, past what may stand between: "in the northern province of Aleppo".
    private func hold(_ index: Int, isKnown: Bool) -> PlaceMention.Hold {
        var at = index
        while at > reading.range.lowerBound, index - at < 8, isBetween(at - 1) { at -= 1 }
        if reading.mark(at - 1) == .comma, at == index, reading.isWord(at - 2), reading.tokens[at - 2].isCapital { return .weak }
        if reading.has(index - 1, .of), reading.has(index - 2, .placeSuffix) { return .strong }
        if reading.start(of: .placeBefore, before: at) != nil { return .strong }
        return reading.start(of: .placeNear, before: at) != nil ? .weak : .none
    }

    private func isBetween(_ index: Int) -> Bool {
        guard reading.isWord(index) else { return false }
        if reading.has(index, .placePrefix) || reading.has(index, .article) || reading.has(index, .placeSuffix)
            || reading.has(index, .demonym)
            || reading.has(index, .suffix) || reading.has(index, .placeAdjective) || reading.end(of: .determiner, from: index) == index + 1
        {
            return true
        }
        if reading.has(index, .of) { return reading.has(index - 1, .placeSuffix) || reading.has(index - 1, .placePrefix) }
        return reading.has(index + 1, .suffix) && reading.tokens[index].isCapital
            || reading.has(index, .place) && reading.has(index + 1, .placeSuffix)
    }

    /// "US", which is "us" in small letters.
    private func acronymEnd(_ index: Int) -> Int? {
        reading.isCased && reading.tokens[index].isAllCapitals ? reading.end(of: .acronym, from: index) : nil
    }

    /// "the Black Sea city of Varna": the name that follows is the place, unless it is where that lies: "the San Martín department of Peru".
    private func isModifier(_ index: Int, _ end: Int, isKnown: Bool) -> Bool {
        guard reading.has(end - 1, .placeSuffix) else { return false }
        let next = reading.has(end, .of) ? end + 1 : end
        guard reading.isWord(next), reading.tokens[next].isCapital else { return false }
        guard let nextEnd = reading.end(of: .place, from: next) else { return next > end }
        let gazetteer = reading.vocabulary.gazetteer
        if let this = gazetteer.place(named: reading.string(index..<end)),
            let other = gazetteer.place(named: reading.string(next..<nextEnd))
        {
            return !gazetteer.contains(other, this)
        }
        return isKnown
    }

    /// "an eastern Syrian town", where no name of the town follows.
    private func countryOf(_ index: Int) -> PlaceMention? {
        guard let end = reading.end(of: .demonym, from: index) else { return nil }
        var noun = end
        while noun < end + 2, reading.has(noun, .placeAdjective) || reading.has(noun, .placePrefix) { noun += 1 }
        guard reading.has(noun, .placeSuffix), !isNamed(behind: noun + 1),
            let country = reading.vocabulary.gazetteer.country(ofDemonym: reading.string(index..<end))
        else { return nil }
        let start = withPrefix(index)
        return PlaceMention(
            span: start..<end, prefix: start..<index, hold: hold(index, isKnown: true), isKnown: true, isCountry: country.kind == .country,
            country: country.name)
    }

    private func isNamed(behind index: Int) -> Bool {
        let next = reading.has(index, .of) ? index + 1 : index
        return reading.isWord(next) && (reading.isCased ? reading.tokens[next].isCapital : reading.end(of: .place, from: next) != nil)
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
        guard reading.isCased else { return uncasedEnd(index) }
        guard isNameWord(index) else { return nil }
        var end = index
        while end < index + 4, isNameWord(end) { end += 1 }
        let last = withSuffix(end)
        if last > end { return last }
        if reading.has(index - 1, .article) || reading.has(index - 1, .determiner) { return nil }
        return last
    }

    /// "IN THE VILLAGE OF SOLLOCOTA", "IN CONRAY, TARMA PROVINCE": without capitals to go by, a strange word beside a word for a place.
    private func uncasedEnd(_ index: Int) -> Int? {
        var end = index
        while end < index + 2, isStrange(end) { end += 1 }
        guard end > index else { return nil }
        let isNamed = reading.has(index - 1, .of) && reading.has(index - 2, .placeSuffix)
        let isChained = reading.mark(end) == .comma && (reading.end(of: .place, from: end + 1) != nil || reading.has(end + 2, .placeSuffix))
        return isNamed || isChained || reading.has(end, .placeSuffix) ? withSuffix(end) : nil
    }

    private func isStrange(_ index: Int) -> Bool {
        reading.isWord(index) && reading.tokens[index].word == 0
    }

    private func isNameWord(_ index: Int) -> Bool {
        reading.isWord(index) && reading.tokens[index].isCapital && !reading.has(index, .listed) && !reading.has(index, .demonym)
            && !reading.has(index, .month) && !reading.has(index, .organizationNoun) && !reading.has(index, .personTitle)
            && !reading.has(index, .person)
            && !reading.has(index, .adjective) && !reading.has(index, .claimantNoun) && !reading.has(index, .notPlace) && !hasDigit(index)
    }

    private func hasDigit(_ index: Int) -> Bool {
        reading.text[reading.tokens[index].bytes].contains { (0x30...0x39).contains($0) }
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
            || reading.has(end, .notPlace) && (!reading.isCased || reading.tokens[end].isCapital)
            || reading.has(index - 1, .personTitle)
    }
}

/// Joins the names of a sentence that belong together.
struct PlaceFinder {
    private let reading: Reading
    private let mentions: [PlaceMention]
    /// For each mention the last of the list that it begins; itself where it begins none; nil where it goes on one.
    private let lasts: [Int?]

    init(_ reading: Reading, _ mentions: [PlaceMention]) {
        self.reading = reading
        self.mentions = mentions
        var lasts = mentions.indices.map(Optional.init)
        var first = 0
        while first < mentions.count {
            let last = Self.lastListed(first, mentions, reading)
            lasts[first] = last
            for later in (first + 1).upTo(last + 1) { lasts[later] = nil }
            first = last + 1
        }
        self.lasts = lasts
    }

    /// The name of a mention, with those that go on a list after it: "Yemen, Sudan and Chad".
    func name(_ index: Int) -> String {
        let last = lasts[index] ?? index
        let mention = mentions[index]
        if last == index, let country = mention.country {
            return reading.string(mention.prefix) + (mention.prefix.isEmpty ? "" : " ") + country
        }
        return reading.string(mention.span.lowerBound.upTo(mentions[last].span.upperBound))
    }

    /// Whether a list goes on with the mention.
    func goesOnList(_ index: Int) -> Bool { lasts[index] == nil }

    /// The last mention of a list that ends with "and", or has no commas: "Aleppo Raqqa Homs and Hama".
    private static func lastListed(_ first: Int, _ mentions: [PlaceMention], _ reading: Reading) -> Int {
        var (last, end) = (first, first)
        while last + 1 < mentions.count, let isAnd = isListed(mentions[last], mentions[last + 1], reading) {
            last += 1
            if isAnd { end = last }
        }
        return end
    }

    /// Whether the second name goes on a list after the first, and whether with the last "and".
    private static func isListed(_ one: PlaceMention, _ next: PlaceMention, _ reading: Reading) -> Bool? {
        let between = one.span.upperBound
        if next.span.lowerBound == between { return one.isKnown && next.isKnown && next.hold == .none ? false : nil }
        guard (1...3).contains(next.span.lowerBound - between),
            (between + 1).upTo(next.span.lowerBound).allSatisfy({ isSmall($0, reading) })
        else { return nil }
        if reading.has(between, .and) { return true }
        return reading.mark(between) == .comma ? false : nil
    }

    private static func isSmall(_ index: Int, _ reading: Reading) -> Bool {
        reading.has(index, .article) || reading.has(index, .determiner) || reading.has(index, .placeAdjective)
            || reading.has(index, .placePrefix)
    }

    /// The first of names of which each lies in the next.
    func head(of index: Int) -> Int {
        var first = index
        while first > 0, isChained(mentions[first - 1], mentions[first]), mentions[first - 1].hold != .none { first -= 1 }
        return first
    }

    private func isChained(_ one: PlaceMention, _ next: PlaceMention) -> Bool {
        guard (0...7).contains(next.span.lowerBound - one.span.upperBound) else { return false }
        return one.span.upperBound.upTo(next.span.lowerBound).allSatisfy { index in
            reading.mark(index) == .comma || reading.has(index, .article) || reading.has(index, .placeSuffix)
                || reading.has(index, .placePrefix)
                || reading.has(index, .of) || reading.end(of: .placeBefore, from: index) != nil || reading.has(index, .demonym)
        }
    }
}
