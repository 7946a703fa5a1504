import Foundation
import Glibc
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
        let port = try Self.freePort()
        let service = WebService(store: store.file, port: port)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await service.run() }
            try await Self.connected(to: port)
            try await Self.ask(port)
            group.cancelAll()
        }
        #expect(throws: POSIXError.self) { try Self.socket(to: port) }
    }

    private static func ask(_ port: Int) async throws {
        for (request, answer) in requests {
            let reply = try await reply(to: request, port: port)
            for part in answer { #expect(reply.contains(part), "\(request): \(reply.prefix(600))") }
        }
        let tag = try #require(try await reply(to: requests[1].request, port: port).firstMatch(of: /ETag: ([^\r]+)/)?.1)
        let again = "GET / HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: \(tag)\r\n\r\n"
        #expect(try await reply(to: again, port: port).hasPrefix("HTTP/1.1 304"))
    }

    /// A port that nobody listens on.
    private static func freePort() throws -> Int {
        let descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = loopback(port: 0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard bound else { throw POSIXError(.EADDRINUSE) }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    private static func loopback(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    private static func socket(to port: Int) throws -> Int32 {
        let descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = loopback(port: port)
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        guard result == 0 else {
            close(descriptor)
            throw POSIXError(.ECONNREFUSED)
        }
        return descriptor
    }

    private static func connected(to port: Int) async throws {
        for _ in 0..<500 {
            do {
                close(try socket(to: port))
                return
            } catch is POSIXError {
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        throw POSIXError(.ETIMEDOUT)
    }

    /// Sends the bytes, then reads until the server has said all.
    private static func reply(to request: String, port: Int) async throws -> String {
        let descriptor = try socket(to: port)
        defer { close(descriptor) }
        let bytes = Array(request.replacing("\r\nHost:", with: "\r\nConnection: close\r\nHost:").utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count else { throw POSIXError(.EPIPE) }
        return await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                var answer: [UInt8] = []
                var buffer = [UInt8](repeating: 0, count: 65_536)
                while true {
                    let count = read(descriptor, &buffer, buffer.count)
                    guard count > 0 else { break }
                    answer += buffer[..<count]
                }
                continuation.resume(returning: String(decoding: answer, as: UTF8.self))
            }
        }
    }
}
