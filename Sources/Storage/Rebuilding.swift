package import Figures
package import Foundation
package import GRDB

/// A version as it is kept, to be read anew.
package struct KeptVersion: Sendable {
    /// Goes up with each version kept: `versions(after:)` continues from here.
    package let id: Int64
    package let article: Article
    package let seen: Date
    package let claims: [Claim]
}

/// Which of a version's claims are points of which figures: `Matching` in the daemon, anything in a test.
package typealias Accepting = ([Claim], Article, _ seen: Date) -> [Observation]

extension Archive {
    /// Fills a figure's series anew from the claims that are kept, in the order in which they were seen, and tells nothing.
    ///
    /// What was told of it before stays as it was. All of it is one transaction: until it ends the old series stand.
    /// - Parameter progress: is called with how many versions have been read, and how many there are.
    /// - Returns: how many observations the series have now.
    @discardableResult
    package func rebuild(
        _ figure: Figure, matching: Accepting, comparing: Comparing, at now: Date, progress: (Int, Int) -> Void = { _, _ in }
    ) throws(ArchiveError) -> Int {
        try write { database in
            guard let id = try Int64.fetchOne(database, sql: "SELECT id FROM figure WHERE name = ?", arguments: [figure.name]) else {
                throw ArchiveError.unknown("there is no figure \(figure.name); register it first")
            }
            let told = try Self.clear(id, at: now, in: database)
            let versions = try Self.versions(stating: figure.kind, in: database)
            for (count, version) in versions.enumerated() {
                try Self.fill(figure, from: version, matching: matching, comparing: comparing, in: database)
                progress(count + 1, versions.count)
            }
            try Self.dropVanished(from: figure, comparing: comparing, in: database)
            try Self.restore(told, of: id, in: database)
            try database.execute(sql: "UPDATE figure SET filled = ? WHERE id = ?", arguments: [now.instant, id])
            return try Int.fetchOne(database, sql: "SELECT count(*) FROM observation WHERE figure = ?", arguments: [id]) ?? 0
        }
    }

    /// - Returns: the open disagreements that were told: shut for now, so that the figure's past is judged without them.
    private static func clear(_ figure: Int64, at now: Date, in database: Database) throws -> [Row] {
        try database.execute(sql: "DELETE FROM observation WHERE figure = ?", arguments: [figure])
        try database.execute(sql: "DELETE FROM disagreement WHERE figure = ? AND openedBy IS NULL", arguments: [figure])
        let told = try Row.fetchAll(database, sql: "SELECT * FROM disagreement WHERE figure = ? AND closed IS NULL", arguments: [figure])
        try database.execute(
            sql: "UPDATE disagreement SET closed = ? WHERE figure = ? AND closed IS NULL", arguments: [now.instant, figure])
        return told
    }

    /// A disagreement that was told and still is one goes on as the same, with its acknowledgement.
    private static func restore(_ told: [Row], of figure: Int64, in database: Database) throws {
        for row in told {
            try database.execute(
                sql: "DELETE FROM disagreement WHERE figure = ? AND first = ? AND second = ? AND closed IS NULL",
                arguments: [figure, row["first"] as String, row["second"] as String])
            guard database.changesCount > 0 else { continue }
            try database.execute(sql: "UPDATE disagreement SET closed = NULL WHERE id = ?", arguments: [row["id"] as Int64])
        }
    }

    /// What stood on pages that are gone stands no more.
    private static func dropVanished(from figure: Figure, comparing: Comparing, in database: Database) throws {
        let gone = try Row.fetchAll(
            database,
            sql: """
                SELECT DISTINCT article.id, article.gone FROM article JOIN version ON version.article = article.id
                JOIN claim ON claim.version = version.id WHERE article.gone IS NOT NULL AND claim.kind = ? ORDER BY article.gone
                """, arguments: [figure.kind.rawValue])
        for row in gone {
            guard let before = try VersionBefore(of: row["id"], in: database), let lost = before.observations[figure.name] else { continue }
            let filing = Filing(
                version: before.version, article: row["id"], seen: Date(instant: row["gone"]), isTelling: false, database: database)
            _ = try filing.file([], to: figure.name, before: lost, comparing: comparing)
        }
    }

    /// All versions of the articles that ever stated something of the kind: also those that no longer do.
    private static func versions(stating kind: Kind, in database: Database) throws -> [Int64] {
        try Int64.fetchAll(
            database,
            sql: """
                SELECT id FROM version WHERE article IN (
                  SELECT article FROM version WHERE id IN (SELECT version FROM claim WHERE kind = ?))
                ORDER BY seen, id
                """, arguments: [kind.rawValue])
    }

