import Figures
import Foundation
import GRDB
import Storage
import Support
import Testing

/// The queries that the page on the store shows, asked of a store.
struct ViewsTests {
    @Test func `every query of the page on the store has an answer`() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/views.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let queries = text.components(separatedBy: "```sql\n").dropFirst().compactMap { $0.components(separatedBy: "```").first }
        #expect(queries.count == 10)
        let store = try TestStore()
        try store.says("Health ministry", 40_000, on: "2024-08-15", .moreThan)
        let withdrawn = try store.says("Army", 30_000, on: "2024-08-16", disagreeingWith: "Health ministry")
        try store.rewrite(withdrawn, saying: "Nothing is known any more.", seen: "2024-08-17T12:00:00Z")
        _ = try store.archive.polled("rudaw", .failed(reason: "timeout", next: Date(instant: 1)), at: Date(instant: 0))
        try store.archive.database.read { database in
            for query in queries where !query.contains("-7 days") {
                #expect(try !Row.fetchAll(database, sql: query).isEmpty, "\(query)")
            }
            for query in queries { _ = try Row.fetchAll(database, sql: query) }
        }
    }

    @Test func `the views have the columns that the page names`() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/views.md")
        let rows = try String(contentsOf: page, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("| `") }
        let store = try TestStore()
        for row in rows {
            let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            let columns = try store.archive.database.read { try $0.columns(in: cells[0].replacing("`", with: "")).map(\.name) }
            #expect(columns == cells[2].components(separatedBy: ", "), "\(cells[0])")
        }
        #expect(rows.count == 6)
    }
}
