import Synchronization

/// A value that is waited for once and given once, by whoever is first: the one who has it, or the one who cancels.
final class Reply<Value: Sendable>: Sendable {
    private enum State {
        case open
        case waiting(CheckedContinuation<Value, any Error>)
        /// Given before anybody waited.
        case kept(Result<Value, any Error>)
        case over
    }

    private let state = Mutex(State.open)

    /// Whether nobody waits for it any more.
    var isOver: Bool {
        state.withLock { state in
            switch state {
            case .open, .waiting: false
            case .kept, .over: true
            }
        }
    }

    /// Hands over the value; false if another was given before.
    @discardableResult
    func give(_ result: Result<Value, any Error>) -> Bool {
        let waiter: CheckedContinuation<Value, any Error>?
        let isFirst: Bool
        (waiter, isFirst) = state.withLock { state in
            switch state {
            case .open:
                state = .kept(result)
                return (nil, true)
            case .waiting(let continuation):
                state = .over
                return (continuation, true)
            case .kept, .over:
                return (nil, false)
            }
        }
        waiter?.resume(with: result)
        return isFirst
    }

    /// Waits for the value; `begin` runs as soon as somebody waits, and not at all if the task was cancelled before.
    func value(begin: () -> Void, onCancel: @escaping @Sendable () -> Void = {}) async throws -> Value {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                if wait(continuation) { begin() }
            }
        } onCancel: {
            if give(.failure(CancellationError())) { onCancel() }
        }
    }

    private func wait(_ continuation: CheckedContinuation<Value, any Error>) -> Bool {
        let kept: Result<Value, any Error>? = state.withLock { state in
            guard case .kept(let result) = state else {
                state = .waiting(continuation)
                return nil
            }
            state = .over
            return result
        }
        guard let kept else { return true }
        continuation.resume(with: kept)
        return false
    }
}
