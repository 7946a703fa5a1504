import Figures
import Foundation

/// Where a text is set: the places of its sentences, and that of each of its counts.
///
/// Every place of the number's own sentence and of the passage before is a candidate, and so is none at all; what speaks for each is
/// weighed (`PlaceSign`), and the best is taken.
struct Scenery {
    private let sentences: [Sentence]
    /// The places of each sentence, where they were asked for.
    private var mentions: [[NamedPlace]?]
    /// The places that the text names, as written.
    private var names: [NameCount] = []
    private var numbers: [String: Int] = [:]
    private var isLookedThrough = false
    /// The place that is named most.
    private var main: Int?
    /// The last count, and the last that had a place.
    private var last: Scene?
    private var lastPlaced: Scene?
    private var recent: [Int] = []

    private static let farthest = 8
    private static let longestLook = 40
    private static let longestMemory = 6

    /// A place as one sentence names it.
    fileprivate struct NamedPlace {
        let mention: PlaceMention
        /// Its number among the names.
        let name: Int
        /// Whether it only tells where the name before it lies.
        let isTail: Bool
        /// Whether it is where people come from.
        let isSource: Bool
    }

    /// What the text tells of a name.
    private struct NameCount {
        let text: String
        /// How often it stands in the text.
        var named = 0
        /// How many counts were there.
        var counts = 0
        /// Whether the first two sentences name it.
        var isOpening = false
        var isCountry = false

        var often: Double { log2(1 + Double(named)) }
    }

    /// Where a count was, if anywhere.
    private struct Scene {
        let place: Int?
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
        mentions = Array(repeating: nil, count: sentences.count)
    }

    /// The place that most speaks for; nil where most speaks for none.
    mutating func place(of count: Count, _ speakers: Speakers) -> String? {
        if !isLookedThrough { look(speakers) }
        var best = none(count, speakers.reading(of: count.sentence))
        for candidate in own(count, speakers) where candidate.score > best.score { best = candidate }
        if let before = before(count, speakers), before.score > best.score { best = before }
        remember(Scene(place: best.name, sentence: count.sentence, measure: count.measure))
        return best.name.map { names[$0].text }
    }

    private mutating func remember(_ scene: Scene) {
        last = scene
        guard let place = scene.place else { return }
        lastPlaced = scene
        names[place].counts += 1
        recent = recent.suffix(Self.longestMemory - 1) + [place]
    }

    // MARK: the names of a text

    private mutating func mentions(in sentence: Int, _ speakers: Speakers) -> [NamedPlace] {
        if let known = mentions[sentence] { return known }
        let reading = speakers.reading(of: sentence)
        let places = PlaceReader(reading, startsParagraph: sentences[sentence].startsParagraph).mentions()
        let finder = PlaceFinder(reading, places)
        let found = places.indices.map { position in
            NamedPlace(
                mention: places[position], name: number(of: finder.name(position)),
                isTail: finder.goesOnList(position) || finder.head(of: position) < position,
                isSource: reading.comesFrom(places[position]))
        }
        mentions[sentence] = found
        return found
    }

    private mutating func number(of name: String) -> Int {
        if let known = numbers[name] { return known }
        names.append(NameCount(text: name))
        numbers[name] = names.count - 1
        return names.count - 1
    }

    /// Counts the names of the text, as far as a reader remembers them.
    private mutating func look(_ speakers: Speakers) {
        isLookedThrough = true
        for sentence in sentences.indices.prefix(Self.longestLook) {
            for place in mentions(in: sentence, speakers) {
                names[place.name].named += 1
                if place.mention.isCountry { names[place.name].isCountry = true }
                if sentence < 2 { names[place.name].isOpening = true }
            }
        }
        main = names.indices.max { (names[$0].named, names[$1].text) < (names[$1].named, names[$0].text) }
    }

    // MARK: candidates

    private func none(_ count: Count, _ reading: Reading) -> PlaceCandidate {
        var none = PlaceCandidate(nil)
        none.add(.none)
        none.add(.noneTold, if: count.isTold)
        none.add(.noneTotal, if: count.measure == .cumulative)
        none.add(.noneStock, if: count.measure == .stock)
        none.add(.noneWorld, if: reading.all.contains(Role.world.rawValue))
        if let last, last.place == nil { none.add(last.sentence == count.sentence ? .noneSame : .noneAgain) }
        return none
    }

    /// The places of the number's own sentence.
    private mutating func own(_ count: Count, _ speakers: Speakers) -> [PlaceCandidate] {
        let mentions = mentions(in: count.sentence, speakers)
        let reading = speakers.reading(of: count.sentence)
        let cues = speakers.cues(in: count.sentence)
        return mentions.map { own($0, count, reading, cues) }
    }

