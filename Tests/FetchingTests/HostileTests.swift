import Fetching
import Figures
import Foundation
import Support
import Testing

@Suite struct HostileTests {
    private static let settings = quickSettings { $0.totalTimeout = .seconds(5) }

    /// The outcome in words: the body, or the error's sentence.
    private static func outcome(_ fetcher: Fetcher, _ address: String) async throws -> String {
        switch try await fetcher.visit(request(address)).result {
        case .success(let download): "body " + String(decoding: download.body, as: UTF8.self)
        case .failure(let error): "error \(error)"
        }
    }

    private static func check(_ outcome: String, of hostile: HostileCase) {
        switch hostile.expected {
        case .body(let body): #expect(outcome == "body \(body)", "\(hostile.name)")
        case .error(let sentence): #expect(outcome.hasPrefix("error \(sentence)"), "\(hostile.name): \(outcome)")
        }
        #expect(!outcome.contains("secret"))
    }

    @Test func `each hostile server gets its error, and a good one beside them is served`() async throws {
        let fetcher = try Fetcher(
            quickSettings { settings in
                settings.totalTimeout = .seconds(5)
                settings.connections = 200
            })
        let good = try LoopbackServer { _, connection in connection.answer("200 OK", [], "fine") }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for hostile in HostileCase.all {
                group.addTask {
                    let server = try LoopbackServer(hostile.script)
                    Self.check(try await Self.outcome(fetcher, server.base + "/"), of: hostile)
                }
            }
            for page in 0..<100 {
                group.addTask {
                    let outcome = try await Self.outcome(fetcher, good.base + "/\(page)")
                    #expect(outcome == "body fine")
                }
            }
            try await group.waitForAll()
        }
        await fetcher.close()
    }

    @Test func `after a hostile answer the same server can still be asked`() async throws {
        let fetcher = try Fetcher(Self.settings)
        let server = try LoopbackServer { asked, connection in
            let length = asked.path == "/bad" ? "-5" : "2"
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(length)\r\n\r\nok")
        }
        #expect(try await Self.outcome(fetcher, server.base + "/bad").hasPrefix("error protocol error"))
        #expect(try await Self.outcome(fetcher, server.base + "/good") == "body ok")
        await fetcher.close()
    }

    @Test func `a TLS handshake that never ends runs into the connect timeout`() async throws {
        let server = try LoopbackServer { _, connection in connection.hang() }
        let fetcher = try Fetcher(quickSettings { $0.connectTimeout = .seconds(1) })
        let address = server.base.replacing("http://", with: "https://")
        #expect(try await Self.outcome(fetcher, address) == "error too slow: connect timeout at 127.0.0.1")
        await fetcher.close()
    }

    static let privateAddresses = [
        "127.0.0.1", "2130706433", "0x7f.1", "017700000001", "127.1", "0", "localhost", "[::1]", "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]", "[::]", "10.0.0.1", "169.254.169.254", "203.0.113.7", "[fe80::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
    ]

    @Test(arguments: privateAddresses)
    func `a private address is refused however it is spelled`(host: String) async throws {
        let server = try LoopbackServer { _, connection in connection.answer("200 OK", [], "secret") }
        let fetcher = try Fetcher(Self.settings)
        let url = try #require(URL(string: "http://\(host):\(server.port)/"))
        let error = await #expect(throws: FetchError.self) {
            try await fetcher.download(Request(url: url, obeysRobots: false))
        }
        guard case .refusedAddress = error else {
            Issue.record("\(host): \(String(describing: error))")
            return
        }
        #expect(server.asked.isEmpty)
        await fetcher.close()
    }

    @Test func `a connection made with leave to be private does not serve those without`() async throws {
        let server = try LoopbackServer { _, connection in connection.answer("200 OK", [], "inside") }
        let fetcher = try Fetcher(Self.settings)
        #expect(try await Self.outcome(fetcher, server.base + "/a") == "body inside")
        let url = try #require(URL(string: server.base + "/b"))
        await #expect(throws: FetchError.refusedAddress(ip: "127.0.0.1")) {
            try await fetcher.download(Request(url: url, obeysRobots: false))
        }
        #expect(server.asked.map(\.path) == ["/a"])
        await fetcher.close()
    }

    static let unanswered: [(address: String, sentence: String)] = [
        ("http://127.0.0.1:1/", "cannot reach 127.0.0.1: connection refused"), ("http://[::1]:1/", "cannot reach [::1]: "),
        ("http://nobody.invalid/", "cannot resolve nobody.invalid"), ("http://bücher.invalid/", "cannot resolve "),
        ("http://127.0.0.1:0/", "cannot reach 127.0.0.1"), ("http://user:secret@127.0.0.1/", "bad address: it holds a user name"),
        ("ftp://127.0.0.1/", "bad address: "), ("http://127.0.0.1/" + String(repeating: "a", count: 16 << 20), "bad address: it is longer"),
    ]

    @Test(arguments: unanswered)
    func `an address where nobody answers gets a sentence`(address: String, sentence: String) async throws {
        let fetcher = try Fetcher(Self.settings)
        let outcome = try await Self.outcome(fetcher, address)
        #expect(outcome.hasPrefix("error \(sentence)"), "\(outcome)")
        await fetcher.close()
    }
}
