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
import Storage
import Support
import Synchronization
import Testing

@testable import Daemon

/// Each form of a source on its whole way: from a server on loopback through the pipeline to the store.
@Suite struct SourceFormTests {
    @Test func `a table becomes a series, its newest number is told, and the same again is no news`() async throws {
        let layout = RecordLayout(date: "day", creditedTo: "Coast Guard", values: ["flood-killed": "dead"])
        let desk = try PipelineDesk(form: .csv, records: layout)
        try await desk.poll("day,dead\n2024-11-11,9\n2024-11-12,x\n2024-11-13,12\n")
        let points = try desk.points()
        #expect(points == ["2024-11-11 9 Coast guard", "2024-11-13 12 Coast guard"])
        #expect(try desk.changes() == ["first 12"])
        try await desk.poll("day,dead\n2024-11-11,9\n2024-11-13,12\n")
        #expect(try desk.changes() == ["first 12"])
    }

    @Test func `a changed record is a rewritten one, and a new one is a rise`() async throws {
        let desk = try PipelineDesk(form: .json, records: RecordLayout(date: "day", values: ["flood-killed": "dead"]))
        try await desk.poll(#"[{"day": "2024-11-11", "dead": 9}, {"day": "2024-11-13", "dead": 12}]"#)
        try await desk.poll(#"[{"day": "2024-11-11", "dead": 8}, {"day": "2024-11-13", "dead": 12}, {"day": "2024-11-14", "dead": 15}]"#)
        #expect(try desk.points() == ["2024-11-11 8 The Harbour Post", "2024-11-13 12 The Harbour Post", "2024-11-14 15 The Harbour Post"])
        #expect(try desk.changes() == ["first 12", "edited 8", "rise 15"])
    }

    @Test func `what a record stated stands no more once the endpoint takes the record back`() async throws {
        let desk = try PipelineDesk(form: .csv, records: RecordLayout(date: "day", values: ["flood-killed": "dead"]))
        try await desk.poll("day,dead\n2024-11-11,9\n2024-11-12,11\n2024-11-13,12\n")
        try await desk.poll("day,dead\n2024-11-11,9\n2024-11-13,12\n")
        #expect(try desk.points() == ["2024-11-11 9 The Harbour Post", "2024-11-13 12 The Harbour Post"])
        try await desk.poll("day,dead\n2024-11-11,9\n2024-11-12,11\n2024-11-13,12\n")
        #expect(try desk.points().count == 3)
    }

    @Test func `an answer that lost most of its records takes none back`() async throws {
        let desk = try PipelineDesk(form: .csv, records: RecordLayout(date: "day", values: ["flood-killed": "dead"]))
        try await desk.poll("day,dead\n2024-11-11,9\n2024-11-12,11\n2024-11-13,12\n")
        try await desk.poll("day,dead\n2024-11-11,9\n")
        #expect(try desk.points().count == 3)
    }

    @Test func `a figure that means something else is filled from the records that are kept`() async throws {
        let desk = try PipelineDesk(form: .csv, records: RecordLayout(date: "day", values: ["flood-killed": "dead"]))
        try await desk.poll("day,dead\n2024-11-11,9\n2024-11-13,12\n")
        #expect(try desk.refilled() == 2)
    }

    @Test(arguments: [("json", #"[{"day": "2024-11-11", "dead": 9}]"#), ("csv", "day,dead\n2024-11-11,9\n")])
    func `a record is no text that a new lexicon reads anew`(form: String, body: String) async throws {
        let form = try #require(Source.Form(rawValue: form))
        let desk = try PipelineDesk(form: form, records: RecordLayout(date: "day", values: ["flood-killed": "dead"]))
        try await desk.poll(body)
        #expect(try desk.points().count == 1)
        #expect(try desk.readAnew().isEmpty)
    }

    @Test func `the stories of a news sitemap wait to be read`() async throws {
        let desk = try PipelineDesk(form: .feed)
        try await desk.poll(
            """
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
            <url><loc>https://post.example/flood</loc><news:news><news:publication_date>2024-11-11T14:05:00Z</news:publication_date>
            <news:title>Flood kills 12</news:title></news:news></url></urlset>
            """)
        #expect(try desk.waiting() == ["/flood Flood kills 12"])
    }

    /// What is read in one turn: by the pieces of work the watchdog sees it.
    static let readings: [(form: Source.Form, body: String, pieces: Int)] = [
        (.feed, "<rss version='2.0'><channel><title>Post</title></channel></rss>", 1),
        (.links, "<html><body><a href='/news/2024/flood'>Flood kills twelve in Lower Orle</a></body></html>", 1),
        (.csv, "day,dead\n2024-11-11,9\n2024-11-13,12\n", 3), (.json, #"[{"day": "2024-11-11", "dead": 9}]"#, 2),
        (.page, page, 2),
    ]

    private static let page = """
        <html lang="en"><head><title>Flood in Lower Orle</title></head><body><article><h1>Flood in Lower Orle</h1>
        <p>The flood killed 12 people in Lower Orle, the coast guard said on Monday.</p>
        \((1...12).map { "<p>Rescue teams went on searching the district on day \($0), as officials had announced earlier.</p>" }.joined())
        </article></body></html>
        """

    @Test(arguments: readings)
    func `whatever is read is work in hand, so that the watchdog notices when it never ends`(
        form: Source.Form, body: String, pieces: Int
    ) async throws {
        let isTable = form == .csv || form == .json
        let desk = try PipelineDesk(form: form, records: isTable ? RecordLayout(date: "day", values: ["flood-killed": "dead"]) : nil)
        try await desk.poll(body)
        #expect(desk.labour.pieces == pieces)
    }

    @Test func `an article whose reading ended figured ten times is given up`() async throws {
        let desk = try PipelineDesk(form: .feed)
        try await desk.poll(
            "<rss version='2.0'><channel><title>Post</title><item><link>https://post.example/endless</link></item></channel></rss>")
        try await desk.endReadings(times: 10)
        #expect(try desk.waiting().isEmpty)
        #expect(try desk.text("SELECT failing FROM entry") == ["its reading was begun 10 times and never came to an end"])
    }

    static let selectors: [(selector: String?, waiting: [String])] = [
        ("ul.latest a", ["/news/2024/storm Storm"]),
        (nil, ["/news/2024/flood Flood kills twelve in Lower Orle"]),
    ]

    @Test(arguments: selectors)
    func `the stories that a page links to wait to be read`(selector: String?, waiting: [String]) async throws {
        let desk = try PipelineDesk(form: .links, selector: selector)
        try await desk.poll(
            """
            <html><body><nav><a href="/about/the-harbour-post">About us and our small paper</a></nav>
            <main><h2><a href="/news/2024/flood">Flood kills twelve in Lower Orle</a></h2>
            <ul class="latest"><li><a href="news/2024/storm">Storm</a></li></ul></main></body></html>
            """)
        #expect(try desk.waiting() == waiting)
    }
}

/// A pipeline with one source on a server of our own, polled whenever a test says so.
private final class PipelineDesk: Sendable {
    private let figure = Figure(name: "flood-killed", title: "Killed in the flood", kind: .killed, measure: .cumulative)
    private let archive: Archive
    private let matcher: Matcher
    private let pipeline: Pipeline
    private let folder: URL
    private let answer: Answer
    private let server: LoopbackServer
    private let clock = Date(timeIntervalSince1970: 1_731_700_000)
    let labour = Labour()

    private final class Answer: Sendable {
        let body = Mutex("")
    }

    init(form: Source.Form, selector: String? = nil, records: RecordLayout? = nil) throws {
        let (answer, clock) = (Answer(), clock)
        server = try LoopbackServer { asked, connection in
            if asked.path == "/robots.txt" { return connection.answer("404 Not Found", [], "") }
            connection.answer("200 OK", [], answer.body.withLock { $0 })
        }
        self.answer = answer
        folder = try TestStore.folder()
        let source = Source(
            name: "post", url: try TestStore.url(server.base + "/"), form: form, outlet: "The Harbour Post", allowPrivate: true,
            selector: selector, records: records)
        archive = try Archive(at: folder.appending(path: "figured.db"))
        _ = try archive.register([source], figures: [figure], at: clock)
        let known = try Known.read.get()
        matcher = Matcher(figures: [figure], places: known.places, words: known.words)
        var fetching = FetchSettings()
        fetching.perHostDelay = .zero
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let announcer = Announcer(archive: archive, hand: Nobody(), logger: logger) { clock }
        pipeline = Pipeline(
            sources: [source], schedule: Schedule(revisits: []), fetcher: try Fetcher(fetching),
            extractors: known.extractors, matcher: matcher, archive: archive,
            announcer: announcer, trouble: StoreTrouble(logger), labour: labour, logger: logger
        ) { clock }
    }

    deinit {
        do {
            try archive.close()
            try FileManager.default.removeItem(at: folder)
        } catch {
            print("\(folder.path) stays: \(error)")
        }
    }

    /// The source's turn, at which it answers so.
    func poll(_ body: String) async throws {
        answer.body.withLock { $0 = body }
        let due = try #require(try archive.dueSources(at: .distantFuture, limit: 1).first)
        await pipeline.run(due)
        #expect(try text("SELECT failing FROM source WHERE failing IS NOT NULL") == [])
    }

    /// So often the reading of the entry that waits was begun, and the daemon ended in it; then its turn comes again.
    func endReadings(times: Int) async throws {
        for _ in 0..<times {
            let due = try #require(try archive.dueEntries(at: .distantFuture, limit: 1).first)
            try archive.willTry(due.entry, of: due.source, next: clock)
        }
        await pipeline.run(try #require(try archive.dueEntries(at: .distantFuture, limit: 1).first))
    }

    /// What stands of the figure.
    func points() throws -> [String] {
        try text("SELECT as_of || ' ' || value || ' ' || claimant FROM history WHERE withdrawn IS NULL ORDER BY as_of")
    }

    func changes() throws -> [String] {
        try text("SELECT what || ' ' || value FROM changes ORDER BY id")
    }

    func waiting() throws -> [String] {
        try archive.dueEntries(at: .distantFuture, limit: 10).map { "\($0.entry.link?.path() ?? "-") \($0.entry.title)" }
    }

    /// How many points the figure has once it was filled anew.
    func refilled() throws -> Int {
        try archive.rebuild(
            figure, matching: matcher.observations(from:in:seen:), comparing: { new, _, _ in Outcome(points: Array(new.indices)) },
            at: clock)
    }

    /// What a new lexicon would read.
    func readAnew() throws -> [String] {
        #expect(try archive.versionCount(after: 0).all == archive.versions().count)
        return try archive.versions().map(\.article.text)
    }

    func text(_ sql: String) throws -> [String] {
        try archive.database.read { try String.fetchAll($0, sql: sql) }
    }
}

/// What every pipeline here shares, read once.
private struct Known {
    let places: Gazetteer
    let words: [String: Wording]
    let extractors: Extractors

    static let read = Result {
        let etc = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../etc").standardized
        let places = try Gazetteer(folder: etc.appending(path: "places"))
        return Known(
            places: places, words: try Wording.languages(in: etc.appending(path: "lexicon")),
            extractors: Extractors(try LexiconShelf.load(from: etc.appending(path: "lexicon")), places: PlaceNames(places)))
    }
}

/// Takes every alert.
private struct Nobody: Hand {
    func tell(_ alert: Alert) throws {}
    func tell(_ summary: Summary) throws {}
}
