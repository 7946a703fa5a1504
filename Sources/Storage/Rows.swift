package import Figures
package import Foundation
package import GRDB

extension Date {
    /// Milliseconds since 1970, as the tables keep an instant; held within the years that SQLite can write out.
    package var instant: Int64 {
        let milliseconds = (timeIntervalSince1970 * 1000).rounded()
        guard milliseconds.isFinite else { return 0 }
        return Int64(min(max(milliseconds, -62_135_596_800_000), 253_402_300_799_999))
    }

    package init(instant: Int64) {
        self.init(timeIntervalSince1970: Double(instant) / 1000)
    }
}

extension Decimal {
    /// Exactly, in digits: "1170", "2.5".
    package var digits: String { "\(self)" }

    /// For sorting and drawing.
    package var approximate: Double { NSDecimalNumber(decimal: self).doubleValue }
}

/// The columns that keep a quantity: value, valueHigh, qualifier, unit; and those of its interval: low, high.
extension Quantity {
    var exactColumns: StatementArguments {
        [value.digits, high?.digits, qualifier.rawValue, unit]
    }

    /// The ends in order, so that "20 to 10" is kept as what it can only mean.
    var intervalColumns: StatementArguments {
        let (low, high) = (interval.low?.approximate, interval.high?.approximate)
        guard let low, let high else { return [low, high] }
        return [min(low, high), max(low, high)]
    }

    /// The quantity kept in four columns of a row; nil where they are NULL.
    ///
    /// - Parameter prefix: "" for value, valueHigh, qualifier, unit; "previous" for previousValue, previousHigh …
    package init?(_ row: Row, prefix: String = "") {
        let names =
            prefix.isEmpty ? ["value", "valueHigh", "qualifier", "unit"] : ["Value", "High", "Qualifier", "Unit"].map { prefix + $0 }
        guard let text = row[names[0]] as String?, let value = Decimal(string: text),
            let qualifier = (row[names[2]] as String?).flatMap(Qualifier.init(rawValue:))
        else { return nil }
        self.init(value, qualifier, high: (row[names[1]] as String?).flatMap { Decimal(string: $0) }, unit: row[names[3]])
    }
}

extension Validators {
    init(_ row: Row) {
        self.init(etag: row["etag"], lastModified: row["lastModified"])
    }
}

extension Duration {
    var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }
}

extension Row {
    func date(_ column: String) -> Date? {
        (self[column] as Int64?).map(Date.init(instant:))
    }

    func day(_ column: String) throws -> Day? {
        guard let text = self[column] as String? else { return nil }
        guard let day = Day(text) else { throw ArchiveError.failed("\(column) holds \(text), which is not a day") }
        return day
    }

    func link(_ column: String) throws -> URL {
        let text: String = self[column]
        guard let url = URL(string: text) else { throw ArchiveError.failed("\(column) holds \(text), which is not an address") }
        return url
    }
}

/// What is kept as JSON, with keys in order, so that equal values are equal texts.
enum Kept {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func value<Value: Decodable>(_ type: Value.Type = Value.self, from text: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}
