package import Figures
package import Foundation
import GRDB

/// A source whose turn has come.
package struct DueSource: Hashable, Sendable {
    package let name: String
    /// Where to ask: the address in the settings, or where it has moved for good.
    package let url: URL
    package let validators: Validators
    /// Of the last good answer: the same bytes need not be read again.
    package let bodyHash: String?
    package let failures: Int
    package let lastSuccess: Date?
    package let tally: Tally
    /// When it last sent itself whole, whatever its validators say.
    package let wholeAt: Date?
    /// When it last said that nothing had changed though it had news.
    package let liedAt: Date?
}

/// How much news a source brought of late; what came a day ago counts half.
package struct Tally: Hashable, Sendable {
    /// New entries, or new texts of a page …
    package var news: Double
    /// … in so many seconds.
    package var seconds: Double

    package init(news: Double = 0, seconds: Double = 0) {
        self.news = news
        self.seconds = seconds
    }
}

/// What a good poll has shown of a source's ways.
package struct Ways: Hashable, Sendable {
    package var tally: Tally
    /// How long to wait between two polls, as things are.
    package var pace: Duration
    /// Whether it sent itself whole.
    package var cameWhole = false
    /// Whether it sent again the very bytes that it was told we have.
    package var isRepeat = false
    /// Whether it had said that nothing had changed, and had news.
    package var hasLied = false

    package init(tally: Tally, pace: Duration) {
        self.tally = tally
        self.pace = pace
    }
}

/// An article that is to be looked at again.
package struct DueVisit: Hashable, Sendable {
    package let url: URL
    /// The source that led to it; nil where it was imported.
    package let source: String?
    package let outlet: String
    package let validators: Validators
    /// How often we had it so far.
    package let visits: Int
    package let firstSeen: Date
    package let lastSeen: Date
    package let published: Date?
}

/// How a poll ended.
package enum Poll: Hashable, Sendable {
    /// The source answered and could be read.
    case success(Validators, hash: String, next: Date, movedTo: URL? = nil)
    /// It has nothing new: 304, or the bytes we know.
    case unchanged(next: Date)
    case failed(reason: String, next: Date)
    /// Gone for good (410): not asked again until its address changes in the settings.
    case gone
}

/// What a poll changed about its source, so that the log says it once.
package enum Transition: Hashable, Sendable {
    /// As before, well or failing.
    case none
    case failed(reason: String)
    case recovered(afterFailures: Int)
    /// The address has answered for a day that it moved: the new one is asked from now on.
    case moved(to: URL)
    case gone
}

extension Archive {
    /// Takes over what the settings define; what they no longer hold rests, with its history.
    ///
    /// - Returns: the figures that are new, or mean something else now: the kept claims are to be read for them (`rebuild`).
    package func register(_ sources: [Source], figures: [Figure], at now: Date) throws(ArchiveError) -> [Figure] {
        try write { database in
            try Meta.set("clock", "\(now.instant)", in: database)
            try database.execute(sql: "UPDATE source SET isActive = 0; UPDATE figure SET isActive = 0")
            for source in sources {
                try Self.register(source, at: now, in: database)
            }
            try Self.spread(at: now, in: database)
            for figure in figures {
                try Self.register(figure, at: now, in: database)
            }
            return try Self.unfilledFigures(in: database)
        }
    }

    /// A clock that was set back must not leave a source waiting for years: no turn lies further ahead than a day, or two rounds.
    private static func register(_ source: Source, at now: Date, in database: Database) throws {
        let every = max(1, source.every.milliseconds)
        let furthest = now.instant + max(2 * source.slowest.milliseconds, 86_400_000)
        try database.cachedStatement(
            sql: """
                INSERT INTO source (name, url, form, outlet, every, nextPoll) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET isActive = 1, form = excluded.form, outlet = excluded.outlet,
                  every = excluded.every, nextPoll = min(nextPoll, ?), pace = max(min(pace, ?), excluded.every)
                """
        ).execute(arguments: [
            source.name, source.url.absoluteString, source.form.rawValue, source.outlet, every, now.instant, furthest,
            max(1, source.slowest.milliseconds),
        ])
        try database.cachedStatement(
            sql: """
                UPDATE source SET url = ?1, etag = NULL, lastModified = NULL, bodyHash = NULL, failures = 0, failing = NULL,
                  failingSince = NULL, movedTo = NULL, movedSince = NULL, moves = 0, gone = NULL, nextPoll = ?2, pace = NULL,
                  news = 0, watched = 0, wholeAt = NULL, repeats = 0, lied = NULL
                WHERE name = ?3 AND url <> ?1
                """
        ).execute(arguments: [source.url.absoluteString, now.instant, source.name])
    }

    /// So many sources may be due at the start at once.
    private static let crowd = 50

    /// After a first start, or a long sleep, everything is due: the first few have their turn now, the others one by one within the
    /// wait between two of their polls, an hour at most, those that waited longest first.
    private static func spread(at now: Date, in database: Database) throws {
        try database.execute(
            sql: """
                WITH due AS (
                  SELECT id, row_number() OVER (ORDER BY nextPoll, id) - ?2 AS place, count(*) OVER () - ?2 AS crowd
                  FROM source WHERE isActive = 1 AND gone IS NULL AND nextPoll <= ?1)
                UPDATE source SET nextPoll = ?1 + min(coalesce(pace, every), 3600000) * due.place / due.crowd
                FROM due WHERE due.id = source.id AND due.place > 0
                """, arguments: [now.instant, crowd])
    }

