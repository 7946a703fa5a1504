import Figures
import Foundation
import Testing

@testable import Reading

/// Real pages with their true text, by the measure of the article-extraction-benchmark: runs of four words.
@Suite(.enabled(if: PageCorpus.folder != nil, "the folder of pages is missing: set FIGURED_CORPUS"))
struct PageCorpusTests {
    /// F1 of each set; they only rise.
    static let floors = ["article-extraction-benchmark": 0.969, "fundus": 0.97]

    @Test func `pages are read as people read them`() throws {
        var scores: [String: [PageCorpus.Score]] = [:]
        for page in try PageCorpus.pages() { scores[page.gold.set, default: []].append(page.score()) }
        for (set, pages) in scores.sorted(by: { $0.key < $1.key }) {
            let (precision, recall) = (mean(pages.map(\.precision)), mean(pages.map(\.recall)))
            let f1 = 2 * precision * recall / max(0.001, precision + recall)
            print("\(set): \(pages.count) pages, precision \(precision), recall \(recall), F1 \(f1), title \(share(pages.map(\.title)))")
            #expect(f1 >= (Self.floors[set] ?? 0.95), "\(set)")
        }
        let all = scores.values.flatMap(\.self)
        #expect(share(all.map(\.title)) >= 0.95)
        #expect(share(all.map(\.day)) >= 0.98)
        #expect(share(all.map(\.minute)) >= 0.95)
        #expect(share(all.map(\.authors)) >= 0.9)
    }

    private func mean(_ values: [Double]) -> Double {
        values.reduce(0, +) / Double(max(1, values.count))
    }

    /// Of those that are known.
    private func share(_ values: [Bool?]) -> Double {
        let known = values.compactMap(\.self)
        return Double(known.count(where: \.self)) / Double(max(1, known.count))
    }
}

/// The folder of pages, and what is true of each.
enum PageCorpus {
    struct Gold: Decodable {
        let id: String
        let set: String
        let url: String
        let title: String?
        let authors: [String]?
        let published: String?
        let body: String
    }

    struct Score {
        let precision: Double
        let recall: Double
        let title: Bool?
        let minute: Bool?
        let day: Bool?
        let authors: Bool?
    }

    struct Page {
        let gold: Gold
        let bytes: [UInt8]
    }

    static var folder: URL? {
        let named = ProcessInfo.processInfo.environment["FIGURED_CORPUS"].map { URL(filePath: $0) }
        let beside = URL(filePath: #filePath).appending(path: "../../../../shared/corpus").standardized
        return [named, beside].compactMap { $0?.appending(path: "pages") }.first {
            FileManager.default.fileExists(atPath: $0.appending(path: "gold.jsonl").path)
        }
    }

    static func pages() throws -> [Page] {
        guard let folder else { return [] }
        let lines = try String(contentsOf: folder.appending(path: "gold.jsonl"), encoding: .utf8).split(separator: "\n")
        return try lines.map { line in
            let gold = try JSONDecoder().decode(Gold.self, from: Data(line.utf8))
            return Page(gold: gold, bytes: try unpacked(folder.appending(path: "\(gold.id).html.gz")))
        }
    }

    private static func unpacked(_ file: URL) throws -> [UInt8] {
        let gzip = Process()
        gzip.executableURL = URL(filePath: "/bin/gzip")
        gzip.arguments = ["-dc", file.path]
        let output = Pipe()
        gzip.standardOutput = output
        try gzip.run()
        return Array(try output.fileHandleForReading.readToEnd() ?? Data())
    }
}

extension PageCorpus.Page {
    func score() -> PageCorpus.Score {
        guard let url = URL(string: gold.url) else { return none }
        let source = Source(name: "page", url: url, outlet: "page")
        let download = Download(url: url, body: bytes, fetched: Date(timeIntervalSince1970: 0))
        do {
            return score(try Reader().article(in: download, for: nil, of: source))
        } catch {
            return none
        }
    }

    private var none: PageCorpus.Score {
        PageCorpus.Score(
            precision: 0, recall: 0, title: gold.title.map { _ in false }, minute: gold.published.map { _ in false },
            day: gold.published.map { _ in false }, authors: gold.authors.map { _ in false })
    }

    private func score(_ article: Article) -> PageCorpus.Score {
        let (expected, read) = (runs(gold.body), runs(article.text))
        let both = expected.reduce(0) { $0 + min($1.value, read[$1.key] ?? 0) }
        let times = TimeReader(zone: .gmt)
        return PageCorpus.Score(
            precision: Double(both) / Double(max(1, read.values.reduce(0, +))),
            recall: Double(both) / Double(max(1, expected.values.reduce(0, +))),
            title: gold.title.map { plain($0) == plain(article.title) },
            minute: gold.published.flatMap(times.instant).map { time in
                article.published.map { abs($0.timeIntervalSince(time)) < 60 } ?? false
            },
            day: gold.published.map { stated in
                article.published.map { stated.hasPrefix(Day($0, in: article.timeZone).description) } ?? false
            },
            authors: gold.authors.map { Set($0.map { $0.lowercased() }) == Set(article.authors.map { $0.lowercased() }) })
    }

    private func runs(_ text: String) -> [String: Int] {
        let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
        let length = min(4, max(1, words.count))
        guard words.count >= length else { return [:] }
        return Dictionary((0...(words.count - length)).map { (words[$0..<($0 + length)].joined(separator: " "), 1) }, uniquingKeysWith: +)
    }

    private func plain(_ title: String) -> String {
        title.replacing(/\s+[-|–—]\s+[^-|–—]{2,40}$/, with: "").collapsed.lowercased()
    }
}
