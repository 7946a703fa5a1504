package import Figures
package import Foundation
import GRDB

/// Where exactly a number comes from: the claim, its words in context, its page and versions, and the rule that found it.
package struct ClaimRecord: Codable, Hashable, Sendable, Identifiable {
    package let id: Int64
    package let kind: Kind
    package let measure: Measure
    package let quantity: Amount
    package let number: String
    package let group: String?
    package let place: String?
    package let when: String?
    package let attribution: Attribution?
    package let status: Status
    package let quote: String
    /// The text just before and after the quote, in the version that holds it.
    package let before: String?
    package let after: String?
    /// Where the number stands in the quote: Unicode code points, end excluded; `[0, 0]` where the quote does not hold it.
    package let numberInQuote: Range<Int>
    package let pattern: String
    package let confidence: Double
    package let page: Page
    /// Every version of the page, oldest first, with what each says in place of this claim.
    package let versions: [PageVersion]
    /// The figures of which it is a point, or confirms one.
    package let figures: [String]

    /// The article it stands in.
    package struct Page: Codable, Hashable, Sendable {
        package let url: String
        package let title: String
        package let outlet: String
        package let published: Date?
        package let language: String?
        /// Since when it is gone from the server.
        package let gone: Date?
        /// Whether it is a copy of another article, and of which.
        package let copyOf: String?
        /// Articles that are copies of the same report, itself included.
        package let copies: Int
    }

    /// One version of the page.
    package struct PageVersion: Codable, Hashable, Sendable {
        package let number: Int
        package let seen: Date
        package let title: String
        package let holdsClaim: Bool
        /// The numbers of this kind that it states.
        package let numbers: [String]
        /// The page as it was sent; absent where none was kept, as of an import.
        package let raw: RawPage?
    }
}

extension Ledger {
    /// One claim with all that proves it. Throws `LedgerError.unknown` where there is none of this number.
    package func claim(_ id: Int64) throws(LedgerError) -> ClaimRecord {
        try read { database in
            guard let row = try Row.fetchOne(database, sql: Self.claimSQL, arguments: [id]) else {
                throw LedgerError.unknown(what: "claim", name: "\(id)", near: [])
            }
            return try ClaimRecord(row, in: database)
        }
    }

    static let claimSQL = """
        SELECT c.*, v.article, v.text, v.textSize, v.number AS versionNumber, a.url, a.title, a.outlet, a.published, a.language, a.gone, a.report,
          (SELECT r.url FROM article r WHERE r.id = a.report AND r.id <> a.id) AS copyOf,
          (SELECT count(*) FROM article r WHERE r.report = a.report) AS copies
        FROM claim c JOIN version v ON v.id = c.version JOIN article a ON a.id = v.article WHERE c.id = ?
        """
}

extension ClaimRecord {
    fileprivate init(_ row: Row, in database: Database) throws {
        let claimant: String? = row["claimant"]
        let versionNumber: Int = row["versionNumber"]
        let passage = try Passage(row)
        self.init(
            id: row["id"], kind: try row.word("kind"), measure: try row.word("measure"), quantity: try row.amount(),
            number: row["number"], group: row["groupText"], place: row["place"], when: row["whenText"],
            attribution: claimant.map { Attribution(claimant: $0, organization: row["organization"], speaker: row["speaker"]) },
            status: try row.word("status"), quote: row["quote"], before: passage.before, after: passage.after,
            numberInQuote: Self.numberInQuote(row), pattern: row["pattern"],
            confidence: row["confidence"], page: Page(row),
            versions: try Self.versions(of: row["article"], kind: row["kind"], holding: versionNumber, in: database),
            figures: try Self.figures(of: row["id"], in: database))
    }

    private static func numberInQuote(_ row: Row) -> Range<Int> {
        let (start, end, quoteStart): (Int, Int, Int) = (row["spanStart"], row["spanEnd"], row["quoteStart"])
        let quote: String = row["quote"]
        guard start >= quoteStart, end >= start, end - quoteStart <= quote.unicodeScalars.count else { return 0..<0 }
        return (start - quoteStart)..<(end - quoteStart)
    }

    static let versionsSQL = """
        SELECT v.number, v.seen, v.title, group_concat(c.number, char(31)) AS numbers, \(RawPage.columns)
        FROM version v LEFT JOIN claim c ON c.version = v.id AND c.kind = ? LEFT JOIN capture p ON p.version = v.id
        WHERE v.article = ? GROUP BY v.id ORDER BY v.number
        """
    static let figuresSQL = "SELECT f.name FROM observation o JOIN figure f ON f.id = o.figure WHERE o.claim = ? ORDER BY f.name"

    private static func versions(of article: Int64, kind: String, holding number: Int, in database: Database) throws -> [PageVersion] {
        try Row.fetchAll(database, sql: versionsSQL, arguments: [kind, article]).map { row in
            let numbers: String? = row["numbers"]
            let version: Int = row["number"]
            return PageVersion(
                number: version, seen: row.instant("seen"), title: row["title"], holdsClaim: version == number,
                numbers: numbers?.split(separator: "\u{1F}").map(String.init) ?? [], raw: RawPage(row))
        }
    }

    private static func figures(of claim: Int64, in database: Database) throws -> [String] {
        try String.fetchAll(database, sql: figuresSQL, arguments: [claim])
    }
}

extension ClaimRecord.Page {
    fileprivate init(_ row: Row) {
        self.init(
            url: row["url"], title: row["title"], outlet: row["outlet"], published: row.instantIfAny("published"),
            language: row["language"], gone: row.instantIfAny("gone"), copyOf: row["copyOf"], copies: row["copies"])
    }
}
