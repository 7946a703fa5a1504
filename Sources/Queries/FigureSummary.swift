import Figures
package import Foundation
import GRDB

/// A figure at a glance: what is the number now, who says so, what moved last, and who disagrees.
package struct FigureSummary: Codable, Hashable, Sendable {
    package let figure: FigureHead
    /// The newest number that stands: of the latest day, and of those the one said last.
    package let newest: Point?
    /// Claimants with a series of their own, and points in all of them.
    package let claimants: Int
    package let points: Int
    /// Independent reports in all: copies of one story count once.
    package let reports: Int
    package let lastChange: ChangeRecord?
    package let openDisagreements: [Disagreement]
}

/// Two claimants that cannot both be right.
package struct Disagreement: Codable, Hashable, Sendable {
    package let first: String
    package let second: String
    package let opened: Date
    package let closed: Date?

    init(_ row: Row) {
        first = row["first"]
        second = row["second"]
        opened = row.instant("opened")
        closed = row.instantIfAny("closed")
    }
}

extension Ledger {
    /// The figures by name, each with its newest value.
    ///
    /// - Parameters:
    ///   - after: only names after this one, for page after page.
    ///   - limit: at most so many, 1...100,000.
    ///   - retired: also figures that the settings no longer name.
    package func figures(after: String? = nil, limit: Int = 100_000, retired: Bool = false) throws(LedgerError) -> [FigureSummary] {
        try read { database in
            try FigureList(after: after, limit: limit, retired: retired).summaries(in: database)
        }
    }

    /// One figure at a glance. Throws `LedgerError.unknown` with the names nearest to it.
    package func figure(_ name: String) throws(LedgerError) -> FigureSummary {
        try read { database in
            try FigureList.summary(of: try FigureRow.named(name, in: database), in: database)
        }
    }

    /// How many figures there are.
    package func figureCount() throws(LedgerError) -> Int {
        try read { database in
            try Int.fetchOne(database, sql: "SELECT count(*) FROM figure WHERE isActive = 1") ?? 0
        }
    }
}

/// The statements behind the list; each figure costs a few look-ups in indexes.
struct FigureList {
    let after: String?
    let limit: Int
    let retired: Bool

    func summaries(in database: Database) throws -> [FigureSummary] {
        let sql = "SELECT * FROM figure WHERE name > ? \(retired ? "" : "AND isActive = 1") ORDER BY name LIMIT ?"
        let figures = try Row.fetchAll(database, sql: sql, arguments: [after ?? "", limit]).map { try FigureRow($0) }
        return try figures.map { try Self.summary(of: $0, in: database) }
    }

    static func summary(of figure: FigureRow, in database: Database) throws -> FigureSummary {
        let row = try Row.fetchOne(try database.cachedStatement(sql: countsSQL), arguments: [figure.id])
        let newest: Int64? = row?["turn"] as String? == nil ? nil : row?["id"]
        return FigureSummary(
            figure: figure.head, newest: try newest.flatMap { try point($0, in: database) }, claimants: row?["claimants"] ?? 0,
            points: row?["points"] ?? 0, reports: row?["reports"] ?? 0, lastChange: try lastChange(of: figure.id, in: database),
            openDisagreements: try openDisagreements(of: figure.id, in: database))
    }

    /// One walk through a figure's observations. `id` is that of the row with the greatest `turn` (SQLite's rule for `max()`):
    /// of the newest standing point, which is of the latest day, and of those the one said last.
    static let countsSQL = """
        SELECT id, count(DISTINCT claimant) AS claimants, count(*) FILTER (WHERE confirms IS NULL) AS points,
          count(DISTINCT report) AS reports,
          max(CASE WHEN confirms IS NULL AND withdrawn IS NULL AND status = 'reported'
            THEN printf('%s %015d %019d', lastAsOf, lastSeen, id) END) AS turn
        FROM observation WHERE figure = ?
        """

    static let pointSQL = "\(PointQuery.select) WHERE o.id = :id"

    static let lastChangeSQL = """
        \(ChangeRecord.select) FROM change k JOIN figure f ON f.id = k.figure WHERE k.figure = ? ORDER BY k.made DESC, k.id DESC LIMIT 1
        """

    private static func point(_ id: Int64, in database: Database) throws -> Point? {
        let arguments: StatementArguments = ["id": id, "at": nil as Int64?]
        return try Row.fetchOne(try database.cachedStatement(sql: pointSQL), arguments: arguments).map { try Point($0) }
    }

    private static func lastChange(of figure: Int64, in database: Database) throws -> ChangeRecord? {
        try Row.fetchOne(try database.cachedStatement(sql: lastChangeSQL), arguments: [figure]).map { try ChangeRecord($0) }
    }

    static func openDisagreements(of figure: Int64, in database: Database) throws -> [Disagreement] {
        let sql = "SELECT * FROM disagreement WHERE figure = ? AND closed IS NULL ORDER BY first, second"
        return try Row.fetchAll(try database.cachedStatement(sql: sql), arguments: [figure]).map { Disagreement($0) }
    }
}
