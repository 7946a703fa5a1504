import Figures
package import Foundation
import GRDB

/// A figure at a glance: what is the number now, who says so, what moved last, and who disagrees.
package struct FigureSummary: Codable, Hashable, Sendable {
    package let figure: FigureHead
    /// The newest number that stands: of the latest day, and of those the one said last.
    package let newest: Point?
    /// Claimants with a number that stands, and the points of all of them that stand.
    package let claimants: Int
    package let points: Int
    /// Independent reports that stand: copies of one story count once.
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
        let figures = try Row.fetchAll(database, sql: Self.pageSQL(retired: retired), arguments: [after ?? "", limit]).map {
            try FigureRow($0)
        }
        return try figures.map { try Self.summary(of: $0, in: database) }
    }

    static func summary(of figure: FigureRow, in database: Database) throws -> FigureSummary {
        let row = try Row.fetchOne(try database.cachedStatement(sql: countsSQL), arguments: [figure.id])
        let newest: Int64? = row?["newest"]
        let lastChange: Int64? = row?["lastChange"]
        let disagreements: Int = row?["disagreements"] ?? 0
        return FigureSummary(
            figure: figure.head, newest: try newest.flatMap { try point($0, in: database) }, claimants: row?["claimants"] ?? 0,
            points: row?["points"] ?? 0, reports: row?["reports"] ?? 0,
            lastChange: try lastChange.flatMap { try change($0, in: database) },
            openDisagreements: disagreements > 0 ? try openDisagreements(of: figure.id, in: database) : [])
    }

    static func pageSQL(retired: Bool) -> String {
        """
        SELECT id, name, title, kind, measure, place, since, unit, isActive FROM figure
        WHERE name > ? \(retired ? "" : "AND isActive = 1") ORDER BY name LIMIT ?
        """
    }

    /// The store keeps a row for each figure, and keeps it right (`Storage/GlanceSchema`).
    static let countsSQL = "SELECT newest, lastChange, claimants, points, reports, disagreements FROM glance WHERE figure = ?"
    static let pointSQL = "\(PointQuery.select) WHERE o.id = :id"

    static let changeSQL = "\(ChangeRecord.select) FROM change k JOIN figure f ON f.id = k.figure WHERE k.id = ?"
    static let disagreementsSQL = "SELECT * FROM disagreement WHERE figure = ? AND closed IS NULL ORDER BY first, second"

    private static func point(_ id: Int64, in database: Database) throws -> Point? {
        try Row.fetchOne(try database.cachedStatement(sql: pointSQL), arguments: ["id": id]).map { try Point($0) }
    }

    private static func change(_ id: Int64, in database: Database) throws -> ChangeRecord? {
        try Row.fetchOne(try database.cachedStatement(sql: changeSQL), arguments: [id]).map { try ChangeRecord($0) }
    }

    static func openDisagreements(of figure: Int64, in database: Database) throws -> [Disagreement] {
        try Row.fetchAll(try database.cachedStatement(sql: disagreementsSQL), arguments: [figure]).map { Disagreement($0) }
    }
}
