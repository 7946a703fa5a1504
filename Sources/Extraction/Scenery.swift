import Figures
import Foundation

/// Where a text is set: the places of its sentences, and that of each of its counts.
///
/// Every place of the number's own sentence and of the passage before is a candidate, and so is none at all; what speaks for each is
/// weighed (`PlaceSign`), and the best is taken.
struct Scenery {
    private let sentences: [Sentence]
    private var mentions: [Int: [PlaceMention]] = [:]
    /// How often the text names each place; nil until it was asked for.
    private var named: [String: Int]?
    /// The places of the first two sentences.
    private var opening: Set<String> = []
    private var countries: Set<String> = []
    /// The place that is named most.
    private var main: String?
    /// The last count, and the last that had a place.
    private var last: Scene?
    private var lastPlaced: Scene?
    private var recent: [String] = []
    /// How many counts each place had.
    private var counts: [String: Int] = [:]

    private static let farthest = 8
    private static let longestLook = 40
    private static let longestMemory = 6

    /// Where a count was, if anywhere.
    private struct Scene {
        let place: String?
        let sentence: Int
        let measure: Measure
    }

    /// A number whose place is asked for.
    struct Count {
        let finding: Finding
        let sentence: Int
        let measure: Measure
        /// Whether only its own sentence tells where it is.
        let isTold: Bool
    }

    init(_ sentences: [Sentence]) {
        self.sentences = sentences
    }

    /// The place that most speaks for; nil where most speaks for none.
    mutating func place(of count: Count, _ speakers: inout Speakers) -> String? {
        if named == nil { look(&speakers) }
        let reading = speakers.reading(of: count.sentence)
        let candidates = [none(count, reading)] + own(count, &speakers) + before(count, &speakers)
        let best = candidates.max { $0.score < $1.score }
        remember(Scene(place: best?.name, sentence: count.sentence, measure: count.measure))
        return best?.name
    }

    private mutating func remember(_ scene: Scene) {
        last = scene
        guard let place = scene.place else { return }
        lastPlaced = scene
        counts[place, default: 0] += 1
        recent = recent.suffix(Self.longestMemory - 1) + [place]
    }

    // MARK: the names of a text

    private mutating func mentions(in sentence: Int, _ speakers: inout Speakers) -> [PlaceMention] {
        if let known = mentions[sentence] { return known }
        var found = PlaceReader(speakers.reading(of: sentence), startsParagraph: sentences[sentence].startsParagraph).mentions()
        let claimants = found.isEmpty ? [] : speakers.cues(in: sentence).map(\.claimant)
        for index in found.indices {
            for claimant in claimants where claimant.overlaps(found[index].span) {
                found[index].credit = found[index].span == claimant ? .whole : .part
            }
        }
        mentions[sentence] = found
        return found
    }

    /// Counts the names of the text, as far as a reader remembers them.
    private mutating func look(_ speakers: inout Speakers) {
        var named: [String: Int] = [:]
        for sentence in sentences.indices.prefix(Self.longestLook) {
            let mentions = mentions(in: sentence, &speakers)
            let finder = PlaceFinder(speakers.reading(of: sentence), mentions)
            for position in mentions.indices {
                let name = finder.name(position)
                named[name, default: 0] += 1
                if mentions[position].isCountry { countries.insert(name) }
                if sentence < 2 { opening.insert(name) }
            }
        }
        main = named.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        self.named = named
    }

    private func often(_ name: String) -> Double {
        log2(1 + Double(named?[name] ?? 0))
    }

    // MARK: candidates

    private func none(_ count: Count, _ reading: Reading) -> PlaceCandidate {
        var none = PlaceCandidate(nil)
        none.add(.none)
        none.add(.noneTold, if: count.isTold)
        none.add(.noneTotal, if: count.measure == .cumulative)
        none.add(.noneStock, if: count.measure == .stock)
        none.add(.noneWorld, if: reading.range.contains { reading.end(of: .world, from: $0) != nil })
        if let last, last.place == nil { none.add(last.sentence == count.sentence ? .noneSame : .noneAgain) }
        return none
    }

