import Figures

/// The words that credit somebody, and the sentence they stand in.
struct Credit {
    let cue: SpeechCue
    let sentence: Int
}

/// Who speaks in the sentences of a text, found where it is asked for and kept.
///
/// A class, as what is kept grows with the text and must not be copied when more is found.
final class Speakers {
    private let document: Document
    private let quotations: Quotations
    private var known: [Known]
    private static let farthest = 12

    /// What was found of a sentence so far.
    private struct Known {
        var reading: Reading?
        var cues: [SpeechCue]?
        var subject: Range<Int>??
    }

    init(_ document: Document) {
        self.document = document
        quotations = Quotations(document)
        known = Array(repeating: Known(), count: document.sentences.count)
    }

    func reading(of sentence: Int) -> Reading {
        if let reading = known[sentence].reading { return reading }
        let reading = Reading(document, document.sentences[sentence])
        known[sentence].reading = reading
        return reading
    }

    func cues(in sentence: Int) -> [SpeechCue] {
        if let cues = known[sentence].cues { return cues }
        let found = SpeechReader(reading(of: sentence)).cues()
        known[sentence].cues = found
        return found
    }

    private func subject(of sentence: Int) -> Range<Int>? {
        if let subject = known[sentence].subject { return subject }
        let found = SpeechReader(reading(of: sentence)).subject()
        known[sentence].subject = .some(found)
        return found
    }

    /// Who is credited with the number at a token; nil where the outlet speaks for itself.
    func attribution(of token: Int, in sentence: Int) -> Attribution? {
        credit(of: token, in: sentence).flatMap { attribution($0.cue, in: $0.sentence) }
    }

    /// The words that credit somebody with the number at a token.
    func credit(of token: Int, in sentence: Int) -> Credit? {
        let quotation = quotations.quotation(at: token)
        let scope = CueScope(reading(of: sentence), usable(cues(in: sentence), for: token, in: quotation))
        if let cue = scope.cue(for: token) { return Credit(cue: cue, sentence: sentence) }
        if let quotation { return labelled(sentence) ?? speaker(of: quotations.whole(quotation)) }
        guard cues(in: sentence).isEmpty, sentence + 1 < document.sentences.count, let cue = cues(in: sentence + 1).first,
            cue.form == .previous
        else { return nil }
        let cited = CueScope(reading(of: sentence + 1), cues(in: sentence + 1)).cited(beside: cue)
        return Credit(cue: cited ?? cue, sentence: sentence + 1)
    }

    /// A cue of speech credits a quotation only, and a pronoun inside a quotation is not the quotation's speaker.
    private func usable(_ cues: [SpeechCue], for token: Int, in quotation: Int?) -> [SpeechCue] {
        cues.filter { cue in
            guard let quotation else { return cue.form != .speech && quotations.quotation(at: cue.span.lowerBound) == nil }
            if quotations.spans[quotation].overlaps(cue.span) { return cue.naming == .written && cue.form != .speech }
            return true
        }
    }

    // MARK: quotations

    /// "“Smith: We counted 12. …": whose name opens the paragraph.
    private func labelled(_ sentence: Int) -> Credit? {
        var first = sentence
        while first > 0, !document.sentences[first].startsParagraph, sentence - first < Self.farthest { first -= 1 }
        guard let label = cues(in: first).first(where: \.isLabel) else { return nil }
        return Credit(cue: label, sentence: first)
    }

    private func speaker(of whole: Range<Int>) -> Credit? {
        let first = document.sentence(of: whole.lowerBound)
        let last = document.sentence(of: whole.upperBound - 1)
        if let cue = cues(in: last).first(where: { $0.span.lowerBound >= whole.upperBound && $0.form != .previous }) {
            return Credit(cue: cue, sentence: last)
        }
        if let cue = cues(in: first).last(where: { $0.span.upperBound <= whole.lowerBound }) { return Credit(cue: cue, sentence: first) }
        if let cue = following(last) { return Credit(cue: cue, sentence: last + 1) }
        return speakerBefore(first)
    }

