import Fetching
import Figures
import Foundation
import Testing

@testable import Daemon

@Suite struct ScheduleTests {
    static let now = Date(timeIntervalSince1970: 1_772_000_000)
    static let schedule = Schedule(revisits: [.seconds(3600), .seconds(21_600), .seconds(86_400)])

    static func source(every: Duration = .seconds(900)) throws -> Source {
        Source(name: "a", url: try #require(URL(string: "https://example.org/feed")), outlet: "A", every: every)
    }

    static let polls: [(freshFor: Duration?, spread: Double, wait: TimeInterval)] = [
        (nil, 0, 900), (nil, 0.5, 945), (.seconds(60), 0, 900), (.seconds(7200), 0, 7200), (.seconds(500_000_000), 0, 86_400),
    ]

    @Test(arguments: polls)
    func `a source is polled after its interval, or when its server says that there may be news`(
        freshFor: Duration?, spread: Double, wait: TimeInterval
    ) throws {
        let source = try Self.source()
        let download = Download(url: source.url, body: [], freshFor: freshFor, fetched: Self.now)
        let next = Self.schedule.nextPoll(of: source, after: download, at: Self.now, spread: spread)
        #expect(next.timeIntervalSince(Self.now) == wait)
    }

    static let visits: [(visits: Int, afterFirstSight: TimeInterval?)] = [(1, 3600), (2, 21_600), (3, 86_400), (4, nil)]

    @Test(arguments: visits)
    func `an article is visited at the planned ages, then never again`(visits: Int, afterFirstSight: TimeInterval?) {
        let next = Self.schedule.nextVisit(firstSeen: Self.now, visits: visits, at: Self.now, spread: 0)
        #expect(next.map { $0.timeIntervalSince(Self.now) } == afterFirstSight)
    }

    @Test func `a visit long overdue does not bring the next one at once`() throws {
        let late = Self.now + 10 * 86_400
        let next = try #require(Self.schedule.nextVisit(firstSeen: Self.now, visits: 2, at: late, spread: 0))
        #expect(next == late + 2160)
    }

    static let looks: [(age: TimeInterval, wait: TimeInterval?)] = [(3600, 1200), (86_400, 10_800), (172_799, 21_599.875), (172_800, nil)]

    @Test(arguments: looks)
    func `an article that cannot be had is asked for ever more rarely, and given up at twice its last age`(
        age: TimeInterval, wait: TimeInterval?
    ) throws {
        let next = Self.schedule.nextLook(at: try Self.source(), firstSeen: Self.now, at: Self.now + age)
        #expect(next.map { $0.timeIntervalSince(Self.now + age) } == wait)
    }

    static let failures: [(reason: FetchError, tries: Int, wait: TimeInterval?)] = [
        (.unresolved(host: "example.org"), 0, 270), (.unresolved(host: "example.org"), 1, 540),
        (.status(503, retryAfter: .seconds(3000)), 0, 3000), (.gone, 0, nil), (.unresolved(host: "example.org"), 9, nil),
    ]

    @Test(arguments: failures)
    func `a failure is tried again later and later, and given up after ten`(
        reason: FetchError, tries: Int, wait: TimeInterval?
    ) throws {
        let next = Self.schedule.nextTry(
            after: reason, tries: tries, of: try Self.source(), at: Self.now, spread: 0, limit: Schedule.triesOfAnArticle)
        #expect(next.map { $0.timeIntervalSince(Self.now) } == wait)
    }

    @Test func `a source that is polled by the second is tried again by the second`() throws {
        let source = try Self.source(every: .seconds(1))
        let next = try #require(
            Self.schedule.nextTry(after: FetchError.unresolved(host: "a"), tries: 0, of: source, at: Self.now, spread: 0.5))
        #expect(next.timeIntervalSince(Self.now) == 1)
    }
}
