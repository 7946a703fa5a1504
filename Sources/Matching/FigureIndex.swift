import Figures
import Places

/// The figures by what they count and where, so that a claim finds its own however many there are.
struct FigureIndex: Sendable {
    struct Key: Hashable {
        let kind: Kind
        let measure: Measure
        /// Nil: anywhere.
        let place: Int?
    }

    /// A figure with what is looked up of it once.
    struct Entry: Sendable {
        let figure: Figure
        let place: Place?
        let groups: GroupRule
        /// Normal forms of the names that its settings list → the name to show.
        let claimants: [ClaimantName: String]
    }

    private var entries: [Key: [Entry]] = [:]
    private var named: [String: Entry] = [:]

    init(_ figures: [Figure], places: Gazetteer, words: ClaimantWords, names: ClaimantNames) {
        for figure in figures {
            let place = figure.place.flatMap(places.place(named:))
            // A place that nobody knows has nothing in it.
            if figure.place != nil, place == nil { continue }
            let entry = Entry(
                figure: figure, place: place, groups: GroupRule(figure.groups, words: words),
                claimants: Self.claimants(of: figure, names))
            named[figure.name] = entry
            for measure in figure.measures {
                entries[Key(kind: figure.kind, measure: measure, place: place?.id), default: []].append(entry)
            }
        }
    }

    private static func claimants(of figure: Figure, _ names: ClaimantNames) -> [ClaimantName: String] {
        var result: [ClaimantName: String] = [:]
        for (shown, others) in figure.claimants.sorted(by: { $0.key < $1.key }) {
            for name in [shown] + others { result[names.name(name)] = shown }
        }
        return result
    }

    /// The figure of a name.
    func entry(named name: String) -> Entry? {
        named[name]
    }

    /// The figures for what is counted there: of no place, of one of the places, or of what they lie in.
    func entries(kind: Kind, measure: Measure, places: [Int]) -> [Entry] {
        let keys = [nil] + places.map(Optional.some)
        return keys.flatMap { entries[Key(kind: kind, measure: measure, place: $0)] ?? [] }
    }
}

extension Figure {
    /// Whether it follows one incident of a known day, whose toll is told as its own or as a running total: "the quake killed 71",
    /// "71 people have died since the quake".
    var isOfOneIncident: Bool {
        measure == .incident && since != nil
    }

    /// The measures of the claims that may be its points.
    fileprivate var measures: [Measure] {
        isOfOneIncident ? [.incident, .cumulative] : [measure]
    }
}
