package import Figures
package import Places

/// What is wrong with the figures as a whole, in words that say what to do.
package enum FigureProblem: Hashable, Sendable, CustomStringConvertible {
    /// No gazetteer knows the place, so nothing will ever be a point of the figure.
    case unknownPlace(figure: String, place: String)
    /// Every claim that is a point of the one may be a point of the other.
    case sameClaims(figure: String, other: String)
    /// One claimant's name is listed for two.
    case sharedClaimant(figure: String, name: String, claimants: [String])

    /// The name of the figure that is to be mended.
    package var figure: String {
        switch self {
        case .unknownPlace(let figure, _), .sameClaims(let figure, _), .sharedClaimant(let figure, _, _): figure
        }
    }

    package var description: String {
        switch self {
        case .unknownPlace(let figure, let place):
            "\(figure): no place is named \"\(place)\"; write it as GeoNames does, or name what it lies in"
        case .sameClaims(let figure, let other):
            "\(figure) and \(other) take the same claims; give them another place, day, group or unit, or remove one"
        case .sharedClaimant(let figure, let name, let claimants):
            "\(figure): \"\(name)\" is listed for \(claimants.joined(separator: " and for ")); leave it with one of them"
        }
    }
}

extension Matcher {
    /// What is wrong with the figures, in their order.
    package static func problems(in figures: [Figure], places: Gazetteer, words: [String: Wording]) -> [FigureProblem] {
        let names = ClaimantNames(places: places, words: Wording.all(words).claimants)
        var known: [Scope: String] = [:]
        return figures.flatMap { figure in
            var problems = unknownPlace(of: figure, places) + sharedClaimants(of: figure, names)
            if let other = known.updateValue(figure.name, forKey: Scope(figure, places)) {
                problems.append(.sameClaims(figure: figure.name, other: other))
            }
            return problems
        }
    }

    /// What decides which claims a figure takes.
    private struct Scope: Hashable {
        let kind: Kind
        let measure: Measure
        let place: Place?
        let placeName: String?
        let since: Day?
        let groups: Set<String>
        let unit: String?

        init(_ figure: Figure, _ places: Gazetteer) {
            kind = figure.kind
            measure = figure.measure
            place = figure.place.flatMap(places.place(named:))
            placeName = place == nil ? figure.place : nil
            since = figure.since
            groups = Set(figure.groups.map { $0.lowercased() })
            unit = figure.unit
        }
    }

    private static func unknownPlace(of figure: Figure, _ places: Gazetteer) -> [FigureProblem] {
        guard let place = figure.place, places.place(named: place) == nil else { return [] }
        return [.unknownPlace(figure: figure.name, place: place)]
    }

    private static func sharedClaimants(of figure: Figure, _ names: ClaimantNames) -> [FigureProblem] {
        var owners: [ClaimantName: (written: String, claimants: Set<String>)] = [:]
        for (claimant, others) in figure.claimants {
            for name in [claimant] + others {
                owners[names.name(name), default: (name, [])].claimants.insert(claimant)
            }
        }
        return owners.values.filter { $0.claimants.count > 1 }.sorted { $0.written < $1.written }
            .map { .sharedClaimant(figure: figure.name, name: $0.written, claimants: $0.claimants.sorted()) }
    }
}
