import Figures
import Foundation

/// Which numbers of one figure count the same thing, and can be held against each other.
struct Counts {
    /// Words date a beginning only so well: "since October 7" and "since early October" are one.
    private static let sameBeginning = 7
    /// So many days apart, two levels may both be right.
    private static let sameLevel = 3
    /// So many days the toll of a disaster grows.
    private static let counting = 14
    private static let day: Double = 86_400

    let figure: Figure

    /// Whether both are in one unit, from one beginning, and, where the figure is not of one dated incident, of one day.
    func areOne(_ one: Observation, _ other: Observation) -> Bool {
        guard one.quantity.unit == other.quantity.unit else { return false }
        return switch figure.measure {
        case .cumulative: haveOneBeginning(one, other)
        case .incident: figure.since != nil || one.asOf == other.asOf
        case .stock: true
        }
    }

    /// Where the words do not say, the figure's own beginning is meant; where it has none, any.
    func haveOneBeginning(_ one: Observation, _ other: Observation) -> Bool {
        guard let first = one.since ?? figure.since, let second = other.since ?? figure.since else { return true }
        return abs(first - second) <= Self.sameBeginning
    }

    /// Whether one is a copy of the other's article, so that neither bears witness against the other.
    func areCopies(_ one: Observation, _ other: Observation) -> Bool {
        !one.report.isEmpty && one.report == other.report && one.url != other.url
    }

    /// Whether two claimants' numbers cannot both be right, and time cannot explain it.
    func disagree(_ one: Observation, _ other: Observation) -> Bool {
        guard areOne(one, other), !areCopies(one, other), isBeyondTolerance(one, other) else { return false }
        return switch figure.measure {
        case .cumulative: isAgainstTime(one, other)
        case .stock: abs(one.asOf - other.asOf) <= Self.sameLevel
        case .incident: isStillCounted(one, other) ? isAgainstTime(one, other) : true
        }
    }

    /// Whether the dead of the figure's one incident were still being counted when the later of the two was said.
    private func isStillCounted(_ one: Observation, _ other: Observation) -> Bool {
        figure.since.map { max(one.asOf, other.asOf) - $0 <= Self.counting } ?? false
    }

    /// Whether a number of what lies in the figure's place leaves open that the number of the whole stands.
    func isAsidePart(_ part: Observation, of whole: Observation) -> Bool {
        part.isPart && !whole.isPart && areOne(part, whole) && part.quantity.interval.isBelow(whole.quantity.interval)
    }

    private func isBeyondTolerance(_ one: Observation, _ other: Observation) -> Bool {
        guard !isAsidePart(one, of: other), !isAsidePart(other, of: one) else { return false }
        let (first, second) = (one.quantity.interval, other.quantity.interval)
        guard let gap = first.gap(to: second), !areOneRounded(one, other) else { return false }
        let lower = first.isBelow(second) ? first.high : second.high
        return figure.alert.disagreement.isMet(by: gap, of: lower ?? 0)
    }

    /// Whether one number may be the other with fewer digits.
    private func areOneRounded(_ one: Observation, _ other: Observation) -> Bool {
        one.quantity.isRounding(of: other.quantity) || other.quantity.isRounding(of: one.quantity)
    }

    /// A total only grows: the later one must not be below the earlier, and of one day there is one.
    private func isAgainstTime(_ one: Observation, _ other: Observation) -> Bool {
        let (earlier, later) = one.asOf <= other.asOf ? (one, other) : (other, one)
        return earlier.asOf == later.asOf || later.quantity.interval.isBelow(earlier.quantity.interval)
    }

    /// Whether two outlets credit one claimant, for one day, with numbers that cannot both be right.
    ///
    /// The toll of an incident is counted on through the day: there a later, higher number is no contradiction.
    func isMisreport(_ new: Observation, against old: Observation) -> Bool {
        guard new.asOf == old.asOf, new.outlet != old.outlet, !new.isOwnVoice, !old.isOwnVoice, areOne(new, old),
            !areCopies(new, old), !new.quantity.interval.overlaps(old.quantity.interval), !areOneRounded(new, old)
        else { return false }
        guard figure.measure == .incident else { return true }
        let (earlier, later) = new.published < old.published ? (new, old) : (old, new)
        return later.published.timeIntervalSince(earlier.published) < Self.day
            && later.quantity.interval.isBelow(earlier.quantity.interval)
    }
}
