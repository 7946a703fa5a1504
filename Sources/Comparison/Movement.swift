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
    /// Whether the number may be the other one, told with fewer digits: "41,000" of 41,200, "1.2 million" of 1,234,567.
    ///
    /// News rounds without saying so, and a fall of 200 in 41,200 is more often that than a revision. So a number from 1,000 on that
    /// ends in two zeros or more, said as exact, stands for all that is rounded or cut down to it. Two digits always count: "20,000"
    /// is no rounding of 21,500. The other number must have more digits that count; of two round numbers neither stands for the other.
    func isRounding(of other: Quantity) -> Bool {
        guard qualifier == .exact, other.qualifier == .exact, unit == other.unit, value >= 1000 else { return false }
        let (digits, zeros) = wholeDigits
        let precision = Self.power(min(zeros, digits - 2))
        guard zeros >= 2, !other.isMultiple(of: precision) else { return false }
        return other.value >= value - precision / 2 && other.value < value + precision
    }

    /// How many digits the number has before its point, and with how many zeros these end.
    private var wholeDigits: (digits: Int, zeros: Int) {
        var (rest, digits, zeros, isEnd) = (value, 0, 0, true)
        while rest >= 1, digits < 30 {
            let tenth = Self.whole(rest / 10)
            isEnd = isEnd && tenth * 10 == rest
            zeros += isEnd ? 1 : 0
            digits += 1
            rest = tenth
        }
        return (digits, zeros)
    }

    private func isMultiple(of step: Decimal) -> Bool {
        Self.whole(value / step) * step == value
    }

    private static func power(_ exponent: Int) -> Decimal {
        (0..<max(0, exponent)).reduce(Decimal(1)) { power, _ in power * 10 }
    }

    private static func whole(_ value: Decimal) -> Decimal {
        var (value, result) = (value, Decimal())
        NSDecimalRound(&result, &value, 0, .down)
        return result
    }

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
