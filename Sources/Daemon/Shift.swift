import Config
import Extraction
import Fetching
import Figures
import Foundation
import Lexicons
import Logging
import Matching
import Places
import Reading
import Storage
import Synchronization

/// The stages as one reading of the settings made them: replaced as a whole, never in part.
struct Shift: Sendable {
    let settings: Settings
    let pipeline: Pipeline
    let fetcher: Fetcher
    let matcher: Matcher
    let backfill: Backfill
    let couriers: [Courier]

    /// A turn that waits for its host holds no connection, so there are more turns than connections.
    var atOnce: Int { settings.downloadsAtOnce * 4 }

    /// "Watching 6 sources for 4 figures"
    var summary: String { "Watching \(settings.sources.count.of("source")) for \(settings.figures.count.of("figure"))" }
}

extension Int {
    /// "1 source", "6 sources"
    func of(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}

/// What every shift works with, whatever the settings say.
struct Workplace: Sendable {
    let version: String
    let archive: Archive
    let announcer: Announcer
    let trouble: StoreTrouble
    let labour: Labour
    let logger: Logger
    let now: @Sendable () -> Date

    /// Builds every stage from the settings; nothing is changed anywhere until `begin`.
    func shift(_ settings: Settings, after last: Shift? = nil) throws -> Shift {
        let stages = try TextStages(settings)
        let fetchSettings = FetchSettings(settings, version: version)
        // The fetcher knows when each host was last asked: it stays while it may.
        let fetcher =
            if let last, FetchSettings(last.settings, version: version) == fetchSettings { last.fetcher } else {
                try Fetcher(fetchSettings)
            }
        let pipeline = Pipeline(
            sources: settings.sources, schedule: Schedule(revisits: settings.revisits), fetcher: fetcher, reader: stages.reader,
            extractors: stages.extractors, matcher: stages.matcher, archive: archive, announcer: announcer, trouble: trouble,
            labour: labour, logger: logger, now: now)
        let backfill = Backfill(archive: archive, matcher: stages.matcher, logger: logger, now: now)
        let couriers = Courier.all(of: settings, archive: archive, fetcher: fetcher, logger: logger, now: now)
        return Shift(
            settings: settings, pipeline: pipeline, fetcher: fetcher, matcher: stages.matcher, backfill: backfill, couriers: couriers)
    }

    /// Writes the shift's sources and figures into the store, and reads the kept claims for figures that are new.
    func begin(_ shift: Shift) throws {
        let new = try archive.register(shift.settings.sources, figures: shift.settings.figures, at: now())
        try archive.keepRaw(pages: shift.settings.keepPages, feeds: shift.settings.keepFeeds)
        try archive.employ(shift.settings.leastSeverities)
        for figure in new { try shift.backfill.fill(figure) }
        for (origin, until) in try archive.pauses(at: now()) {
            guard let origin = URL(string: origin) else { continue }
            shift.fetcher.hold(origin, for: .seconds(until.timeIntervalSince(now())))
        }
    }
}

/// The shift that is on, and the one way to the next.
final class Shifts: Sendable {
    private let on: Mutex<Shift>

    init(_ first: Shift) {
        on = Mutex(first)
    }

    var current: Shift { on.withLock { $0 } }

    /// Turns under way end as they began.
    func change(to next: Shift) {
        on.withLock { $0 = next }
    }
}
