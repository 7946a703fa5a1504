import Figures
import Foundation
import Lexicons
import Testing

/// Writes one lexicon file into a folder of its own.
private func shelf(of text: String) throws -> Result<LexiconShelf, LexiconFaults> {
    let root = FileManager.default.temporaryDirectory.appending(path: "lexicon-\(UUID().uuidString)")
    let folder = root.appending(path: "xx")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { Result { try FileManager.default.removeItem(at: root) }.map { _ in }.ignore() }
    try text.write(to: folder.appending(path: "killed.lexicon"), atomically: true, encoding: .utf8)
    return Result { () throws(LexiconFaults) in try LexiconShelf.load(from: root) }
}

extension Result where Success == Void {
    fileprivate func ignore() {}
}

struct `A lexicon file` {
    static let faults: [(text: String, line: Int, hint: String)] = [
        ("kind murdered", 1, "is no kind"),
        ("list people people", 1, "a name of one word"),
        ("kind killed\npattern a = {quantity} {dead}", 2, "there is no list “dead”"),
        ("kind killed\npattern a = killed", 2, "exactly one {quantity}"),
        ("kind killed\npattern a = {quantity} (was|were", 2, "“)” is missing"),
        ("kind killed\npattern a = {quantity} dead\npattern a = {quantity} died", 3, "another name"),
        ("says Twelve died.", 1, "no “means”"),
        ("means killed 12", 1, "belongs under a “says” line"),
        ("says Twelve died.\nmeans kill 12", 2, "must begin with a kind"),
        ("says Twelve died.\nmeans killed twelve", 2, "a number in digits"),
        ("says Twelve died.\nmeans killed 12, colour red", 2, "names no field"),
        ("kind killed\npattern a = {quantity} died\nsays Two died.\nmeans killed 2", 1, "no “means nothing”"),
        ("number = twelve", 1, "number 12 = twelve"),
        ("verb x", 1, "a line begins with"),
    ]

    @Test(arguments: faults)
    func `says where it is wrong and what to write instead`(text: String, line: Int, hint: String) throws {
        guard case .failure(let faults) = try shelf(of: text) else {
            Issue.record("no fault was found in: \(text)")
            return
        }
        #expect(
            faults.faults.contains { $0.line == line && $0.message.contains(hint) && $0.file.hasSuffix("xx/killed.lexicon") }, "\(faults)")
    }

    @Test func `shows all its faults at once`() throws {
        guard case .failure(let faults) = try shelf(of: "kind a\nkind b\nlist x") else {
            Issue.record("no fault was found")
            return
        }
        #expect(faults.faults.map(\.line) == [1, 2, 3])
    }

    @Test func `gives its lists, patterns and examples`() throws {
        let text = """
            kind killed
            nouns people = people,
              civilians
            pattern died = {quantity people} … died
            says At least 12 people died.
            means killed at_least 12, claimant none
            says Nobody came.
            means nothing
            """
        let lexicon = try #require(try shelf(of: text).get().lexicon(for: "xx-YY"))
        #expect(lexicon.lists["people"]?.phrases == ["people", "civilians"])
        #expect(lexicon.patterns.map(\.name) == ["xx/killed/died"])
        #expect(lexicon.patterns.first?.elements == [.quantity(of: "people"), .gap(12), .word("died")])
        #expect(lexicon.examples.map(\.means.count) == [1, 0])
        #expect(lexicon.examples.first?.means.first?.fields == [.claimant: ""])
    }

    @Test func `of another language is not taken`() throws {
        let shelf = try shelf(of: "list a = b").get()
        #expect(shelf.lexicon(for: "yy") == nil)
        #expect(shelf.lexicon(for: nil)?.language == "xx")
    }
}
