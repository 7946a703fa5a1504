import Foundation
import Glibc
import NIOCore
import Support
import Testing

@testable import Web

/// Who is let in, and how answers are packed, over real sockets.
struct DoorTests {
    private static let token = "c2VjcmV0LXRva2VuLWZvci1kZXNr"

    static let guarded: [(address: String, header: String, answer: [String])] = [
        ("/", "", ["HTTP/1.1 401", "WWW-Authenticate: Bearer realm=\"figured\"", "WWW-Authenticate: Basic", "text/html"]),
        ("/api/v1/figures", "", ["HTTP/1.1 401", "application/problem+json", "\"title\":\"Token missing\""]),
        ("/api/v1/figures", "Authorization: Bearer wrong", ["HTTP/1.1 401"]),
        ("/api/v1/figures", "Authorization: Bearer \(token)x", ["HTTP/1.1 401"]),
        ("/api/v1/figures", "Authorization: Bearer \(token.dropLast())", ["HTTP/1.1 401"]),
        ("/api/v1/figures", "Authorization: Bearer ", ["HTTP/1.1 401"]),
        ("/api/v1/figures", "Authorization: \(token)", ["HTTP/1.1 401"]),
        ("/api/v1/figures", "Authorization: Digest \(token)", ["HTTP/1.1 401"]),
        ("/api/v1/figures", "Authorization: Basic !!!", ["HTTP/1.1 401"]),
        ("/api/v1/figures?token=\(token)", "", ["HTTP/1.1 401"]),
        ("/metrics", "", ["HTTP/1.1 401"]),
        ("/healthz", "", ["HTTP/1.1 200"]),
        ("/api/v1/figures", "Authorization: Bearer \(token)", ["HTTP/1.1 200", "gaza-killed"]),
        ("/", "Authorization: Basic \(Data("desk:\(token)".utf8).base64EncodedString())", ["HTTP/1.1 200", "gaza-killed"]),
    ]

