import Foundation

/// How many: a whole number where it can be one, as almost all are, else a decimal one.
///
/// Comparing and adding decimals takes a hundred times as long, and every number of a text is held against years, days and ages.
struct Magnitude: Sendable, ExpressibleByIntegerLiteral {
    private enum Form: Sendable {
        case whole(Int)
        case decimal(Decimal)
    }

    private let form: Form

    init(_ value: Int) {
        form = .whole(value)
    }

    init(integerLiteral value: Int) {
        form = .whole(value)
    }

    init(_ value: Decimal) {
        let whole = (value as NSDecimalNumber).intValue
        form = value.exponent >= 0 && Decimal(whole) == value ? .whole(whole) : .decimal(value)
    }

    var decimal: Decimal {
        switch form {
        case .whole(let value): Decimal(value)
        case .decimal(let value): value
        }
    }

    /// Without what stands behind the point.
    var whole: Int {
        switch form {
        case .whole(let value): value
        case .decimal(let value): (value as NSDecimalNumber).intValue
        }
    }

    static func + (one: Magnitude, other: Magnitude) -> Magnitude {
        if case (.whole(let one), .whole(let other)) = (one.form, other.form) {
            let (sum, isTooGreat) = one.addingReportingOverflow(other)
            if !isTooGreat { return Magnitude(sum) }
        }
        return Magnitude(decimal: one.decimal + other.decimal)
    }

    static func * (one: Magnitude, other: Magnitude) -> Magnitude {
        if case (.whole(let one), .whole(let other)) = (one.form, other.form) {
            let (product, isTooGreat) = one.multipliedReportingOverflow(by: other)
            if !isTooGreat { return Magnitude(product) }
        }
        return Magnitude(decimal: one.decimal * other.decimal)
    }

    /// - Parameter decimal: kept as it is.
    private init(decimal: Decimal) {
        form = .decimal(decimal)
    }
}

extension Magnitude: Comparable, Hashable {
    static func == (one: Magnitude, other: Magnitude) -> Bool {
        if case (.whole(let one), .whole(let other)) = (one.form, other.form) { return one == other }
        return one.decimal == other.decimal
    }

    static func < (one: Magnitude, other: Magnitude) -> Bool {
        if case (.whole(let one), .whole(let other)) = (one.form, other.form) { return one < other }
        return one.decimal < other.decimal
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(decimal)
    }
}
