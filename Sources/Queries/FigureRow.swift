import Figures
import GRDB

/// A figure's row, for the questions about it.
struct FigureRow {
    let id: Int64
    let head: FigureHead

    init(_ row: Row) throws {
        id = row["id"]
        head = FigureHead(
            name: row["name"], title: row["title"], kind: try row.word("kind"), measure: try row.word("measure"), place: row["place"],
            since: try row.dayIfAny("since"), unit: row["unit"], isActive: row["isActive"])
    }

    /// The figure of this name; capital letters do not matter. Throws `LedgerError.unknown` with the names nearest to it.
    static func named(_ name: String, in database: Database) throws -> FigureRow {
        if let row = try Row.fetchOne(try database.cachedStatement(sql: "SELECT * FROM figure WHERE name = ?"), arguments: [name]) {
            return try FigureRow(row)
        }
        let names = try String.fetchAll(database, sql: "SELECT name FROM figure ORDER BY name")
        if let same = names.first(where: { $0.lowercased() == name.lowercased() }) {
            return try named(same, in: database)
        }
        throw LedgerError.unknown(what: "figure", name: name, near: nearest(to: name, in: names))
    }
}
