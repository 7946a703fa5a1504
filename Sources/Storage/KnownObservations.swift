import Figures
import Foundation
import GRDB

/// An observation as it is kept: with its row, and the row of the point that it confirms, or its own.
struct KnownObservation {
    let observation: Observation
    let row: Int64
    let point: Int64
    let lastAsOf: Day

    /// What every question after observations selects, in the order in which `init` reads it: by number, as names cost more than the row.
    static let selection = """
        SELECT o.id, o.confirms, figure.name, claim.ordinal, o.claimant, o.isOwnVoice, o.value, o.valueHigh, o.qualifier, o.unit,
          o.status, o.asOf, o.lastAsOf, o.since, o.published, o.seen, o.outlet, article.url, claim.quote, claim.spanStart, claim.spanEnd,
          report.url, o.isPart
        FROM observation o JOIN figure ON figure.id = o.figure JOIN claim ON claim.id = o.claim
          JOIN version ON version.id = claim.version JOIN article ON article.id = version.article
          JOIN article report ON report.id = o.report
        """

    init(_ row: Row) throws {
        self.row = row[0]
        point = row[1] as Int64? ?? row[0]
        guard let value = Decimal(string: row[6]), let qualifier = Qualifier(rawValue: row[8]), let status = Status(rawValue: row[10]),
            let asOf = Day(row[11] as String), let lastAsOf = Day(row[12] as String), let url = URL(string: row[17])
        else { throw ArchiveError.failed("observation \(self.row) holds what figured never writes") }
        let high = (row[7] as String?).flatMap { Decimal(string: $0) }
        observation = Observation(
            figure: row[2], claim: row[3], claimant: row[4], isOwnVoice: row[5], isPart: row[22],
            quantity: Quantity(value, qualifier, high: high, unit: row[9]), status: status, asOf: asOf,
            since: (row[13] as String?).flatMap(Day.init), published: Date(instant: row[14]), seen: Date(instant: row[15]),
            outlet: row[16], url: url, quote: row[18], span: (row[19] as Int)..<(row[20] as Int), report: row[21])
        self.lastAsOf = lastAsOf
    }

    static func all(_ database: Database, where condition: String, _ arguments: StatementArguments) throws -> [KnownObservation] {
        try Row.fetchAll(database.cachedStatement(sql: "\(selection) WHERE \(condition)"), arguments: arguments)
            .map(KnownObservation.init)
    }

    /// The order of a series.
    static func precedes(_ one: KnownObservation, _ other: KnownObservation) -> Bool {
        let (left, right) = (one.observation, other.observation)
        return (left.asOf, left.published, left.seen, one.row) < (right.asOf, right.published, right.seen, other.row)
    }
}

/// What an article's last version stated, figure by figure.
struct VersionBefore {
    let version: Int64
    let observations: [String: [KnownObservation]]

    /// The version of an article before the given one; nil where that is the first.
    init?(_ number: Int = .max, of article: Int64, in database: Database) throws {
        let version = try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT id FROM version WHERE article = ? AND number < ? ORDER BY number DESC LIMIT 1"),
            arguments: [article, number])
        guard let version else { return nil }
        self.version = version
        let known = try KnownObservation.all(database, where: "claim.version = ? AND o.withdrawn IS NULL ORDER BY o.id", [version])
        observations = Dictionary(grouping: known, by: \.observation.figure)
    }

    /// What the new text may no longer state: a number whose very sentence still stands in it is stated still.
    func lost(in text: String) -> [String: [KnownObservation]] {
        observations.mapValues { $0.filter { !text.contains($0.observation.quote) } }
    }
}
