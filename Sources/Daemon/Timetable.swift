import Figures
package import Foundation
package import Logging
import ServiceLifecycle
package import Storage

/// Whose turn it is: runs what is due, as many at once as the settings say, until it is asked to stop.
package struct Timetable: Service {
    private let pipeline: Pipeline
    private let archive: Archive
    private let atOnce: Int
    private let serviceManager = ServiceManager()
    private let logger: Logger
    private let now: @Sendable () -> Date

    package init(pipeline: Pipeline, archive: Archive, atOnce: Int, logger: Logger, now: @escaping @Sendable () -> Date) {
        self.pipeline = pipeline
        self.archive = archive
        self.atOnce = atOnce
        self.logger = logger
        self.now = now
    }

    package func run() async throws {
        serviceManager.ready("Watching")
        logger.notice("figured is watching")
        await cancelWhenGracefulShutdown(keepTime)
        serviceManager.stopping()
        logger.notice("figured has stopped")
    }

    private func keepTime() async {
        let slots = Slots(atOnce)
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                let turns = await slots.taken(from: due(limit: atOnce * 2))
                for turn in turns {
                    group.addTask {
                        await pipeline.run(turn)
                        await slots.free(turn.key)
                    }
                }
                await rest(isBusy: !turns.isEmpty)
            }
        }
    }

    /// What is due, as the store says; that it answered is what feeds the watchdog.
    private func due(limit: Int) -> [Turn] {
        do {
            let turns =
                try archive.dueSources(at: now(), limit: limit).map(Turn.source)
                + archive.dueEntries(at: now(), limit: limit).map(Turn.entry)
                + archive.dueVisits(at: now(), limit: limit).map(Turn.visit)
            serviceManager.alive()
            return turns
        } catch {
            logger.error("the store does not answer; trying again", metadata: ["reason": "\(error)"])
            return []
        }
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
    private let count: Int
    private var keys: Set<String> = []

    init(_ count: Int) {
        self.count = count
    }

    /// Those turns that are not under way already, as many as there are places.
    func taken(from turns: [Turn]) -> [Turn] {
        turns.filter { keys.count < count && keys.insert($0.key).inserted }
    }

    func free(_ key: String) {
        keys.remove(key)
    }
}
