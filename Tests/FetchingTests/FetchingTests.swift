import Fetching
import Figures
import Foundation
import Support
import Testing

/// Settings for loopback: the limits are small, so that tests are quick.
func quickSettings(_ change: (inout FetchSettings) -> Void = { _ in }) -> FetchSettings {
    var settings = FetchSettings()
    settings.userAgent = "figured-test/1.0 (desk@example.org)"
    settings.maximumBytes = 1 << 20
    settings.connectTimeout = .seconds(2)
    settings.totalTimeout = .seconds(8)
    settings.lowSpeedTime = .seconds(2)
    settings.perHostDelay = .zero
    settings.connectionsPerHost = 8
    change(&settings)
    return settings
}

/// A request to loopback, which is private and therefore opted in.
func request(_ address: String, validators: Validators = Validators(), obeysRobots: Bool = false) throws -> Request {
    let url = try #require(URL(string: address))
    return Request(url: url, validators: validators, allowPrivate: true, obeysRobots: obeysRobots)
}

@Suite struct DownloadTests {
    @Test func `a page comes with its headers, and its validators byte for byte`() async throws {
        let server = try LoopbackServer { _, connection in
            connection.answer(
                "200 OK",
                [
                    "Content-Type: text/html; charset=utf-8", "ETag: W/\"a b\"", "Last-Modified: yesterday, roughly",
                    "Cache-Control: public, max-age=600", "Set-Cookie: a=b",
                ], "<p>At least 40 people")
        }
        let fetcher = try Fetcher(quickSettings())
        let download = try await fetcher.download(request(server.base + "/news?a=1#top"))
        #expect(download.url.absoluteString == server.base + "/news?a=1")
        #expect(download.status == 200)
        #expect(String(decoding: download.body, as: UTF8.self) == "<p>At least 40 people")
        #expect(download.contentType == "text/html; charset=utf-8")
        #expect(download.validators == Validators(etag: "W/\"a b\"", lastModified: "yesterday, roughly"))
        #expect(download.freshFor == .seconds(600))
        #expect(download.movedTo == nil)
        #expect(server.asked.map(\.path) == ["/news?a=1"])
        #expect(server.asked.first?.value(of: "User-Agent") == "figured-test/1.0 (desk@example.org)")
        await fetcher.close()
    }

    @Test func `what has not changed is not sent again`() async throws {
        let server = try LoopbackServer { asked, connection in
            let isKnown = asked.value(of: "If-None-Match") == "\"v1\"" && asked.value(of: "If-Modified-Since") == "last week"
            guard isKnown else { return connection.answer("200 OK", [], "new") }
            connection.send("HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n")
        }
        let fetcher = try Fetcher(quickSettings())
        let validators = Validators(etag: "\"v1\"", lastModified: "last week")
        let unchanged = try await fetcher.download(request(server.base, validators: validators))
        #expect(unchanged.isUnchanged && unchanged.body.isEmpty)
        #expect(unchanged.validators == validators)
        #expect(try await !fetcher.download(request(server.base, validators: Validators(etag: "\"v0\""))).isUnchanged)
        await fetcher.close()
    }

    static let dates: [(headers: String, kept: Validators)] = [
        ("Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT", Validators()),
        (
            "Date: Sun, 06 Nov 1994 08:49:38 GMT\r\nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT",
            Validators(lastModified: "Sun, 06 Nov 1994 08:49:37 GMT")
        ),
        (
            "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nLast-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\nETag: \"a\"",
            Validators(etag: "\"a\"", lastModified: "Sun, 06 Nov 1994 08:49:37 GMT")
        ),
    ]

    @Test(arguments: dates)
    func `a page modified in the second in which it was sent may be modified in it again`(headers: String, kept: Validators) async throws {
        let server = try LoopbackServer { _, connection in
            connection.send("HTTP/1.1 200 OK\r\n\(headers)\r\nContent-Length: 4\r\n\r\npage")
        }
        let fetcher = try Fetcher(quickSettings())
        #expect(try await fetcher.download(request(server.base)).validators == kept)
        await fetcher.close()
    }

    static let unsendable = ["\"a\r\nX: y\"", "\"ä\"", "", String(repeating: "e", count: 8192), "\"\u{7F}\""]

    @Test(arguments: unsendable)
    func `a validator that cannot stand in a header is left out`(etag: String) async throws {
        let server = try LoopbackServer { _, connection in connection.answer("200 OK", [], "page") }
        let fetcher = try Fetcher(quickSettings())
        _ = try await fetcher.download(request(server.base, validators: Validators(etag: etag, lastModified: "once")))
        let asked = try #require(server.asked.first)
        #expect(asked.value(of: "If-None-Match") == nil && asked.value(of: "X") == nil)
        #expect(asked.value(of: "If-Modified-Since") == "once")
        await fetcher.close()
    }

    static let ways: [(statuses: [Int], movedTo: String?)] = [
        ([301], "/1"), ([308, 301], "/2"), ([301, 302], "/1"), ([302], nil), ([307, 301], nil), ([303], nil), ([], nil),
        ([301, 301, 301, 301, 301], "/5"),
    ]

