package import Alerting
package import Config
package import Fetching
package import Foundation
package import Logging
import ServiceLifecycle
import Storage

/// The daemon put together: every stage built with just the settings it needs.
package struct Newsdesk: Service, CustomStringConvertible {
    /// Short, because whoever runs services writes each of them out at the start: with all settings and words that takes seconds.
    package let description = "the newsdesk"

    private let archive: Archive
    private let shifts: Shifts
    private let timetable: Timetable
    private let announcer: Announcer
    private let housekeeper: Housekeeper
    private let couriers: CourierOffice
    /// Takes new settings over while we run.
    package let reloader: Reloader

    /// - Parameters:
    ///   - version: of figured, as told to the servers we ask.
    ///   - reading: how the settings are read anew.
    ///   - taking: is told of settings that are in force from now on.
    package init(
        _ settings: Settings, version: String, hand: any Hand, logger: Logger, now: @escaping @Sendable () -> Date = { Date() },
        reading: @escaping @Sendable () throws(SettingsFaults) -> Settings, taking: @escaping @Sendable (Settings) -> Void = { _ in }
    ) throws {
        archive = try Archive(at: settings.store, by: "figured \(version)")
        announcer = Announcer(archive: archive, hand: hand, storm: Storm(limit: settings.storm), logger: logger, now: now)
        let trouble = StoreTrouble(logger)
        let workplace = Workplace(
            version: version, archive: archive, announcer: announcer, trouble: trouble, labour: Labour(), logger: logger, now: now)
        let heartbeat = Heartbeat(archive: archive, labour: workplace.labour, trouble: trouble, logger: logger, now: now)
        let first = try workplace.shift(settings)
        // Before the sources are registered, which would take the clock as it is now for granted.
        _ = try heartbeat.beat { "Starting" }
        try workplace.begin(first)
        for notice in FetchSettings(settings, version: version).notices { logger.warning("\(notice)") }
        couriers = CourierOffice(first.couriers)
        shifts = Shifts(first)
        reloader = Reloader(reading: reading, shifts: shifts, couriers: couriers, workplace: workplace, taking: taking)
        housekeeper = Housekeeper(archive: archive, announcer: announcer, trouble: trouble, logger: logger, now: now)
        timetable = Timetable(shifts: shifts, archive: archive, heartbeat: heartbeat, logger: logger, now: now)
    }

    package func run() async throws {
        await announcer.tellAll()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await housekeeper.run() }
            group.addTask { await announcer.run() }
            group.addTask { await couriers.run() }
            try await timetable.run()
            group.cancelAll()
        }
        await shifts.current.fetcher.close()
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
