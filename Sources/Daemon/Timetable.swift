import Figures
import Foundation
import Logging
import ServiceLifecycle
import Storage

/// Whose turn it is: runs what is due, as many at once as the settings say, until it is asked to stop.
struct Timetable: Service {
    private let shifts: Shifts
    private let archive: Archive
    private let heartbeat: Heartbeat
    private let serviceManager = ServiceManager()
    private let logger: Logger
    private let now: @Sendable () -> Date

    init(shifts: Shifts, archive: Archive, heartbeat: Heartbeat, logger: Logger, now: @escaping @Sendable () -> Date) {
        self.shifts = shifts
        self.archive = archive
        self.heartbeat = heartbeat
        self.logger = logger
        self.now = now
    }

    func run() async throws {
        serviceManager.ready(shifts.current.summary)
        logger.notice("figured is watching")
        let end = await cancelWhenGracefulShutdown(keepTime)
        serviceManager.stopping()
        try end.get()
        logger.notice("figured has stopped")
    }

    /// - Returns: a failure where going on would do harm.
    private func keepTime() async -> Result<Void, ArchiveError> {
        let slots = Slots()
        return await withDiscardingTaskGroup(returning: Result<Void, ArchiveError>.self) { group in
            while !Task.isCancelled {
                let shift = shifts.current
                let turns: [Turn]
                do throws(ArchiveError) {
                    turns = await slots.taken(from: try round(of: shift), atMost: shift.atOnce)
                } catch {
                    group.cancelAll()
                    return .failure(error)
                }
                for turn in turns {
                    group.addTask {
                        await shift.pipeline.run(turn)
                        await slots.free(turn.key)
                    }
                }
                await rest(isBusy: !turns.isEmpty)
            }
            return .success(())
        }
    }

    /// What is due, as the store says; nothing while it cannot be written.
    private func round(of shift: Shift) throws(ArchiveError) -> [Turn] {
        do throws(ArchiveError) {
            guard try heartbeat.beat({ () throws(ArchiveError) in try status(of: shift) }) else { return [] }
            let limit = shift.atOnce * 2
            return try archive.dueSources(at: now(), limit: limit).map(Turn.source)
                + archive.dueEntries(at: now(), limit: limit).map(Turn.entry)
                + archive.dueVisits(at: now(), limit: limit).map(Turn.visit)
        } catch {
            if error.isFatal { throw error }
            if !heartbeat.trouble.meets(error) {
                logger.error("the store does not answer; trying again", metadata: ["reason": "\(error)"])
            }
            return []
        }
    }

    /// "Watching 6 sources for 4 figures; 1 source fails; 12 articles wait"
    private func status(of shift: Shift) throws(ArchiveError) -> String {
        let (failing, waiting) = try archive.standing(at: now())
        return shift.summary + (failing > 0 ? "; \(failing.of("source")) cannot be read" : "")
            + (waiting > 0 ? "; \(waiting.of("article")) waiting" : "")
    }

    /// Half a second is soon enough for news, and rare enough to cost nothing. Being asked to stop ends the rest.
    private func rest(isBusy: Bool) async {
        do {
            try await Task.sleep(for: isBusy ? .milliseconds(20) : .milliseconds(500))
        } catch {
            return
        }
    }
}

/// Something that is due.
enum Turn: Sendable {
    case source(DueSource)
    case entry(DueEntry)
    case visit(DueVisit)

    /// What it is about, so that nothing is begun twice.
    var key: String {
        switch self {
        case .source(let due): "source \(due.name)"
        case .entry(let due): "article \(due.entry.link?.absoluteString ?? due.entry.id)"
        case .visit(let due): "article \(due.url)"
        }
    }
}

extension Pipeline {
    func run(_ turn: Turn) async {
        switch turn {
        case .source(let due): await run(due)
        case .entry(let due): await run(due)
        case .visit(let due): await run(due)
        }
    }
}

/// The places at work, and what has one.
private actor Slots {
    private var keys: Set<String> = []

    /// Those turns that are not under way already, as many as there are places.
    func taken(from turns: [Turn], atMost count: Int) -> [Turn] {
        turns.filter { keys.count < count && keys.insert($0.key).inserted }
    }

    func free(_ key: String) {
        keys.remove(key)
    }
}
