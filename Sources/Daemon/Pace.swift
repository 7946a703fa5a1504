package import Figures
package import Foundation
package import Storage

/// How often a source is worth asking, learned from what it brought.
///
/// News is taken to come by chance at some rate that changes slowly (a Poisson process). The rate is estimated as the mean of its
/// gamma posterior: (news + ½) / (time + 1 h), where both counts forget half of themselves in a day, so that the estimate follows a
/// feed into its night and out of it. ½ is Jeffreys' prior for a rate; the hour makes the first wait one hour. The next poll comes when
/// half an entry is to be expected: later ones would find more news that had waited, earlier ones would mostly find none.
/// (J. Cho, H. Garcia-Molina, Estimating Frequency of Change, ACM TOIT 3, 2003, on why unbiased counting needs such a prior.)
///
///     nothing known              1 h
///     4 entries an hour          7.5 min, so at the shortest wait allowed
///     10 entries a day           1.2 h
///     nothing for two days       26 h, so at the longest wait allowed
package struct Pace: Sendable {
    /// What came this long ago counts half.
    private static let halfLife: TimeInterval = 86_400
    private static let priorNews = 0.5
    private static let priorTime: TimeInterval = 3600
    /// How much news is to be expected when the source is asked again.
    private static let expected = 0.5

    package let bounds: ClosedRange<Duration>

    package init(of source: Source) {
        bounds = source.every...source.slowest
    }

    /// How long to wait between two polls.
    package func wait(_ tally: Tally) -> Duration {
        let rate = (max(0, tally.news) + Self.priorNews) / (max(0, tally.seconds) + Self.priorTime)
        let wait = Duration.milliseconds(Int64(min(Self.expected / rate, 1e9) * 1000))
        return min(max(wait, bounds.lowerBound), bounds.upperBound)
    }

    /// The tally after another poll.
    ///
    /// - Parameters:
    ///   - news: how much the poll found that was new.
    ///   - elapsed: seconds since the last good poll; nil: this is the first one, where everything is new and nothing is news.
    package static func tally(_ before: Tally, news: Int, after elapsed: TimeInterval?) -> Tally {
        guard let elapsed, elapsed > 0, elapsed.isFinite else { return before }
        let kept = exp2(-elapsed / halfLife)
        // The time that has passed, and the news in it, weighed moment by moment.
        let seconds = halfLife / log(2) * (1 - kept)
        return Tally(news: before.news * kept + Double(news) * seconds / elapsed, seconds: before.seconds * kept + seconds)
    }
}

/// Whether a server's validators are to be relied upon.
enum Trust {
    /// So often a source is asked without conditions, whatever its validators say.
    static let proof: TimeInterval = 7 * 86_400
    /// So long the validators of a server that was caught lying are not sent.
    static let distrust: TimeInterval = 30 * 86_400

    /// What is sent along, so that the server may say that nothing has changed.
    static func validators(of due: DueSource, at now: Date) -> Validators {
        guard let lied = due.liedAt, now.timeIntervalSince(lied) < distrust else { return due.validators }
        return Validators()
    }

    /// Whether "not modified" is to be doubted this time.
    static func wantsProof(_ due: DueSource, at now: Date) -> Bool {
        guard let whole = due.wholeAt else { return true }
        return now.timeIntervalSince(whole) >= proof
    }
}
