import Synchronization

/// Who may ask which host when: few at once, one pause between two requests at a host, silence where a host asks for it.
final class Politeness: Sendable {
    private let everywhere: Slots
    private let perHost: Int
    private let delay: Duration
    private let lanes = Mutex(Lanes())

    private struct Lanes {
        var byHost: [String: Lane] = [:]
        /// Lanes of no use any more are dropped when there are so many.
        var sweepAt = 1024
    }

    init(connections: Int, perHost: Int, delay: Duration) {
        everywhere = Slots(connections)
        self.perHost = perHost
        self.delay = delay
    }

    /// Does the work when it is the host's turn; throws `hostAsksToWait` at once where the host wants to be left alone.
    func turn<Value>(at host: String, allowPrivate: Bool, _ work: (Lane) async throws -> Value) async throws -> Value {
        let lane = join(host)
        defer { lane.leave() }
        try await lane.slots.enter()
        defer { lane.slots.leave() }
        try await start(in: lane, allowPrivate: allowPrivate)
        defer { everywhere.leave() }
        return try await work(lane)
    }

    /// Leaves a host alone for so long, at most a day.
    func hold(_ host: String, for wait: Duration) {
        let lane = join(host)
        lane.hold(for: wait)
        lane.leave()
    }

    /// Waits for the pause and then for one of all slots, which is held on return; the pause is looked at again with the slot in
    /// hand, so that starts are never closer than it.
    private func start(in lane: Lane, allowPrivate: Bool) async throws {
        while true {
            if let opening = try lane.opening(allowPrivate: allowPrivate) {
                try await ContinuousClock().sleep(until: opening, tolerance: .milliseconds(1))
            }
            try await everywhere.enter()
            do {
                if try lane.book(delay: delay, allowPrivate: allowPrivate) { return }
            } catch {
                everywhere.leave()
                throw error
            }
            everywhere.leave()
        }
    }

    private func join(_ host: String) -> Lane {
        lanes.withLock { lanes in
            if let lane = lanes.byHost[host] {
                lane.join()
                return lane
            }
            if lanes.byHost.count >= lanes.sweepAt { sweep(&lanes) }
            let lane = Lane(host, slots: perHost)
            lane.join()
            lanes.byHost[host] = lane
            return lane
        }
    }

    /// Drops the lanes that nobody uses and that no wait holds open; the next sweep comes when their number has doubled.
    private func sweep(_ lanes: inout Lanes) {
        lanes.byHost = lanes.byHost.filter { !$0.value.isForgettable }
        lanes.sweepAt = max(1024, lanes.byHost.count * 2)
    }
}

/// The queue at one host.
final class Lane: Sendable {
    let slots: Slots
    private let host: String
    private let state: Mutex<State>

    private struct State {
        /// How many hold or await a slot.
        var users = 0
        /// Before then no request starts.
        var next: ContinuousClock.Instant
        /// Before then the host wants to be left alone (`Retry-After`).
        var quietUntil: ContinuousClock.Instant?
        /// Whether its last answer came from a private address.
        var isPrivate = false
    }

    init(_ host: String, slots: Int) {
        self.host = host
        self.slots = Slots(slots)
        state = Mutex(State(next: .now))
    }

    /// Leaves the host alone for so long, at most a day.
    func hold(for wait: Duration) {
        let until = ContinuousClock.now + min(max(wait, .zero), CacheHeaders.longest)
        state.withLock { $0.quietUntil = until }
    }

    /// Remembers at what kind of address the host stands: between requests to a private one that is opted in there is no pause.
    func note(isPrivate: Bool) {
        state.withLock { $0.isPrivate = isPrivate }
    }

    fileprivate func join() {
        state.withLock { $0.users += 1 }
    }

    fileprivate func leave() {
        state.withLock { $0.users -= 1 }
    }

    fileprivate var isForgettable: Bool {
        let now = ContinuousClock.now
        return state.withLock { $0.users == 0 && $0.next <= now && ($0.quietUntil ?? now) <= now }
    }

    /// When the next request may start; nil: now. Throws `hostAsksToWait` where the host wants to be left alone.
    fileprivate func opening(allowPrivate: Bool) throws(FetchError) -> ContinuousClock.Instant? {
        try opening(state.withLock { $0 }, at: .now, allowPrivate)
    }

    /// Takes the start that is due now; false when it is not due yet.
    fileprivate func book(delay: Duration, allowPrivate: Bool) throws(FetchError) -> Bool {
        let now = ContinuousClock.now
        return try state.withLock { state throws(FetchError) in
            guard try opening(state, at: now, allowPrivate) == nil else { return false }
            state.next = now + delay
            return true
        }
    }

    private func opening(
        _ state: State, at now: ContinuousClock.Instant, _ allowPrivate: Bool
    ) throws(FetchError) -> ContinuousClock.Instant? {
        if let quiet = state.quietUntil, quiet > now { throw .hostAsksToWait(host: host, quiet - now) }
        return state.next <= now || allowPrivate && state.isPrivate ? nil : state.next
    }
}
