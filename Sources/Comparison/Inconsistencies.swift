import Figures
import Foundation

extension FigureComparison {
    /// "More than 36,000" is not said of 48,341 who came: a bound this far below the number is another count, of those who stayed.
    private static let looseBound = Decimal(5) / 4

    /// Says where a version contradicts itself: disjoint numbers of one claimant for one day, or parts that do not add up.
    mutating func addInconsistencies(beside claims: [Claim]) {
        for statement in statements {
            let leader = new[statement.leader]
            if let other = statement.others.map({ new[$0] }).first(where: { contradicts($0, leader) }) {
                say(change(.inconsistent, .warning, leader, previous: other.quantity))
            }
            if let sum = Parts.sum(of: claims, for: leader) {
                say(change(.inconsistent, .warning, leader, previous: Quantity(sum, unit: leader.quantity.unit)))
            }
        }
    }

    /// One sentence may tell how a number moved, and an earlier number may be looked back at: neither is a contradiction.
    private func contradicts(_ other: Observation, _ leader: Observation) -> Bool {
        guard other.quote != leader.quote, !standsBefore(other), !other.quantity.isRounding(of: leader.quantity),
            !leader.quantity.isRounding(of: other.quantity)
        else { return false }
        return !other.quantity.interval.overlaps(leader.quantity.interval) || isTooLoose(other.quantity, for: leader.quantity)
    }

    /// Whether the number was known from before this version.
    private func standsBefore(_ observation: Observation) -> Bool {
        (standing.series[observation.claimant] ?? []).contains {
            $0.quantity.value == observation.quantity.value && $0.asOf < observation.asOf
        }
    }

    private func isTooLoose(_ bound: Quantity, for number: Quantity) -> Bool {
        figure.measure == .cumulative && bound.qualifier == .moreThan && number.qualifier == .exact
            && number.value > bound.value * Self.looseBound
    }
}
