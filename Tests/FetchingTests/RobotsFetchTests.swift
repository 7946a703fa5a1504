import Fetching
import Figures
import Foundation
import Support
import Testing

@Suite struct RobotsFetchTests {
    /// What robots.txt answers, and the verdict on "/news": the beginning of an error's sentence, or nil.
    static let table: [(status: String, headers: [String], file: String, error: String?)] = [
        ("200 OK", [], "User-agent: *\nDisallow: /news", "disallowed by robots.txt: Disallow: /news"),
        ("200 OK", [], "User-agent: *\nDisallow: /private", nil), ("404 Not Found", [], "", nil), ("403 Forbidden", [], "", nil),
        ("500 Oops", [], "", "robots.txt is unavailable (it answered 500)"),
        ("503 Later", [], "", "robots.txt is unavailable (it answered 503)"),
        ("302 Found", ["Location: /elsewhere.txt"], "", "disallowed by robots.txt: Disallow: /n*s"),
        ("302 Found", ["Location: /robots.txt"], "", nil), ("302 Found", ["Location: ftp://127.0.0.1/"], "", nil),
        ("204 No Content", [], "", nil),
        ("200 OK", [], "User-agent: *\nDisallow: /news\n" + String(repeating: "#", count: 3 << 20), "disallowed by robots.txt"),
    ]

    @Test(arguments: table)
    func `robots.txt is obeyed as RFC 9309 says`(status: String, headers: [String], file: String, error: String?) async throws {
        let server = try LoopbackServer { asked, connection in
            switch asked.path {
            case "/robots.txt" where status.hasPrefix("204"): connection.send("HTTP/1.1 \(status)\r\n\r\n")
            case "/robots.txt": connection.answer(status, headers, file)
            case "/elsewhere.txt": connection.answer("200 OK", [], "User-agent: figured-test\nDisallow: /n*s")
            default: connection.answer("200 OK", [], "page")
            }
        }
        let fetcher = try Fetcher(quickSettings())
        let visit = try await fetcher.visit(request(server.base + "/news", obeysRobots: true))
        switch visit.result {
        case .success: #expect(error == nil)
        case .failure(let found):
            let sentence = try #require(error, "\(found)")
            #expect(found.description.hasPrefix(sentence), "\(found)")
        }
        #expect(server.asked.contains { $0.path == "/news" } == (error == nil))
        await fetcher.close()
    }

    @Test func `robots.txt is asked once for many pages, and not at all for a feed`() async throws {
        let server = try LoopbackServer { asked, connection in
            connection.answer("200 OK", [], asked.path == "/robots.txt" ? "User-agent: *\nDisallow: /no\nAllow: /no/yes" : "page")
        }
        let fetcher = try Fetcher(quickSettings())
        _ = try await fetcher.download(request(server.base + "/feed"))
        #expect(server.asked.map(\.path) == ["/feed"])
        let base = server.base
        try await withThrowingTaskGroup(of: Void.self) { group in
            for page in 0..<20 {
                group.addTask { _ = try await fetcher.download(request(base + "/\(page)", obeysRobots: true)) }
            }
            try await group.waitForAll()
        }
        #expect(server.asked.filter { $0.path == "/robots.txt" }.count == 1)
        let visit = try await fetcher.visit(request(base + "/no/yes", obeysRobots: true))
        #expect(visit.hops.map(\.robots) == ["Allow: /no/yes"])
        await fetcher.close()
    }

    @Test func `a redirect into what robots.txt forbids is not followed`() async throws {
        let server = try LoopbackServer { asked, connection in
            switch asked.path {
            case "/robots.txt": connection.answer("200 OK", [], "User-agent: *\nDisallow: /private")
            case "/news": connection.answer("302 Found", ["Location: /private/1"])
            default: connection.answer("200 OK", [], "page")
            }
        }
        let fetcher = try Fetcher(quickSettings())
        await #expect(throws: FetchError.disallowedByRobots(rule: "Disallow: /private")) {
            try await fetcher.download(request(server.base + "/news", obeysRobots: true))
        }
        #expect(server.asked.map(\.path) == ["/robots.txt", "/news"])
        await fetcher.close()
    }

    @Test func `who does not respect robots.txt by settings does not ask for it`() async throws {
        let server = try LoopbackServer { _, connection in connection.answer("200 OK", [], "page") }
        let fetcher = try Fetcher(quickSettings { $0.respectRobots = false })
        _ = try await fetcher.download(request(server.base + "/news", obeysRobots: true))
        #expect(server.asked.map(\.path) == ["/news"])
        await fetcher.close()
    }
}
