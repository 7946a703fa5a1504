import Foundation
import Support
import Testing

@testable import Web

/// The service on loopback, asked by a client that writes its own bytes.
struct ServingTests {
    static let requests: [(request: String, answer: [String])] = [
        ("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", ["HTTP/1.1 200", "X-Content-Type-Options: nosniff", "ok"]),
        ("GET / HTTP/1.1\r\nHost: localhost:1\r\n\r\n", ["HTTP/1.1 200", "Content-Security-Policy: default-src 'none'", "gaza-killed"]),
        ("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n", ["HTTP/1.1 200", "text/html"]),
        ("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", ["HTTP/1.1 421"]),
        ("GET / HTTP/1.1\r\nHost: 127.0.0.1.evil.example\r\n\r\n", ["HTTP/1.1 421"]),
        ("GET / HTTP/1.1\r\nHost: localhost:80@evil.example\r\n\r\n", ["HTTP/1.1 421"]),
        ("POST /api/v1/figures HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}", ["HTTP/1.1 405", "Allow: GET, HEAD"]),
        ("GET /api/v1/figures?limit=0 HTTP/1.1\r\nHost: localhost\r\n\r\n", ["HTTP/1.1 400", "application/problem+json"]),
        ("not HTTP at all\r\n\r\n", ["HTTP/1.1 400"]),
    ]

    @Test func `the service answers over HTTP until it is stopped`() async throws {
        let store = try TestStore()
        try store.says("Army", 30_000, on: "2024-10-01")
        let port = try Wire.freePort()
        let service = WebService(store: store.file, port: port)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await service.run() }
            try await Wire.connected(to: port)
            try await Self.ask(port)
            group.cancelAll()
        }
        #expect(throws: POSIXError.self) { try Wire.socket(to: port) }
    }

    private static func ask(_ port: Int) async throws {
        for (request, answer) in requests {
            let reply = try await Wire.reply(to: request, port: port)
            for part in answer { #expect(reply.contains(part), "\(request): \(reply.prefix(600))") }
        }
        let tag = try #require(try await Wire.reply(to: requests[1].request, port: port).firstMatch(of: /ETag: ([^\r]+)/)?.1)
        let again = "GET / HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: \(tag)\r\n\r\n"
        #expect(try await Wire.reply(to: again, port: port).hasPrefix("HTTP/1.1 304"))
    }
}
