import Extraction
import Figures
import Foundation
import Testing

/// An annotated article.
private struct Annotated: Decodable {
    let id: String
    let text: String
    let claims: [Gold]

    struct Gold: Decodable {
        let kind: Kind
        let start: Int
        let end: Int
        let value: Double
    }
}

/// How many claims there are, how many were found, and how many of those are right by kind, value and place in the text.
private struct Tally {
    var gold = 0
    var found = 0
    var right = 0

    var f1: Double { 2 * Double(right) / Double(max(1, gold + found)) }

    mutating func add(_ article: Annotated, _ claims: [Claim]) {
        var open = claims
        gold += article.claims.count
        found += claims.count
        for gold in article.claims {
            guard let match = open.firstIndex(where: { Self.matches($0, gold) }) else { continue }
            open.remove(at: match)
            right += 1
        }
    }

    private static func matches(_ claim: Claim, _ gold: Annotated.Gold) -> Bool {
        let value = NSDecimalNumber(decimal: claim.quantity.value).doubleValue
        return claim.kind == gold.kind && claim.span.overlaps(gold.start..<gold.end)
            && abs(value - gold.value) <= 0.005 * max(value, gold.value)
    }
}

@Suite(.enabled(if: Shelf.corpus != nil, "there are no annotated articles beside the checkout; FIGURED_CORPUS names their folder"))
struct `The annotated articles` {
    /// The floors only rise.
    static let floors: [(file: String, floor: Double)] = [("seed.jsonl", 1), ("dev.jsonl", 0.895)]

    @Test(arguments: floors)
    func `are read as well as before`(file: String, floor: Double) throws {
        let extractor = try #require(try Shelf.extractor("en"))
        let lines = try String(contentsOf: try #require(Shelf.corpus).appending(path: file), encoding: .utf8).split(separator: "\n")
        var tally = Tally()
        for line in lines {
            let annotated = try JSONDecoder().decode(Annotated.self, from: Data(line.utf8))
            let url = try #require(URL(string: "https://example.org/\(tally.gold)"))
            tally.add(annotated, extractor.claims(in: Article(url: url, outlet: "", title: "", text: annotated.text)))
        }
        #expect(tally.f1 >= floor, "F1 \(tally.f1): \(tally)")
    }
}
