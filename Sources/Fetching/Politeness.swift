import Synchronization

/// Who may ask which host when: few at once, one pause between two requests at a host, silence where a host asks for it.
final class Politeness: Sendable {
    private struct Lane {
        let slots: Slots
        /// How many hold or await a slot.
        var users = 0
        /// Before then no request starts.
        var next: ContinuousClock.Instant
        /// Before then the host wants to be left alone (`Retry-After`).
        var quietUntil: ContinuousClock.Instant?
        /// Whether its last answer came from a private address.
        var isPrivate = false
    }

    private struct Lanes {
        var byHost: [String: Lane] = [:]
        /// Lanes of no use any more are dropped when there are so many.
        var sweepAt = 1024
    }

    private let everywhere: Slots
    private let perHost: Int
    private let delay: Duration
    private let lanes = Mutex(Lanes())

    init(connections: Int, perHost: Int, delay: Duration) {
        everywhere = Slots(connections)
        self.perHost = perHost
        self.delay = delay
    }

    /// Does the work when it is the host's turn; throws `hostAsksToWait` at once where the host wants to be left alone.
    func turn<Value>(at host: String, allowPrivate: Bool, _ work: () async throws -> Value) async throws -> Value {
        let slots = join(host)
        defer { part(from: host) }
        try await slots.enter()
        defer { slots.leave() }
        try await start(at: host, allowPrivate: allowPrivate)
        defer { everywhere.leave() }
        return try await work()
    }

    /// Leaves a host alone for so long, at most a day.
    func hold(_ host: String, for wait: Duration) {
        let until = ContinuousClock.now + min(max(wait, .zero), CacheHeaders.longest)
        lanes.withLock { lanes in
            lanes.byHost[host, default: newLane].quietUntil = until
        }
    }

    /// Remembers at what kind of address a host stands: between requests to a private one that is opted in there is no pause.
    func note(_ host: String, isPrivate: Bool) {
        lanes.withLock { $0.byHost[host]?.isPrivate = isPrivate }
    }

    /// Waits for the pause and then for one of all slots, which is held on return; the pause is looked at again with the slot in
    /// hand, so that starts are never closer than it.
    private func start(at host: String, allowPrivate: Bool) async throws {
        while true {
            try await pause(until: opening(of: host, allowPrivate: allowPrivate))
            try await everywhere.enter()
            do {
                if try book(host, allowPrivate: allowPrivate) { return }
            } catch {
                everywhere.leave()
                throw error
            }
            everywhere.leave()
        }
    }

    private func pause(until instant: ContinuousClock.Instant?) async throws {
        guard let instant, instant > .now else { return }
        try await ContinuousClock().sleep(until: instant, tolerance: .milliseconds(1))
    }

    /// Takes the start that is due now; false when it is not due yet.
    private func book(_ host: String, allowPrivate: Bool) throws -> Bool {
        let opening = try opening(of: host, allowPrivate: allowPrivate)
        let now = ContinuousClock.now
        if let opening, opening > now { return false }
        lanes.withLock { $0.byHost[host]?.next = now + delay }
        return true
    }

    /// When the host's next request may start; nil: at any time.
    private func opening(of host: String, allowPrivate: Bool) throws(FetchError) -> ContinuousClock.Instant? {
        guard let lane = lanes.withLock({ $0.byHost[host] }) else { return nil }
        if let quiet = lane.quietUntil, quiet > .now { throw .hostAsksToWait(host: host, quiet - .now) }
        return allowPrivate && lane.isPrivate ? nil : lane.next
    }

    private func join(_ host: String) -> Slots {
        lanes.withLock { lanes in
            var lane = lanes.byHost[host] ?? newLane
            lane.users += 1
            lanes.byHost[host] = lane
            return lane.slots
        }
    }

    private func part(from host: String) {
        lanes.withLock { lanes in
            lanes.byHost[host]?.users -= 1
            if lanes.byHost.count >= lanes.sweepAt { sweep(&lanes) }
        }
    }

    /// Drops the lanes that nobody uses and that no wait holds open; the next sweep comes when their number has doubled.
    private func sweep(_ lanes: inout Lanes) {
        let now = ContinuousClock.now
        lanes.byHost = lanes.byHost.filter { $0.value.users > 0 || $0.value.next > now || ($0.value.quietUntil ?? now) > now }
        lanes.sweepAt = max(1024, lanes.byHost.count * 2)
    }

    private var newLane: Lane {
        Lane(slots: Slots(perHost), next: .now)
    }
}
