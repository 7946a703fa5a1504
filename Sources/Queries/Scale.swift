package import Foundation

/// The axis of a chart of quantities: round numbers a few steps apart that take in every number drawn.
///
///     34,844 … 43,603 → 34,000, 36,000 … 44,000
package struct Scale: Hashable, Sendable {
    package let ticks: [Decimal]

    /// Nil where there is nothing to draw.
    package init?(_ amounts: [Amount], steps: Int = 5) {
        let numbers = amounts.flatMap { [$0.value, $0.low, $0.high].compactMap { $0 } }.map { NSDecimalNumber(decimal: $0).doubleValue }
        guard let least = numbers.min(), let most = numbers.max(), steps > 0 else { return nil }
        let span = most > least ? most - least : max(1, abs(most) / 10)
        let step = Self.round(span / Double(steps))
        let isWhole = numbers.allSatisfy { $0 == $0.rounded() }
        let size = isWhole ? max(1, step) : step
        let (first, last) = ((least / size).rounded(.down), (most / size).rounded(.up))
        ticks = stride(from: first, through: max(last, first + 1), by: 1).map { Self.decimal($0 * size) }
    }

    /// Where a number stands between the lowest tick, 0, and the highest, 1.
    package func share(of value: Decimal) -> Double {
        guard let first = ticks.first, let last = ticks.last, last > first else { return 0 }
        return NSDecimalNumber(decimal: (value - first) / (last - first)).doubleValue
    }

    /// The next round number: 1, 2 or 5 times a power of ten.
    private static func round(_ step: Double) -> Double {
        let power = pow(10, log10(step).rounded(.down))
        return [1, 2, 5, 10].map { $0 * power }.first { $0 >= step * 0.999 } ?? step
    }

    /// The shortest decimal that reads as this number: 0.30000000000000004 is 0.3.
    private static func decimal(_ value: Double) -> Decimal {
        Decimal(string: String(format: "%.10g", value)) ?? Decimal(value)
    }
}
