import Alerting
import Extraction
import Fetching
import Figures
import Foundation
import GRDB
import Lexicons
import Logging
import Matching
import Places
import Queries
import Storage
import Support
import Synchronization
import Testing

@testable import Daemon

/// A pipeline over one source on loopback, with a clock that the test sets.
private final class PollingDesk: Sendable {
    static let start = Date(timeIntervalSince1970: 1_772_000_000)
    static let day: TimeInterval = 86_400

    let archive: Archive
    private let pipeline: Pipeline
    private let fetcher: Fetcher
    private let clock = Clock()

    init(_ form: Source.Form, at address: String, every: Duration = .seconds(3600)) throws {
        let etc = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../etc").standardizedFileURL
        let source = Source(
            name: "wire", url: try TestStore.url(address), form: form, outlet: "Wire", every: every, slowest: .seconds(86_400),
            allowPrivate: true)
        archive = try Archive(at: TestStore.folder().appending(path: "figured.db"))
        _ = try archive.register([source], figures: [], at: Self.start)
        let places = try Gazetteer(folder: etc.appending(path: "places"))
        fetcher = try Fetcher(FetchSettings())
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let now: @Sendable () -> Date = { [clock] in clock.now }
        pipeline = Pipeline(
            sources: [source], schedule: Schedule(revisits: [.seconds(3600)]), fetcher: fetcher,
            extractors: Extractors(try LexiconShelf.load(from: etc.appending(path: "lexicon")), places: PlaceNames(places)),
            matcher: Matcher(figures: [], places: places), archive: archive,
            announcer: Announcer(archive: archive, hand: JournalHand(), logger: logger, now: now),
            trouble: StoreTrouble(logger), labour: Labour(), logger: logger, now: now)
    }

    private final class Clock: Sendable {
        private let time = Mutex(PollingDesk.start)
        var now: Date { time.withLock { $0 } }
        func set(_ date: Date) { time.withLock { $0 = date } }
    }

    deinit {
        do {
            try FileManager.default.removeItem(at: archive.file.deletingLastPathComponent())
        } catch {
            print("left behind: \(archive.file.path)")
        }
    }

    /// Polls the source so many days after the start, whether it is due or not.
    func poll(day: Double) async throws {
        clock.set(Self.start + day * Self.day)
        let due = try #require(try archive.dueSources(at: .distantFuture, limit: 1).first)
        await pipeline.run(due)
    }

    func health() throws -> SourceHealth {
        try #require(try Ledger(at: archive.file).sources().first)
    }

    func texts(_ sql: String) throws -> [String] {
        try archive.database.read { try String.fetchAll($0, sql: sql) }
    }
}

@Suite struct PollingTests {
    private static func feed(_ entries: Int) -> String {
        let items = (1...entries).map { "<item><guid>\($0)</guid><link>https://wire.example/\($0)</link><title>News \($0)</title></item>" }
        return "<rss version=\"2.0\"><channel><title>Wire</title>\(items.joined())</channel></rss>"
    }

    /// The `If-None-Match` of each request, "-" where there was none.
    private static func conditions(_ server: LoopbackServer) -> [String] {
        server.asked.map { $0.value(of: "If-None-Match") ?? "-" }
    }

    @Test func `a server that says "not modified" though it has news is found out within a week, and no longer believed`() async throws {
        let entries = Mutex(1)
        let server = try LoopbackServer { asked, connection in
            guard asked.value(of: "If-None-Match") == nil else {
                connection.send("HTTP/1.1 304 Not Modified\r\n\r\n")
                return
            }
            connection.answer("200 OK", ["ETag: \"always\""], Self.feed(entries.withLock { $0 }))
        }
        let desk = try PollingDesk(.feed, at: server.base + "/feed")
        try await desk.poll(day: 0)
        entries.withLock { $0 = 3 }
        for day in 1...6 { try await desk.poll(day: Double(day)) }
        #expect(try desk.texts("SELECT id FROM entry") == ["1"])
        #expect(try desk.health().notes == [])
        try await desk.poll(day: 7)
        #expect(try desk.texts("SELECT id FROM entry") == ["1", "2", "3"])
        let note = try #require(try desk.health().notes.first)
        #expect(note.hasPrefix("said “not modified” (304) on 2026-03-04 though it had news"), "\(note)")
        try await desk.poll(day: 8)
        try await desk.poll(day: 38)
        #expect(Self.conditions(server) == ["-"] + Array(repeating: "\"always\"", count: 7) + ["-", "-", "\"always\"", "-"])
    }

