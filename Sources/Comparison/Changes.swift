package import Figures
import Foundation

/// What one version's observations did to a figure.
package func changes(_ new: [Observation], to figure: Figure, standing: Standing) -> Outcome {
    changes(new, to: figure, standing: standing, beside: [])
}

/// What one version's observations did to a figure.
///
/// - Parameter claims: all claims of the version, in order, among which the parts of a total are looked for.
package func changes(_ new: [Observation], to figure: Figure, standing: Standing, beside claims: [Claim]) -> Outcome {
    var comparison = FigureComparison(new, figure: figure, standing: standing)
    comparison.compare()
    comparison.addInconsistencies(beside: claims)
    return comparison.outcome
}

/// The comparison of one version with one figure, as it proceeds.
struct FigureComparison {
    let new: [Observation]
    let figure: Figure
    let standing: Standing
    let counts: Counts
    var statements: [Statement] = []
    var edits = Edits()
    var outcome = Outcome()
    /// The series as they stand, growing with each point.
    var series: [String: [Observation]]
    /// For each claimant the day for which its newest number was last said.
    var held: [String: Day]
    /// Claimants whose number was stated, and of these the ones whose number moved.
    var stated: Set<String> = []
    var moved: Set<String> = []

    init(_ new: [Observation], figure: Figure, standing: Standing) {
        self.new = new
        self.figure = figure
        self.standing = standing
        counts = Counts(figure: figure)
        held = standing.heldUntil
        series = standing.series
        statements = statementsByDay()
        edits = Edits(from: standing.versionBefore ?? [], to: new, replacing: statements.map(\.leader))
        let gone = Set(edits.withdrawn)
        series = series.mapValues { $0.filter { !gone.contains($0) } }
    }

    mutating func compare() {
        outcome.withdrawn = edits.withdrawn
        stated.formUnion(edits.withdrawn.map(\.claimant))
        outcome.changes += edits.lost.map(withdrawal)
        for index in new.indices where new[index].status != .reported {
            fileAside(index)
        }
        for statement in statements {
            file(statement)
        }
        judgeDisagreements()
    }

    /// Of what is mentioned beside the leader, only what it implies is filed: the rest is not this count of this day, whatever it is.
    private mutating func file(_ statement: Statement) {
        stated.insert(new[statement.leader].claimant)
        let leader = fileLeader(statement.leader)
        for index in statement.others where isImplied(index, by: statement.leader) {
            outcome.confirmed[index] = leader
        }
    }

    /// Files what announces nothing: a projection, a number that is denied.
    private mutating func fileAside(_ index: Int) {
        let observation = new[index]
        let known = (series[observation.claimant] ?? []).last {
            $0.status == observation.status && $0.quantity == observation.quantity && counts.areOne($0, observation)
        }
        if let known { outcome.confirmed[index] = known } else { add(index) }
    }

    /// - Returns: the point that now stands for the number: itself, or the one that it says again.
    private mutating func fileLeader(_ index: Int) -> Observation {
        let observation = new[index]
        let known = points(counting: observation)
        let misreported = known.last { counts.isMisreport(observation, against: $0) }
        if let again = saidBefore(observation, among: known) {
            confirm(index, again, newest: known.last)
            return again
        }
        announce(index, known: known, misreported: misreported)
        add(index)
        return observation
    }

    /// The point that the number only says again: the newest, one of the same day, or what the same outlet said last.
    private func saidBefore(_ observation: Observation, among known: [Observation]) -> Observation? {
        guard let newest = known.last else { return nil }
        if confirms(observation, newest), !isOlder(observation, than: newest) { return newest }
        if let sameDay = known.last(where: { $0.asOf == observation.asOf && $0.quantity == observation.quantity }) { return sameDay }
        if isOlder(observation, than: newest) {
            return known.last { !isOlder(observation, than: $0) }.flatMap { confirms(observation, $0) ? $0 : nil }
        }
        return repeated(observation, before: newest)
    }

    /// What the outlet said last of the claimant, when it says it again though others have gone on.
    private func repeated(_ observation: Observation, before newest: Observation) -> Observation? {
        let last = standing.said.last {
            $0.claimant == observation.claimant && $0.outlet == observation.outlet && $0.status == .reported
                && !edits.withdrawn.contains($0)
        }
        guard let last, last.quantity == observation.quantity, last.asOf < newest.asOf, counts.areOne(last, observation)
        else { return nil }
        return last
    }

    private func confirms(_ observation: Observation, _ point: Observation) -> Bool {
        Movement(from: point.quantity, to: observation.quantity) == .confirmed || isRounded(observation, point)
    }

    /// Whether another outlet tells the number with fewer digits. Who gave all of them and now says less has another number.
    private func isRounded(_ observation: Observation, _ point: Observation) -> Bool {
        observation.outlet != point.outlet && observation.quantity.value < point.quantity.value
            && observation.quantity.isRounding(of: point.quantity)
    }

    private mutating func confirm(_ index: Int, _ point: Observation, newest: Observation?) {
        outcome.confirmed[index] = point
        guard point == newest else { return }
        let claimant = new[index].claimant
        held[claimant] = max(held[claimant] ?? point.asOf, new[index].asOf)
    }

    private mutating func add(_ index: Int) {
        outcome.points.append(index)
        let observation = new[index]
        var points = series[observation.claimant] ?? []
        let place = points.lastIndex { !isOlder(observation, than: $0) }.map { $0 + 1 } ?? 0
        points.insert(observation, at: place)
        series[observation.claimant] = points
        if observation.status == .reported, place == points.count - 1 { held[observation.claimant] = nil }
    }

    func isOlder(_ observation: Observation, than point: Observation) -> Bool {
        (observation.asOf, observation.published) < (point.asOf, point.published)
    }
}
