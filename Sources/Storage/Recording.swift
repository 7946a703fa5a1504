package import Figures
package import Foundation
import GRDB

/// An article as it was read at one moment, and how it came to us.
package struct ReadVersion: Hashable, Sendable {
    package var article: Article
    /// The source that led to it; nil where it is imported.
    package var source: String?
    /// The entry that led to it: it waits no more once the article is recorded.
    package var entry: Entry?
    package var seen: Date
    package var validators: Validators
    /// When to look whether it was rewritten; nil: never.
    package var nextVisit: Date?
    package var fingerprint: Fingerprint
    /// What it was read from, byte for byte; nil where that is not to be kept.
    package var capture: Capture?

    package init(
        article: Article, source: String? = nil, entry: Entry? = nil, seen: Date, validators: Validators = Validators(),
        nextVisit: Date? = nil, fingerprint: Fingerprint = Fingerprint(minima: []), capture: Capture? = nil
    ) {
        self.article = article
        self.source = source
        self.entry = entry
        self.seen = seen
        self.validators = validators
        self.nextVisit = nextVisit
        self.fingerprint = fingerprint
        self.capture = capture
    }
}

/// What came of recording an article.
package struct Recorded: Hashable, Sendable {
    /// Whether the address was new to us.
    package var isNew = false
    /// Whether the address was known with another text.
    package var isRewritten = false
    /// The article of which this one is a copy.
    package var copyOf: URL?
    package var changes: [Change] = []
}

/// How a version's observations are held against what is known: `Comparison` in the daemon, anything in a test.
package typealias Comparing = ([Observation], Figure, Standing) -> Outcome

extension Archive {
    /// Keeps an article with its claims, files its observations, and puts what is to be told in the outbox: in one transaction.
    ///
    /// The text that the archive has already is no new version; another text at a known address is the next one, and is held
    /// against the one before. An article that is nearly the text of one of the last fourteen days is filed as its copy.
    package func record(
        _ read: ReadVersion, claims: [Claim], observations: [Observation], comparing: Comparing
    ) throws(ArchiveError) -> Recorded {
        try write { database in
            try Recording(read, in: database).record(claims, observations, comparing: comparing)
        }
    }

    /// Keeps many articles in one transaction, for an import: a synced commit costs more than an article.
    package func record(
        _ batch: [(read: ReadVersion, claims: [Claim], observations: [Observation])], comparing: Comparing
    ) throws(ArchiveError) -> [Recorded] {
        try write { database in
            try batch.map { item in
                try Recording(item.read, in: database).record(item.claims, item.observations, comparing: comparing)
            }
        }
    }

    /// The server says that the article is as we have it.
    package func unchanged(_ article: URL, at now: Date, nextVisit: Date?) throws(ArchiveError) {
        try write { database in
            try database.execute(
                sql: "UPDATE article SET lastSeen = ?, visits = visits + 1, nextVisit = ?, gone = NULL WHERE url = ?",
                arguments: [now.instant, nextVisit?.instant, article.absoluteString])
        }
    }

    /// The article is gone (404, 410): what it stated stands no more, unless others say it too.
    package func vanished(_ article: URL, at now: Date, comparing: Comparing) throws(ArchiveError) -> [Change] {
        try write { database in
            guard let row = try Row.fetchOne(database, sql: "SELECT * FROM article WHERE url = ?", arguments: [article.absoluteString])
            else { throw ArchiveError.unknown("there is no article \(article.absoluteString)") }
            try database.execute(
                sql: "UPDATE article SET gone = ?, visits = visits + 1, nextVisit = NULL WHERE id = ?",
                arguments: [now.instant, row["id"] as Int64])
            guard (row["gone"] as Int64?) == nil, let before = try VersionBefore(of: row["id"], in: database) else { return [] }
            let filing = Filing(version: before.version, article: row["id"], seen: now, isTelling: true, database: database)
            return try before.observations.keys.sorted().flatMap { figure in
                try filing.file([], to: figure, before: before.observations[figure], comparing: comparing)
            }
        }
    }
}

/// The recording of one article, inside its transaction.
struct Recording {
    private let read: ReadVersion
    private let database: Database
    private let source: Int64?
    private let hash: String

    init(_ read: ReadVersion, in database: Database) throws {
        self.read = read
        self.database = database
        source = try read.source.map { try Archive.id(of: $0, in: database) }
        hash = contentHash(of: read.article.text.utf8)
    }