    private func own(_ place: NamedPlace, _ count: Count, _ reading: Reading, _ cues: [SpeechCue]) -> PlaceCandidate {
        let mention = place.mention
        let finding = count.finding
        let number = finding.amount.whole
        let isAfter = mention.span.lowerBound >= number.upperBound
        let between = isAfter ? number.upperBound.upTo(mention.span.lowerBound) : mention.span.upperBound.upTo(number.lowerBound)
        let distance = isAfter ? finding.span.upperBound.upTo(mention.span.lowerBound).count : between.count
        var candidate = PlaceCandidate(place.name)
        candidate.add(.own)
        candidate.add(.ownStrong, if: mention.hold == .strong)
        candidate.add(.ownWeak, if: mention.hold == .weak)
        candidate.add(.ownUnknown, if: !mention.isKnown)
        candidate.add(.ownCountry, if: mention.isCountry)
        candidate.add(.ownSource, if: place.isSource)
        let credit = mention.credit(by: cues)
        candidate.add(.ownCredited, if: credit == .whole)
        candidate.add(.ownCreditedPart, if: credit == .part)
        candidate.add(isAfter ? .ownFarBehind : .ownFar, Double(min(distance, 20)) / 10)
        candidate.add(.ownBreak, Double(min(3, between.count { reading.has($0, .breaker) || reading.mark($0) == .semicolon })))
        candidate.add(.ownCue, if: cues.contains { between.overlaps($0.span) })
        candidate.add(.ownNumber, Double(min(3, between.count { reading.tokens[$0].form == .digits })))
        candidate.add(.ownLabel, if: !isAfter && between.count <= 1 && between.allSatisfy { reading.opensLabel($0) })
        candidate.add(.ownInside, if: finding.span.overlaps(mention.span))
        candidate.add(.ownGroup, if: finding.counted.full.overlaps(mention.span))
        candidate.add(.ownOften, names[place.name].often)
        candidate.add(.ownOpening, if: names[place.name].isOpening)
        if let last, last.place == place.name { candidate.add(last.sentence == count.sentence ? .ownSame : .ownScene) }
        candidate.add(.ownTail, if: place.isTail)
        return candidate
    }

    /// The place of the sentences before for which most speaks; of two alike the first by name.
    private mutating func before(_ count: Count, _ speakers: Speakers) -> PlaceCandidate? {
        let tale = Tale(count, speakers.reading(of: count.sentence))
        var best: PlaceCandidate?
        var isSeen: Set<Int> = []
        var isSameParagraph = true
        for distance in 1...Self.farthest where count.sentence - distance >= 0 {
            let sentence = count.sentence - distance
            if sentences[sentence + 1].startsParagraph { isSameParagraph = false }
            let mentions = mentions(in: sentence, speakers)
            for (position, place) in mentions.enumerated() {
                var candidate = passage(place.name, tale, isCountry: place.mention.isCountry)
                candidate.add(Self.distances[min(distance, Self.distances.count) - 1])
                candidate.add(.paragraph, if: isSameParagraph)
                candidate.add(.tail, if: place.isTail)
                candidate.add(.latest, if: position == mentions.count - 1)
                candidate.add(place, credit: place.mention.credit(by: speakers.cues(in: sentence)))
                isSeen.insert(place.name)
                best = better(best, candidate)
            }
        }
        for name in recent + [main].compactMap({ $0 }) where !isSeen.contains(name) {
            var candidate = passage(name, tale, isCountry: names[name].isCountry)
            candidate.add(.far)
            best = better(best, candidate)
        }
        return best
    }

    private static let distances: [PlaceSign] = [.one, .two, .three, .few]

    private func better(_ best: PlaceCandidate?, _ other: PlaceCandidate) -> PlaceCandidate {
        guard let best else { return other }
        if best.score != other.score { return best.score > other.score ? best : other }
        guard let one = best.name, let next = other.name, one != next else { return best }
        return names[one].text < names[next].text ? best : other
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

    private func passage(_ name: Int, _ tale: Tale, isCountry: Bool) -> PlaceCandidate {
        let measure = tale.count.measure
        var candidate = PlaceCandidate(name)
        candidate.add(.often, names[name].often)
        candidate.add(.opening, if: names[name].isOpening)
        candidate.add(.earlierScene, Double(min(3, names[name].counts)))
        candidate.add(.country, if: isCountry)
        candidate.add(.countryMeant, if: isCountry && tale.meant == .country)
        candidate.add(.placeMeant, if: !isCountry && tale.meant == .place)
        candidate.add(measure == .incident ? .incidentCountry : measure == .stock ? .stockCountry : .totalCountry, if: isCountry)
        candidate.add(.told, if: tale.count.isTold)
        candidate.add(.newEvent, if: tale.event == .new)
        candidate.add(.openingEvent, if: tale.event == .same && names[name].isOpening)
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
    fileprivate mutating func add(_ place: Scenery.NamedPlace, credit: PlaceMention.Credit) {
        let mention = place.mention
        add(.strong, if: mention.hold == .strong)
        add(.weak, if: mention.hold == .weak)
        add(.unknown, if: !mention.isKnown)
        add(.source, if: place.isSource)
        add(.credited, if: credit == .whole)
        add(.creditedPart, if: credit == .part)
    }
}

extension Reading {
    enum Meant { case country, place }

    /// Whether "in the country" or "the city" points back.
    var meantPlace: Meant? {
        guard all.contains(Role.countryNoun.rawValue) || all.contains(Role.placeSuffix.rawValue) else { return nil }
        for index in range where has(index, .determiner) || has(index, .article) {
            if end(of: .countryNoun, from: index + 1) != nil, start(of: .placeBefore, before: index) != nil { return .country }
            if has(index + 1, .placeSuffix) { return .place }
        }
        return nil
    }

    enum Event { case same, new }

    /// Whether the sentence speaks of an event told before ("the blast") or of another one ("a blast").
    var event: Event? {
        guard all.contains(Role.incident.rawValue) else { return nil }
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
