import Synchronization

/// What the pipeline has in its hands, apart from waiting for servers: by this a text that holds it up for ever is noticed.
package final class Labour: Sendable {
    /// Nothing that is read takes so long.
    package static let longest = Duration.seconds(60)

    private let begun = Mutex<[Int: (work: String, at: ContinuousClock.Instant)]>([:])
    private let count = Atomic(0)
    private let elapsed: @Sendable () -> ContinuousClock.Instant

    /// - Parameter elapsed: a clock that nobody sets.
    package init(elapsed: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.elapsed = elapsed
    }

    /// How many pieces were ever begun.
    var pieces: Int { count.load(ordering: .relaxed) }

    /// Does a piece of work that never waits.
    ///
    /// - Parameter name: what is done, for whoever wonders what takes so long: "reading https://example.org/feed".
    package func doing<Result, Fault: Error>(_ name: String, _ work: () throws(Fault) -> Result) throws(Fault) -> Result {
        let (id, _) = count.wrappingAdd(1, ordering: .relaxed)
        begun.withLock { $0[id] = (name, elapsed()) }
        defer { begun.withLock { _ = $0.removeValue(forKey: id) } }
        return try work()
    }

    /// The piece that has been in hand for too long; nil: none has.
    func stuck() -> String? {
        let now = elapsed()
        return begun.withLock { $0.values.first { $0.at.duration(to: now) > Self.longest }?.work }
    }
}