    private static func register(_ figure: Figure, at now: Date, in database: Database) throws {
        let before = try String.fetchOne(database, sql: "SELECT definition FROM figure WHERE name = ?", arguments: [figure.name])
        let keepsMeaning = before.map { definition(of: $0) == figure.meaning } ?? false
        try database.execute(
            sql: """
                INSERT INTO figure (name, title, kind, measure, place, since, unit, definition, registered)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET isActive = 1, title = excluded.title, kind = excluded.kind,
                  measure = excluded.measure, place = excluded.place, since = excluded.since, unit = excluded.unit,
                  definition = excluded.definition, filled = CASE WHEN ? THEN filled END
                """,
            arguments: [
                figure.name, figure.title, figure.kind.rawValue, figure.measure.rawValue, figure.place,
                figure.since?.description, figure.unit, try Kept.text(figure), now.instant, keepsMeaning,
            ])
    }

    /// What a kept figure meant; nil where another version of the program wrote it in a form that this one does not know.
    private static func definition(of text: String) -> Figure? {
        do {
            return try Kept.value(Figure.self, from: text).meaning
        } catch {
            return nil
        }
    }

    static func unfilledFigures(in database: Database) throws -> [Figure] {
        try String.fetchAll(database, sql: "SELECT definition FROM figure WHERE isActive = 1 AND filled IS NULL ORDER BY name")
            .map { try Kept.value(Figure.self, from: $0) }
    }

    /// The sources whose turn has come, those that waited longest first.
    package func dueSources(at now: Date, limit: Int) throws(ArchiveError) -> [DueSource] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM source WHERE isActive = 1 AND gone IS NULL AND nextPoll <= ? ORDER BY nextPoll LIMIT ?
                    """,
                arguments: [now.instant, limit]
            ).map(DueSource.init)
        }
    }

    /// The articles that are to be looked at again; those of a source that was taken out of the settings wait for it.
    package func dueVisits(at now: Date, limit: Int) throws(ArchiveError) -> [DueVisit] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT article.*, source.name AS sourceName FROM article JOIN source ON source.id = article.source
                    WHERE nextVisit <= ? AND source.isActive = 1 ORDER BY nextVisit LIMIT ?
                    """,
                arguments: [now.instant, limit]
            ).map(DueVisit.init)
        }
    }

    /// To be called before a source is asked, so that a crash in between causes no second request.
    package func willPoll(_ source: String, next: Date) throws(ArchiveError) {
        try write { database in
            try database.execute(sql: "UPDATE source SET nextPoll = ? WHERE name = ?", arguments: [next.instant, source])
        }
    }

    /// To be called before an article is looked at again.
    package func willVisit(_ article: URL, next: Date?) throws(ArchiveError) {
        try write { database in
            try database.execute(
                sql: "UPDATE article SET nextVisit = ? WHERE url = ?", arguments: [next?.instant, article.absoluteString])
        }
    }

    /// Until when each server asked us to wait, as far as that is still ahead.
    package func pauses(at now: Date) throws(ArchiveError) -> [String: Date] {
        try read { database in
            let rows = try Row.fetchAll(database, sql: "SELECT * FROM host WHERE notBefore > ?", arguments: [now.instant])
            return Dictionary(uniqueKeysWithValues: rows.map { ($0["name"], Date(instant: $0["notBefore"])) })
        }
    }

    /// A server asks us to wait (`Retry-After`): remembered over restarts.
    package func pause(_ host: String, until: Date) throws(ArchiveError) {
        try write { database in
            try database.execute(
                sql: "INSERT INTO host (name, notBefore) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET notBefore = excluded.notBefore",
                arguments: [host, until.instant])
        }
    }
}

extension Figure {
    /// What decides which claims are its points: all but the title and what is told.
    fileprivate var meaning: Figure {
        Figure(
            name: name, title: "", kind: kind, measure: measure, place: place, since: since, groups: groups, unit: unit,
            plausible: plausible, claimants: claimants)
    }
}

extension DueSource {
    init(_ row: Row) throws {
        let hasMoved = (row["moves"] as Int) >= Moves.needed
        self.init(
            name: row["name"], url: try row.link(hasMoved && (row["movedTo"] as String?) != nil ? "movedTo" : "url"),
            validators: Validators(row), bodyHash: row["bodyHash"], failures: row["failures"],
            lastSuccess: row.date("lastSuccess"), tally: Tally(news: row["news"], seconds: row["watched"]),
            wholeAt: row.date("wholeAt"), liedAt: row.date("lied"))
    }
}

extension DueVisit {
    init(_ row: Row) throws {
        self.init(
            url: try row.link("url"), source: row["sourceName"], outlet: row["outlet"], validators: Validators(row),
            visits: row["visits"], firstSeen: Date(instant: row["firstSeen"]), lastSeen: Date(instant: row["lastSeen"]),
            published: row.date("published"))
    }
}
