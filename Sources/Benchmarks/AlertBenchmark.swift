import Alerting
import Comparison
import Daemon
import Extraction
import Figures
import Foundation
import Lexicons
import Logging
import Matching
import Places
import Reading
import Storage
import Synchronization

/// How long it takes from a page that has arrived to its alert, beside whatever the archive holds already.
///
/// Every page raises one number, and is read, extracted, matched, compared, recorded and told as the daemon does it.
final class AlertBenchmark {
    static let figure = Figure(
        name: "gaza-killed", title: "Killed in Gaza", kind: .killed, measure: .cumulative, place: "Gaza", since: Day("2023-10-07"))

    private let archive: Archive
    private let source: Source
    private let extractors: Extractors
    private let matcher: Matcher
    private let announcer: Announcer
    private let hand = Counting()
    private var count = 0

    /// - Parameter archive: knows the figure.
    init(_ archive: Archive) throws {
        let etc = URL(filePath: "etc")
        let places = try Gazetteer(folder: etc.appending(path: "places"))
        self.archive = archive
        source = Source(name: "wire", url: URL(filePath: "/wire"), form: .page, outlet: "The Wire", language: "en")
        extractors = Extractors(try LexiconShelf.load(from: etc.appending(path: "lexicon")), places: PlaceNames(places))
        matcher = Matcher(figures: [Self.figure], places: places, words: try Wording.languages(in: etc.appending(path: "lexicon")))
        announcer = Announcer(archive: archive, hand: hand, logger: Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() }) { Date() }
    }

    /// The times of so many pages, shortest first.
    func times(_ pages: Int) async throws -> [Duration] {
        // Nobody waits for what was to be told of other pages.
        while case let waiting = try archive.untold(at: .distantFuture, limit: 10_000), !waiting.isEmpty {
            try archive.told(waiting.map(\.id), at: Date())
        }
        var times: [Duration] = []
        for _ in 0..<pages {
            let page = page()
            let begun = ContinuousClock.now
            try file(page)
            await announcer.tellAll()
            times.append(.now - begun)
        }
        guard hand.told == count else { throw Failure(description: "\(hand.told) alerts of \(count) pages") }
        return times.sorted()
    }

    private func file(_ page: Download) throws {
        let article = try Reader().article(in: page, for: nil, of: source)
        let claims = extractors.claims(in: article)
        let observations = matcher.observations(from: claims, in: article, seen: page.fetched)
        let read = ReadVersion(
            article: article, seen: page.fetched, fingerprint: fingerprint(of: article.text), capture: Capture(page))
        _ = try archive.record(read, claims: claims, observations: observations) { changes($0, to: $1, standing: $2, beside: claims) }
    }

    /// A page of some 600 words.
    private func page() -> Download {
        count += 1
        let fetched = Date(timeIntervalSince1970: 1_730_000_000 + Double(count) * 3600)
        let paragraphs = (0..<12).map { line in
            "<p>" + (0..<50).map { "word\((count &* 31 &+ line &* 977 &+ $0 &* 7919) % 50_021)" }.joined(separator: " ") + ".</p>"
        }
        let text = """
            <html lang="en"><head><title>Toll in Gaza</title></head><body><article><h1>Toll in Gaza</h1><p>\(43_000 + count) people have been \
            killed in Gaza since 7 October 2023, the health ministry said.</p>\(paragraphs.joined())</article></body></html>
            """
        return Download(
            url: URL(filePath: "/wire/\(UUID().uuidString)"), body: Array(text.utf8), contentType: "text/html", fetched: fetched)
    }

    private struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private final class Counting: Hand {
        private let count = Atomic(0)
        var told: Int { count.load(ordering: .relaxed) }

        func tell(_ alert: Alert) throws {
            if alert.change.figure == AlertBenchmark.figure.name { count.wrappingAdd(1, ordering: .relaxed) }
        }

        func tell(_ summary: Summary) throws {
            for alert in summary.alerts { try tell(alert) }
        }
    }
}