    @Test(arguments: ways)
    func `permanent redirects at the beginning of the way are told`(statuses: [Int], movedTo: String?) async throws {
        let server = try LoopbackServer { asked, connection in
            let hop = Int(asked.path.dropFirst()) ?? 0
            guard hop < statuses.count else { return connection.answer("200 OK", [], "there") }
            connection.answer("\(statuses[hop]) Moved", ["Location: /\(hop + 1)"], "go on")
        }
        let fetcher = try Fetcher(quickSettings())
        let visit = try await fetcher.visit(request(server.base + "/0"))
        let download = try visit.result.get()
        #expect(download.url.path == "/\(statuses.count)")
        #expect(download.movedTo?.path == movedTo)
        #expect(visit.hops.map(\.status) == statuses + [200])
        #expect(visit.hops.allSatisfy { $0.ip == "127.0.0.1" && $0.total >= $0.firstByte })
        await fetcher.close()
    }

    @Test func `validators stay at their host`() async throws {
        let other = try LoopbackServer { _, connection in connection.answer("200 OK", [], "elsewhere") }
        let elsewhere = other.base
        let server = try LoopbackServer { asked, connection in
            connection.answer("302 Found", ["Location: " + (asked.path == "/" ? "/here" : elsewhere)])
        }
        let fetcher = try Fetcher(quickSettings())
        _ = try await fetcher.download(request(server.base, validators: Validators(etag: "\"v1\"")))
        #expect(server.asked.map { $0.value(of: "If-None-Match") } == ["\"v1\"", "\"v1\""])
        #expect(other.asked.map { $0.value(of: "If-None-Match") } == [nil])
        await fetcher.close()
    }

    @Test func `cookies are not kept, and a connection is`() async throws {
        let server = try LoopbackServer { _, connection in connection.answer("200 OK", ["Set-Cookie: a=b; Path=/"], "page") }
        let fetcher = try Fetcher(quickSettings())
        let start = ContinuousClock.now
        for page in 0..<3 {
            _ = try await fetcher.download(request(server.base + "/\(page)"))
        }
        #expect(server.asked.count == 3)
        // A connection is kept for a minute; where so many tests wait their turn that these three took longer, it may be another.
        #expect(server.connections == 1 || start.duration(to: .now) > .seconds(60))
        #expect(server.asked.allSatisfy { $0.value(of: "Cookie") == nil })
        await fetcher.close()
    }

    @Test func `an IPv6 literal is reached`() async throws {
        let server = try LoopbackServer(host: "::1") { _, connection in connection.answer("200 OK", [], "six") }
        let fetcher = try Fetcher(quickSettings())
        let visit = try await fetcher.visit(request(server.base))
        #expect(try visit.result.get().body == Array("six".utf8))
        #expect(visit.hops.map(\.ip) == ["::1"])
        await fetcher.close()
    }

    @Test func `a name whose IPv6 address nobody serves is reached by IPv4`() async throws {
        let server = try LoopbackServer { _, connection in connection.answer("200 OK", [], "four") }
        let fetcher = try Fetcher(quickSettings())
        let visit = try await fetcher.visit(request("http://localhost:\(server.port)/"))
        #expect(try visit.result.get().body == Array("four".utf8))
        #expect(visit.hops.map(\.ip) == ["127.0.0.1"])
        await fetcher.close()
    }

    /// In a process of its own, as the environment belongs to all threads.
    @Test func `the environment's proxy is ignored`() async {
        await #expect(processExitsWith: .success) {
            let proxy = try LoopbackServer { _, connection in connection.answer("200 OK", [], "by proxy") }
            setenv("http_proxy", proxy.base, 1)
            let fetcher = try Fetcher(quickSettings())
            await #expect(throws: FetchError.unresolved(host: "news.invalid")) {
                try await fetcher.download(request("http://news.invalid/"))
            }
            #expect(proxy.asked.isEmpty)
        }
    }

    @Test func `the settings' proxy is used, but not for addresses that say they are private`() async throws {
        let proxy = try LoopbackServer { _, connection in connection.answer("200 OK", [], "by proxy") }
        let behind = try Fetcher(quickSettings { $0.proxy = proxy.base })
        let url = try #require(URL(string: "http://news.invalid/a"))
        #expect(try await behind.download(Request(url: url, obeysRobots: false)).body == Array("by proxy".utf8))
        #expect(proxy.asked.map(\.path) == ["http://news.invalid/a"])
        let inside = try #require(URL(string: "http://169.254.169.254/"))
        await #expect(throws: FetchError.refusedAddress(ip: "169.254.169.254")) {
            try await behind.download(Request(url: inside, obeysRobots: false))
        }
        await behind.close()
    }

    @Test func `a body may be as long as the request says`() async throws {
        let server = try LoopbackServer { _, connection in connection.answer("200 OK", [], String(repeating: "a", count: 1000)) }
        let fetcher = try Fetcher(quickSettings())
        var asked = try request(server.base)
        asked.maximumBytes = 1000
        #expect(try await fetcher.download(asked).body.count == 1000)
        asked.maximumBytes = 999
        let shorter = asked
        await #expect(throws: FetchError.tooLarge(limit: 999)) { try await fetcher.download(shorter) }
        await fetcher.close()
    }
}
