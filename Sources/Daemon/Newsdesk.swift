package import Alerting
package import Config
import Extraction
package import Fetching
package import Foundation
import Lexicons
package import Logging
import Matching
import Places
import ServiceLifecycle
import Storage

/// The daemon put together: every stage built with just the settings it needs.
package struct Newsdesk: Service {
    private let settings: Settings
    private let archive: Archive
    private let fetcher: Fetcher
    private let timetable: Timetable
    private let announcer: Announcer
    private let housekeeper: Housekeeper
    private let couriers: [Courier]

    /// - Parameter version: of figured, as told to the servers we ask.
    package init(
        _ settings: Settings, version: String, hand: any Hand, logger: Logger, now: @escaping @Sendable () -> Date = { Date() }
    ) throws {
        self.settings = settings
        let places = try Gazetteer(folder: settings.places)
        let extractors = Extractors(try LexiconShelf.load(from: settings.lexicon), places: PlaceNames(places))
        let matcher = Matcher(
            figures: settings.figures, places: places, words: try Wording.languages(in: settings.lexicon))
        archive = try Archive(at: settings.store, by: "figured \(version)")
        let new = try archive.register(settings.sources, figures: settings.figures, at: now())
        let backfill = Backfill(archive: archive, matcher: matcher, logger: logger, now: now)
        for figure in new { try backfill.fill(figure) }
        try archive.employ(settings.leastSeverities)
        try archive.keepRaw(pages: settings.keepPages, feeds: settings.keepFeeds)
        let fetching = FetchSettings(settings, version: version)
        for notice in fetching.notices { logger.warning("\(notice)") }
        fetcher = try Fetcher(fetching)
        for (origin, until) in try archive.pauses(at: now()) {
            guard let origin = URL(string: origin) else { continue }
            fetcher.hold(origin, for: .seconds(until.timeIntervalSince(now())))
        }
        announcer = Announcer(archive: archive, hand: hand, storm: Storm(limit: settings.storm), logger: logger, now: now)
        couriers = Courier.all(of: settings, archive: archive, fetcher: fetcher, logger: logger, now: now)
        housekeeper = Housekeeper(archive: archive, announcer: announcer, logger: logger, now: now)
        let pipeline = Pipeline(
            sources: settings.sources, schedule: Schedule(revisits: settings.revisits), fetcher: fetcher, extractors: extractors,
            matcher: matcher, archive: archive, announcer: announcer, logger: logger, now: now)
        // A turn that waits for its host holds no connection, so there are more turns than connections.
        timetable = Timetable(pipeline: pipeline, archive: archive, atOnce: settings.downloadsAtOnce * 4, logger: logger, now: now)
    }

    package func run() async throws {
        await announcer.tellAll()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await housekeeper.run() }
            group.addTask { await announcer.run() }
            for courier in couriers { group.addTask { await courier.run() } }
            try await timetable.run()
            group.cancelAll()
        }
        await fetcher.close()
        try archive.close()
    }
}

extension FetchSettings {
    package init(_ settings: Settings, version: String) {
        self.init()
        userAgent = "figured/\(version)" + " (" + (settings.contact.map { "+\($0)" } ?? "no contact set") + ")"
        maximumBytes = settings.maximumBytes
        perHostDelay = settings.perHostDelay
        connectionsPerHost = settings.connectionsPerHost
        connections = settings.downloadsAtOnce
        proxy = settings.proxy?.absoluteString
    }
}
