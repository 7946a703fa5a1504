import Foundation
import Support
import Testing

@testable import Queries

/// How a page was rewritten, in words that stayed, went and came.
struct RewritingTests {
    static let table: [(old: String, new: String, lines: [String])] = [
        ("The toll is 14.\nRain fell.", "The toll is 12.\nRain fell.", ["The toll is -14.+12.", "Rain fell."]),
        ("One.\nTwo.", "One.\nNew.\nTwo.", ["One.", "+New.", "Two."]),
        ("One.\nTwo.\nThree.", "One.\nThree.", ["One.", "-Two.", "Three."]),
        ("", "All new.", ["+All new."]),
        ("Same.", "Same.", ["Same."]),
        ("", "", []),
        ("At least 40 people died", "At least 45 people have died", ["At least -40 +45 people +have died"]),
        ("أكثر من 40 قتيلا", "أكثر من 50 قتيلا", ["أكثر من -40 +50 قتيلا"]),
    ]

    @Test(arguments: table)
    func `a text and its rewriting are told apart word by word`(old: String, new: String, lines: [String]) {
        let shown = rewritten(old, as: new).map { line in line.pieces.map { Self.sign($0.what) + $0.text }.joined() }
        #expect(shown == lines)
    }

    private static func sign(_ what: Rewriting.Piece.What) -> String {
        switch what {
        case .same: ""
        case .came: "+"
        case .went: "-"
        }
    }

    /// Whatever is compared, what stayed and went is the old text, and what stayed and came the new one.
    @Test(arguments: [3, 40, 2500])
    func `no word of either text is lost`(size: Int) {
        var random = SystemRandomNumberGenerator()
        let words = ["the", "toll", "rose", "to", "14", "12", "people", "said\n"]
        func text() -> String { (0..<size).compactMap { _ in words.randomElement(using: &random) }.joined(separator: " ") }
        func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }
        let (old, new) = (text(), text())
        let result = rewritten(old, as: new)
        func kept(without what: Rewriting.Piece.What) -> [String] {
            result.map { line in line.pieces.filter { $0.what != what }.map(\.text).joined() }.filter { !$0.isEmpty }
        }
        #expect(kept(without: .came) == lines(old).filter { !$0.isEmpty })
        #expect(kept(without: .went) == lines(new).filter { !$0.isEmpty })
    }

    @Test func `the page of a claim is compared with the version after it, and any two with each other`() throws {
        let store = try TestStore()
        let page = try store.says("Ministry", 14, on: "2024-10-01")
        try store.rewrite(page, saying: "Ministry said that 12 people were killed.", seen: "2024-10-02T00:00:00Z")
        let ledger = try store.ledger()
        let rewriting = try ledger.rewriting(ofPageOf: 1)
        #expect((rewriting.from.number, rewriting.to.number) == (1, 2))
        #expect(rewriting.lines.flatMap(\.pieces).filter { $0.what == .came }.map(\.text) == ["12 "])
        #expect(try ledger.rewriting(ofPageOf: 1, from: 2, to: 2).lines.allSatisfy(\.isSame))
        #expect(throws: LedgerError.self) { try ledger.rewriting(ofPageOf: 1, from: 1, to: 3) }
        #expect(throws: LedgerError.self) { try ledger.rewriting(ofPageOf: 99) }
    }

    @Test func `pages of a history join without a gap or a repetition`() throws {
        let store = try TestStore()
        for value in 1...7 { try store.says("Army", Decimal(value), on: "2024-10-0\((value + 1) / 2)") }
        let ledger = try store.ledger()
        let whole = try ledger.history(of: "gaza-killed").points
        var (pages, filter): ([[Int64]], PointFilter) = ([], .all)
        filter.limit = 2
        while let last = try ledger.history(of: "gaza-killed", filter).points.last, pages.count < 9 {
            pages.append(try ledger.history(of: "gaza-killed", filter).points.map(\.id))
            filter.after = PointCursor(PointCursor(last).description)
        }
        #expect(pages.count == 4)
        #expect(pages.flatMap { $0 } == whole.map(\.id))
    }

    @Test(arguments: ["", "x", "2024-10-01", "2024-10-01.1.2", "2024-13-01.1.2.3", "2024-10-01.1.2.3.4", "2024-10-01.1.2.x"])
    func `a cursor that no answer gave is none`(text: String) {
        #expect(PointCursor(text) == nil)
    }

    @Test func `the version of a store moves when something is written, and only then`() throws {
        let store = try TestStore()
        let version = StoreVersion(at: store.file)
        let first = try #require(version.number)
        #expect(version.number == first)
        try store.says("Army", 30, on: "2024-10-01")
        #expect(version.number != first)
    }
}
