import Synchronization

/// How many requests were answered, with what, and how long each took.
final class RequestTally: Sendable {
    struct Counts {
        var byStatus: [Int: Int] = [:]
        /// Per bound of `RequestTally.bounds`, requests that took no longer; the last counts all.
        var buckets = [Int](repeating: 0, count: RequestTally.bounds.count + 1)
        var seconds = 0.0
    }

    /// Seconds, around the times that such answers take.
    static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]

    private let mutex = Mutex(Counts())

    var counts: Counts { mutex.withLock { $0 } }

    func count(_ status: Int, taking duration: Duration) {
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        let first = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        mutex.withLock { counts in
            counts.byStatus[status, default: 0] += 1
            for bucket in first..<counts.buckets.count { counts.buckets[bucket] += 1 }
            counts.seconds += seconds
        }
    }
}
