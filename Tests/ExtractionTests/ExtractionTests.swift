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

    static let readable: [(text: String, value: Decimal)] = [
        ("1\u{2009}234 people were killed.", 1234), ("1\u{202F}234 people were killed.", 1234), ("1\u{A0}234 people were killed.", 1234),
        ("\u{202E}12\u{202C} people were killed.", 12), ("12\u{0}\u{7} people were\u{1B} killed.", 12),
        ("\u{FEFF}12 people were killed.", 12), ("999999999 people were killed.", 999_999_999),
        (String(decoding: [0xFF, 0xC0, 0x80, 0x20] + Array("12 people were killed.".utf8) + [0xE2, 0x80], as: UTF8.self), 12),
    ]

    @Test(arguments: readable)
    func `reads a number for what it is, whatever signs stand around it`(text: String, value: Decimal) throws {
        let claims = try #require(try Shelf.extractor("en")).claims(in: article(text))
        #expect(claims.map(\.quantity.value) == [value])
    }

    @Test func `reads an article in its own language`() throws {
        let extractors = Extractors(try Shelf.lexicons.get(), places: try Shelf.places.get())
        var story = try article("قالت وزارة الصحة إن ٣٦ شخصا قتلوا.")
        story.language = "ar-IQ"
        #expect(extractors.claims(in: story).map(\.quantity.value) == [36])
        story.language = "xx"
        #expect(extractors.claims(in: story) == [])
    }

    static let monsters: [(name: String, text: String)] = [
        ("a long line without a number", String(repeating: "the dead were buried and ", count: 20_000)),
        ("a long line of numbers", String(repeating: "the dead were 12 and ", count: 400)),
        ("very many digits", String(repeating: "7", count: 1_000_000) + " people were killed."),
        ("ten thousand brackets", String(repeating: "(", count: 10_000) + "12 people were killed" + String(repeating: ")", count: 10_000)),
        ("ten thousand names", String(repeating: "Aleppo, New York, Ivan Petrov and ", count: 2_500) + "12 people were killed."),
        ("a line of very many sentences", String(repeating: "He said 12 people were killed. ", count: 1_000)),
        ("a quotation that nobody closes", "“" + String(repeating: "12 people were killed, he said. ", count: 1_000)),
        ("a hundred thousand quotation marks", String(repeating: "\"", count: 100_000) + " 12 people were killed."),
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
