package import Figures
package import Foundation

/// A quantity as answers carry it: exact, with its bound, and as people write it.
///
///     {"value": 40000, "qualifier": "more_than", "low": 40001, "text": ">40,000"}
package struct Amount: Codable, Hashable, Sendable {
    package let value: Decimal
    package let valueHigh: Decimal?
    package let qualifier: Qualifier
    package let unit: String?
    /// The interval that the words leave open; an end that is absent is open.
    package let low: Decimal?
    package let high: Decimal?
    package let text: String

    package init(_ quantity: Quantity) {
        value = quantity.value
        valueHigh = quantity.high
        qualifier = quantity.qualifier
        unit = quantity.unit
        low = quantity.interval.low
        high = quantity.interval.high
        text = quantity.symbols.printable
    }

    package var quantity: Quantity {
        Quantity(value, qualifier, high: valueHigh, unit: unit)
    }
}
