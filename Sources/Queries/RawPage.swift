package import Foundation
import GRDB
import Storage

/// A page as its server sent it, by which what was read from it can be proved.
package struct RawPage: Codable, Hashable, Sendable {
    /// The address that answered, after redirects.
    package let url: String
    package let fetched: Date
    package let contentType: String?
    /// Of the bytes, as `sha256sum` prints it.
    package let sha256: String
    package let size: Int
    /// Whether the bytes are still there; the settings say for how long.
    package let isKept: Bool

    /// What a question selects of `capture p`.
    static let columns = """
        p.url AS rawURL, p.fetched, p.contentType, p.hash, p.size, EXISTS (SELECT 1 FROM body WHERE body.hash = p.hash) AS isKept
        """

    init?(_ row: Row) {
        guard let hash = row["hash"] as String? else { return nil }
        self.init(
            url: row["rawURL"], fetched: row.instant("fetched"), contentType: row["contentType"], sha256: hash, size: row["size"],
            isKept: row["isKept"])
    }

    private init(url: String, fetched: Date, contentType: String?, sha256: String, size: Int, isKept: Bool) {
        self.url = url
        self.fetched = fetched
        self.contentType = contentType
        self.sha256 = sha256
        self.size = size
        self.isKept = isKept
    }
}

extension Ledger {
    /// The page in which a claim was found, byte for byte as it was sent, proved by its hash.
    ///
    /// Throws `LedgerError.unknown` where there is no such claim, or its page was not kept, or not for so long, and `corrupt` where the
    /// bytes are not those that came.
    package func rawPage(ofClaim id: Int64) throws(LedgerError) -> (page: RawPage, bytes: [UInt8]) {
        _ = try claim(id)
        return try read { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT \(RawPage.columns), body.bytes FROM claim c JOIN capture p ON p.version = c.version
                      LEFT JOIN body ON body.hash = p.hash WHERE c.id = ?
                    """, arguments: [id])
            guard let row, let page = RawPage(row) else {
                throw LedgerError.malformed("no page was kept for claim \(id): it was imported, or keep_pages was 0d when it was read")
            }
            guard page.isKept else {
                throw LedgerError.malformed(
                    "the page of claim \(id), fetched \(page.fetched.formatted(.iso8601)), is not kept any more (keep_pages); "
                        + "a copy from elsewhere is the same if its SHA-256 is \(page.sha256)")
            }
            return (page, try KeptBody.bytes(row))
        }
    }
}
