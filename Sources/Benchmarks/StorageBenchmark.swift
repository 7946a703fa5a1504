import Comparison
import Figures
import Foundation
import Storage

/// How fast articles are kept: one by one, as news comes; in batches, as an import does; and one by one beside a million claims.
enum StorageBenchmark {
    private static let claimsInArticle = 20
    private static let figures = (0..<50).map { number in
        Figure(
            name: "figure-\(number)", title: "Figure \(number)", kind: .killed, measure: .cumulative, alert: AlertRule(rise: .share(0.01)))
    }

    static func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "figured-benchmark-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let archive = try Archive(at: folder.appending(path: "figured.sqlite"))
        _ = try archive.register([], figures: figures + [AlertBenchmark.figure], at: Date(instant: 0))
        let alerts = try AlertBenchmark(archive)
        var next = 0
        try measure("one by one, empty", count: 500) { try record(next: &next, in: archive) }
        for goal in [100_000, 1_000_000] {
            let begun = ContinuousClock.now
            let first = next
            while next * claimsInArticle < goal {
                try importBatch(next: &next, in: archive)
            }
            report("imported to \(goal) claims", count: next - first, in: .now - begun)
            try measure("one by one, at \(goal) claims", count: 500) { try record(next: &next, in: archive) }
            let times = try await alerts.times(200)
            let (median, slow) = (times[100].formatted(milliseconds), times[198].formatted(milliseconds))
            print("storage: from page to alert, at \(goal) claims: median \(median), slowest of a hundred \(slow)")
            let rebuilding = ContinuousClock.now
            try archive.rebuild(figures[0], matching: observations(of:in:seen:), comparing: changes(_:to:standing:), at: Date(instant: 1))
            report("a figure rebuilt from \(goal) claims", count: next, in: .now - rebuilding)
        }
        try measure("unread alerts", count: 100) { _ = try archive.untold(at: .distantFuture, limit: 100) }
        try archive.close()
        let size = try FileManager.default.attributesOfItem(atPath: archive.file.path)[.size] as? Int ?? 0
        print("storage: \(size / next) bytes an article of \(article(0).text.utf8.count) bytes and \(claimsInArticle) claims")
        try FileManager.default.removeItem(at: folder)
    }

    private static func record(next: inout Int, in archive: Archive) throws {
        let (read, claims, observations) = version(next)
        _ = try archive.record(read, claims: claims, observations: observations, comparing: changes(_:to:standing:))
        next += 1
    }

    private static func importBatch(next: inout Int, in archive: Archive) throws {
        let batch = (next..<next + 200).map(version)
        _ = try archive.record(batch.map { (read: $0, claims: $1, observations: $2) }, comparing: changes(_:to:standing:))
        next += 200
    }

    /// Prints the median and the slowest of a hundred.
    private static func measure(_ name: String, count: Int, _ work: () throws -> Void) throws {
        var times: [Duration] = []
        for _ in 0..<count {
            times.append(try ContinuousClock().measure(work))
        }
        times.sort()
        let (median, slow) = (times[count / 2], times[count * 99 / 100])
        print("storage: \(name): median \(median.formatted(milliseconds)), slowest of a hundred \(slow.formatted(milliseconds))")
        report(name, count: count, in: times.reduce(.zero, +))
    }

    private static let milliseconds = Duration.UnitsFormatStyle(
        allowedUnits: [.milliseconds], width: .narrow, fractionalPart: .show(length: 2))

    private static func report(_ name: String, count: Int, in time: Duration) {
        print("storage: \(name): \(Int(Double(count) / (time / .seconds(1)))) articles/s")
    }

    // MARK: Articles

    private static func version(_ number: Int) -> (ReadVersion, [Claim], [Observation]) {
        let article = article(number)
        let seen = Date(timeIntervalSince1970: 1_700_000_000 + Double(number) * 600)
        let claims = claims(number)
        let read = ReadVersion(article: article, seen: seen, fingerprint: fingerprint(of: article.text))
        return (read, claims, observations(of: claims, in: article, seen: seen))
    }

    /// Two points of two figures; which, the article's address says.
    private static func observations(of claims: [Claim], in article: Article, seen: Date) -> [Observation] {
        let number = Int(article.url.lastPathComponent) ?? 0
        return claims.prefix(2).enumerated().map { index, claim in
            Observation(
                figure: figures[(number + index * 7) % figures.count].name, claim: index, claimant: "claimant \(number / 50 % 8)",
                isOwnVoice: false, quantity: claim.quantity, asOf: Day(seen, in: .gmt), published: seen, seen: seen,
                outlet: article.outlet, url: article.url, quote: claim.quote, span: claim.span)
        }
    }

    private static func article(_ number: Int) -> Article {
        var random = UInt64(number) &* 0x9e37_79b9_7f4a_7c15 | 1
        let words = (0..<600).map { _ in
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return syllables[Int(random >> 33) % 61] + syllables[Int(random >> 41) % 53]
        }
        return Article(
            url: URL(filePath: "/news/\(number)"), outlet: "Outlet \(number % 30)", title: "News \(number)",
            text: words.joined(separator: " "))
    }

    private static let syllables = "bcdfghjklmnprstvwz".flatMap { first in "aeiou".map { "\(first)\($0)" } }

    private static func claims(_ number: Int) -> [Claim] {
        (0..<claimsInArticle).map { index in
            Claim(
                kind: .killed, number: "\(number + index)", span: index * 10..<index * 10 + 4,
                quantity: Quantity(Decimal(1000 + number + index)),
                group: "people", place: "Place \(number % 100)", measure: .cumulative,
                attribution: Attribution(claimant: "claimant \(index % 8)"),
                quote:
                    "At least \(number + index) people were killed near place \(number % 100), a spokesman of claimant \(index % 8) said.",
                quoteSpan: index * 10..<index * 10 + 90, pattern: "en/killed/passive")
        }
    }
}
