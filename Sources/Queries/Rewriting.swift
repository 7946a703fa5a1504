package import Foundation
import GRDB
import Storage

/// What became of a page from one version to another: the lines that left, came and stayed.
package struct Rewriting: Codable, Hashable, Sendable {
    package let url: String
    package let outlet: String
    package let from: Side
    package let to: Side
    package let lines: [Line]

    /// One version.
    package struct Side: Codable, Hashable, Sendable {
        package let number: Int
        package let seen: Date
        package let title: String
    }

    /// A line of the text, in pieces that stayed, came or went.
    package struct Line: Codable, Hashable, Sendable {
        package let pieces: [Piece]

        /// Whether nothing in it changed.
        package var isSame: Bool { pieces.allSatisfy { $0.what == .same } }
    }

    package struct Piece: Codable, Hashable, Sendable {
        package enum What: String, Codable, CaseIterable, Sendable {
            case same, came, went
        }

        package let what: What
        package let text: String

        package init(_ what: What, _ text: String) {
            self.what = what
            self.text = text
        }
    }
}

extension Ledger {
    /// How the page of a claim was rewritten; unless said otherwise from the version before the claim's own, or to the one after it.
    ///
    /// Throws `LedgerError.unknown` where there is no such claim or version.
    package func rewriting(ofPageOf claim: Int64, from: Int? = nil, to: Int? = nil) throws(LedgerError) -> Rewriting {
        try read { database in
            guard let page = try Row.fetchOne(database, sql: Self.pageSQL, arguments: [claim]) else {
                throw LedgerError.unknown(what: "claim", name: "\(claim)", near: [])
            }
            let (own, newest): (Int, Int) = (page["number"], page["newest"])
            let last = to ?? from.map { $0 + 1 } ?? (own < newest ? own + 1 : own)
            let first = from ?? max(1, last - 1)
            let (before, after) = (try Self.version(first, page, in: database), try Self.version(last, page, in: database))
            return Rewriting(
                url: page["url"], outlet: page["outlet"], from: before.side, to: after.side,
                lines: rewritten(before.text, as: after.text))
        }
    }

    static let pageSQL = """
        SELECT v.article, v.number, a.url, a.outlet, (SELECT max(number) FROM version n WHERE n.article = v.article) AS newest
        FROM claim c JOIN version v ON v.id = c.version JOIN article a ON a.id = v.article WHERE c.id = ?
        """

    private static func version(_ number: Int, _ page: Row, in database: Database) throws -> (side: Rewriting.Side, text: String) {
        let sql = "SELECT number, seen, title, text, textSize FROM version WHERE article = ? AND number = ?"
        guard let row = try Row.fetchOne(database, sql: sql, arguments: [page["article"] as Int64, number]) else {
            throw LedgerError.unknown(what: "version of this page", name: "\(number)", near: [])
        }
        return (Rewriting.Side(number: number, seen: row.instant("seen"), title: row["title"]), try KeptText.text(row))
    }
}
