import Figures
import Lexicons

/// A text while its claims are found: what was said before decides places, speakers and references back.
struct Passage {
    private let document: Document
    private let extractor: ClaimExtractor
    private var speakers: Speakers
    private var offsets: CodePoints
    private var seen: Set<Known> = []
    private var last: (finding: Finding, sentence: Int)?
    /// What the text names most, once it was asked for.
    private var main: String?
    private var lastMeasure: Measure?
    /// The place of the last claim that named one.
    private var scene: (place: String, sentence: Int)?
    private var places: [Int: [PlaceMention]] = [:]

    private struct Known: Hashable {
        let kind: Kind
        let quantity: Quantity
    }

    init(_ document: Document, _ extractor: ClaimExtractor) {
        self.document = document
        self.extractor = extractor
        speakers = Speakers(document)
        offsets = CodePoints(document.bytes)
    }

    mutating func claims() -> [Claim] {
        var found: [Claim] = []
        for index in document.sentences.indices where mayHoldClaims(document.sentences[index]) {
            found += claims(in: index)
        }
        return found
    }

    /// A cheap look: a number, and a word that some pattern needs.
    private func mayHoldClaims(_ sentence: Sentence) -> Bool {
        var hints: Vocabulary.Hint = []
        for token in document.tokens[sentence.tokens] {
            hints.formUnion(token.form == .digits || isHyphenated(token) ? .number : extractor.vocabulary.hints[Int(token.word)])
            if hints == [.number, .cue] { return true }
        }
        return false
    }

    /// "twenty-one" is no word of the vocabulary.
    private func isHyphenated(_ token: Token) -> Bool {
        token.word == 0 && token.form == .word && document.bytes[token.bytes].contains(0x2D)
    }

    private mutating func claims(in index: Int) -> [Claim] {
        let reading = speakers.reading(of: index)
        let after = last.flatMap { index - $0.sentence <= 4 ? $0.finding : nil }
        let sightings = ClaimFinder(reading, extractor.rules, everywhere: document.lists, after: after).sightings()
        let findings = sightings.compactMap(\.finding)
        guard let latest = findings.last else { return [] }
        last = (latest, index)
        let context = SentenceContext(reading)
        return findings.compactMap { claim(from: $0, in: index, reading, context) }
    }

    private mutating func claim(from finding: Finding, in index: Int, _ reading: Reading, _ context: SentenceContext) -> Claim? {
        let quantity = Quantity(
            finding.amount.value, finding.amount.qualifier, high: finding.amount.high,
            unit: finding.amount.currency ?? context.unit(of: finding.counted))
        let known = Known(kind: finding.kind, quantity: quantity)
        if seen.contains(known), context.isReferenceBack(finding) { return nil }
        seen.insert(known)
        let attribution = speakers.attribution(of: finding.amount.words.lowerBound, in: index)
        let sentence = document.sentences[index].tokens
        let span = offsets.span(
            document.tokens[finding.amount.words.lowerBound].start, document.tokens[finding.amount.words.upperBound - 1].end)
        let quoteSpan = offsets.span(document.tokens[sentence.lowerBound].start, document.tokens[sentence.upperBound - 1].end)
        let when = context.when(finding, speakers.cues(in: index))
        let pattern = extractor.rules.programs[finding.program].pattern
        let measure = context.measure(finding, when: when, usual: pattern.measure, last: lastMeasure)
        lastMeasure = measure
        return Claim(
            kind: finding.kind, number: reading.string(finding.amount.words), span: span, quantity: quantity,
            group: finding.counted.full.isEmpty ? nil : reading.string(finding.counted.full),
            place: place(finding, in: index, reading), measure: measure,
            when: when.map { reading.string($0) }, attribution: attribution,
            status: context.status(finding, planCounts: extractor.rules.reportedWhenPlanned.contains(finding.kind)),
            quote: reading.string(sentence), quoteSpan: quoteSpan, pattern: pattern.name,
            confidence: Confidence.of(finding))
    }

    // MARK: places

    private mutating func mentions(in sentence: Int) -> [PlaceMention] {
        if let known = places[sentence] { return known }
        let cues = speakers.cues(in: sentence).map(\.claimant)
        let found = PlaceReader(speakers.reading(of: sentence), startsParagraph: document.sentences[sentence].startsParagraph).mentions()
            .filter { mention in !cues.contains { $0.overlaps(mention.span) } }
        places[sentence] = found
        return found
    }

    /// The place in the number's own sentence, else where the passage is.
    private mutating func place(_ finding: Finding, in index: Int, _ reading: Reading) -> String? {
        let finder = PlaceFinder(reading, mentions(in: index))
        if let best = finder.place(of: finding.amount.words.lowerBound, span: finding.span) {
            scene = (reading.string(best.span), index)
            return scene?.place
        }
        return extractor.rules.placedBySentence.contains(finding.kind) ? nil : passagePlace(before: index)
    }

    private static let longestPassage = 8

    /// The last place that a sentence before is set in, or that the last claim had.
    private mutating func passagePlace(before index: Int) -> String? {
        if main == nil { main = mainPlace() }
        for distance in 1...Self.longestPassage where index - distance >= 0 {
            let sentence = index - distance
            if let scene, scene.sentence >= sentence { return scene.place }
            let before = mentions(in: sentence)
            guard let last = before.lastIndex(where: { $0.hold == .strong }) ?? before.lastIndex(where: { $0.isKnown && $0.hold == .weak })
            else { continue }
            let reading = speakers.reading(of: sentence)
            let finder = PlaceFinder(reading, before)
            return reading.string(finder.joined(finder.head(of: last)).span)
        }
        return scene?.place ?? main
    }

    /// The country, or else the place, that the text names most.
    private mutating func mainPlace() -> String? {
        var counts: [String: Int] = [:]
        for sentence in document.sentences.indices.prefix(Self.longestLook) {
            let reading = speakers.reading(of: sentence)
            for mention in PlaceReader(reading, startsParagraph: document.sentences[sentence].startsParagraph).mentions()
            where mention.isKnown {
                counts[reading.string(mention.span), default: 0] += mention.isCountry ? 2 : 1
            }
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    private static let longestLook = 40
}

/// The share of claims found in the same way that were right, by kind, value and place in the text, on the development articles.
///
/// Measured on 177 articles with 842 claims found: of 240 with a pattern that fits closely 97 % were right, of 447 with a pattern that
/// fits 92 %, of 113 with little more than a counted noun 77 %, of 26 that share a neighbour's kind 73 %, of 16 that take theirs from
/// a sentence before 56 %.
enum Confidence {
    static func of(_ finding: Finding) -> Double {
        switch finding.way {
        case .direct: finding.score >= 12 ? 0.97 : finding.score >= 6 ? 0.92 : 0.77
        case .coordinated, .part: 0.73
        case .earlier: 0.56
        }
    }
}

/// Turns offsets in bytes into offsets in Unicode code points, for offsets that come in about the order of the text.
struct CodePoints {
    private let bytes: [UInt8]
    private var at = 0
    private var count = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func span(_ start: Int32, _ end: Int32) -> Range<Int> {
        let first = offset(Int(start))
        return first..<offset(Int(end))
    }

    private mutating func offset(_ byte: Int) -> Int {
        while at < byte {
            if bytes[at] & 0xC0 != 0x80 { count += 1 }
            at += 1
        }
        while at > byte {
            at -= 1
            if bytes[at] & 0xC0 != 0x80 { count -= 1 }
        }
        return count
    }
}
