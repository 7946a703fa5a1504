import Extraction
import Figures
import Foundation
import Lexicons
import Testing

private func article(_ text: String) throws -> Article {
    Article(url: try #require(URL(string: "https://example.org/story")), outlet: "Example", title: "", text: text)
}

struct `The lexicons` {
    @Test func `mean what their examples say`() throws {
        let faults = failures(of: try Shelf.lexicons.get(), places: try Shelf.places.get())
        #expect(faults.isEmpty, "\(LexiconFaults(faults))")
    }
}

struct `The extractor` {
    @Test func `gives offsets in code points, whatever stands before`() throws {
        let text = "“Älter” 🙂 — in Gaza 40,000 people were killed, the ministry said."
        let claim = try #require(try Shelf.extractor("en")?.claims(in: article(text)).first)
        let scalars = Array(text.unicodeScalars)
        #expect(String(String.UnicodeScalarView(scalars[claim.span])) == "40,000")
        #expect(claim.quantity == Quantity(40_000))
    }

    static let unreadable = [
        "99999999999999999999 people were killed.", "10^400 people were killed.", "1.2.3 people were killed.", "1,23,4 people were killed.",
        "Some 000012 people were killed.",
    ]

    @Test(arguments: unreadable)
    func `makes no claim of a number that it cannot read exactly`(text: String) throws {
        #expect(try Shelf.extractor("en")?.claims(in: article(text)) == [])
    }

    static let monsters: [(name: String, text: String)] = [
        ("a long line without a number", String(repeating: "the dead were buried and ", count: 20_000)),
        ("a long line of numbers", String(repeating: "the dead were 12 and ", count: 400)),
        ("very many digits", String(repeating: "7", count: 200_000) + " people were killed."),
        ("ten thousand brackets", String(repeating: "(", count: 10_000) + "12 people were killed" + String(repeating: ")", count: 10_000)),
        ("commas alone", String(repeating: "12, ", count: 5_000)),
        ("quotation marks alone", String(repeating: "“12 killed ", count: 400)),
        ("marks of direction and control", "\u{202E}12\u{0} people\u{200F} were \u{FEFF}killed\u{7}."),
        ("nothing", ""),
    ]

    @Test(arguments: monsters)
    func `gets through`(name: String, text: String) throws {
        let extractor = try #require(try Shelf.extractor("en"))
        for claim in extractor.claims(in: try article(text)) {
            #expect(claim.span.lowerBound < claim.span.upperBound)
        }
    }

    /// Words, numbers and marks in no order, the same at every run.
    private static func jumble(_ seed: UInt64, of words: [Substring]) -> String {
        var state = seed
        return (0..<120).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let mark = ["", "", "", ",", ".", " (", ")", "”", " “", "-", "’s", "$"][Int(state >> 40) % 12]
            return words[Int(state >> 33) % words.count] + mark
        }.joined(separator: seed.isMultiple(of: 7) ? "" : " ")
    }

    @Test func `gets through any jumble of its words`() throws {
        let extractor = try #require(try Shelf.extractor("en"))
        let words = try Shelf.lexicons.get().examples.flatMap { $0.says.split(separator: " ") }
        for seed in 1...200 as ClosedRange<UInt64> {
            let text = Self.jumble(seed, of: words)
            let length = text.unicodeScalars.count
            #expect(extractor.claims(in: try article(text)).allSatisfy { $0.span.upperBound <= length })
        }
    }

    @Test func `explains a sentence`() throws {
        let extractor = try #require(try Shelf.extractor("en"))
        let lines = extractor.explanation(of: "Two crashes killed 346 people in 2019.").lines
        #expect(lines.contains { $0.contains("en/killed/active") })
        #expect(lines.contains { $0.contains("a year") })
    }
}