    /// The places of the number's own sentence.
    private mutating func own(_ count: Count, _ speakers: inout Speakers) -> [PlaceCandidate] {
        let mentions = mentions(in: count.sentence, &speakers)
        let reading = speakers.reading(of: count.sentence)
        let cues = speakers.cues(in: count.sentence)
        let finder = PlaceFinder(reading, mentions)
        return mentions.indices.map { position in
            var candidate = own(mentions[position], finder.name(position), count, reading, cues)
            candidate.add(.ownTail, if: finder.head(of: position) < position)
            return candidate
        }
    }

    private func own(
        _ mention: PlaceMention, _ name: String, _ count: Count, _ reading: Reading, _ cues: [SpeechCue]
    ) -> PlaceCandidate {
        let finding = count.finding
        let number = finding.amount.whole
        let isAfter = mention.span.lowerBound >= number.upperBound
        let between = isAfter ? number.upperBound.upTo(mention.span.lowerBound) : mention.span.upperBound.upTo(number.lowerBound)
        let distance = isAfter ? finding.span.upperBound.upTo(mention.span.lowerBound).count : between.count
        var candidate = PlaceCandidate(name)
        candidate.add(.own)
        candidate.add(.ownStrong, if: mention.hold == .strong)
        candidate.add(.ownWeak, if: mention.hold == .weak)
        candidate.add(.ownUnknown, if: !mention.isKnown)
        candidate.add(.ownCountry, if: mention.isCountry)
        candidate.add(.ownSource, if: reading.comesFrom(mention))
        candidate.add(.ownCredited, if: mention.credit == .whole)
        candidate.add(.ownCreditedPart, if: mention.credit == .part)
        candidate.add(isAfter ? .ownFarBehind : .ownFar, Double(min(distance, 20)) / 10)
        candidate.add(.ownBreak, Double(min(3, between.count { reading.has($0, .breaker) || reading.mark($0) == .semicolon })))
        candidate.add(.ownCue, if: cues.contains { between.overlaps($0.span) })
        candidate.add(.ownNumber, Double(min(3, between.count { reading.tokens[$0].form == .digits })))
        candidate.add(.ownLabel, if: !isAfter && between.count <= 1 && between.allSatisfy { reading.opensLabel($0) })
        candidate.add(.ownInside, if: finding.span.overlaps(mention.span))
        candidate.add(.ownGroup, if: finding.counted.full.overlaps(mention.span))
        candidate.add(.ownOften, often(name))
        candidate.add(.ownOpening, if: opening.contains(name))
        if let last, last.place == name { candidate.add(last.sentence == count.sentence ? .ownSame : .ownScene) }
        return candidate
    }

    /// The places of the sentences before, each once, where most speaks for it.
    private mutating func before(_ count: Count, _ speakers: inout Speakers) -> [PlaceCandidate] {
        let tale = Tale(count, speakers.reading(of: count.sentence))
        var best: [String: PlaceCandidate] = [:]
        var isSameParagraph = true
        for distance in 1...Self.farthest where count.sentence - distance >= 0 {
            let sentence = count.sentence - distance
            if sentences[sentence + 1].startsParagraph { isSameParagraph = false }
            let mentions = mentions(in: sentence, &speakers)
            let reading = speakers.reading(of: sentence)
            let finder = PlaceFinder(reading, mentions)
            for position in mentions.indices.reversed() {
                var candidate = passage(finder.name(position), tale, isCountry: mentions[position].isCountry)
                candidate.add([.one, .two, .three][min(distance, 4) - 1, else: .few])
                candidate.add(.paragraph, if: isSameParagraph)
                candidate.add(.tail, if: finder.head(of: position) < position)
                candidate.add(.latest, if: position == mentions.count - 1)
                candidate.add(mentions[position], reading)
                if best[candidate.name ?? ""].map({ $0.score < candidate.score }) ?? true { best[candidate.name ?? ""] = candidate }
            }
        }
        for name in recent + [main].compactMap({ $0 }) where best[name] == nil {
            var candidate = passage(name, tale, isCountry: countries.contains(name))
            candidate.add(.far)
            best[name] = candidate
        }
        return best.keys.sorted().compactMap { best[$0] }
    }

