import Figures
import Foundation
import Places

/// Whether a claim is a point of a figure of its kind and measure.
struct Fit {
    let claim: Claim
    /// Where the counted thing happened or is; several for "Kyiv and Sumy", none where it is not said or not known.
    let places: [Place]
    let dating: Dating
    /// The day of publication.
    let day: Day

    func fits(_ entry: FigureIndex.Entry, gazetteer: Gazetteer, words: ClaimantWords) -> Bool {
        isThere(entry.place, gazetteer) && isThen(entry.figure) && hasUnit(of: entry.figure) && isPlausible(in: entry.figure)
            && entry.groups.takes(claim.group, of: claim.kind, words: words)
    }

    /// A claim that does not say where is a point of no figure that has a place.
    private func isThere(_ outer: Place?, _ gazetteer: Gazetteer) -> Bool {
        guard let outer else { return true }
        return !places.isEmpty && places.allSatisfy { gazetteer.contains(outer, $0) }
    }

    /// Whether it counts what lies in the figure's place, not the whole of it. Of many incidents each has its own place.
    func isPart(of entry: FigureIndex.Entry) -> Bool {
        guard entry.figure.measure != .incident || entry.figure.since != nil, let whole = entry.place else { return false }
        return !places.contains(whole)
    }

    private func hasUnit(of figure: Figure) -> Bool {
        claim.quantity.isMoney && figure.unit == nil || claim.quantity.unit == figure.unit
    }

    func isPlausible(in figure: Figure) -> Bool {
        guard let plausible = figure.plausible else { return true }
        return plausible.contains(claim.quantity.value) && plausible.contains(claim.quantity.high ?? claim.quantity.value)
    }
}

// MARK: - Time

extension Fit {
    /// A projection speaks of days to come, which the words of past days cannot date.
    private func isThen(_ figure: Figure) -> Bool {
        guard claim.status != .projected else { return figure.since.map { day >= $0 } ?? true }
        return switch figure.measure {
        case .incident: figure.since.map(claim.measure == .cumulative ? isCountedAfter : isOfIncident) ?? true
        case .cumulative: !dating.isVague && (figure.since.map(isCounted) ?? true)
        case .stock: figure.since.map { dating.asOf >= $0 } ?? true
        }
    }

    /// The words date it to the day, or say nothing and the article follows soon.
    private func isOfIncident(on incident: Day) -> Bool {
        guard dating.isStated, !claim.isCountedOn else { return (0...Matcher.incidentDays).contains(day - incident) }
        return dating.period.first <= incident && incident <= dating.period.last
    }

    /// A running total of an incident's dead began with it; where nobody says when it began, the article follows soon.
    private func isCountedAfter(_ incident: Day) -> Bool {
        guard dating.isRunning, let since = dating.since else {
            return !dating.isVague && !dating.isWindow && (0...Matcher.incidentDays).contains(day - incident)
        }
        return since...(dating.sinceAtLatest ?? since) ~= incident
    }

    /// A month's or a day's dead are no total; a count that began before the figure's is another one.
    private func isCounted(from start: Day) -> Bool {
        guard dating.asOf >= start else { return false }
        if dating.isWindow { return dating.since == start }
        guard let latest = dating.sinceAtLatest else { return true }
        return latest >= start
    }

    /// The day for which the number holds.
    ///
    /// An incident's toll is counted on for days: "killed 131 people on March 2", written on March 13, is what is known on March 13.
    /// A projection is filed under the day on which it was made.
    func asOf(in figure: Figure) -> Day {
        claim.status == .projected || figure.measure == .incident && figure.since != nil ? day : dating.asOf
    }

    /// From when the number counts: what the words say, else what the figure says.
    ///
    ///     "since October", in a figure since 2023-10-07    2023-10-07
    func since(in figure: Figure) -> Day? {
        guard figure.measure == .cumulative else { return nil }
        guard let since = dating.since else { return figure.since }
        guard let start = figure.since, let latest = dating.sinceAtLatest, since <= start, start <= latest else { return since }
        return start
    }
}

extension Gazetteer {
    /// "Kyiv and Sumy" → both; none where one of them is not known.
    func places(in text: String, joinedBy words: ClaimantWords) -> [Place] {
        if let place = place(named: text) { return [place] }
        var names: [[Substring]] = [[]]
        for word in text.split(separator: " ") {
            if words.has(word.lowercased(), as: .and) {
                names.append([])
            } else {
                names[names.count - 1].append(word)
                if word.hasSuffix(",") { names.append([]) }
            }
        }
        let listed = names.filter { !$0.isEmpty }.map { $0.joined(separator: " ").trimmingCharacters(in: [",", " "]) }
        let found = listed.compactMap(place(named:))
        return listed.count > 1 && found.count == listed.count ? found : []
    }

    /// The places that all of these are, or lie in.
    func common(_ places: [Place]) -> [Int] {
        guard let first = places.first else { return [] }
        let others = places.dropFirst().map { Set([$0.id] + ancestors(of: $0)) }
        return ([first.id] + ancestors(of: first)).filter { id in others.allSatisfy { $0.contains(id) } }
    }
}
