import Figures
import Foundation

/// What is said of a new point.
extension FigureComparison {
    /// A claimant's first number is told unless the figure has gone on by more days than this.
    private static let recent = 3

    /// Says what a new point did, if it did anything that is to be told.
    mutating func announce(_ index: Int, known: [Observation], misreported: Observation?) {
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

    /// The projection that this number settles: the newest, unless this claimant, or anybody with this number, reported since.
    private func projection(before observation: Observation) -> Observation? {
        let known = series.values.joined() + new
        let projections = known.filter { $0.status == .projected && $0.quantity.unit == observation.quantity.unit }
        guard let newest = projections.max(by: { ($0.seen, $0.asOf) < ($1.seen, $1.asOf) }) else { return nil }
        let isSettled = series.values.joined().contains {
            $0.status == .reported && $0.seen >= newest.seen && $0 != observation
                && ($0.claimant == observation.claimant || $0.quantity.value == observation.quantity.value)
        }
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

    func withdrawal(_ old: Observation) -> Change {
        var change = change(.withdrawn, .warning, old, previous: old.quantity)
        change.quantity = nil
        return change
    }

    mutating func say(_ change: Change) {
        outcome.changes.append(change)
    }
}
