import Figures
import Foundation
import Queries
import Storage

/// How long the questions take on a large store: `FIGURED_BENCH_CLAIMS` claims (20,000 unless set), a hundred to a figure.
/// `FIGURED_BENCH_STORE` names the file in which it is kept between runs; where there is none yet, it is made.
enum QueriesBenchmark {
    private static let perFigure = 100
    private static let perArticle = 10

    static func run() throws {
        let environment = ProcessInfo.processInfo.environment
        let claims = environment["FIGURED_BENCH_CLAIMS"].flatMap { Int($0) } ?? 20_000
        if let kept = environment["FIGURED_BENCH_STORE"].map({ URL(filePath: $0) }) {
            if !FileManager.default.fileExists(atPath: kept.path) { try fill(kept, claims: claims) }
            let ledger = try Ledger(at: kept)
            return try ask(ledger, figures: ledger.figureCount())
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "figured-bench-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "figured.db")
        try fill(file, claims: claims)
        try ask(Ledger(at: file), figures: claims / perFigure)
        try FileManager.default.removeItem(at: folder)
    }

    private static func ask(_ ledger: Ledger, figures: Int) throws {
        let middle = name(figures / 2)
        try measure("newest number of all \(figures) figures", times: 20) { try ledger.glances().count }
        try measure("all \(figures) figures with sentence, page and last change", times: 3) { try ledger.figures().count }
        try measure("a page of 50 figures", times: 20) { try ledger.figures(after: middle, limit: 50).count }
        try measure("one figure at a glance", times: 200) { try ledger.figure(middle).points }
        try measure("one figure's history", times: 200) { try ledger.history(of: middle).points.count }
        let then = PointFilter(knownAt: start + 40 * 86_400)
        try measure("one figure's history as known then", times: 200) { try ledger.history(of: middle, then).points.count }
        try measure("claimants side by side", times: 200) { try ledger.comparison(of: middle).sides.count }
        try measure("one claim in context", times: 200) { try ledger.claim(Int64(figures * perFigure / 2)).versions.count }
        try measure("search for a word of every quote", times: 20) { try ledger.search("ministry").count }
        try measure("search for a rare number", times: 20) { try ledger.search("\(1000 + figures / 2)").count }
        try measure("alerts", times: 20) { try ledger.alerts().count }
        try measure("counts for /metrics", times: 20) { try ledger.vitals().claims }
        try measure("discovery over all claims", times: 1) { try ledger.discoveries().count }
    }

    /// The median and the slowest of some tries, the first not counted.
    private static func measure(_ what: String, times: Int, _ work: () throws -> Int) throws {
        let result = try work()
        let clock = ContinuousClock()
        let durations = try (0..<times).map { _ in try clock.measure { _ = try work() } }.sorted()
        let (median, most) = (milliseconds(durations[times / 2]), milliseconds(durations[times - 1]))
        print("queries: \(what): median \(median) ms, slowest \(most) ms (\(result))")
    }

    private static func milliseconds(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        return String(format: "%.2f", Double(seconds) * 1000 + Double(attoseconds) / 1e15)
    }

    private static let start = Date(timeIntervalSince1970: 1_700_000_000)

    private static func name(_ figure: Int) -> String {
        "figure-" + String(repeating: "0", count: 6 - String(figure).count) + String(figure)
    }

    /// As the daemon would: articles with claims, each an observation of its figure, in synced batches.
    private static func fill(_ file: URL, claims: Int) throws {
        let archive = try Archive(at: file)
        let figures = (0..<claims / perFigure).map { number in
            Figure(name: name(number), title: "Figure \(number)", kind: .killed, measure: .cumulative, place: "Place \(number)")
        }
        _ = try archive.register([], figures: figures, at: start)
        let clock = ContinuousClock()
        let articles = claims / perArticle
        let taken = try clock.measure {
            for batch in stride(from: 0, to: articles, by: 500) {
                let items = try (batch..<min(batch + 500, articles)).map { try article($0, figures: figures.count) }
                _ = try archive.record(items) { new, _, _ in Outcome(points: Array(new.indices)) }
            }
        }
        print("queries: \(claims) claims of \(figures.count) figures recorded in \(milliseconds(taken)) ms")
        try archive.close()
    }

    private static func article(_ number: Int, figures: Int) throws -> (read: ReadVersion, claims: [Claim], observations: [Observation]) {
        guard let url = URL(string: "https://news.example/\(number)") else { throw URLError(.badURL) }
        let seen = start + Double(number) / Double(max(1, figures * perFigure / perArticle)) * 100 * 86_400
        let outlet = "Outlet \(number % 20)"
        var (text, claims, observations): (String, [Claim], [Observation]) = ("", [], [])
        for ordinal in 0..<perArticle {
            let figure = (number * perArticle + ordinal) % figures
            let claimant = "Ministry \(number % 3)"
            let value = 1000 + number % 9000
            let quote = "\(claimant) said that \(value) people were killed in place \(figure)."
            let position = text.unicodeScalars.count
            let span = position + claimant.count + 11..<position + claimant.count + 15
            claims.append(
                Claim(
                    kind: .killed, number: "\(value)", span: span, quantity: Quantity(Decimal(value)), place: "Place \(figure)",
                    measure: .cumulative, attribution: Attribution(claimant: claimant), quote: quote,
                    quoteSpan: position..<position + quote.count, pattern: "en/killed/passive"))
            observations.append(
                Observation(
                    figure: name(figure), claim: ordinal, claimant: claimant, isOwnVoice: false, quantity: Quantity(Decimal(value)),
                    asOf: Day(seen, in: .gmt), published: seen, seen: seen, outlet: outlet, url: url, quote: quote, span: span))
            text += quote + "\n"
        }
        let article = Article(url: url, outlet: outlet, title: "Article \(number)", text: text, published: seen)
        return (ReadVersion(article: article, seen: seen), claims, observations)
    }
}
