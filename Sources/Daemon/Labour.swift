import Synchronization

/// What the pipeline has in its hands, apart from waiting for servers: by this a text that holds it up for ever is noticed.
package final class Labour: Sendable {
    /// Nothing that is read takes so long.
    package static let longest = Duration.seconds(60)

    private let begun = Mutex<[Int: ContinuousClock.Instant]>([:])
    private let count = Atomic(0)

    package init() {}

    /// Does a piece of work that never waits.
    package func doing<Result, Fault: Error>(_ work: () throws(Fault) -> Result) throws(Fault) -> Result {
        let (id, _) = count.wrappingAdd(1, ordering: .relaxed)
        begun.withLock { $0[id] = .now }
        defer { begun.withLock { _ = $0.removeValue(forKey: id) } }
        return try work()
    }

    /// Whether some piece has been in hand for too long.
    func isStuck(at now: ContinuousClock.Instant = .now) -> Bool {
        begun.withLock { $0.values.contains { $0.duration(to: now) > Self.longest } }
    }
}
