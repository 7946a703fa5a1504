/// How long to leave an address alone after failures: five minutes, doubling to a day, never for good.
///
///     1 failure    5 min ± 10 %
///     2 failures   10 min ± 10 %
///     9 or more    19.6 h ... 24 h
package struct Backoff: Sendable {
    /// After the first failure.
    package var shortest = Duration.seconds(300)
    /// Never longer, jitter included.
    package var longest = Duration.seconds(86_400)

    package init() {}

    /// The wait after so many failures in a row, at least 1; `jitter` is a random number in 0..<1, so that many sources that fail
    /// together do not come back together.
    package func delay(afterFailures failures: Int, jitter: Double) -> Duration {
        let doublings = min(max(failures, 1) - 1, 30)
        let plain = min(shortest * (1 << doublings), longest / 1.1)
        return min(plain * (0.9 + 0.2 * min(max(jitter, 0), 1)), longest)
    }

    /// The wait after a failure of this kind: what the server asked for, where that is longer; nil: do not try again.
    package func delay(after error: FetchError, failures: Int, jitter: Double) -> Duration? {
        let own: Duration
        switch error.retry {
        case .never: return nil
        case .soon: own = delay(afterFailures: 1, jitter: jitter)
        case .backOff: own = delay(afterFailures: failures, jitter: jitter)
        case .daily: own = delay(afterFailures: .max, jitter: jitter)
        }
        return max(own, min(error.retryAfter ?? .zero, longest))
    }
}
