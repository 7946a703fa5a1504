package import Foundation

/// How the words bound a number.
package enum Qualifier: String, CaseIterable, Codable, Hashable, Sendable {
    case exact
    case moreThan = "more_than"
    case atLeast = "at_least"
    case lessThan = "less_than"
    case atMost = "at_most"
    case nearly
    case about
    case between
    /// "dozens", "tens of thousands": the unit named is the value.
    case order
}

/// A number as an article states it, in base units.
///
///     "1.2 million"        value 1200000, exact
///     "more than 40,000"   value 40000, moreThan
///     "10 to 20"           value 10, high 20, between
///     "$5.5bn"             value 5500000000, exact, unit USD
package struct Quantity: Hashable, Sendable, Codable {
    package let value: Decimal
    /// The upper end of "10 to 20"; nil for all but `between`.
    package let high: Decimal?
    package let qualifier: Qualifier
    /// The ISO 4217 currency of money, "households" or "families" where those are counted in place of people; else nil.
    package let unit: String?

    package init(_ value: Decimal, _ qualifier: Qualifier = .exact, high: Decimal? = nil, unit: String? = nil) {
        self.value = value
        self.high = high
        self.qualifier = qualifier
        self.unit = unit
    }

    /// Whether the number is an amount of money: an ISO 4217 code stands for its unit.
    package var isMoney: Bool {
        guard let unit else { return false }
        return unit.utf8.count == 3 && unit.utf8.allSatisfy { (0x41...0x5A).contains($0) }
    }

    /// Every value that the words leave open.
    ///
    /// A count knows the next whole number ("more than 40,000" is at least 40,001), money does not.
    package var interval: Interval {
        let step: Decimal = isMoney ? 0 : 1
        return switch qualifier {
        case .exact: Interval(low: value, high: value)
        case .moreThan: Interval(low: value + step, high: nil)
        case .atLeast: Interval(low: value, high: nil)
        case .lessThan: Interval(low: nil, high: value - step)
        case .atMost: Interval(low: nil, high: value)
        case .nearly: Interval(low: value * Self.nine / 10, high: value)
        case .about: Interval(low: value * Self.nine / 10, high: value * Self.eleven / 10)
        case .between: Interval(low: value, high: high ?? value)
        case .order: Interval(low: value * 2, high: nil)
        }
    }

    private static let nine: Decimal = 9
    private static let eleven: Decimal = 11
}

/// A closed interval of numbers; an end that is nil is open.
///
///     "at least 12"     12...
///     "10 to 20"        10...20
package struct Interval: Hashable, Sendable, Codable {
    package let low: Decimal?
    package let high: Decimal?

    package init(low: Decimal?, high: Decimal?) {
        self.low = low
        self.high = high
    }

    /// Whether both statements can be true at once.
    package func overlaps(_ other: Interval) -> Bool {
        !isBelow(other) && !other.isBelow(self)
    }

    /// Whether every value of this interval is less than every value of the other.
    package func isBelow(_ other: Interval) -> Bool {
        guard let high, let low = other.low else { return false }
        return high < low
    }
}

extension Quantity {
    /// What the number of a part says of the whole: that it is no less.
    ///
    ///     "3,000 in Khan Younis"       at least 3,000 in Gaza
    ///     "up to 3,000 in Rafah"       nothing
    package var ofPart: Quantity? {
        switch qualifier {
        case .order, .moreThan, .atLeast: return self
        default: return interval.low.map { Quantity($0, .atLeast, unit: unit) }
        }
    }
}
