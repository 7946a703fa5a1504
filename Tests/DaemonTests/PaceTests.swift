import Fetching
import Figures
import Foundation
import Testing

@testable import Daemon
@testable import Storage

@Suite struct PaceTests {
    private static let hour: TimeInterval = 3600

    private static func source(_ every: Duration = .seconds(900), slowest: Duration? = .seconds(21_600)) throws -> Source {
        Source(name: "a", url: try #require(URL(string: "https://example.org/feed")), outlet: "A", every: every, slowest: slowest)
    }

    /// How long a source waits between two polls after so many days in which new entries came at even distances.
    private static func wait(entriesADay: Double, days: Double, in source: Source) -> TimeInterval {
        let pace = Pace(of: source)
        var (tally, time, seen) = (Tally(), 0.0, 0.0)
        while time < days * 24 * hour {
            let wait = pace.wait(tally).seconds
            time += wait
            let news = (time / 86_400 * entriesADay).rounded(.down) - seen
            seen += news
            tally = Pace.tally(tally, news: Int(news), after: wait)
        }
        return pace.wait(tally).seconds
    }

    static let feeds: [(entriesADay: Double, hours: ClosedRange<Double>)] = [
        (0, 6...6), (1, 6...6), (4, 2...3.2), (12, 0.8...1.1), (24, 0.42...0.55), (96, 0.25...0.25), (1000, 0.25...0.25),
    ]

    @Test(arguments: feeds)
    func `a source is asked again when half an entry is to be expected, within its bounds`(
        entriesADay: Double, hours: ClosedRange<Double>
    ) throws {
        #expect(hours.contains(Self.wait(entriesADay: entriesADay, days: 10, in: try Self.source()) / Self.hour))
    }

    @Test func `of a source that nothing is known of, the first wait is an hour`() throws {
        #expect(Pace(of: try Self.source()).wait(Tally()) == .seconds(3600))
        #expect(Pace(of: try Self.source(.seconds(7200))).wait(Tally()) == .seconds(7200))
    }

    @Test func `a source with one interval keeps it`() throws {
        for entries in [0.0, 10, 1000] {
            #expect(Self.wait(entriesADay: entries, days: 3, in: try Self.source(.seconds(600), slowest: nil)) == 600)
        }
    }

    @Test func `a feed that falls asleep is asked less and less, and one that wakes up soon again`() throws {
        let pace = Pace(of: try Self.source())
        var tally = Tally(news: 40, seconds: 86_400)
        let awake = pace.wait(tally)
        for _ in 0..<8 { tally = Pace.tally(tally, news: 0, after: 6 * Self.hour) }
        let asleep = pace.wait(tally)
        #expect(asleep > awake * 3)
        tally = Pace.tally(tally, news: 12, after: 6 * Self.hour)
        #expect(pace.wait(tally) < asleep * 0.6)
    }

    @Test func `what a first poll finds is no news, and no clock breaks the tally`() {
        let before = Tally(news: 3, seconds: 1000)
        for elapsed in [nil, 0, -5, .infinity, .nan] as [TimeInterval?] {
            #expect(Pace.tally(before, news: 30, after: elapsed) == before)
        }
        let after = Pace.tally(before, news: .max, after: 1e12)
        #expect(after.news.isFinite && after.seconds < 130_000)
    }
}

@Suite struct TrustTests {
    private static let now = Date(timeIntervalSince1970: 1_772_000_000)
    private static let day: TimeInterval = 86_400

    private static func due(wholeDaysAgo: Double?, liedDaysAgo: Double? = nil) throws -> DueSource {
        DueSource(
            name: "a", url: try #require(URL(string: "https://example.org/feed")), validators: Validators(etag: "\"a\""), bodyHash: nil,
            failures: 0, lastSuccess: now - 3600, tally: Tally(), wholeAt: wholeDaysAgo.map { now - $0 * day },
            liedAt: liedDaysAgo.map { now - $0 * day })
    }

    static let weeks: [(wholeDaysAgo: Double?, isDoubted: Bool)] = [(0, false), (6.9, false), (7, true), (400, true), (nil, true)]

    @Test(arguments: weeks)
    func `once a week "not modified" is doubted`(wholeDaysAgo: Double?, isDoubted: Bool) throws {
        #expect(Trust.wantsProof(try Self.due(wholeDaysAgo: wholeDaysAgo), at: Self.now) == isDoubted)
    }

    static let months: [(liedDaysAgo: Double?, isTold: Bool)] = [(nil, true), (0, false), (29.9, false), (30, true)]

    @Test(arguments: months)
    func `a server that lied is not told for a month what we have`(liedDaysAgo: Double?, isTold: Bool) throws {
        let due = try Self.due(wholeDaysAgo: 1, liedDaysAgo: liedDaysAgo)
        #expect(Trust.validators(of: due, at: Self.now) == (isTold ? due.validators : Validators()))
    }
}

@Suite struct NetworkWatchTests {
    /// "a-": nobody answered at host a; "a+": somebody did.
    static let table: [(hosts: Int, tries: String, isDown: Bool)] = [
        (9, "a- a- a- a-", false), (9, "a- b-", false), (9, "a- b- c-", true), (9, "a- b- c- d+", false), (9, "a- b- d+ c-", false),
        (2, "a- b-", true), (1, "a- a-", false), (9, "a- b- c- a- a-", true), (9, "a- b- c- d+ a- b-", false),
    ]

    @Test(arguments: table)
    func `the network is down when nobody answers at several hosts, and at none between`(hosts: Int, tries: String, isDown: Bool) {
        let network = NetworkWatch(hosts: hosts)
        var turns = 0
        for attempt in tries.split(separator: " ") {
            let note = network.note(isSilent: attempt.hasSuffix("-"), host: String(attempt.prefix(1)))
            if note.turned { turns += 1 }
        }
        #expect(network.isDown == isDown)
        #expect(turns % 2 == (isDown ? 1 : 0), "each turn is told once")
    }

    @Test func `a source whose failure was not told is not told to be well again`() {
        let network = NetworkWatch(hosts: 3)
        network.quieten("wire")
        #expect(network.wasQuiet("wire"))
        #expect(!network.wasQuiet("wire"))
    }

    @Test func `while the network is down a source is tried again within a quarter of an hour`() throws {
        let source = Source(name: "a", url: try #require(URL(string: "https://example.org/feed")), outlet: "A")
        let now = Date(timeIntervalSince1970: 1_772_000_000)
        for spread in [0.0, 0.5, 0.999] {
            let next = try #require(
                Schedule(revisits: []).nextTry(
                    after: FetchError.unresolved(host: "a"), tries: 40, of: source, isNetworkDown: true, at: now, spread: spread))
            #expect(next > now + 700 && next <= now + 900)
        }
    }
}