    func record(_ claims: [Claim], _ observations: [Observation], comparing: Comparing) throws -> Recorded {
        let known = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT article.id, article.gone, version.number, version.textHash FROM article LEFT JOIN version ON version.article = article.id
                    WHERE url = ? ORDER BY version.number DESC LIMIT 1
                    """), arguments: [read.article.url.absoluteString])
        let article: Int64 = try known?["id"] ?? nextArticle()
        let copied = try known == nil ? add(article) : update(article)
        try settle(article)
        // What is back after it was gone is stated anew, though it be in the same words.
        let isBack = (known?["gone"] as Int64?) != nil
        guard isBack || (known?["textHash"] as String?) != hash else { return Recorded(copyOf: copied) }
        let before = try known == nil ? nil : VersionBefore(of: article, in: database)
        let version = try add(version: (known?["number"] as Int? ?? 0) + 1, of: article)
        if let capture = read.capture { try Evidence(database).keep(capture, version: version, source: source) }
        let ids = try claims.keep(of: version, in: database)
        let changes = try file(observations, ids: ids, article: article, version: version, before: before, comparing: comparing)
        return Recorded(isNew: known == nil, isRewritten: known != nil, copyOf: copied, changes: changes)
    }

    private func nextArticle() throws -> Int64 {
        try Int64.fetchOne(database, sql: "SELECT coalesce(max(id), 0) + 1 FROM article") ?? 1
    }

    /// - Returns: the article of which this one is a copy.
    private func add(_ id: Int64) throws -> URL? {
        let original = try Copies(database).original(of: read.fingerprint, seen: read.seen)
        let article = read.article
        try database.cachedStatement(
            sql: """
                INSERT INTO article (id, url, source, outlet, title, authors, published, modified, language, timeZone, firstSeen,
                  lastSeen, nextVisit, visits, etag, lastModified, report, fingerprint)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            id, article.url.absoluteString, source, article.outlet, article.title, try Kept.text(article.authors),
            article.published?.instant, article.modified?.instant, article.language, article.timeZone.identifier,
            read.seen.instant, read.seen.instant, read.nextVisit?.instant, read.validators.etag,
            read.validators.lastModified, original?.id ?? id, Copies.bytes(of: read.fingerprint),
        ])
        try Copies(database).remember(read.fingerprint, of: id, seen: read.seen)
        return original?.url
    }

    private func update(_ id: Int64) throws -> URL? {
        let article = read.article
        try database.cachedStatement(
            sql: """
                UPDATE article SET outlet = ?, title = ?, authors = ?, published = coalesce(?, published),
                  modified = coalesce(?, modified), language = ?, timeZone = ?, lastSeen = ?, nextVisit = ?, visits = visits + 1,
                  etag = ?, lastModified = ?, gone = NULL, source = coalesce(source, ?) WHERE id = ?
                """
        ).execute(arguments: [
            article.outlet, article.title, try Kept.text(article.authors), article.published?.instant,
            article.modified?.instant, article.language, article.timeZone.identifier, read.seen.instant,
            read.nextVisit?.instant, read.validators.etag, read.validators.lastModified, source, id,
        ])
        return try String.fetchOne(
            database,
            sql: """
                SELECT report.url FROM article JOIN article report ON report.id = article.report
                WHERE article.id = ?1 AND article.report <> ?1
                """, arguments: [id]
        ).flatMap(URL.init(string:))
    }

    private func settle(_ article: Int64) throws {
        guard let source, let entry = read.entry else { return }
        try Archive.settle(entry.id, link: entry.link, of: source, article: article, in: database)
    }

    private func add(version number: Int, of article: Int64) throws -> Int64 {
        let text = Array(read.article.text.utf8)
        try database.cachedStatement(
            sql: """
                INSERT INTO version (article, number, seen, title, textHash, textSize, text, blocks, dated)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            article, number, read.seen.instant, read.article.title, hash, text.count, Data(Zlib.compressed(text)),
            Blocks.text(read.article.blocks), (read.article.published ?? read.seen).instant,
        ])
        return database.lastInsertedRowID
    }

    private func file(
        _ observations: [Observation], ids: [Int64], article: Int64, version: Int64, before: VersionBefore?, comparing: Comparing
    ) throws -> [Change] {
        let lost = before?.lost(in: read.article.text)
        let filing = Filing(version: version, article: article, seen: read.seen, isTelling: true, database: database)
        let new = Dictionary(grouping: try filing.new(observations, ids: ids), by: \.observation.figure)
        let losing = (lost ?? [:]).filter { !$0.value.isEmpty }.keys
        return try Set(new.keys).union(losing).sorted().flatMap { figure in
            try filing.file(new[figure] ?? [], to: figure, before: lost.map { $0[figure] ?? [] }, comparing: comparing)
        }
    }
}

extension [Claim] {
    /// - Returns: the rows of the claims, in their order.
    @discardableResult
    func keep(of version: Int64, in database: Database) throws -> [Int64] {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO claim (version, ordinal, kind, number, spanStart, spanEnd, value, valueHigh, qualifier, unit, low, high,
                  groupText, place, measure, whenText, claimant, organization, speaker, status, quote, quoteStart, quoteEnd, pattern,
                  confidence)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        let words = try database.cachedStatement(sql: "INSERT INTO claimText (rowid, quote) VALUES (?, ?)")
        return try enumerated().map { ordinal, claim in
            try statement.execute(arguments: claim.columns(of: version, ordinal: ordinal))
            let row = database.lastInsertedRowID
            try words.execute(arguments: [row, claim.quote])
            return row
        }
    }
}

extension Claim {
    fileprivate func columns(of version: Int64, ordinal: Int) -> StatementArguments {
        let place: StatementArguments = [version, ordinal, kind.rawValue, number, span.lowerBound, span.upperBound]
        let words: StatementArguments = [
            group, self.place, measure.rawValue, when, attribution?.claimant, attribution?.organization, attribution?.speaker,
            status.rawValue, quote, quoteSpan.lowerBound, quoteSpan.upperBound, pattern, min(max(confidence, 0), 1),
        ]
        return place + quantity.exactColumns + quantity.intervalColumns + words
    }
}

/// "paragraph 0 120,heading 121 140"
enum Blocks {
    static func text(_ blocks: [Block]) -> String {
        blocks.map { "\($0.role.rawValue) \($0.span.lowerBound) \($0.span.upperBound)" }.joined(separator: ",")
    }

    static func blocks(_ text: String) -> [Block] {
        text.split(separator: ",").compactMap { block in
            let words = block.split(separator: " ")
            guard words.count == 3, let role = Block.Role(rawValue: String(words[0])), let start = Int(words[1]),
                let end = Int(words[2]), start <= end
            else { return nil }
            return Block(role: role, span: start..<end)
        }
    }
}
