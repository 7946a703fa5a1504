import Extraction
import Figures
import Foundation
import Lexicons
import Places

/// Each text of the corpus read as an article, ten times over.
enum ExtractionBenchmarks {
    /// - Parameter corpus: holds dev.jsonl, documents with a text a line.
    static func run(corpus: URL) throws {
        let shelf = try LexiconShelf.load(from: URL(filePath: "etc/lexicon"))
        let extractors = Extractors(shelf, places: PlaceNames(try Gazetteer(folder: URL(filePath: "etc/places"))))
        guard let extractor = extractors.extractor(for: "en") else { return print("  there is no English lexicon here") }
        let lines = try String(contentsOf: corpus.appending(path: "dev.jsonl"), encoding: .utf8).split(separator: "\n")
        let texts = try lines.map { try JSONDecoder().decode(Document.self, from: Data($0.utf8)).text }
        let (claims, rate, floor) = ExtractionBenchmark(extractor, texts: (0..<10).flatMap { _ in texts }).run()
        print(
            "  \(claims) claims; \(rate.formatted(.number.precision(.fractionLength(1)))) MB/s, "
                + "the scan for digits alone \(floor.formatted(.number.precision(.fractionLength(0)))) MB/s")
    }

    private struct Document: Decodable {
        let text: String
    }
}

/// How many megabytes of text become claims in a second, held against the least that any reader must do: look for digits.
///
///     14.9 MB/s, the scan for digits 1900 MB/s
struct ExtractionBenchmark {
    private let extractor: ClaimExtractor
    private let articles: [Article]
    private let size: Int

    /// - Parameter texts: what is read, as plain text.
    init(_ extractor: ClaimExtractor, texts: [String]) {
        self.extractor = extractor
        articles = texts.map { Article(url: URL(filePath: "/"), outlet: "", title: "", text: $0) }
        size = texts.reduce(0) { $0 + $1.utf8.count }
    }

    /// Claims found, and megabytes a second for the whole way and for the scan alone.
    func run() -> (claims: Int, rate: Double, floor: Double) {
        var claims = 0
        let whole = ContinuousClock().measure { for article in articles { claims += extractor.claims(in: article).count } }
        var digits = 0
        let scan = ContinuousClock().measure {
            for article in articles { digits += article.text.utf8.count { (0x30...0x39).contains($0) } }
        }
        return (claims, rate(whole), digits >= 0 ? rate(scan) : 0)
    }

    private func rate(_ duration: Duration) -> Double {
        Double(size) / 1_000_000 / max(duration / .seconds(1), 0.000_001)
    }
}