    private static func fill(
        _ figure: Figure, from version: Int64, matching: Accepting, comparing: Comparing, in database: Database
    ) throws {
        let kept = try KeptVersion(version, in: database)
        let observations = matching(kept.claims, kept.article, kept.seen).filter { $0.figure == figure.name }
        let row = try Row.fetchOne(
            database.cachedStatement(sql: "SELECT article, number FROM version WHERE id = ?"), arguments: [version])
        guard let article = row?["article"] as Int64?, let number = row?["number"] as Int? else { return }
        let before = try VersionBefore(number, of: article, in: database)
        let ids = try Int64.fetchAll(
            database.cachedStatement(sql: "SELECT id FROM claim WHERE version = ? ORDER BY ordinal"), arguments: [version])
        let filing = Filing(version: version, article: article, seen: kept.seen, isTelling: false, database: database)
        let lost = before.map { $0.lost(in: kept.article.text)[figure.name] ?? [] }
        _ = try filing.file(try filing.new(observations, ids: ids), to: figure.name, before: lost, comparing: comparing)
    }

    /// The kept versions in the order in which they came, a page at a time: to read their texts anew with a new lexicon.
    ///
    /// Records of JSON and CSV sources are not among them: the settings say what their cells mean, and no lexicon does.
    package func versions(after id: Int64 = 0, limit: Int = 100) throws(ArchiveError) -> [KeptVersion] {
        try read { database in
            try Int64.fetchAll(
                database, sql: "SELECT id FROM version WHERE id > ? AND \(Self.isProse) ORDER BY id LIMIT ?", arguments: [id, limit]
            ).map { try KeptVersion($0, in: database) }
        }
    }

    static let isProse = """
        article NOT IN (SELECT article.id FROM article JOIN source ON source.id = article.source WHERE source.form IN ('json', 'csv'))
        """

    /// Puts other claims in the place of a version's claims, after a new lexicon has read its text anew.
    ///
    /// The observations made from the old claims go with them: rebuild every figure afterwards.
    package func replaceClaims(of version: Int64, with claims: [Claim]) throws(ArchiveError) {
        try write { try Self.replaceClaims(of: version, with: claims, in: $0) }
    }

    /// The figures whose kept claims wait to be read for them: those registered anew, and those whose claims were replaced.
    package func unfilled() throws(ArchiveError) -> [Figure] {
        try read(Self.unfilledFigures)
    }
}

extension KeptVersion {
    init(_ id: Int64, in database: Database) throws {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT version.*, article.url, article.outlet, article.authors, article.modified, article.language, article.timeZone
                    FROM version JOIN article ON article.id = version.article WHERE version.id = ?
                    """), arguments: [id])
        guard let row else { throw ArchiveError.unknown("there is no version \(id)") }
        let text = try KeptText.text(row)
        let article = Article(
            url: try row.link("url"), outlet: row["outlet"], title: row["title"], text: text, blocks: Blocks.blocks(row["blocks"]),
            published: row.date("dated"), modified: row.date("modified"), authors: try Kept.value(from: row["authors"]),
            language: row["language"], timeZone: TimeZone(identifier: row["timeZone"]) ?? .gmt)
        self.init(id: id, article: article, seen: Date(instant: row["seen"]), claims: try Claim.all(of: id, in: database))
    }
}

/// The text of a version, as it was.
package enum KeptText {
    /// - Parameter row: has the columns `text` and `textSize` of a version.
    package static func text(_ row: Row) throws -> String {
        let bytes = try Zlib.expanded([UInt8](row["text"] as Data), size: row["textSize"])
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Claim {
    /// All claims of a version, in order.
    fileprivate static func all(of version: Int64, in database: Database) throws -> [Claim] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id, kind, number, spanStart, spanEnd, value, valueHigh, qualifier, unit, groupText, place, measure, whenText,
                      claimant, organization, speaker, status, quote, quoteStart, quoteEnd, pattern, confidence
                    FROM claim WHERE version = ? ORDER BY ordinal
                    """), arguments: [version]
        ).map(Claim.init)
    }

    /// Columns go by number, as above: by name they cost more than all the rest of reading a claim.
    private init(_ row: Row) throws {
        guard let kind = Kind(rawValue: row[1]), let value = Decimal(string: row[5]), let qualifier = Qualifier(rawValue: row[7]),
            let measure = Measure(rawValue: row[11]), let status = Status(rawValue: row[16])
        else { throw ArchiveError.failed("claim \(row[0] as Int64) holds what figured never writes") }
        let high = (row[6] as String?).flatMap { Decimal(string: $0) }
        let claimant: String? = row[13]
        self.init(
            kind: kind, number: row[2], span: (row[3] as Int)..<(row[4] as Int),
            quantity: Quantity(value, qualifier, high: high, unit: row[8]), group: row[9], place: row[10], measure: measure,
            when: row[12], attribution: claimant.map { Attribution(claimant: $0, organization: row[14], speaker: row[15]) },
            status: status, quote: row[17], quoteSpan: (row[18] as Int)..<(row[19] as Int), pattern: row[20], confidence: row[21])
    }
}
