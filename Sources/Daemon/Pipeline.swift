import Comparison
import Extraction
import Fetching
import Figures
import Foundation
import Logging
import Matching
import Reading
package import Storage

/// The way of a number, from a source to an alert: the one place where the stages meet.
package struct Pipeline: Sendable {
    private let sources: [String: Source]
    private let schedule: Schedule
    private let fetcher: Fetcher
    private let reader = Reader()
    private let extractors: Extractors
    let matcher: Matcher
    let archive: Archive
    private let announcer: Announcer
    private let trouble: StoreTrouble
    let labour: Labour
    private let failures: FailureLog
    let logger: Logger
    let now: @Sendable () -> Date

    init(
        sources: [Source], schedule: Schedule, fetcher: Fetcher, extractors: Extractors, matcher: Matcher, archive: Archive,
        announcer: Announcer, trouble: StoreTrouble, labour: Labour, logger: Logger, now: @escaping @Sendable () -> Date
    ) {
        self.sources = Dictionary(sources.map { ($0.name, $0) }) { first, _ in first }
        self.schedule = schedule
        self.fetcher = fetcher
        self.extractors = extractors
        self.matcher = matcher
        self.archive = archive
        self.announcer = announcer
        self.trouble = trouble
        self.labour = labour
        self.failures = FailureLog(logger, hosts: Set(sources.map { $0.url.host() }).count)
        self.logger = logger
        self.now = now
    }

    /// What happens to a source when its turn comes.
    package func run(_ due: DueSource) async {
        guard let source = sources[due.name] else { return }
        await attempt(due.url) {
            try archive.willPoll(source.name, next: now() + schedule.patience(for: source))
            let (poll, ways) = try await poll(source, due)
            failures.log(try archive.polled(source.name, poll, ways: ways, at: now()), of: source)
        }
        await announcer.tellAll()
    }

    /// What happens to an entry whose article nobody has read yet.
    package func run(_ due: DueEntry) async {
        guard let source = sources[due.source] else { return }
        await attempt(due.entry.link) {
            guard due.tries < Schedule.triesOfAnArticle else { return try giveUp(due, of: source) }
            try archive.willTry(due.entry, of: source.name, next: now() + schedule.patience(for: source))
            do {
                try await read(due.entry, of: source)
            } catch let reason where isAboutThePage(reason) {
                let next = schedule.nextTry(
                    after: reason, tries: due.tries, of: source, at: now(), spread: .random(in: 0..<1), limit: Schedule.triesOfAnArticle)
                try archive.failed(due.entry, of: source.name, reason: "\(reason)", next: next)
                failures.log(reason, of: due.entry, source, next: next)
            }
        }
        await announcer.tellAll()
    }

    /// An article whose reading ended us each time that it was tried.
    private func giveUp(_ due: DueEntry, of source: Source) throws(ArchiveError) {
        let reason = EntryError.neverEnds(tries: due.tries)
        try archive.failed(due.entry, of: source.name, reason: "\(reason)", next: nil)
        failures.log(reason, of: due.entry, source, next: nil)
    }

    /// What happens to an article when it is time to look whether it was rewritten.
    package func run(_ due: DueVisit) async {
        guard let source = due.source.flatMap({ sources[$0] }) else { return }
        await attempt(due.url) {
            try archive.willVisit(due.url, next: now() + schedule.patience(for: source))
            do {
                try await visit(due, of: source)
            } catch let reason where isAboutThePage(reason) {
                try archive.willVisit(due.url, next: schedule.nextLook(at: source, firstSeen: due.firstSeen, at: now()))
                logger.info("an article could not be visited again", metadata: ["url": "\(due.url)", "reason": "\(reason)"])
            }
        }
        await announcer.tellAll()
    }

    private func poll(_ source: Source, _ due: DueSource) async throws -> (Poll, Ways?) {
        do {
            let (download, wasDenied) = try await fetch(source, due)
            _ = failures.noteNetwork(nil, of: source)
            let hash = contentHash(of: download.body)
            let isKnown = download.isUnchanged || hash == due.bodyHash
            let news = isKnown ? 0 : try file(download, of: source, isFirst: due.lastSuccess == nil)
            let tally = Pace.tally(due.tally, news: news, after: due.lastSuccess.map(now().timeIntervalSince))
            var ways = Ways(tally: tally, pace: Pace(of: source).wait(tally))
            ways.cameWhole = !download.isUnchanged
            ways.isRepeat =
                !wasDenied && !download.isUnchanged && hash == due.bodyHash && Trust.validators(of: due, at: now()) != Validators()
            ways.hasLied = wasDenied && news > 0
            let next = schedule.nextPoll(of: source, pace: ways.pace, after: download, at: now(), spread: .random(in: 0..<1))
            guard !isKnown else { return (.unchanged(next: next), ways) }
            return (.success(download.validators, hash: hash, next: next, movedTo: download.movedTo), ways)
        } catch FetchError.gone {
            return (.gone, nil)
        } catch let reason where isAboutThePage(reason) {
            try remember(reason, at: due.url)
            let isNetworkDown = failures.noteNetwork(reason, of: source)
            let next = schedule.nextTry(
                after: reason, tries: due.failures, of: source, isNetworkDown: isNetworkDown, at: now(), spread: .random(in: 0..<1))
            return (.failed(reason: "\(reason)", next: next ?? now() + Schedule.day), nil)
        }
    }

    /// What the source has now. Once a week its "not modified" is not taken at its word: then it is asked again, without conditions.
    private func fetch(_ source: Source, _ due: DueSource) async throws -> (Download, wasDenied: Bool) {
        var request = Request(
            url: due.url, validators: Trust.validators(of: due, at: now()), allowPrivate: source.allowPrivate,
            obeysRobots: source.form == .page || source.form == .links)
        let download = try await fetcher.download(request)
        guard download.isUnchanged, Trust.wantsProof(due, at: now()) else { return (download, false) }
        request.validators = Validators()
        return (try await fetcher.download(request), true)
    }

    /// A list of entries is written down, so that none is lost when we are killed before its article is read; a page is the article.
    ///
    /// - Returns: how much of it is news.
    private func file(_ download: Download, of source: Source, isFirst: Bool) throws -> Int {
        switch source.form {
        case .feed, .links:
            let (entries, leftOut) = try labour.doing("reading \(source.name)") { () throws(ReadError) in
                try reader.listing(in: download, of: source)
            }
            if leftOut > 0 {
                let about: Logger.Metadata = ["source": "\(source.name)", "read": "\(entries.count)", "left_out": "\(leftOut)"]
                logger.warning("more entries than are read of one source: the newest were taken", metadata: about)
            }
            try archive.keep(Capture(download), of: source.name)
            return try archive.list(entries, of: source.name, at: now()).new
        case .page:
            let article = try article(in: download, for: nil, of: source)
            let recorded = try record(article, download, of: source, entry: nil, nextVisit: nil)
            return recorded.isNew || recorded.isRewritten ? 1 : 0
        case .json, .csv:
            let found = try labour.doing("reading \(source.name)") { () throws(ReadError) in
                try reader.records(in: download, of: source)
            }
            try archive.keep(Capture(download), of: source.name)
            return try record(found, of: source, isFirst: isFirst)
        }
    }

    private func read(_ entry: Entry, of source: Source) async throws {
        guard let link = entry.link else { throw EntryError.noLink }
        let download = try await fetcher.download(Request(url: link, allowPrivate: source.allowPrivate))
        let article = try article(in: download, for: entry, of: source)
        let next = schedule.nextVisit(firstSeen: now(), visits: 1, at: now(), spread: .random(in: 0..<1))
        try record(article, download, of: source, entry: entry, nextVisit: next)
    }

    private func visit(_ due: DueVisit, of source: Source) async throws {
        let next = schedule.nextVisit(firstSeen: due.firstSeen, visits: due.visits + 1, at: now(), spread: .random(in: 0..<1))
        do {
            // The last look goes without conditions: a server that says "not modified" of a rewritten page is found out by it.
            let validators = next == nil ? Validators() : due.validators
            let request = Request(url: due.url, validators: validators, allowPrivate: source.allowPrivate)
            let download = try await fetcher.download(request)
            guard !download.isUnchanged else { return try archive.unchanged(due.url, at: now(), nextVisit: next) }
            var article = try article(in: download, for: nil, of: source)
            article.url = due.url
            article.published = article.published ?? due.published
            try record(article, download, of: source, entry: nil, nextVisit: next)
        } catch FetchError.gone, FetchError.status(404, _) {
            let changes = try archive.vanished(due.url, at: now(), comparing: changes)
            logger.notice("an article is gone", metadata: ["url": "\(due.url)", "figures": "\(Set(changes.map(\.figure)).count)"])
        }
    }

    private func article(in download: Download, for entry: Entry?, of source: Source) throws(ReadError) -> Article {
        try labour.doing("reading \(download.url)") { () throws(ReadError) in try reader.article(in: download, for: entry, of: source) }
    }

    /// One article, one transaction.
    @discardableResult
    private func record(
        _ article: Article, _ download: Download, of source: Source, entry: Entry?, nextVisit: Date?
    ) throws -> Recorded {
        let (claims, observations) = labour.doing("finding the numbers of \(article.url)") {
            let claims = extractors.claims(in: article)
            return (claims, matcher.observations(from: claims, in: article, seen: now()))
        }
        let version = ReadVersion(
            article: article, source: source.name, entry: entry, seen: now(), validators: download.validators, nextVisit: nextVisit,
            fingerprint: fingerprint(of: article.text), capture: Capture(download))
        let recorded = try archive.record(version, claims: claims, observations: observations) {
            changes($0, to: $1, standing: $2, beside: claims)
        }
        log(recorded, of: article, claims: claims.count, observations: observations.count)
        return recorded
    }

    private func log(_ recorded: Recorded, of article: Article, claims: Int, observations: Int) {
        let about: Logger.Metadata = ["url": "\(article.url)", "outlet": "\(article.outlet)"]
        if let original = recorded.copyOf, recorded.isNew {
            logger.info("the same story as one we have: one report", metadata: about.merging(["copy_of": "\(original)"]) { $1 })
        }
        if recorded.isRewritten {
            logger.notice("an article was rewritten", metadata: about)
        }
        logger.debug("an article was read", metadata: about.merging(["claims": "\(claims)", "observations": "\(observations)"]) { $1 })
    }

    /// A server that asks us to wait is left alone after a restart, too.
    private func remember(_ reason: any Error, at url: URL) throws {
        guard let wait = (reason as? FetchError)?.retryAfter, let origin = url.origin else { return }
        try archive.pause(origin, until: now() + wait.seconds)
    }

    /// Whether the page or its server is at fault, and not we, who stop or cannot write.
    private func isAboutThePage(_ error: any Error) -> Bool {
        !(error is CancellationError) && !(error is ArchiveError)
    }

    /// The only place where an error ends, so that one bad source or page never stops the rest.
    private func attempt(_ url: URL?, _ work: () async throws -> Void) async {
        do {
            try await work()
        } catch is CancellationError {
            return
        } catch let error as ArchiveError where trouble.meets(error) {
            return  // said already, for the store as a whole
        } catch {
            logger.error("could not go on here", metadata: ["url": "\(url?.absoluteString ?? "none")", "reason": "\(error)"])
        }
    }
}

/// Why an entry has no article.
enum EntryError: Error, CustomStringConvertible {
    case noLink
    /// We were ended, by the watchdog or otherwise, whenever we read it.
    case neverEnds(tries: Int)

    var description: String {
        switch self {
        case .noLink: "the feed gives no link for this entry"
        case .neverEnds(let tries): "its reading was begun \(tries) times and never came to an end"
        }
    }
}

extension URL {
    /// The server without the path: "https://example.org:8443".
    fileprivate var origin: String? {
        guard let scheme, let host = host() else { return nil }
        return "\(scheme)://\(host)" + (port.map { ":\($0)" } ?? "")
    }
}
