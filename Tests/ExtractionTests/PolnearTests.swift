import Foundation
import Testing

@testable import Extraction

/// PolNeAR (Newell et al., "An Attribution Relations Corpus for Political News", 2018): who is credited with what, by other hands.
private struct Credits {
    /// Somebody credited with something, by Unicode code points.
    struct Marked: Decodable {
        let textPath: String
        let spans: [String: [[Int]]]
        let source: String

        enum CodingKeys: String, CodingKey {
            case textPath = "text_path"
            case spans, source
        }

        func ranges(_ name: String) -> [Range<Int>] { (spans[name] ?? []).compactMap { $0.count == 2 ? $0[0]..<$0[1] : nil } }

        var length: Int { ranges("content").reduce(0) { $0 + $1.count } }

        func holds(_ offset: Int) -> Bool { ranges("content").contains { $0.contains(offset) } }
    }

    struct Text: Decodable {
        let textPath: String
        let text: String

        enum CodingKeys: String, CodingKey {
            case textPath = "text_path"
            case text
        }
    }

    let texts: [Text]
    let marked: [String: [Marked]]

    init?() throws {
        guard let folder = Shelf.corpus?.appending(path: "external"),
            FileManager.default.fileExists(atPath: folder.appending(path: "polnear_dev_texts.jsonl").path)
        else { return nil }
        texts = try Self.lines(of: folder.appending(path: "polnear_dev_texts.jsonl"))
        marked = Dictionary(grouping: try Self.lines(of: folder.appending(path: "polnear_dev_attributions.jsonl")), by: \Marked.textPath)
    }

    private static func lines<Line: Decodable>(of file: URL) throws -> [Line] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
            try JSONDecoder().decode(Line.self, from: Data($0.utf8))
        }
    }
}

/// Over every number of the texts: with how many somebody is credited, with how many we credit somebody, and with how many the same.
///
/// "One" and "no" are left out, as they were when the attributions were chosen; so is what is credited to nobody who is named.
private struct CreditTally {
    var marked = 0
    var found = 0
    var right = 0

    var f1: Double { 2 * Double(right) / Double(max(1, marked + found)) }

    mutating func add(_ text: String, _ credits: [Credits.Marked], by extractor: ClaimExtractor) {
        let document = Document(text, extractor.vocabulary)
        let speakers = Speakers(document)
        var offsets = CodePoints(document.bytes)
        for sentence in document.sentences.indices {
            for amount in NumberReader(speakers.reading(of: sentence)).amounts() where amount.value >= 2 {
                let token = amount.words.lowerBound
                let place = offsets.span(document.tokens[token].start, document.tokens[token].end).lowerBound
                let innermost = credits.filter { $0.holds(place) }.min { $0.length < $1.length }
                if innermost?.ranges("source") == [] { continue }
                let credit = speakers.credit(of: token, in: sentence)
                marked += innermost == nil ? 0 : 1
                found += credit == nil ? 0 : 1
                if let innermost, let credit, isSame(innermost, credit, document, &offsets) { right += 1 }
            }
        }
    }

    /// Whether the claimants overlap, pronouns as they stand; where one is named by the clause before ("which said", "adding"), the verbs.
    private func isSame(_ marked: Credits.Marked, _ credit: Credit, _ document: Document, _ offsets: inout CodePoints) -> Bool {
        func span(_ tokens: Range<Int>) -> Range<Int> {
            offsets.span(document.tokens[tokens.lowerBound].start, document.tokens[tokens.upperBound - 1].end)
        }
        let claimant = credit.cue.claimant
        if !claimant.isEmpty, marked.ranges("source").contains(where: { $0.overlaps(span(claimant)) }) { return true }
        guard claimant.isEmpty || document.vocabulary.isRelative(marked.source) else { return false }
        return marked.ranges("cue").contains { $0.overlaps(span(credit.cue.span)) }
    }
}

extension Vocabulary {
    /// "which", "who"
    fileprivate func isRelative(_ word: String) -> Bool {
        has(words.number(of: word.utf8), self[.relative])
    }
}

@Suite(.enabled(if: Shelf.corpus != nil, "there are no annotated articles beside the checkout; FIGURED_CORPUS names their folder"))
struct `The credits of political news` {
    @Test func `are found as well as before`() throws {
        let extractor = try #require(try Shelf.extractor("en"))
        let credits = try #require(try Credits())
        var tally = CreditTally()
        for text in credits.texts { tally.add(text.text, credits.marked[text.textPath] ?? [], by: extractor) }
        #expect(tally.f1 >= 0.64, "F1 \(tally.f1): \(tally)")
    }
}
