package import Figures
package import Foundation
import GRDB

/// A line of the list of figures: the newest number and who says so, and how much stands behind it.
///
/// `FigureSummary` says the same with the sentence, the page and the last change; this one is for all figures at once.
package struct FigureGlance: Hashable, Sendable {
    package let name: String
    package let title: String
    package let kind: Kind
    package let measure: Measure
    package let place: String?
    /// The newest number that stands: of the latest day, and of those the one said last.
    package let newest: Newest?
    package let claimants: Int
    package let points: Int
    package let reports: Int
    package let openDisagreements: Int
    package let lastChange: Change.What?
    package let changed: Date?

    package struct Newest: Hashable, Sendable {
        /// The claim behind it.
        package let claim: Int64
        package let claimant: String
        package let isOwnVoice: Bool
        package let quantity: Quantity
        package let asOf: Day
        package let lastAsOf: Day
        package let outlet: String
    }
}

extension Ledger {
    /// The figures by name, each at a glance: a row each, however much is kept.
    package func glances(after: String? = nil, limit: Int = 100_000, retired: Bool = false) throws(LedgerError) -> [FigureGlance] {
        try read { database in
            let statement = try database.cachedStatement(sql: FigureGlance.sql(retired: retired))
            var glances: [FigureGlance] = []
            let rows = try Row.fetchCursor(statement, arguments: [after ?? "", limit])
            while let row = try rows.next() { glances.append(try FigureGlance(row)) }
            return glances
        }
    }
}

extension FigureGlance {
    static func sql(retired: Bool) -> String {
        """
        SELECT f.name, f.title, f.kind, f.measure, f.place, g.claimants, g.points, g.reports, g.disagreements, g.what, g.made,
          g.claim, g.claimant, g.isOwnVoice, g.value, g.valueHigh, g.qualifier, g.unit, g.asOf, g.lastAsOf, g.outlet
        FROM figure f JOIN glance g ON g.figure = f.id WHERE f.name > ? \(retired ? "" : "AND f.isActive = 1") ORDER BY f.name LIMIT ?
        """
    }

    /// Columns go by number, as above: by name they cost more than all the rest.
    fileprivate init(_ row: Row) throws {
        let what: String? = row[9]
        let made: Int64? = row[10]
        self.init(
            name: row[0], title: row[1], kind: try Self.word(row[2], "kind"), measure: try Self.word(row[3], "measure"), place: row[4],
            newest: try row[11] == nil ? nil : Newest(row), claimants: row[5], points: row[6], reports: row[7], openDisagreements: row[8],
            lastChange: try what.map { try Self.word($0, "what") },
            changed: made.map { Date(timeIntervalSince1970: Double($0) / 1000) })
    }

    fileprivate static func word<Word: RawRepresentable<String>>(_ text: String, _ column: String) throws -> Word {
        guard let word = Word(rawValue: text) else { throw UnreadableRow(column: column, value: text) }
        return word
    }
}

extension FigureGlance.Newest {
    fileprivate init(_ row: Row) throws {
        let high: String? = row[15]
        let quantity = Quantity(
            try Decimal(kept: row[14], "value"), try FigureGlance.word(row[16], "qualifier"),
            high: try high.map { try Decimal(kept: $0, "valueHigh") }, unit: row[17])
        self.init(
            claim: row[11], claimant: row[12], isOwnVoice: row[13], quantity: quantity, asOf: try Self.day(row[18]),
            lastAsOf: try Self.day(row[19]), outlet: row[20])
    }

    private static func day(_ text: String) throws -> Day {
        guard let day = Day(text) else { throw UnreadableRow(column: "asOf", value: text) }
        return day
    }
}