    @Test func `an honest "not modified" is asked for proof once a week and believed`() async throws {
        let server = try LoopbackServer { asked, connection in
            guard asked.value(of: "If-None-Match") == nil else {
                connection.send("HTTP/1.1 304 Not Modified\r\n\r\n")
                return
            }
            connection.answer("200 OK", ["ETag: \"v1\""], Self.feed(2))
        }
        let desk = try PollingDesk(.feed, at: server.base + "/feed")
        for day in 0...15 { try await desk.poll(day: Double(day)) }
        let conditions = Self.conditions(server)
        #expect(conditions.count == 18)
        #expect(conditions.indices.filter { conditions[$0] == "-" } == [0, 8, 16])
        #expect(try desk.health().notes == [])
        #expect(try desk.health().state == .ok)
    }

    @Test func `validators that change while the bytes do not are told of`() async throws {
        let asked = Mutex(0)
        let server = try LoopbackServer { _, connection in
            let count = asked.withLock { count in
                count += 1
                return count
            }
            connection.answer("200 OK", ["ETag: \"\(count)\""], Self.feed(2))
        }
        let desk = try PollingDesk(.feed, at: server.base + "/feed")
        for day in 0...3 { try await desk.poll(day: Double(day)) }
        #expect(try desk.health().notes == ["sent what we have again 3 times in a row: its ETag and Last-Modified are of no use"])
        #expect(try desk.texts("SELECT count(*) FROM capture") == ["1"])
    }

    @Test func `a feed is asked at the pace of its news`() async throws {
        let entries = Mutex(1)
        let server = try LoopbackServer { _, connection in connection.answer("200 OK", [], Self.feed(entries.withLock { $0 })) }
        let desk = try PollingDesk(.feed, at: server.base + "/feed", every: .seconds(600))
        try await desk.poll(day: 0)
        #expect(try desk.health().pace == 3600)
        for hour in 1...24 {
            entries.withLock { $0 += 2 }
            try await desk.poll(day: Double(hour) / 24)
        }
        let busy = try desk.health().pace
        #expect((800...1000).contains(busy), "two entries an hour: a quarter of an hour")
        for day in 2...4 { try await desk.poll(day: Double(day)) }
        #expect(try desk.health().pace > busy * 5)
        #expect(try desk.health().every == 600)
    }

    @Test func `a page that is rewritten leaves each of its versions as it was sent`() async throws {
        let toll = Mutex(40)
        let server = try LoopbackServer { _, connection in
            connection.answer("200 OK", ["Content-Type: text/html"], Self.page(toll.withLock { $0 }))
        }
        let desk = try PollingDesk(.page, at: server.base + "/report")
        try await desk.poll(day: 0)
        toll.withLock { $0 = 43 }
        try await desk.poll(day: 1)
        try await desk.poll(day: 2)
        let ledger = try Ledger(at: desk.archive.file)
        let claims = try desk.texts("SELECT min(id) FROM claim GROUP BY version ORDER BY version").compactMap { Int64($0) }
        let pages = try claims.map { try ledger.rawPage(ofClaim: $0) }
        #expect(pages.map(\.bytes) == [Self.page(40), Self.page(43)].map { Array($0.utf8) })
        #expect(pages.map(\.page.url) == Array(repeating: server.base + "/report", count: 2))
        #expect(try ledger.claim(try #require(claims.first)).versions.map { $0.raw?.sha256 } == pages.map { sha256(of: $0.bytes) })
    }

    private static func page(_ toll: Int) -> String {
        let filler = (1...12).map { "<p>Rescue teams went on searching the district on day \($0), as officials had announced earlier.</p>" }
        return """
            <html lang="en"><head><title>Floods in the valley</title></head><body><article><h1>Floods in the valley</h1>
            <p>At least \(toll) people were killed in floods in Kenya, the interior ministry said on Monday.</p>\(filler.joined())</article></body></html>
            """
    }
}
