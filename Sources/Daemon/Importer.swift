import Comparison
package import Config
import Extraction
package import Figures
package import Foundation
import Lexicons
import Matching
import Places
package import Reading
import Storage

/// What an import has come to.
package struct ImportTally: Hashable, Sendable {
    /// Articles kept, of them those that were known with another text, and the claims of all.
    package var articles = 0
    package var rewritten = 0
    package var claims = 0
    /// Articles kept already, with this text or a later one.
    package var known = 0
    /// Pages without an article: lists, notices, walls.
    package var empty = 0
}

/// Articles from disk, through the same reading, extraction and recording as those fetched; nothing is told of what is long past.
package final class Importer {
    private let stages: TextStages
    private var reader: Reader { stages.reader }
    private let archive: Archive
    private let sources: [Source]
    private let outlet: String?
    private let now: @Sendable () -> Date
    private var waiting: [(read: ReadVersion, claims: [Claim])] = []
    package private(set) var tally = ImportTally()

    /// A synced commit costs more than an article.
    private static let batch = 100

    /// Takes the store for itself: throws `ArchiveError.alreadyRunning` while a daemon holds it.
    ///
    /// - Parameter outlet: who published the articles; nil: the outlet of the settings whose server they came from, else the server.
    package init(
        _ settings: Settings, store: URL, version: String, outlet: String? = nil, now: @escaping @Sendable () -> Date = { Date() }
    ) throws {
        stages = try TextStages(settings)
        sources = settings.sources
        archive = try Archive(at: store, by: "figured \(version)")
        _ = try archive.register(settings.sources, figures: settings.figures, at: now())
        self.outlet = outlet
        self.now = now
    }

    /// A page as it was captured; its address is where it was, or what it says of itself.
    ///
    /// - Returns: why it gives no article; nil where it gives one.
    @discardableResult
    package func add(_ page: Download) throws -> ReadError? {
        let article: Article
        do throws(ReadError) {
            article = try self.article(on: page)
        } catch {
            tally.empty += 1
            return error
        }
        try add(article, captured: page.fetched)
        return nil
    }

    private func article(on page: Download) throws(ReadError) -> Article {
        guard page.url.isFileURL, let address = try reader.address(statedIn: page.body) else {
            return try reader.article(in: page, for: nil, of: source(of: page.url))
        }
        let found = Download(url: address, body: page.body, contentType: page.contentType, fetched: page.fetched)
        return try reader.article(in: found, for: nil, of: source(of: address))
    }

    /// An article as somebody kept it.
    package func add(_ article: Article, captured: Date) throws {
        let seen = min(captured, now())
        var article = article
        article.published = article.published ?? seen
        guard try archive.wants(article.url, text: article.text, seen: seen) else {
            tally.known += 1
            return
        }
        let claims = stages.extractors.claims(in: article)
        waiting.append((ReadVersion(article: article, seen: seen, fingerprint: fingerprint(of: article.text)), claims))
        if waiting.count >= Self.batch { try keep() }
    }

    /// Keeps what waits, and fills the figures that want the new claims.
    ///
    /// - Parameter progress: is called with how many of a figure's versions have been read, and how many there are.
    package func finish(progress: (Figure, Int, Int) -> Void) throws {
        try keep()
        for figure in try archive.unfilled() {
            try archive.rebuild(figure, matching: stages.matcher.observations, comparing: changes, at: now()) { progress(figure, $0, $1) }
        }
        try archive.close()
    }

    private func keep() throws {
        for (recorded, item) in zip(try archive.keep(waiting), waiting) {
            tally.articles += 1
            if recorded.isRewritten { tally.rewritten += 1 }
            tally.claims += item.claims.count
        }
        waiting = []
    }

    /// The source whose server the page came from lends its outlet, language and time zone.
    package func source(of url: URL) -> Source {
        let host = url.host().map(Self.plain) ?? ""
        let known = sources.first { $0.url.host().map(Self.plain) == host }
        return Source(
            name: "import", url: url, form: .page, outlet: outlet ?? known?.outlet ?? (host.isEmpty ? "a file" : host),
            language: known?.language, timeZone: known?.timeZone ?? .gmt)
    }

    /// "www.rudaw.net" → "rudaw.net"
    private static func plain(_ host: String) -> String {
        let lowered = host.lowercased()
        return ["www.", "feeds.", "rss.", "m."].first { lowered.hasPrefix($0) }.map { String(lowered.dropFirst($0.count)) } ?? lowered
    }
}
