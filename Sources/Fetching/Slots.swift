import Synchronization

/// So many at once; who comes later waits in order.
final class Slots: Sendable {
    private struct State {
        var free: Int
        /// First come first; those that were cancelled stay until their turn comes, and are passed over.
        var waiting: [Reply<Void>] = []
        /// How many of `waiting` have had their turn.
        var served = 0
    }

    private let state: Mutex<State>

    init(_ count: Int) {
        state = Mutex(State(free: count))
    }

    /// Waits for a slot; whoever gets one gives it back with `leave()`.
    func enter() async throws {
        try Task.checkCancellation()
        if take() { return }
        let reply = Reply<Void>()
        try await reply.value {
            if takeOrQueue(reply), !reply.give(.success(())) { leave() }
        }
    }

    func leave() {
        while let next = next() {
            if next.give(.success(())) { return }
        }
    }

    private func take() -> Bool {
        state.withLock { state in
            guard state.free > 0 else { return false }
            state.free -= 1
            return true
        }
    }

    private func takeOrQueue(_ reply: Reply<Void>) -> Bool {
        state.withLock { state in
            guard state.free == 0 else {
                state.free -= 1
                return true
            }
            state.waiting.append(reply)
            return false
        }
    }

    /// Who is next; when nobody is, the slot is free.
    private func next() -> Reply<Void>? {
        state.withLock { state in
            guard state.served < state.waiting.count else {
                state.free += 1
                state.waiting.removeAll(keepingCapacity: true)
                state.served = 0
                return nil
            }
            state.served += 1
            return state.waiting[state.served - 1]
        }
    }
}
