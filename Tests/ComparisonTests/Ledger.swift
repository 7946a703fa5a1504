import Comparison
import Figures
import Foundation

/// A store in memory: files what the comparison says, and hands it back as the standing for the next version.
struct Ledger {
    let figure: Figure
    private var series: [String: [Observation]] = [:]
    private(set) var disagreements: Set<Pair> = []
    private(set) var renewed: [Change] = []
    private var said: [Observation] = []
    var points: [Observation] { series.keys.sorted().flatMap { series[$0] ?? [] } }
    private var told: [String: Quantity] = [:]
    private var held: [Observation: Day] = [:]

    init(_ figure: Figure) {
        self.figure = figure
    }

    /// What a version changes, filed.
    mutating func tell(_ new: Observation..., instead before: [Observation]? = nil, beside claims: [Claim] = []) -> [Change] {
        tell(new, instead: before, beside: claims)
    }

    mutating func tell(_ new: [Observation], instead before: [Observation]? = nil, beside claims: [Claim] = []) -> [Change] {
        let outcome = changes(new, to: figure, standing: standing(for: new, before: before), beside: claims)
        if !outcome.withdrawn.isEmpty {
            series = series.mapValues { $0.filter { !outcome.withdrawn.contains($0) } }.filter { !$0.value.isEmpty }
            said.removeAll { outcome.withdrawn.contains($0) }
        }
        for index in outcome.points {
            add(new[index])
        }
        for (index, point) in outcome.confirmed {
            held[point] = max(held[point] ?? point.asOf, new[index].asOf)
        }
        for observation in outcome.points.map({ new[$0] }) + outcome.confirmed.keys.map({ new[$0] }) {
            said.removeAll { $0.claimant == observation.claimant && $0.outlet == observation.outlet && $0.asOf <= observation.asOf }
            said.append(observation)
        }
        disagreements = disagreements.union(outcome.opened).subtracting(outcome.closed)
        renewed += outcome.renewed
        for change in outcome.changes where [.first, .rise, .fall, .switched, .edited].contains(change.what) {
            told[change.claimant] = change.quantity
        }
        return outcome.changes
    }

    private mutating func add(_ point: Observation) {
        let points = series[point.claimant] ?? []
        let place = points.lastIndex { !precedes(point, $0) }.map { $0 + 1 } ?? 0
        series[point.claimant, default: []].insert(point, at: place)
    }

    /// The newest of each claimant, its last three days, and what the new observations lie beside: no more than a store would give.
    private func standing(for new: [Observation], before: [Observation]?) -> Standing {
        var standing = Standing(disagreements: disagreements, versionBefore: before, said: said, told: told)
        for (claimant, all) in series {
            let newest = all.last { $0.status == .reported } ?? all[all.count - 1]
            let window = position(of: newest.asOf + -3, in: all)..<all.count
            let places = Set(window).union(new.flatMap { self.places(beside: $0, in: all) })
            standing.series[claimant] = places.sorted().map { all[$0] }
            standing.heldUntil[claimant] = held[newest]
        }
        return standing
    }

    /// The day of the observation, what comes before it, and the last point with its beginning.
    private func places(beside observation: Observation, in all: [Observation]) -> [Int] {
        let day = position(of: observation.asOf, in: all)
        let sameDay = all[day...].prefix { $0.asOf == observation.asOf }.indices
        let sameCount = all.lastIndex { $0.since == observation.since }
        return Array(sameDay) + [day - 1, sameCount ?? -1].filter { $0 >= 0 }
    }

    /// The first place of a day or later.
    private func position(of day: Day, in all: [Observation]) -> Int {
        var (low, high) = (0, all.count)
        while low < high {
            let middle = (low + high) / 2
            if all[middle].asOf < day { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func precedes(_ one: Observation, _ other: Observation) -> Bool {
        (one.asOf, one.published, one.seen) < (other.asOf, other.published, other.seen)
    }
}

/// A figure of people killed.
func figure(
    _ measure: Measure = .cumulative, kind: Kind = .killed, since: Day? = nil, alert: AlertRule = AlertRule()
) -> Figure {
    Figure(name: "toll", title: "Toll", kind: kind, measure: measure, since: since, alert: alert)
}

/// A number as an outlet reports it, on so many days after 1 May 2024.
func observation(
    _ quantity: Quantity, by claimant: String = "ministry", day: Int = 0, hour: Int = 12, outlet: String = "Rudaw", article: Int = 0,
    status: Status = .reported, since: Day? = nil, quote: String? = nil, span: Int = 0, claim: Int = 0, report: String = ""
) -> Observation {
    let start = Day(number: 19_844)
    let published = Date(timeIntervalSince1970: Double(start.number + day) * 86_400 + Double(hour) * 3600)
    let address = "https://\(outlet.lowercased()).example/\(day)/\(hour)/\(article)"
    return Observation(
        figure: "toll", claim: claim, claimant: claimant, isOwnVoice: claimant == outlet, quantity: quantity, status: status,
        asOf: start + day, since: since, published: published, seen: published, outlet: outlet,
        url: URL(string: address) ?? URL(filePath: "/"), quote: quote ?? "\(quantity.value) were killed, \(claimant) said.",
        span: span..<span + 2, report: report)
}

extension Change {
    /// "rise 104 → 120", to be compared at a glance.
    var summary: String {
        let numbers = [previous, quantity].map { $0.map { "\($0.value)" } ?? "nothing" }
        return "\(what.rawValue) \(numbers[0]) → \(numbers[1])"
    }
}
