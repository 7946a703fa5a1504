package import Figures
package import Foundation
import GRDB

/// A claim found by the words of its quote.
package struct Finding: Codable, Hashable, Sendable, Identifiable {
    package let id: Int64
    package let kind: Kind
    package let quantity: Amount
    package let place: String?
    package let claimant: String?
    package let outlet: String
    package let url: String
    package let published: Date?
    package let quote: String

    init(_ row: Row) throws {
        id = row["id"]
        kind = try row.word("kind")
        quantity = try row.amount()
        place = row["place"]
        claimant = row["claimant"]
        outlet = row["outlet"]
        url = row["url"]
        published = row.instantIfAny("published")
        quote = row["quote"]
    }
}

extension Ledger {
    /// The claims whose quote holds every word, newest first; a word that ends with `*` stands for all that begin so.
    ///
    /// - Parameter before: only claims older than the one of this number, for page after page.
    package func search(_ words: String, before: Int64? = nil, limit: Int = 20) throws(LedgerError) -> [Finding] {
        guard let pattern = Self.pattern(of: words) else {
            throw .malformed("nothing to search for in “\(words.printable)”: give words of the sentence, such as: earthquake killed")
        }
        return try read { database in
            try Row.fetchAll(database, sql: Self.searchSQL, arguments: [pattern, before ?? .max, limit]).map { try Finding($0) }
        }
    }

    static let searchSQL = """
        SELECT c.id, c.kind, c.value, c.valueHigh, c.qualifier, c.unit, c.place, c.claimant, c.quote, a.outlet, a.url, a.published
        FROM (SELECT rowid FROM claimText WHERE claimText MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?) t
          JOIN claim c ON c.id = t.rowid JOIN version v ON v.id = c.version JOIN article a ON a.id = v.article
        ORDER BY c.id DESC
        """

    /// Each word as a string of the full-text query language, in which nothing is an operator (SQLite, FTS5 §3.1).
    ///
    ///     earth* "quake → "earth"* "quake"
    static func pattern(of words: String) -> String? {
        let terms = words.split(whereSeparator: \.isWhitespace).prefix(32).compactMap { word -> String? in
            let letters = word.filter { $0.isLetter || $0.isNumber || $0 == "'" || $0 == "’" || $0 == "-" || $0 == "," || $0 == "." }
            guard letters.contains(where: { $0.isLetter || $0.isNumber }) else { return nil }
            return "\"\(letters)\"" + (word.hasSuffix("*") ? "*" : "")
        }
        return terms.isEmpty ? nil : terms.joined(separator: " ")
    }
}