    /// What the number's own sentence says of where it goes on from.
    private struct Tale {
        let count: Count
        let meant: Reading.Meant?
        let event: Reading.Event?

        init(_ count: Count, _ reading: Reading) {
            self.count = count
            meant = reading.meantPlace
            event = reading.event
        }
    }

    private func passage(_ name: String, _ tale: Tale, isCountry: Bool) -> PlaceCandidate {
        let measure = tale.count.measure
        var candidate = PlaceCandidate(name)
        candidate.add(.often, often(name))
        candidate.add(.opening, if: opening.contains(name))
        candidate.add(.earlierScene, Double(min(3, counts[name] ?? 0)))
        candidate.add(.country, if: isCountry)
        candidate.add(.countryMeant, if: isCountry && tale.meant == .country)
        candidate.add(.placeMeant, if: !isCountry && tale.meant == .place)
        candidate.add(measure == .incident ? .incidentCountry : measure == .stock ? .stockCountry : .totalCountry, if: isCountry)
        candidate.add(.told, if: tale.count.isTold)
        candidate.add(.newEvent, if: tale.event == .new)
        candidate.add(.openingEvent, if: tale.event == .same && opening.contains(name))
        guard let lastPlaced, lastPlaced.place == name else { return candidate }
        candidate.add(.scene)
        candidate.add(.sceneEvent, if: tale.event == .same)
        candidate.add(.sceneSame, if: lastPlaced.sentence == tale.count.sentence)
        candidate.add(.sceneNear, if: tale.count.sentence - lastPlaced.sentence <= 2)
        candidate.add(.sceneMeasure, if: lastPlaced.measure == measure)
        return candidate
    }
}

extension PlaceCandidate {
    /// How a sentence before names it.
    fileprivate mutating func add(_ mention: PlaceMention, _ reading: Reading) {
        add(.strong, if: mention.hold == .strong)
        add(.weak, if: mention.hold == .weak)
        add(.unknown, if: !mention.isKnown)
        add(.source, if: reading.comesFrom(mention))
        add(.credited, if: mention.credit == .whole)
        add(.creditedPart, if: mention.credit == .part)
    }
}

extension [PlaceSign] {
    fileprivate subscript(index: Int, else other: PlaceSign) -> PlaceSign {
        indices.contains(index) ? self[index] : other
    }
}

extension Reading {
    enum Meant { case country, place }

    /// Whether "in the country" or "the city" points back.
    var meantPlace: Meant? {
        for index in range where has(index, .determiner) || has(index, .article) {
            if end(of: .countryNoun, from: index + 1) != nil, start(of: .placeBefore, before: index) != nil { return .country }
            if has(index + 1, .placeSuffix) { return .place }
        }
        return nil
    }

    enum Event { case same, new }

    /// Whether the sentence speaks of an event told before ("the blast") or of another one ("a blast").
    var event: Event? {
        for index in range where has(index, .incident) {
            for at in (index - 3).upTo(index).reversed() {
                if has(at, .article) { return has(at, .it) ? .same : .new }
                if has(at, .determiner) || has(at, .it) { return .same }
            }
        }
        return nil
    }

    /// "people from Scotland"
    fileprivate func comesFrom(_ mention: PlaceMention) -> Bool {
        var at = mention.span.lowerBound
        while mention.span.lowerBound - at < 4, has(at - 1, .article) || has(at - 1, .placeAdjective) || has(at - 1, .determiner) {
            at -= 1
        }
        return start(of: .placeSource, before: at) != nil
    }

    /// "Syria: 12", "Syria (12)"
    fileprivate func opensLabel(_ index: Int) -> Bool {
        mark(index) == .open || mark(index) == .colon
    }
}
