import Figures
import Foundation
import GRDB

/// An observation as it is kept: with its row, and the row of the point that it confirms, or its own.
struct KnownObservation {
    let observation: Observation
    let row: Int64
    let point: Int64
    let lastAsOf: Day

    /// What every question after observations selects.
    static let selection = """
        SELECT o.*, figure.name AS figureName, claim.ordinal, claim.quote, claim.spanStart, claim.spanEnd, article.url AS url,
          report.url AS reportURL
        FROM observation o JOIN figure ON figure.id = o.figure JOIN claim ON claim.id = o.claim
          JOIN version ON version.id = claim.version JOIN article ON article.id = version.article
          JOIN article report ON report.id = o.report
        """

    init(_ row: Row) throws {
        guard let quantity = Quantity(row), let status = Status(rawValue: row["status"]), let asOf = try row.day("asOf"),
            let lastAsOf = try row.day("lastAsOf")
        else { throw ArchiveError.failed("observation \(row["id"] as Int64) holds what figured never writes") }
        observation = Observation(
            figure: row["figureName"], claim: row["ordinal"], claimant: row["claimant"], isOwnVoice: row["isOwnVoice"],
            quantity: quantity, status: status, asOf: asOf, since: try row.day("since"),
            published: Date(instant: row["published"]), seen: Date(instant: row["seen"]), outlet: row["outlet"],
            url: try row.link("url"), quote: row["quote"], span: (row["spanStart"] as Int)..<(row["spanEnd"] as Int),
            report: row["reportURL"])
        self.row = row["id"]
        point = row["confirms"] ?? row["id"]
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

    init(of article: Int64, in database: Database) throws {
        version =
            try Int64.fetchOne(
                database, sql: "SELECT id FROM version WHERE article = ? ORDER BY number DESC LIMIT 1", arguments: [article]) ?? 0
        let known = try KnownObservation.all(database, where: "claim.version = ? AND o.withdrawn IS NULL ORDER BY o.id", [version])
        observations = Dictionary(grouping: known, by: \.observation.figure)
    }

    /// What the new text may no longer state: a number whose very sentence still stands in it is stated still.
    func lost(in text: String) -> [String: [KnownObservation]] {
        observations.mapValues { $0.filter { !text.contains($0.observation.quote) } }
    }
}
