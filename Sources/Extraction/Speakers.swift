import Figures

/// Who speaks in the sentences of a text, found where it is asked for and kept.
struct Speakers {
    private let document: Document
    private var cues: [Int: [SpeechCue]] = [:]
    private var readings: [Int: Reading] = [:]
    /// For each token whether it stands in a quotation.
    private let quoted: [Bool]
    private static let farthest = 12

    init(_ document: Document) {
        self.document = document
        quoted = Self.quoted(document)
    }

    /// Marks of quotation, paragraph by paragraph, so that one left open does not run through the text.
    private static func quoted(_ document: Document) -> [Bool] {
        var result = [Bool](repeating: false, count: document.tokens.count)
        var isOpen = false
        for sentence in document.sentences {
            if sentence.startsParagraph { isOpen = false }
            for index in sentence.tokens {
                switch document.tokens[index].mark {
                case .openQuote: isOpen = true
                case .closeQuote: isOpen = false
                case .quote: isOpen.toggle()
                default: break
                }
                result[index] = isOpen
            }
        }
        return result
    }

    mutating func reading(of sentence: Int) -> Reading {
        if let known = readings[sentence] { return known }
        let reading = Reading(document, document.sentences[sentence])
        readings[sentence] = reading
        return reading
    }

    mutating func cues(in sentence: Int) -> [SpeechCue] {
        if let known = cues[sentence] { return known }
        let found = SpeechReader(reading(of: sentence)).cues()
        cues[sentence] = found
        return found
    }

    func isQuoted(_ token: Int) -> Bool { quoted[token] }

    /// Who is credited with the number at a token; nil where the outlet speaks for itself.
    mutating func attribution(of token: Int, in sentence: Int) -> Attribution? {
        let here = cues(in: sentence)
        if let cue = nearest(here, to: token, in: sentence) { return attribution(cue, in: sentence) }
        guard quoted[token] else { return nil }
        return quotation(around: token, in: sentence)
    }

    /// The cue that ties the number to somebody: one that leads into it, else one that follows it.
    private mutating func nearest(_ cues: [SpeechCue], to token: Int, in sentence: Int) -> SpeechCue? {
        let reading = reading(of: sentence)
        let after = cues.filter { $0.claimant.lowerBound > token }
        if let first = after.first, first.form == .according { return first }
        if let before = cues.last(where: { $0.span.upperBound <= token && $0.form != .trailing }) {
            return isAside(before.span.upperBound..<token, reading) || isClosed(before, reading) ? after.first { $0.form != .leading } : before
        }
        if let first = after.first(where: { $0.form != .leading }) { return first }
        if let before = cues.last(where: { $0.span.upperBound <= token }) { return isClosed(before, reading) ? nil : before }
        return nil
    }

    /// ", where more than 360,000 have died": the outlet's own words after somebody's.
    private func isAside(_ between: Range<Int>, _ reading: Reading) -> Bool {
        between.contains { reading.has($0, .aside) && reading.mark($0 - 1) == .comma }
    }

    /// ", a lawyer said, as authorities …": what was said ends there.
    private func isClosed(_ cue: SpeechCue, _ reading: Reading) -> Bool {
        guard cue.form != .leading else { return false }
        let end = cue.span.upperBound
        guard let comma = (end..<(end + 4)).first(where: { reading.mark($0) == .comma }) else { return false }
        return reading.has(comma + 1, .breaker) || reading.has(comma + 1, .and) && cue.form == .according
    }

    /// The speaker of a quotation: named in the sentence before or after it, in its paragraph or the one next to it.
    private mutating func quotation(around token: Int, in sentence: Int) -> Attribution? {
        for distance in 1...3 {
            let after = sentence + distance
            guard after < document.sentences.count, !document.sentences[after].startsParagraph else { break }
            if let cue = cues(in: after).first(where: { $0.form == .trailing || $0.form == .leading }), quoted[document.sentences[after].tokens.lowerBound] {
                return attribution(cue, in: after)
            }
        }
        for distance in 1...4 {
            let before = sentence - distance
            guard before >= 0 else { break }
            if let cue = cues(in: before).last { return attribution(cue, in: before) }
        }
        return nil
    }

    private mutating func attribution(_ cue: SpeechCue, in sentence: Int) -> Attribution? {
        let reading = reading(of: sentence)
        if cue.isPronoun { return antecedent(of: cue, in: sentence) }
        return ClaimantReader(reading).attribution(cue.claimant)
    }

    /// The claimant last written out before a pronoun.
    private mutating func antecedent(of cue: SpeechCue, in sentence: Int) -> Attribution? {
        let same = cues(in: sentence).last { $0.span.upperBound <= cue.span.lowerBound && !$0.isPronoun }
        if let same { return ClaimantReader(reading(of: sentence)).attribution(same.claimant) }
        for distance in 1...Self.farthest where sentence - distance >= 0 {
            if let found = cues(in: sentence - distance).last(where: { !$0.isPronoun }) {
                return ClaimantReader(reading(of: sentence - distance)).attribution(found.claimant)
            }
        }
        return nil
    }
}

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

    private func organization(_ claimant: Range<Int>) -> String? {
        guard let last = claimant.last(where: { reading.has($0, .organizationNoun) }) else { return acronym(claimant) }
        var start = last
        while start > claimant.lowerBound, reading.isWord(start - 1), !reading.has(start - 1, .of) || reading.has(start, .article) == false,
            !reading.has(start - 1, .article), !reading.has(start - 1, .spokesperson), !reading.has(start - 1, .personTitle)
        {
            if reading.has(start - 1, .linked) || reading.has(start - 1, .of) { break }
            start -= 1
        }
        var end = last + 1
        if reading.has(end, .of), reading.range.contains(end + 1), end + 1 < claimant.upperBound {
            end += 1
            while end < claimant.upperBound, reading.isWord(end), reading.tokens[end].isCapital || reading.has(end, .article) || reading.has(end, .and) { end += 1 }
        }
        return reading.string(start..<min(end, claimant.upperBound))
    }

    /// A body known by its letters: "UNICEF".
    private func acronym(_ claimant: Range<Int>) -> String? {
        guard reading.isCased, let first = claimant.first(where: { reading.tokens[$0].isAllCapitals && !reading.has($0, .place) && !reading.has($0, .demonym) })
        else { return nil }
        return reading.string(first..<(first + 1))
    }

    private func speaker(_ claimant: Range<Int>) -> String? {
        guard reading.isCased, claimant.contains(where: { reading.has($0, .personTitle) || reading.has($0, .spokesperson) }) else { return nil }
        var end = claimant.upperBound
        if let comma = claimant.first(where: { reading.mark($0) == .comma }), !reading.has(comma - 1, .personTitle), !reading.has(comma - 1, .organizationNoun), !reading.has(comma - 1, .spokesperson) { end = comma }
        var start = end
        while start > claimant.lowerBound, reading.isWord(start - 1), reading.tokens[start - 1].isCapital, !reading.has(start - 1, .personTitle),
            !reading.has(start - 1, .spokesperson), !reading.has(start - 1, .organizationNoun)
        { start -= 1 }
        return end - start >= 1 && end - start <= 4 ? reading.string(start..<end) : nil
    }
}
