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
    /// A claimant's first number is told unless the figure has gone on by more days than this.
    private static let recent = 3

    let new: [Observation]
    let figure: Figure
    let standing: Standing
    let counts: Counts
    private(set) var statements: [Statement] = []
    private var edits = Edits()
    private(set) var outcome = Outcome()
    /// The series as they stand, growing with each point.
    private var series: [String: [Observation]]
    /// For each claimant the day for which its newest number was last said.
    private var held: [String: Day]
    /// Claimants whose number was stated, and of these the ones whose number moved.
    private var stated: Set<String> = []
    private var moved: Set<String> = []

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

    // MARK: One claimant's numbers of one day

    /// What a version states of one count: the number it stands for, and others that it mentions beside.
    struct Statement {
        let leader: Int
        let others: [Int]
    }

    /// The version's numbers, sorted by what they count; earlier days first.
    private func statementsByDay() -> [Statement] {
        var groups: [[Int]] = []
        let reported = new.indices.filter { new[$0].status == .reported }
        for index in reported {
            let group = groups.firstIndex {
                new[$0[0]].claimant == new[index].claimant && new[$0[0]].asOf == new[index].asOf && counts.areOne(new[$0[0]], new[index])
            }
            if let group { groups[group].append(index) } else { groups.append([index]) }
        }
        return groups.map(statement).sorted { (new[$0.leader].asOf, $0.leader) < (new[$1.leader].asOf, $1.leader) }
    }

    /// Of several numbers the one that is not looked back at, and of these the highest; of a level the last.
    private func statement(_ group: [Int]) -> Statement {
        let fresh = group.filter { !isLookedBackAt(new[$0]) }
        let candidates = fresh.isEmpty ? group : fresh
        let highest = candidates.reduce(candidates[0]) { best, index in
            if figure.measure == .stock { return index }
            let (one, other) = (new[best].quantity, new[index].quantity)
            if other.stated.lowerBound > one.stated.lowerBound { return index }
            return other.stated.lowerBound == one.stated.lowerBound && one.interval.contains(other.interval) ? index : best
        }
        return Statement(leader: highest, others: group.filter { $0 != highest })
    }

    /// "Rose from 19 to 37": the 19 is what was known before.
    private func isLookedBackAt(_ observation: Observation) -> Bool {
        points(counting: observation).contains {
            $0.asOf < observation.asOf && $0.quantity.value == observation.quantity.value
        }
    }

    /// The standing points of the same claimant that count the same thing.
    private func points(counting observation: Observation) -> [Observation] {
        (series[observation.claimant] ?? []).filter { $0.status == .reported && counts.areOne($0, observation) }
    }

    // MARK: Filing

    /// Of what is mentioned beside the leader, only what it implies is filed: the rest is not this count of this day, whatever it is.
    private mutating func file(_ statement: Statement) {
        stated.insert(new[statement.leader].claimant)
        let leader = fileLeader(statement.leader)
        for index in statement.others where isImplied(index, by: statement.leader) {
            outcome.confirmed[index] = leader
        }
    }

    private func isImplied(_ index: Int, by leader: Int) -> Bool {
        new[index].quantity.interval.contains(new[leader].quantity.interval)
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
        Movement(from: point.quantity, to: observation.quantity) == .confirmed
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

    // MARK: Saying

    /// Says what a new point did, if it did anything that is to be told.
    private mutating func announce(_ index: Int, known: [Observation], misreported: Observation?) {
        let observation = new[index]
        if let old = edits.replaced[index] {
            outcome.changes.append(edit(observation, instead: old))
            moved.insert(observation.claimant)
        } else if let other = misreported {
            outcome.changes.append(change(.misreport, .warning, observation, previous: other.quantity, other: other.outlet))
            moved.insert(observation.claimant)
        } else if let newest = known.last {
            if !isOlder(observation, than: newest) { announceMove(of: observation, from: newest) }
        } else if let beginning = beginning(of: observation) {
            outcome.changes.append(beginning)
        }
    }

    private mutating func announceMove(of observation: Observation, from newest: Observation) {
        let movement = Movement(from: newest.quantity, to: observation.quantity)
        guard movement == .rise || movement == .fall else { return }
        moved.insert(observation.claimant)
        guard !isToldByCopy(observation) else { return }
        if let before = switchedFrom(observation) {
            return say(change(.switched, .notice, observation, previous: before.quantity, other: before.claimant))
        }
        let isRise = movement == .rise
        let previous = reference(for: observation, newest: newest, movement: movement)
        let threshold = isRise ? figure.alert.rise : figure.alert.fall
        guard threshold.isMet(from: previous.value, to: observation.quantity.value) else { return }
        let severity: Change.Severity = !isRise && figure.measure == .cumulative ? .warning : .notice
        outcome.changes.append(change(isRise ? .rise : .fall, severity, observation, previous: previous))
    }

    /// The number from which a step is measured: the one told last, where the step leads on from there, else the newest.
    private func reference(for observation: Observation, newest: Observation, movement: Movement) -> Quantity {
        guard let told = standing.told[observation.claimant], told.unit == observation.quantity.unit,
            !countsOtherwise(told, than: observation), Movement(from: told, to: observation.quantity) == movement,
            Movement(from: told, to: newest.quantity) == movement
        else { return newest.quantity }
        return told
    }

    /// Whether a number belongs to another of the claimant's counts, such as one from another beginning.
    private func countsOtherwise(_ told: Quantity, than observation: Observation) -> Bool {
        (series[observation.claimant] ?? []).contains { $0.quantity == told && !counts.areOne($0, observation) }
    }

    /// What the first number of a claimant, or of a new count, is: a switch, an outcome, or a beginning.
    private func beginning(of observation: Observation) -> Change? {
        let own = (series[observation.claimant] ?? []).filter { $0.status == .reported }
        if let last = own.last(where: { $0.quantity.unit == observation.quantity.unit }) {
            guard !isOlder(observation, than: last) else { return nil }
            guard figure.measure == .cumulative else { return change(.first, .info, observation) }
            return change(.switched, .notice, observation, previous: last.quantity)
        }
        if isToldByCopy(observation) || isOutdated(observation) { return nil }
        if let before = switchedFrom(observation) {
            return change(.switched, .notice, observation, previous: before.quantity, other: before.claimant)
        }
        if let projection = projection(before: observation) {
            return change(.outcome, .info, observation, previous: projection.quantity, other: projection.claimant)
        }
        return change(.first, .info, observation)
    }

    /// A copy at another outlet says nothing new in that outlet's own name.
    private func isToldByCopy(_ observation: Observation) -> Bool {
        guard observation.isOwnVoice else { return false }
        return series.values.contains { $0.contains { counts.areCopies($0, observation) } }
    }

    private func isOutdated(_ observation: Observation) -> Bool {
        let newest = series.values.compactMap { $0.last { $0.status == .reported }?.asOf }.max()
        return newest.map { $0 - observation.asOf > Self.recent } ?? false
    }

    /// What the outlet last said, when it credited somebody else whom it now leaves out, with a number that cannot be this one.
    ///
    /// An outlet that credited both before goes from one to the other as it likes.
    private func switchedFrom(_ observation: Observation) -> Observation? {
        let said = standing.said.filter {
            $0.outlet == observation.outlet && $0.status == .reported && !$0.isOwnVoice && $0.asOf <= observation.asOf
                && $0.url != observation.url
        }
        guard let last = said.last, !observation.isOwnVoice, !said.contains(where: { $0.claimant == observation.claimant }),
            !new.contains(where: { $0.claimant == last.claimant }), counts.areOne(last, observation),
            !last.quantity.interval.overlaps(observation.quantity.interval)
        else { return nil }
        return last
    }

    /// The projection that this number settles: the newest, if no number was reported since.
    private func projection(before observation: Observation) -> Observation? {
        let known = series.values.joined() + new
        let projections = known.filter { $0.status == .projected && $0.quantity.unit == observation.quantity.unit }
        guard let newest = projections.max(by: { ($0.seen, $0.asOf) < ($1.seen, $1.asOf) }) else { return nil }
        let isSettled = series.values.joined().contains { $0.status == .reported && $0.seen >= newest.seen && $0 != observation }
        return isSettled ? nil : newest
    }

    func change(
        _ what: Change.What, _ severity: Change.Severity, _ observation: Observation, previous: Quantity? = nil, other: String? = nil
    ) -> Change {
        Change(
            what, severity: severity, figure: figure.name, claimant: observation.claimant, quantity: observation.quantity,
            previous: previous, other: other, outlet: observation.outlet, url: observation.url, quote: observation.quote,
            asOf: observation.asOf)
    }

    private func edit(_ observation: Observation, instead old: Observation) -> Change {
        let other = old.claimant == observation.claimant ? nil : old.claimant
        return change(.edited, .warning, observation, previous: old.quantity, other: other)
    }

    private func withdrawal(_ old: Observation) -> Change {
        var change = change(.withdrawn, .warning, old, previous: old.quantity)
        change.quantity = nil
        return change
    }

    mutating func say(_ change: Change) {
        outcome.changes.append(change)
    }

    // MARK: Disagreements

    /// A claimant's newest number, as of the last day for which it was said.
    private func newest(of claimant: String) -> Observation? {
        guard var newest = series[claimant]?.last(where: { $0.status == .reported }) else { return nil }
        newest.asOf = max(newest.asOf, held[claimant] ?? newest.asOf)
        return newest
    }

    private mutating func judgeDisagreements() {
        var judged = Set<Pair>()
        for claimant in stated.sorted() {
            for other in series.keys.sorted() where other != claimant && judged.insert(Pair(claimant, other)).inserted {
                judge(claimant, other)
            }
        }
    }

    private mutating func judge(_ claimant: String, _ other: String) {
        let pair = Pair(claimant, other)
        let wasOpen = standing.disagreements.contains(pair)
        guard let one = newest(of: claimant), let second = newest(of: other) else {
            if wasOpen { outcome.closed.insert(pair) }
            return
        }
        let isOpen = counts.disagree(one, second)
        let said = { (what: Change.What, severity: Change.Severity, comparison: FigureComparison) in
            comparison.change(what, severity, one, previous: second.quantity, other: other)
        }
        switch (wasOpen, isOpen) {
        case (false, true):
            outcome.opened.insert(pair)
            outcome.changes.append(said(.disagreementOpened, .warning, self))
        case (true, false):
            outcome.closed.insert(pair)
            outcome.changes.append(said(.disagreementClosed, .notice, self))
        case (true, true) where moved.contains(claimant) || moved.contains(other):
            outcome.renewed.append(said(.disagreementOpened, .warning, self))
        default: break
        }
    }
}
