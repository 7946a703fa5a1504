import GRDB

/// Lets the table of sources hold the forms `json` and `csv`, too.
enum SourceForms {
    /// A check cannot be changed in place: the table is copied under another name, which then takes its place. What is built on it
    /// (indexes, views) is put back as it was.
    ///
    /// Source: sqlite.org/lang_altertable.html, section 7, "Making other kinds of table schema changes".
    static func widen(_ database: Database) throws {
        let table = try String.fetchOne(database, sql: "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'source'") ?? ""
        let views = try Row.fetchAll(database, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'view' AND sql LIKE '%source%'")
        let indexes = try String.fetchAll(
            database, sql: "SELECT sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND tbl_name = 'source' AND sql IS NOT NULL")
        let wider = table.replacing("'links')", with: "'links', 'json', 'csv')").replacing(
            "CREATE TABLE source", with: "CREATE TABLE widerSource")
        guard wider.contains("'csv'"), wider.contains("widerSource") else {
            throw ArchiveError.failed("the table of sources is not as an earlier version made it")
        }
        for view in views { try database.execute(sql: "DROP VIEW \(view["name"] as String)") }
        try database.execute(sql: wider)
        try database.execute(
            sql: "INSERT INTO widerSource SELECT * FROM source; DROP TABLE source; ALTER TABLE widerSource RENAME TO source")
        for sql in indexes + views.map({ $0["sql"] as String }) { try database.execute(sql: sql) }
    }
}