    /// "“We counted 12.” Smith said." in one paragraph.
    private func following(_ sentence: Int) -> SpeechCue? {
        let next = sentence + 1
        guard next < document.sentences.count, !document.sentences[next].startsParagraph, let cue = cues(in: next).first,
            quotations.quotation(at: cue.span.lowerBound) == nil, document.sentences[next].tokens.count <= 12,
            cue.span.lowerBound - document.sentences[next].tokens.lowerBound <= 1
        else { return nil }
        return cue
    }

    private func speakerBefore(_ sentence: Int) -> Credit? {
        for distance in 1...Self.farthest where sentence - distance >= 0 {
            let before = sentence - distance
            if let cue = cues(in: before).last(where: { quotations.quotation(at: $0.span.lowerBound) == nil && $0.form != .previous }) {
                return Credit(cue: cue, sentence: before)
            }
            if distance > 3, quotations.quotation(at: document.sentences[before].tokens.lowerBound) == nil { return nil }
        }
        return nil
    }

    // MARK: names

    private func attribution(_ cue: SpeechCue, in sentence: Int) -> Attribution? {
        switch cue.naming {
        case .written: named(cue.claimant, in: sentence)
        case .pronoun:
            antecedent(
                of: Pronoun(reading(of: sentence), cue.claimant), before: cue.form == .trailing ? nil : cue.span.lowerBound, in: sentence)
        case .left: understood(cue, in: sentence)
        }
    }

    /// "He said 12 died, adding that …": those of the cue before, else who the sentence is about.
    private func understood(_ cue: SpeechCue, in sentence: Int) -> Attribution? {
        if let before = cues(in: sentence).last(where: { $0.span.upperBound <= cue.span.lowerBound && $0.naming != .left }) {
            return attribution(before, in: sentence)
        }
        guard let subject = subject(of: sentence), subject.upperBound <= cue.span.lowerBound else { return nil }
        let reading = reading(of: sentence)
        if SpeechReader(reading).isPronoun(subject) {
            return antecedent(of: Pronoun(reading, subject), before: subject.lowerBound, in: sentence)
        }
        guard subject.count > 1 || reading.has(subject.lowerBound, .place) || SpeechReader(reading).isSpeaking(subject.lowerBound) else {
            return nil
        }
        return named(subject, in: sentence)
    }

    /// The claimant last written out before a pronoun that may stand for it; a pronoun behind what it says looks back beyond the sentence.
    private func antecedent(of pronoun: Pronoun, before token: Int?, in sentence: Int) -> Attribution? {
        let token = token ?? document.sentences[sentence].tokens.lowerBound
        for distance in 0...Self.farthest where sentence - distance >= 0 {
            let index = sentence - distance
            let reading = reading(of: index)
            for claimant in candidates(in: index, before: token) where pronoun.mayStand(for: claimant, in: reading) {
                return named(claimant, in: index)
            }
        }
        return nil
    }

    /// A person named without a body speaks for the one named with them before: "Nugroho", after "the agency's spokesman Sutopo Nugroho".
    private func named(_ claimant: Range<Int>, in sentence: Int) -> Attribution {
        let found = ClaimantReader(reading(of: sentence)).attribution(claimant)
        guard found.organization == nil, let speaker = found.speaker, let body = body(of: speaker, before: sentence) else { return found }
        return Attribution(claimant: found.claimant, organization: body, speaker: speaker)
    }

    private func body(of speaker: String, before sentence: Int) -> String? {
        let name = Self.lastName(speaker)
        for distance in 1...Self.farthest where sentence - distance >= 0 {
            let reader = ClaimantReader(reading(of: sentence - distance))
            for cue in cues(in: sentence - distance) where cue.naming == .written {
                let known = reader.attribution(cue.claimant)
                if let body = known.organization, known.speaker.map(Self.lastName) == name { return body }
            }
        }
        return nil
    }

    private static func lastName(_ name: String) -> Substring {
        name.split(separator: " ").last ?? ""
    }

    private func candidates(in sentence: Int, before token: Int) -> [Range<Int>] {
        let credited = cues(in: sentence).reversed().filter { $0.naming == .written && $0.span.upperBound <= token }.map(\.claimant)
        guard let subject = subject(of: sentence), subject.upperBound <= token else { return credited }
        return credited + [subject]
    }
}
