import Foundation
import Logging
import Storage
import Synchronization

/// The pulse of the daemon, felt by the timetable between two rounds: the store's writer answers, the pipeline gets on with its
/// work, the clock runs as it should. Only then does the watchdog hear of us.
final class Heartbeat: Sendable {
    private struct State {
        var last: ContinuousClock.Instant?
        var wall: Date?
        var status = ""
        /// What takes too long, as it was said.
        var stuck: String?
    }

    /// Between two beats.
    static let interval = Duration.seconds(5)
    /// A clock is slewed by less than this between two beats; it is set by more.
    static let jump: TimeInterval = 60

    let trouble: StoreTrouble
    private let archive: Archive
    private let labour: Labour
    private let serviceManager: ServiceManager
    private let logger: Logger
    private let now: @Sendable () -> Date
    private let elapsed: @Sendable () -> ContinuousClock.Instant
    private let state = Mutex(State())

    /// - Parameter elapsed: a clock that nobody sets, and that goes on while the machine sleeps.
    init(
        archive: Archive, labour: Labour, trouble: StoreTrouble, logger: Logger, now: @escaping @Sendable () -> Date,
        elapsed: @escaping @Sendable () -> ContinuousClock.Instant = { .now }, serviceManager: ServiceManager = ServiceManager()
    ) {
        self.archive = archive
        self.labour = labour
        self.trouble = trouble
        self.logger = logger
        self.now = now
        self.elapsed = elapsed
        self.serviceManager = serviceManager
    }

    /// To be called between two rounds of work.
    ///
    /// - Parameter status: what `systemctl status` shows while all is well.
    /// - Returns: whether the store can be written, so that a round is worth beginning.
    /// - Throws: what makes going on dangerous.
    func beat(_ status: () throws(ArchiveError) -> String) throws(ArchiveError) -> Bool {
        guard isTime() else { return trouble.now == nil }
        do throws(ArchiveError) {
            try followClock()
            try archive.beat(at: now(), proving: trouble.now != nil)
            trouble.isOver()
            show(try status())
        } catch {
            guard trouble.meets(error) else { throw error }
            if error.isFatal { throw error }
            show("DEGRADED: \(error.inShort); nothing is fetched until that is over")
        }
        feedWatchdog()
        return trouble.now == nil
    }

    /// Nothing is fed while some piece of work takes too long; which one is said once.
    private func feedWatchdog() {
        let stuck = labour.stuck()
        let isNew = state.withLock { state in
            defer { state.stuck = stuck }
            return stuck != nil && state.stuck != stuck
        }
        guard let stuck else { return serviceManager.alive() }
        if isNew { logger.error("\(stuck) has taken more than a minute: unless it ends, the watchdog starts figured anew") }
    }

    private func isTime() -> Bool {
        let now = elapsed()
        return state.withLock { state in
            if let last = state.last, last.duration(to: now) < Self.interval { return false }
            return true
        }
    }

    /// Notices that the clock was set, and moves every turn with it.
    private func followClock() throws(ArchiveError) {
        let (wall, instant) = (now(), elapsed())
        let (last, before) = state.withLock { ($0.last, $0.wall) }
        if let last, let before {
            try follow(wall.timeIntervalSince(before) - last.duration(to: instant).seconds)
        } else if let before = try archive.lastBeat(), before.timeIntervalSince(wall) > Self.jump {
            try follow(wall.timeIntervalSince(before))
        }
        state.withLock { ($0.last, $0.wall) = (instant, wall) }
    }

    private func follow(_ jump: TimeInterval) throws(ArchiveError) {
        guard abs(jump) > Self.jump else { return }
        try archive.moveTurns(by: jump)
        let size = Duration.seconds(abs(jump)).formatted(.units(allowed: [.days, .hours, .minutes], width: .wide))
        logger.warning(
            "the clock was set \(jump < 0 ? "back" : "forward") by \(size); every source keeps its turn, but check the machine's clock",
            metadata: ["clock": "set", "seconds": "\(Int(jump))"])
    }

    private func show(_ status: String) {
        let isNew = state.withLock { state in
            defer { state.status = status }
            return state.status != status
        }
        if isNew { serviceManager.status(status) }
    }
}
