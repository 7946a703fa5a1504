import Figures
import Foundation
import GRDB

/// A row that says what no store of ours says: the file is damaged, or was edited by hand.
struct UnreadableRow: Error, CustomStringConvertible {
    let column: String
    let value: String

    var description: String { "column \(column) holds “\(value)”".printable }
}

/// How columns become values: an instant is milliseconds since 1970, a day is "2023-10-07", a number is decimal text.
extension Row {
    func instant(_ column: String) -> Date { Date(kept: self[column]) }

    func instantIfAny(_ column: String) -> Date? {
        let milliseconds: Int64? = self[column]
        return milliseconds.map { Date(kept: $0) }
    }

    func day(_ column: String) throws -> Day { try Day(kept: self[column], column) }

    func dayIfAny(_ column: String) throws -> Day? {
        let text: String? = self[column]
        return try text.map { try Day(kept: $0, column) }
    }

    func word<Word: RawRepresentable<String>>(_ column: String, as type: Word.Type = Word.self) throws -> Word {
        try Word(kept: self[column], column)
    }

    func amount(value: String = "value", high: String = "valueHigh", qualifier: String = "qualifier", unit: String = "unit") throws
        -> Amount
    {
        let number = try decimal(value)
        let highText: String? = self[high]
        let upper = try highText.map { _ in try decimal(high) }
        return Amount(Quantity(number, try word(qualifier), high: upper, unit: self[unit]))
    }

    func amountIfAny(value: String, high: String, qualifier: String, unit: String) throws -> Amount? {
        let text: String? = self[value]
        return try text.map { _ in try amount(value: value, high: high, qualifier: qualifier, unit: unit) }
    }

    private func decimal(_ column: String) throws -> Decimal {
        try Decimal(kept: self[column], column)
    }
}

extension Decimal {
    /// The digits that the store keeps; nearly all are whole numbers, which are read ten times as fast.
    init(kept text: String, _ column: String) throws {
        if let whole = Int64(text) {
            self.init(whole)
            return
        }
        guard let number = Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")) else {
            throw UnreadableRow(column: column, value: text)
        }
        self = number
    }
}

extension Day {
    init(kept text: String, _ column: @autoclosure () -> String) throws {
        guard let day = Day(text) else { throw UnreadableRow(column: column(), value: text) }
        self = day
    }
}

extension RawRepresentable<String> {
    init(kept text: String, _ column: @autoclosure () -> String) throws {
        guard let word = Self(rawValue: text) else { throw UnreadableRow(column: column(), value: text) }
        self = word
    }
}

extension Date {
    init(kept milliseconds: Int64) {
        self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
    }

    /// As the store keeps it.
    var milliseconds: Int64 {
        Int64((timeIntervalSince1970 * 1000).rounded(.down))
    }
}
