import Foundation
import Testing

@testable import Fetching

@Suite struct CacheHeadersTests {
    /// 6 November 1994, 08:49:37 UTC
    static let now = Date(timeIntervalSince1970: 784_111_777)
    static let day = Duration.seconds(86_400)

    static let retries: [(text: String, wait: Duration?)] = [
        ("120", .seconds(120)), ("0", .zero), ("604800", day), ("Sun, 06 Nov 1994 08:50:37 GMT", .seconds(60)),
        ("Sun, 06 Nov 1994 08:00:00 GMT", .zero), ("Wed, 06 Nov 2094 08:00:00 GMT", day), ("-5", nil), ("+5", nil), ("1.5", nil), ("", nil),
        ("soon", nil), ("99999999999999999999", nil), ("Sun, 36 Nov 1994 08:50:37 GMT", nil),
    ]

    @Test(arguments: retries)
    func `Retry-After is seconds or a date, or nothing`(text: String, wait: Duration?) {
        #expect(CacheHeaders.retryAfter(text, now: Self.now) == wait)
    }

    static let lives: [(cacheControl: String?, expires: String?, age: String?, life: Duration?)] = [
        (nil, nil, nil, nil), ("max-age=600", nil, nil, .seconds(600)), ("public, MAX-AGE=\"60\"", nil, nil, .seconds(60)),
        ("max-age=600", nil, "500", .seconds(100)), ("max-age=600", nil, "9999999999999999999999", .zero), ("max-age=-1", nil, nil, .zero),
        ("max-age=504911232", nil, nil, day), ("max-age=99999999999999999999", nil, nil, day), ("max-age=x", nil, nil, .zero),
        ("no-cache, max-age=600", nil, nil, .zero), ("no-store", nil, nil, .zero), ("s-maxage=600", nil, nil, nil),
        ("max-age=5, max-age=50", nil, nil, .seconds(5)), (nil, "Sun, 06 Nov 1994 09:49:37 GMT", nil, .seconds(3600)),
        (nil, "0", nil, .zero), (nil, "Fri, 06 Nov 2094 09:49:37 GMT", nil, day), (nil, "Thu, 01 Jan 1970 00:00:00 GMT", nil, .zero),
        ("max-age=60", "Sun, 06 Nov 1994 09:49:37 GMT", nil, .seconds(60)), (",,=,;", nil, nil, nil),
    ]

    @Test(arguments: lives)
    func `an answer is fresh as long as it says, at most a day`(cacheControl: String?, expires: String?, age: String?, life: Duration?) {
        #expect(CacheHeaders.freshness(cacheControl: cacheControl, expires: expires, date: nil, age: age, now: Self.now) == life)
    }

    @Test func `Expires counts from the server's own clock`() {
        let life = CacheHeaders.freshness(
            cacheControl: nil, expires: "Sun, 06 Nov 1994 09:49:37 GMT", date: "Sun, 06 Nov 1994 09:49:07 GMT", age: nil, now: Self.now)
        #expect(life == .seconds(30))
    }

    static let dates: [(text: String, seconds: Double?)] = [
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
        ("Sun Nov  6 08:49:37 1994", 784_111_777), ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Tue, 29 Feb 2000 12:00:00 GMT", 951_825_600),
        ("Fri, 31 Dec 1999 23:59:59 GMT", 946_684_799), ("Thu, 31 Dec 2026 00:00:00 GMT", 1_798_675_200),
        ("Sun, 06 Nov 1994 08:49:37 PST", nil), ("Sun, 06 Brumaire 1994 08:49:37 GMT", nil), ("Sun, 06 Nov 99999 08:49:37 GMT", nil),
        ("Sun, 06 Nov 1994 25:49:37 GMT", nil), ("1994-11-06T08:49:37Z", nil), ("", nil),
    ]

    @Test(arguments: dates)
    func `a date is read in the three forms of HTTP`(text: String, seconds: Double?) {
        #expect(httpDate(text)?.timeIntervalSince1970 == seconds)
    }
}

@Suite struct HeadersTests {
    private func headers(_ lines: [String]) -> Headers {
        var headers = Headers()
        for line in lines {
            Array((line + "\r\n").utf8).withUnsafeBufferPointer { headers.take($0) }
        }
        return headers
    }

    @Test func `the last answer's fields count, and no trailer`() {
        let headers = headers([
            "HTTP/1.1 103 Early Hints", "ETag: \"early\"", "", "HTTP/1.1 200 OK", "eTAG:\t \"a\"  ", "Cache-Control: public",
            "Cache-Control: max-age=5", "ETag: \"b\"", "Location", " folded: x", "", "Location: /trailer",
        ])
        #expect(headers.text(.etag) == "\"a\"")
        #expect(headers.text(.cacheControl) == "public, max-age=5")
        #expect(headers.bytes(.location) == nil)
    }
}

@Suite struct BackoffTests {
    static let table: [(failures: Int, jitter: Double, delay: Duration)] = [
        (1, 0.5, .seconds(300)), (2, 0.5, .seconds(600)), (3, 0.5, .seconds(1200)), (1, 0, .seconds(270)), (1, 1, .seconds(330)),
        (0, 0.5, .seconds(300)), (-7, 0.5, .seconds(300)), (.max, 1, .seconds(86_400)),
    ]

    @Test(arguments: table)
    func `the wait doubles from five minutes to a day`(failures: Int, jitter: Double, delay: Duration) {
        let difference = Backoff().delay(afterFailures: failures, jitter: jitter) - delay
        #expect(difference < .milliseconds(1) && difference > .milliseconds(-1))
    }

    @Test func `no wait is longer than a day, and at a day sources are still spread`() {
        let waits = (0...100).map { Backoff().delay(afterFailures: 40, jitter: Double($0) / 100) }
        #expect(Set(waits).count == 101)
        #expect(waits.allSatisfy { (.seconds(70_000) ... .seconds(86_400)).contains($0) })
    }

    static let errors: [(error: FetchError, shortest: Duration?)] = [
        (.gone, nil), (.badAddress("x"), nil), (.status(403, retryAfter: nil), .seconds(70_000)),
        (.status(429, retryAfter: .seconds(7200)), .seconds(7200)), (.status(503, retryAfter: .seconds(1)), .seconds(270)),
        (.status(429, retryAfter: .seconds(999_999)), .seconds(86_400)), (.unresolved(host: "x.example"), .seconds(270)),
        (.disallowedByRobots(rule: "Disallow: /"), .seconds(70_000)),
    ]

    @Test(arguments: errors)
    func `the kind of failure and the server's own wish decide the wait`(error: FetchError, shortest: Duration?) {
        let delay = Backoff().delay(after: error, failures: 1, jitter: 0.5)
        #expect((delay == nil) == (shortest == nil))
        if let delay, let shortest { #expect(delay >= shortest && delay <= .seconds(86_400)) }
    }
}
