import Foundation
import Glibc
import Logging
import ServiceLifecycle
import Support
import Testing

@testable import Web

/// A socket that somebody else holds: in operation systemd, here the test.
@Suite struct InheritedSocketTests {
    @Test func `who asks between two services waits, and is answered by the next`() async throws {
        let store = try Self.filled()
        let (listener, port) = try Wire.listening()
        defer { close(listener) }
        for _ in 1...2 {
            // Nobody is there yet: the request waits in the queue.
            let early = try Wire.socket(to: port)
            try await Self.serving(store, on: listener) {
                let reply = try await Wire.reply(to: "GET /api/v1/figures HTTP/1.1\r\nHost: localhost\r\n\r\n", over: early)
                #expect(reply.hasPrefix("HTTP/1.1 200") && reply.contains("gaza-killed"), "\(reply.prefix(300))")
                #expect(reply.contains("\r\nDate: "), "\(reply.prefix(300))")
            }
        }
    }

    @Test(arguments: ServingTests.requests.indices)
    func `it is served as one that figured binds itself`(index: Int) async throws {
        let (request, answer) = ServingTests.requests[index]
        let (listener, port) = try Wire.listening()
        defer { close(listener) }
        try await Self.serving(try Self.filled(), on: listener) {
            let reply = try await Wire.reply(to: request, port: port)
            for part in answer { #expect(reply.contains(part), "\(request): \(reply.prefix(600))") }
        }
    }

    @Test func `clients that never finish a request keep nobody out of it`() async throws {
        let (listener, port) = try Wire.listening()
        defer { close(listener) }
        try await Self.serving(try Self.filled(), on: listener, seats: 16) {
            let slow = try (0..<100).map { _ in try Wire.socket(to: port) }
            defer { for descriptor in slow { close(descriptor) } }
            let half = Array("GET / HTTP/1.1\r\nHost: loc".utf8)
            for descriptor in slow { _ = send(descriptor, half, half.count, Int32(MSG_NOSIGNAL)) }
            let reply = try await Wire.reply(to: "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", port: port)
            #expect(reply.hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test func `a token guards it, and one for other machines is known as such`() async throws {
        let (listener, port) = try Wire.listening()
        defer { close(listener) }
        try await Self.serving(try Self.filled(), on: listener, token: "0123456789abcdef") {
            let reply = try await Wire.reply(to: "GET / HTTP/1.1\r\nHost: desk.example\r\n\r\n", port: port)
            #expect(reply.hasPrefix("HTTP/1.1 401"))
        }
        #expect(try #require(InheritedSocket(listener)).isWide == false)
        #expect(try #require(InheritedSocket(listener)).description == "127.0.0.1:\(port)")
        let (open, _) = try Wire.listening(at: 0)
        defer { close(open) }
        #expect(try #require(InheritedSocket(open)).isWide)
    }

    @Test func `what nobody can listen on is not taken`() throws {
        let mute = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(mute) }
        #expect(InheritedSocket(mute) == nil)
        #expect(InheritedSocket(STDERR_FILENO) == nil)
    }

    @Test func `a date is written as HTTP has it`() {
        #expect(HeaderRules.date(Date(timeIntervalSince1970: 784_111_777)) == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(HeaderRules.date(Date(timeIntervalSince1970: 1_772_323_200)) == "Sun, 01 Mar 2026 00:00:00 GMT")
    }

    private static func filled() throws -> TestStore {
        let store = try TestStore()
        try store.says("Army", 30_000, on: "2024-10-01")
        return store
    }

    /// Serves until the work is done, then stops as a daemon is stopped; the test's own descriptor stays open, as systemd's does.
    private static func serving(
        _ store: TestStore, on listener: Int32, token: String? = nil, seats: Int = 256, _ work: () async throws -> Void
    ) async throws {
        let socket = try #require(InheritedSocket(dup(listener)))
        let service = WebService(store: store.file, at: WebDoor(.inherited(socket), token: token), seats: seats)
        let group = ServiceGroup(services: [service], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await work()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }
}
