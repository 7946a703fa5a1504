import Figures
import Foundation

/// How a number stands to the one before it in its series.
enum Movement: Hashable {
    /// It says nothing that the one before did not already imply: the same number, or a bound that it satisfies.
    case confirmed
    /// It says more, but nothing moved: "40" after "at least 40", "40,861" after "about 40,000".
    case refined
    case rise
    case fall

    ///     "40,861" → "41,200"               rise
    ///     "at least 12" → "14"              rise: a toll is stated as a bound until it moves
    ///     "40,861" → "more than 40,000"     confirmed
    ///     "about 40,000" → "40,861"         refined
    ///     "more than 1,170" → "1,139"       fall
    ///     "up to 50" → "30"                 refined: 30 never was excluded
    init(from old: Quantity, to new: Quantity) {
        self =
            if new.interval.contains(old.interval) {
                .confirmed
            } else if new.value == old.value && new.high == old.high {
                .refined
            } else if new.interval.isBelow(old.interval) {
                .fall
            } else if new.stated.lowerBound > old.stated.upperBound {
                .rise
            } else {
                .refined
            }
    }
}

extension Interval {
    /// Whether all that the other leaves open is left open here too.
    func contains(_ other: Interval) -> Bool {
        let reachesDown = low.map { low in other.low.map { $0 >= low } ?? false } ?? true
        let reachesUp = high.map { high in other.high.map { $0 <= high } ?? false } ?? true
        return reachesDown && reachesUp
    }

    /// How much lies between two intervals; nil where they overlap.
    func gap(to other: Interval) -> Decimal? {
        if isBelow(other), let high, let low = other.low { return low - high }
        if other.isBelow(self), let high = other.high, let low { return low - high }
        return nil
    }
}

extension Quantity {
    /// Where the words put the number, though its interval may reach further: the bound itself of "at least 12".
    ///
    /// "Dozens" is said of what is not yet hundreds, and so on for each such word.
    var stated: ClosedRange<Decimal> {
        let interval = interval
        switch qualifier {
        case .order: return value * 2...max(value * 2, value * 10 - 1)
        default:
            let low = interval.low ?? interval.high ?? value
            let high = interval.high ?? interval.low ?? value
            return min(low, high)...max(low, high)
        }
    }
}

extension AlertRule.Threshold {
    /// Whether a step is large enough to be told.
    func isMet(from old: Decimal, to new: Decimal) -> Bool {
        isMet(by: abs(new - old), of: old)
    }

    /// Whether a distance is, beside the number of which it is a share.
    func isMet(by distance: Decimal, of whole: Decimal) -> Bool {
        switch self {
        case .any: true
        case .never: false
        case .share(let share): distance >= share * abs(whole)
        case .amount(let amount): distance >= amount
        }
    }
}