    @Test func `a guarded door opens to the token alone, by whatever name it is asked`() async throws {
        try await Self.serving(token: Self.token) { port in
            for (address, header, answer) in Self.guarded {
                let lines = ["GET \(address) HTTP/1.1", "Host: desk.example", header].filter { !$0.isEmpty }
                let reply = try await Wire.reply(to: lines.joined(separator: "\r\n") + "\r\n\r\n", port: port)
                for part in answer { #expect(reply.contains(part), "\(address) \(header): \(reply.prefix(500))") }
            }
        }
    }

    static let negotiated: [(request: String, has: [String], hasNot: [String])] = [
        ("GET /\r\nAccept-Encoding: gzip, br", ["Content-Encoding: gzip", "Vary: Accept-Encoding"], ["<html"]),
        ("GET /\r\nAccept-Encoding: *", ["Content-Encoding: gzip"], []),
        ("GET /\r\nAccept-Encoding: gzip;q=0", ["<html"], ["Content-Encoding"]),
        ("GET /\r\nAccept-Encoding: br", ["<html"], ["Content-Encoding"]),
        ("GET /healthz\r\nAccept-Encoding: gzip", ["ok"], ["Content-Encoding"]),
        ("GET /api/v1/figures\r\nIf-None-Match: *", ["HTTP/1.1 304"], ["gaza"]),
        ("GET /api/v1/figures\r\nIf-None-Match: \"other\"", ["HTTP/1.1 200"], []),
        ("GET /api/v1/figures/gaza-killed/history?limit=1", ["Link: </api/v1/figures/gaza-killed/history?", "rel=\"next\""], []),
        ("GET /api/v1/figures", [], ["Access-Control"]),
        ("GET /api/v1/figures\r\nOrigin: https://evil.example", ["HTTP/1.1 200"], ["Access-Control"]),
        ("GET /api/v1/figures\r\nOrigin: https://desk.example", ["Access-Control-Allow-Origin: https://desk.example"], []),
        ("OPTIONS /api/v1/figures\r\nOrigin: https://desk.example", ["HTTP/1.1 204", "Allow-Headers: Authorization"], []),
        ("OPTIONS /api/v1/figures\r\nOrigin: https://evil.example", ["HTTP/1.1 405"], ["Access-Control"]),
        ("GET /\(String(repeating: "a", count: 5000))", ["HTTP/1.1 414"], []),
        ("GET /api/v1/figures\r\nX: \(String(repeating: "a", count: 20_000))", ["HTTP/1.1 4"], ["gaza"]),
        ("POST /api/v1/figures\r\nContent-Length: 1000000000", ["HTTP/1.1 405"], []),
    ]

    @Test func `an answer is packed, named, linked and shared as was asked`() async throws {
        try await Self.serving(origins: ["https://desk.example"]) { port in
            for (request, has, hasNot) in Self.negotiated {
                let lines = request.replacing("\r\n", with: " HTTP/1.1\r\nHost: localhost\r\n", maxReplacements: 1)
                let whole = lines == request ? request + " HTTP/1.1\r\nHost: localhost" : lines
                let reply = try await Wire.reply(to: whole + "\r\n\r\n", port: port)
                for part in has { #expect(reply.contains(part), "\(request.prefix(80)): \(reply.prefix(500))") }
                for part in hasNot { #expect(!reply.contains(part), "\(request.prefix(80)): \(reply.prefix(500))") }
            }
        }
    }

    @Test func `an answer is kept until something is written, and no longer`() async throws {
        let store = try Self.filled()
        let desk = AnswerDesk(store.file)
        let address = "/api/v1/figures/gaza-killed"
        let first = await desk.answer(to: address, path: "/api/v1/figures/gaza-killed")
        #expect(await desk.answer(to: address, path: "/api/v1/figures/gaza-killed").tag == first.tag)
        try store.says("Army", 31_000, on: "2024-10-05")
        let next = await desk.answer(to: address, path: "/api/v1/figures/gaza-killed")
        #expect(next.tag != first.tag)
        #expect(next.plain.getString(at: 0, length: next.plain.readableBytes)?.contains("31000") == true)
    }

    @Test func `clients that never finish a request keep nobody out`() async throws {
        try await Self.serving(seats: 16) { port in
            let slow = try (0..<100).map { _ in try Wire.socket(to: port) }
            defer { for descriptor in slow { close(descriptor) } }
            let half = Array("GET / HTTP/1.1\r\nHost: loc".utf8)
            for descriptor in slow { _ = send(descriptor, half, half.count, Int32(MSG_NOSIGNAL)) }
            let reply = try await Wire.reply(to: "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", port: port)
            #expect(reply.hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test func `a Unix socket is served, whatever the host is called`() async throws {
        let store = try Self.filled()
        let path = store.file.deletingLastPathComponent().appending(path: "web.sock").path
        let service = WebService(store: store.file, at: WebDoor(.socket(path)))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await service.run() }
            while access(path, F_OK) != 0 { try await Task.sleep(for: .milliseconds(20)) }
            let request = "GET /api/v1/figures HTTP/1.1\r\nHost: news.example\r\n\r\n"
            let reply = try await Wire.reply(to: request, over: try Wire.socket(at: path))
            #expect(reply.contains("gaza-killed"))
            group.cancelAll()
        }
        #expect(access(path, F_OK) != 0)
    }

    private static func filled() throws -> TestStore {
        let store = try TestStore()
        try store.says("Army", 30_000, on: "2024-10-01")
        try store.says("Army", 30_500, on: "2024-10-02")
        return store
    }

    private static func serving(
        token: String? = nil, origins: [String] = [], seats: Int = 256, _ work: (Int) async throws -> Void
    ) async throws {
        let store = try filled()
        let port = try Wire.freePort()
        let service = WebService(
            store: store.file, at: WebDoor(.port(port, host: "127.0.0.1"), token: token, origins: origins), seats: seats)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await service.run() }
            try await Wire.connected(to: port)
            try await work(port)
            group.cancelAll()
        }
    }
}
