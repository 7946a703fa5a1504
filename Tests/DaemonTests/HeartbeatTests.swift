import Alerting
import Fetching
import Figures
import Foundation
import Logging
import Storage
import Support
import Synchronization
import Testing

@testable import Daemon

/// Hears what the daemon says to its log and to systemd.
private final class Ear: Sendable {
    private let heard = Mutex<[String]>([])

    var all: [String] { heard.withLock { $0 } }
    var logger: Logger { Logger(label: "test") { _ in Listener(ear: self) } }
    var serviceManager: ServiceManager { ServiceManager { self.hear($0) } }

    func hear(_ text: String) {
        heard.withLock { $0.append(text) }
    }

    func count(_ text: String) -> Int {
        all.count { $0.contains(text) }
    }

    private struct Listener: LogHandler {
        let ear: Ear
        var logLevel = Logger.Level.info
        var metadata: Logger.Metadata = [:]

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            ear.hear("\(event.level): \(event.message)")
        }
    }
}

/// Two clocks: the one on the wall, which may be set, and the one that nobody sets.
private final class Clocks: Sendable {
    private let state = Mutex((wall: Date(timeIntervalSince1970: 1_772_000_000), instant: ContinuousClock.now))

    @Sendable func now() -> Date { state.withLock { $0.wall } }
    @Sendable func elapsed() -> ContinuousClock.Instant { state.withLock { $0.instant } }

    func pass(_ seconds: Int) {
        state.withLock { $0 = ($0.wall + Double(seconds), $0.instant + .seconds(seconds)) }
    }

    func set(by seconds: Double) {
        state.withLock { $0.wall += seconds }
    }
}

/// A heart over a real store, with everything that it says.
private final class Body: Sendable {
    let ear = Ear()
    let clocks = Clocks()
    let archive: Archive
    let labour: Labour
    let heartbeat: Heartbeat

    init(sources: [Source] = []) throws {
        archive = try Archive(at: TestStore.folder().appending(path: "figured.db"))
        _ = try archive.register(sources, figures: [], at: clocks.now())
        labour = Labour(elapsed: clocks.elapsed)
        heartbeat = Heartbeat(
            archive: archive, labour: labour, trouble: StoreTrouble(ear.logger), logger: ear.logger, now: clocks.now,
            elapsed: clocks.elapsed, serviceManager: ear.serviceManager)
    }

    deinit {
        do {
            try archive.close()
            try FileManager.default.removeItem(at: archive.file.deletingLastPathComponent())
        } catch {
            print("left behind: \(archive.file.path)")
        }
    }

    func beat(times: Int = 1) throws {
        for _ in 0..<times {
            clocks.pass(6)
            _ = try heartbeat.beat { "Watching" }
        }
    }
}

@Suite struct HeartbeatTests {
    @Test func `a text that is read for ever starves the watchdog, is named once, and feeds it again when it ends`() throws {
        let body = try Body()
        try body.beat(times: 3)
        #expect(body.ear.count("WATCHDOG=1") == 3)
        try body.labour.doing("reading https://example.org/endless") {
            try body.beat(times: 10)
            #expect(body.ear.count("WATCHDOG=1") == 13, "a minute is not too long")
            try body.beat(times: 20)
            #expect(body.ear.count("WATCHDOG=1") == 13)
        }
        #expect(body.ear.count("error: reading https://example.org/endless has taken more than a minute") == 1)
        try body.beat()
        #expect(body.ear.count("WATCHDOG=1") == 14)
    }

    static let jumps: [(seconds: Double, said: String)] = [
        (-86_400, "warning: the clock was set back by 1 day"), (86_400, "warning: the clock was set forward by 1 day"),
        (-3600, "warning: the clock was set back by 1 hour"),
    ]

    @Test(arguments: jumps)
    func `a clock that jumps is said once, and every source keeps its turn`(seconds: Double, said: String) throws {
        let source = Source(name: "wire", url: try TestStore.url("https://wire.example/feed"), outlet: "Wire")
        let body = try Body(sources: [source])
        try body.beat(times: 2)
        try body.archive.willPoll("wire", next: body.clocks.now() + 900)
        body.clocks.set(by: seconds)
        try body.beat(times: 5)
        #expect(body.ear.count("the clock was set") == 1)
        #expect(body.ear.count(said) == 1, "\(body.ear.all)")
        #expect(try body.archive.dueSources(at: body.clocks.now() + 860, limit: 9).isEmpty, "its turn is not lost, and does not come early")
        #expect(try body.archive.dueSources(at: body.clocks.now() + 880, limit: 9).map(\.name) == ["wire"])
    }

    @Test func `a clock that was set back while figured did not run is said once, too`() throws {
        let body = try Body()
        try body.beat()
        body.clocks.set(by: -86_400)
        let after = Heartbeat(
            archive: body.archive, labour: body.labour, trouble: StoreTrouble(body.ear.logger), logger: body.ear.logger,
            now: body.clocks.now, elapsed: body.clocks.elapsed, serviceManager: body.ear.serviceManager)
        for _ in 1...3 {
            _ = try after.beat { "Watching" }
            body.clocks.pass(6)
        }
        #expect(body.ear.count("the clock was set back by 1 day") == 1)
    }

    @Test func `an hour without DNS is said in two or three lines, and its end in as many`() throws {
        let sources = try (1...6).map { number in
            Source(name: "wire-\(number)", url: try TestStore.url("https://wire-\(number).example/feed"), outlet: "Wire \(number)")
        }
        let body = try Body(sources: sources)
        let failures = FailureLog(body.ear.logger, hosts: 6)
        let (first, restored) = (body.clocks.now(), body.clocks.now() + 3600)
        var polls = 0
        while body.clocks.now() < first + 2 * 3600 {
            for due in try body.archive.dueSources(at: body.clocks.now(), limit: 9) {
                polls += 1
                let source = try #require(sources.first { $0.name == due.name })
                let reason = body.clocks.now() < restored ? FetchError.unresolved(host: "wire") : nil
                let isDown = failures.noteNetwork(reason, of: source)
                failures.log(
                    try body.archive.polled(
                        due.name, Self.poll(reason, due, source, isDown: isDown, at: body.clocks.now()), at: body.clocks.now()),
                    of: source)
            }
            body.clocks.pass(60)
        }
        #expect(polls > 6 * 6)
        #expect(body.ear.count("warning: ") == 3, "\(body.ear.all)")
        #expect(body.ear.count("the network is down") == 1)
        #expect(body.ear.count("the network is back") == 1)
        #expect(body.ear.count("is well again") == 2)
        #expect(try body.archive.standing(at: body.clocks.now()).failing == 0)
    }

    private static func poll(_ reason: FetchError?, _ due: DueSource, _ source: Source, isDown: Bool, at now: Date) -> Poll {
        guard let reason else { return .unchanged(next: now + source.every.seconds) }
        let next = Schedule(revisits: []).nextTry(
            after: reason, tries: due.failures, of: source, isNetworkDown: isDown, at: now, spread: 0.5)
        return .failed(reason: "\(reason)", next: next ?? now + Schedule.day)
    }
}
