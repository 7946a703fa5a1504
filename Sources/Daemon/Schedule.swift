import Fetching
package import Figures
package import Foundation

/// When to look again.
package struct Schedule: Sendable {
    package static let day: TimeInterval = 86_400
    /// An article is given up after so many tries: with the waits doubling, after about two days.
    package static let triesOfAnArticle = 10

    /// How long after its first sight an article is visited again, in rising order.
    package let revisits: [Duration]

    package init(revisits: [Duration]) {
        self.revisits = revisits
    }

    /// When a source is polled next: at its pace, or later where the server says that nothing new will come before, a day at most.
    ///
    /// - Parameters:
    ///   - pace: how long to wait between two polls; nil: as long as the source says at least.
    ///   - spread: 0..<1, so that sources that started together drift apart: up to a tenth of the interval is added.
    package func nextPoll(
        of source: Source, pace: Duration? = nil, after download: Download, at now: Date, spread: Double
    ) -> Date {
        let asked = min(download.freshFor ?? .zero, .seconds(86_400))
        let wait = max(pace ?? source.every, asked)
        return now + wait.seconds * (1 + 0.1 * spread)
    }

    /// How long a turn that was begun keeps others away, in case we are killed in it: as long as a poll may take, at most.
    package func patience(for source: Source) -> TimeInterval {
        min(max(source.every.seconds, 1), 300)
    }

    /// When what failed is tried again: as the server asks, else by its kind, doubling from failure to failure; nil: never.
    ///
    /// - Parameters:
    ///   - tries: how often it has failed before.
    ///   - isNetworkDown: then it is not the source that fails, and it is tried again within a quarter of an hour.
    ///   - limit: after how many failures it is given up.
    package func nextTry(
        after reason: any Error, tries: Int, of source: Source, isNetworkDown: Bool = false, at now: Date, spread: Double,
        limit: Int = .max
    ) -> Date? {
        guard tries + 1 < limit else { return nil }
        var backoff = Backoff()
        backoff.shortest = min(backoff.shortest, source.every)
        if isNetworkDown { backoff.longest = .seconds(900) }
        let wait =
            switch reason {
            case let error as FetchError: backoff.delay(after: error, failures: tries + 1, jitter: spread)
            default: Optional(backoff.delay(afterFailures: tries + 1, jitter: spread))
            }
        return wait.map { now + $0.seconds }
    }

    /// When an article is visited next; nil when it has had all its visits.
    ///
    /// - Parameter visits: how often it has been looked at, the first reading included.
    package func nextVisit(firstSeen: Date, visits: Int, at now: Date, spread: Double) -> Date? {
        guard revisits.indices.contains(visits - 1) else { return nil }
        let planned = firstSeen + revisits[visits - 1].seconds * (1 + 0.1 * spread)
        return max(planned, now + 0.1 * revisits[visits - 1].seconds)
    }

    /// When an article that could not be visited is tried again: after an eighth of its age, so ever more rarely; nil, never,
    /// when it is twice as old as at its last planned visit.
    package func nextLook(at source: Source, firstSeen: Date, at now: Date) -> Date? {
        let age = now.timeIntervalSince(firstSeen)
        guard let last = revisits.last, age < last.seconds * 2 else { return nil }
        return now + max(age / 8, patience(for: source) * 4)
    }
}

extension Duration {
    var seconds: TimeInterval {
        let (whole, atto) = components
        return Double(whole) + Double(atto) / 1e18
    }
}
