import Figures
import Foundation
import Support
import Synchronization
import Testing

@testable import Fetching

/// How many are inside, and were at most.
private final class Tally: Sendable {
    private let counts = Mutex((now: 0, most: 0))

    var most: Int { counts.withLock { $0.most } }

    func enter() {
        counts.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
    }

    func leave() {
        counts.withLock { $0.now -= 1 }
    }
}

@Suite struct PolitenessTests {
    @Test func `a host that must pause does not hold up the others`() async throws {
        let politeness = Politeness(connections: 1, perHost: 1, delay: .seconds(3600))
        #expect(try await politeness.turn(at: "a", allowPrivate: false) { _ in "a1" } == "a1")
        let second = Task { try await politeness.turn(at: "a", allowPrivate: false) { _ in Issue.record("no pause was made") } }
        for host in ["b", "c", "d"] {
            #expect(try await politeness.turn(at: host, allowPrivate: false) { _ in host } == host)
        }
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
    }

    @Test func `between requests to a private host that is opted in there is no pause`() async throws {
        let politeness = Politeness(connections: 1, perHost: 1, delay: .seconds(3600))
        for turn in 0..<3 {
            let done = try await politeness.turn(at: "inside", allowPrivate: true) { lane in
                lane.note(isPrivate: true)
                return turn
            }
            #expect(done == turn)
        }
    }

    static let limits: [(connections: Int, perHost: Int, hosts: Int, most: Int)] = [
        (8, 1, 1, 1), (8, 3, 1, 3), (4, 1, 20, 4), (2, 5, 1, 2),
    ]

    @Test(arguments: limits)
    func `so many at once and no more`(connections: Int, perHost: Int, hosts: Int, most: Int) async throws {
        let politeness = Politeness(connections: connections, perHost: perHost, delay: .zero)
        let inside = Tally()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask {
                    try await politeness.turn(at: "host\(number % hosts)", allowPrivate: false) { _ in
                        inside.enter()
                        await Task.yield()
                        inside.leave()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect((1...most).contains(inside.most))
    }

    @Test func `who is cancelled while waiting leaves the slot to the next`() async throws {
        let slots = Slots(1)
        try await slots.enter()
        let waiters = (0..<50).map { number in
            Task {
                try await slots.enter()
                slots.leave()
                return number
            }
        }
        for number in stride(from: 0, to: 50, by: 2) {
            waiters[number].cancel()
        }
        for number in stride(from: 0, to: 50, by: 2) {
            await #expect(throws: CancellationError.self) { try await waiters[number].value }
        }
        slots.leave()
        for number in stride(from: 1, to: 50, by: 2) {
            #expect(try await waiters[number].value == number)
        }
        try await slots.enter()
    }

    @Test func `a host that asks to be left alone is`() async throws {
        let server = try LoopbackServer { _, connection in connection.answer("503 Later", ["Retry-After: 3600"]) }
        let fetcher = try Fetcher(quickSettings())
        await #expect(throws: FetchError.status(503, retryAfter: .seconds(3600))) {
            try await fetcher.download(request(server.base + "/a"))
        }
        let error = await #expect(throws: FetchError.self) { try await fetcher.download(request(server.base + "/b")) }
        #expect(error?.retry == .backOff)
        #expect(try #require(error?.retryAfter) > .seconds(3500))
        #expect(server.asked.map(\.path) == ["/a"])
        await fetcher.close()
    }

    @Test func `what a host asked before a restart still holds`() async throws {
        let server = try LoopbackServer { _, connection in connection.answer("200 OK", [], "page") }
        let fetcher = try Fetcher(quickSettings())
        let url = try #require(URL(string: server.base + "/a"))
        fetcher.hold(url, for: .seconds(60))
        await #expect(throws: FetchError.self) { try await fetcher.download(request(server.base + "/b")) }
        #expect(server.asked.isEmpty)
        await fetcher.close()
    }
}

@Suite struct CancellationTests {
    @Test func `a cancelled download ends at once, and the next is served`() async throws {
        let server = try LoopbackServer { asked, connection in
            asked.path == "/slow" ? connection.hang() : connection.answer("200 OK", [], "page")
        }
        let fetcher = try Fetcher(quickSettings { $0.lowSpeedTime = .seconds(60) })
        let slow = try request(server.base + "/slow")
        let task = Task { try await fetcher.download(slow) }
        while server.asked.isEmpty { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await fetcher.download(request(server.base + "/page")).body == Array("page".utf8))
        await fetcher.close()
    }

    @Test func `a task cancelled before it begins asks nothing`() async throws {
        let server = try LoopbackServer { _, connection in connection.answer("200 OK", [], "page") }
        let fetcher = try Fetcher(quickSettings())
        let request = try request(server.base)
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await fetcher.download(request)
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(server.asked.isEmpty)
        await fetcher.close()
    }

    @Test func `closing ends what is under way and refuses what comes`() async throws {
        let server = try LoopbackServer { _, connection in connection.hang() }
        let fetcher = try Fetcher(quickSettings { $0.lowSpeedTime = .seconds(60) })
        let request = try request(server.base)
        let tasks = (0..<5).map { _ in Task { try await fetcher.download(request) } }
        while server.asked.count < 5 { await Task.yield() }
        await fetcher.close()
        for task in tasks {
            await #expect(throws: CancellationError.self) { try await task.value }
        }
        await #expect(throws: CancellationError.self) { try await fetcher.download(request) }
        await fetcher.close()
    }

    @Test func `many downloads cancelled at any moment leave nothing behind`() async throws {
        let server = try LoopbackServer { _, connection in connection.answer("200 OK", [], "page") }
        let fetcher = try Fetcher(quickSettings())
        let request = try request(server.base)
        for round in 0..<200 {
            let task = Task { try await fetcher.download(request) }
            for _ in 0..<(round % 40) { await Task.yield() }
            task.cancel()
            _ = await task.result
        }
        #expect(try await fetcher.download(request).body == Array("page".utf8))
        await fetcher.close()
    }
}
