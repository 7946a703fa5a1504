package import Figures
package import Foundation
import GRDB

/// What a new point did to its figure, as kept.
package struct ChangeRecord: Codable, Hashable, Sendable, Identifiable {
    package let id: Int64
    package let figure: String
    package let what: Change.What
    /// "warning", "notice", "info".
    package let severity: String
    package let claimant: String
    package let quantity: Amount?
    package let previous: Amount?
    package let other: String?
    package let outlet: String
    package let url: String?
    package let quote: String
    package let asOf: Day
    package let made: Date
    /// The change in words that a person can act on.
    package let sentence: String

    /// A row of `change` with its figure's `name` and `title`.
    init(_ row: Row) throws {
        let number: Int = row["severity"]
        guard let severity = Change.Severity(rawValue: number) else { throw UnreadableRow(column: "severity", value: "\(number)") }
        let amount = try row.amountIfAny(value: "value", high: "valueHigh", qualifier: "qualifier", unit: "unit")
        let before = try row.amountIfAny(value: "previousValue", high: "previousHigh", qualifier: "previousQualifier", unit: "previousUnit")
        let address: String? = row["url"]
        let change = Change(
            try row.word("what"), severity: severity, figure: row["name"], claimant: row["claimant"], quantity: amount?.quantity,
            previous: before?.quantity, other: row["other"], outlet: row["outlet"], url: address.flatMap { URL(string: $0) },
            quote: row["quote"], asOf: try row.day("asOf"))
        self.init(change, id: row["id"], url: address, made: row.instant("made"), title: row["title"])
    }

    private init(_ change: Change, id: Int64, url: String?, made: Date, title: String) {
        self.id = id
        figure = change.figure
        what = change.what
        severity = "\(change.severity)"
        claimant = change.claimant
        quantity = change.quantity.map { Amount($0) }
        previous = change.previous.map { Amount($0) }
        other = change.other
        outlet = change.outlet
        self.url = url
        quote = change.quote
        asOf = change.asOf
        self.made = made
        sentence = change.sentence(titled: title)
    }

    /// Every column that a record is made of, of `change k` and `figure f`.
    static let select = """
        SELECT k.id, k.what, k.severity, k.claimant, k.value, k.valueHigh, k.qualifier, k.unit, k.previousValue, k.previousHigh,
          k.previousQualifier, k.previousUnit, k.other, k.outlet, k.url, k.quote, k.asOf, k.made, f.name, f.title
        """
}

extension Ledger {
    /// What moved, newest first.
    package func changes(limit: Int = 50) throws(LedgerError) -> [ChangeRecord] {
        try read { database in
            try Row.fetchAll(database, sql: Self.changesSQL, arguments: [limit]).map { try ChangeRecord($0) }
        }
    }

    static let changesSQL = "\(ChangeRecord.select) FROM change k JOIN figure f ON f.id = k.figure ORDER BY k.id DESC LIMIT ?"
}
