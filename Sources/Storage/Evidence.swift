package import Figures
package import Foundation
package import GRDB

/// What a server sent, byte for byte, and when: the proof of what was read from it.
package struct Capture: Hashable, Sendable {
    /// The address that answered, after redirects.
    package var url: URL
    package var fetched: Date
    /// The header as sent.
    package var contentType: String?
    package var validators: Validators
    /// Decoded from its transfer and content encodings, and nothing else.
    package var bytes: [UInt8]

    package init(_ download: Download) {
        url = download.url
        fetched = download.fetched
        contentType = download.contentType
        validators = download.validators
        bytes = download.body
    }
}

extension Archive {
    /// From now on raw pages and raw feeds are kept so long, each counted from its fetching; zero: not at all.
    ///
    /// Written into the file, so that recording and the nightly upkeep go by the same word.
    package func keepRaw(pages: Duration, feeds: Duration) throws(ArchiveError) {
        try write { database in
            try Meta.set(Evidence.pages, "\(pages.milliseconds)", in: database)
            try Meta.set(Evidence.feeds, "\(feeds.milliseconds)", in: database)
        }
    }

    /// Keeps a list of entries as it was sent, where it differs from those kept before.
    package func keep(_ capture: Capture, of source: String) throws(ArchiveError) {
        try write { database in
            try Evidence(database).keep(capture, version: nil, source: Self.id(of: source, in: database))
        }
    }
}

/// The raw bodies, each kept once under its hash, and where and when they were captured.
package struct Evidence {
    static let pages = "keepPages"
    static let feeds = "keepFeeds"

    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    /// - Parameter version: the text that was read from it; nil for a list of entries.
    func keep(_ capture: Capture, version: Int64?, source: Int64?) throws {
        guard try life(version == nil ? Self.feeds : Self.pages) > 0 else { return }
        let hash = sha256(of: capture.bytes)
        let isKept = try Bool.fetchOne(
            database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM body WHERE hash = ?)"), arguments: [hash])
        if isKept != true {
            try database.cachedStatement(sql: "INSERT INTO body (hash, bytes) VALUES (?, ?)")
                .execute(arguments: [hash, Data(Zlib.compressed(capture.bytes))])
        }
        try database.cachedStatement(
            sql: """
                INSERT INTO capture (version, source, url, fetched, contentType, etag, lastModified, hash, size)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            version, source, capture.url.absoluteString, capture.fetched.instant, capture.contentType, capture.validators.etag,
            capture.validators.lastModified, hash, capture.bytes.count,
        ])
    }

    /// Deletes the bodies whose time is over. Of a page its hash stays, so that a copy kept elsewhere can still be proved by it.
    func forget(at now: Date) throws {
        let (pages, feeds) = (now.instant - (try life(Self.pages)), now.instant - (try life(Self.feeds)))
        try database.execute(sql: "DELETE FROM capture WHERE version IS NULL AND fetched < ?", arguments: [feeds])
        try database.execute(
            sql: "DELETE FROM body WHERE hash NOT IN (SELECT hash FROM capture WHERE version IS NULL OR fetched >= ?)",
            arguments: [pages])
    }

    /// How long bodies of this kind are kept, in milliseconds; where nobody has said it, for ever.
    private func life(_ kind: String) throws -> Int64 {
        try Meta.value(kind, in: database).flatMap { Int64($0) } ?? 1 << 50
    }
}

/// A raw body as it was.
package enum KeptBody {
    /// - Parameter row: has the columns `bytes` of a body, and `size` and `hash` of its capture.
    /// - Throws: where the bytes kept are not those that were captured.
    package static func bytes(_ row: Row) throws -> [UInt8] {
        let bytes = try Zlib.expanded([UInt8](row["bytes"] as Data), size: row["size"])
        guard sha256(of: bytes) == row["hash"] as String else {
            throw ArchiveError.failed("a kept page has another hash than when it came")
        }
        return bytes
    }
}
