import Figures
import Foundation
import Matching
import Testing

struct EventGroupTests {
    private struct Row: Decodable {
        let event: String
        let outlet: String
        let title: String
        let text: String
    }

    private static func rows() throws -> [Row] {
        let text = try String(contentsOf: corpus.appending(path: "events/articles.jsonl"), encoding: .utf8)
        return try text.split(separator: "\n").map { try JSONDecoder().decode(Row.self, from: Data($0.utf8)) }
    }

    static let corpus =
        ProcessInfo.processInfo.environment["FIGURED_CORPUS"].map { URL(filePath: $0) }
        ?? URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../shared/corpus").standardized
    static let hasCorpus = FileManager.default.fileExists(atPath: corpus.appending(path: "events/articles.jsonl").path)

    @Test(.enabled(if: hasCorpus, "set FIGURED_CORPUS to the folder of the corpus"))
    func `the articles of one event fall together and those of two do not`() throws {
        let rows = try Self.rows()
        let articles = rows.map { Article(url: URL(filePath: "/"), outlet: $0.outlet, title: $0.title, text: $0.text) }
        let score = PairScore(groups(of: articles), truth: rows.map(\.event))
        #expect(score.f1 >= 0.95, "pairwise F1 \(score.f1)")
    }

    @Test
    func `articles weeks apart are of two events, however alike`() {
        let text = "A landslide buried homes in the village of Nambak, the Redmark mine said."
        func article(_ day: String) -> Article {
            Article(url: URL(filePath: "/\(day)"), outlet: "Rudaw", title: "", text: text, published: Given.noon(day))
        }
        let other = Article(url: URL(filePath: "/x"), outlet: "Rudaw", title: "", text: "Voters in Elmsford chose Mayor Harriet Oduya.")
        #expect(groups(of: [article("2024-01-01"), article("2024-01-02"), article("2024-03-01"), other]) == [[0, 1], [2], [3]])
    }

    @Test
    func `nothing has no groups, and one article is one`() {
        #expect(groups(of: []) == [])
        #expect(groups(of: [Given.article("2024-01-01")]) == [[0]])
    }
}
