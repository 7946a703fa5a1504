import Figures
import Foundation
import Testing

@testable import Reading

/// Pages of invented outlets, shaped like real ones; the text beside each is what a reader takes for the article.
@Suite struct PageTests {
    static let pages = ["harbour", "bulletin", "liveblog", "arabic"]

    @Test(arguments: pages)
    func `a page is read as its text says`(name: String) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Pages/\(name)")
        let expected = try String(contentsOf: folder.appending(path: "article.txt"), encoding: .utf8)
        let article = try read(Array(try Data(contentsOf: folder.appending(path: "page.html"))))
        #expect(described(article) == expected.trimmed(of: "\n"))
    }

    private func described(_ article: Article) -> String {
        let head = [
            "title: \(article.title)", "published: \(article.published?.ISO8601Format() ?? "-")",
            "modified: \(article.modified?.ISO8601Format() ?? "-")", "authors: \(article.authors.joined(separator: ", "))",
            "language: \(article.language ?? "-")", "url: \(article.url.absoluteString)", "",
        ]
        let scalars = Array(article.text.unicodeScalars)
        let lines = article.blocks.map { block in
            "\(block.role.rawValue): " + String(String.UnicodeScalarView(scalars[block.span]))
        }
        return (head + lines).joined(separator: "\n")
    }

    private static let notes: NoteWords = {
        var words = NoteWords()
        do throws(NoteWordsError) {
            words = try NoteWords(lexicons: [URL(filePath: #filePath).appending(path: "../../../etc/lexicon").standardizedFileURL])
        } catch {
            Issue.record(error)
        }
        return words
    }()

    static let fragments: [(markup: String, text: String)] = [
        ("<p>The dollar rose 3.<b>4</b> per cent, the bank said on Monday.</p>", "The dollar rose 3.4 per cent, the bank said on Monday."),
        ("<p>At least 1,2\u{AD}34 people were killed, the ministry said.</p>", "At least 1,234 people were killed, the ministry said."),
        ("<p>Some 10&nbsp;000 people fled their homes, officials said.</p>", "Some 10\u{A0}000 people fled their homes, officials said."),
        (
            "<p>The toll &#150; 12 dead &#150; is <i>not</i>&#8203; final, police said.</p>",
            "The toll – 12 dead – is not final, police said."
        ),
        ("<p hidden>Hidden figure: 99 people were killed, it said.</p>", ""),
        ("<p style='display: none'>Hidden figure: 99 people were killed, it said.</p>", ""),
        ("<script>var text = 'Script: 99 people were killed, it said.';</script>", ""),
        (
            "<p>A bell \u{7} rang twelve times in the old harbour town, he said.</p>",
            "A bell rang twelve times in the old harbour town, he said."
        ),
    ]

    @Test(arguments: fragments)
    func `numbers stay whole, and nothing unseen is quoted`(markup: String, text: String) throws {
        let story = "<p>The river left its banks on Sunday night, and the lower town stood under water by dawn, residents said.</p>"
        let page =
            "<html><body><article><h1>Flood</h1>\(story)\(markup)<p>Schools stay closed until Thursday, the mayor said.</p></article></body></html>"
        let lines = try read(Array(page.utf8)).text.split(separator: "\n").dropFirst().dropLast()
        #expect(lines.joined(separator: "\n") == text)
    }

    private static let told = """
        <p>The river left its banks on Sunday night, and the lower town stood under water by dawn, residents said.</p>\
        <p>At least 12 people were killed, the interior ministry said, and four others were missing on Monday.</p>
        """

    private static func drawn(_ data: String) -> [UInt8] {
        let text =
            told.replacing("<", with: "\\u003c") + "\\u003cp>" + String(repeating: "The search goes on, she said. ", count: 9)
            + "\\u003c/p>"
        let scripts = "<script>var name = \"post\"; draw([1, \"\(text)\"])</script><script type=application/ld+json>\(data)</script>"
        return Array("<html><body><div id=root></div>\(scripts)</body></html>".utf8)
    }

    @Test func `a story that a script draws is read from the script`() throws {
        let data = #"{"@type": "NewsArticle", "headline": "Flood kills 12", "datePublished": "2024-11-11T09:00:00+09:00"}"#
        let article = try read(Self.drawn(data))
        #expect(article.text.hasPrefix("The river left its banks on Sunday night"))
        #expect(article.text.contains("\nAt least 12 people were killed, the interior ministry said"))
        #expect(article.timeZone.secondsFromGMT() == 9 * 3600)
    }

    @Test func `a story that a script holds back for subscribers is not read`() {
        let data = #"{"@type": "NewsArticle", "headline": "Flood kills 12", "isAccessibleForFree": "False"}"#
        #expect(throws: ReadError.noArticle("nothing on it is running text")) { try read(Self.drawn(data)) }
    }

    static let aside: [(what: String, markup: String)] = [
        ("words set out once more", "<blockquote>“The lower town stood under water by dawn”</blockquote>"),
        ("a box around a button", "<div><p>The week in your letterbox, each Monday morning.</p><button>Yes, please</button></div>"),
        ("a film that did not load", "<div class=video-fallback>We are sorry, but this film could not be shown to you.</div>"),
    ]

    @Test(arguments: aside)
    func `what only stands beside the story is left out`(what: String, markup: String) throws {
        let page =
            "<html><body><article><h1>Flood</h1>\(Self.told)\(markup)<p>Schools stay closed, the mayor said.</p></article></body></html>"
        let lines = try read(Array(page.utf8)).text.split(separator: "\n")
        #expect(lines.count == 3, "\(what): \(lines)")
    }

    static let roles: [(markup: String, role: Block.Role)] = [
        ("<p><em>Correction: an earlier version gave the toll as 21.</em></p>", .correction),
        ("<p>• Editor’s note — the number of the missing was updated at noon.</p>", .correction),
        ("<p>Corrections and clarifications: the river is the Orle, not the Urle.</p>", .correction),
        ("<div class='editors-note'>The number of the missing was wrong before noon.</div>", .correction),
        ("<p>Correction officers were among the dead, the ministry said: three of them.</p>", .paragraph),
        ("<h2>Schools closed</h2>", .heading), ("<ul><li>Lower Orle: 9 dead, the mayor said.</li></ul>", .item),
        ("<table><tr><td>Lower Orle</td></tr></table>", .cell),
        ("<blockquote>“We were on the roof for six hours,” she said.</blockquote>", .quotation),
    ]

    @Test(arguments: roles)
    func `what a line is on the page is told apart`(markup: String, role: Block.Role) throws {
        let page =
            "<html><body><article><h1>Flood</h1>\(Self.told)\(markup)<p>Schools stay closed, the mayor said.</p></article></body></html>"
        let blocks = try read(Array(page.utf8)).blocks
        #expect(blocks.dropFirst(2).first?.role == role && blocks.count == 4, "\(markup): \(blocks.map(\.role))")
    }

    static let refused: [(what: String, body: [UInt8], error: ReadError)] = [
        ("100,000 divs in each other", Array(String(repeating: "<div>", count: 100_000).utf8), .nestedTooDeeply(512)),
        ("50 MB without a tag", [UInt8](repeating: 0x61, count: 50_000_000), .tooLarge(20_971_520)),
        (
            "an attribute of 5 MB", Array(("<p title=\"" + String(repeating: "x", count: 5_000_000) + "\">a</p>").utf8),
            .tagTooLong(1_048_576)
        ),
        ("100,000 attributes", Array(("<p" + String(repeating: " a=\"\"", count: 100_000) + ">a</p>").utf8), .tooManyAttributes(2048)),
        ("NULs alone", [UInt8](repeating: 0, count: 5000), .incomplete),
        ("half a tag", Array("<html><body><p>The river left its banks.</p><p cla".utf8), .incomplete),
        ("UTF-7", Array("<meta charset=utf-7><p>+ADw-script+AD4-</p>".utf8), .unreadableEncoding("utf-7")),
        (
            "a consent page", Array("<html><body><h1>Before you go on</h1><p>We use cookies. Do you agree to that?</p></body></html>".utf8),
            .noArticle("only 37 characters of running text")
        ),
    ]

    /// Named by the case alone: a test's arguments are printed, and 50 MB are no argument.
    @Test(arguments: refused.map(\.what))
    func `a page that is none is refused by name`(what: String) throws {
        let (_, body, error) = try #require(Self.refused.first { $0.what == what })
        #expect(throws: error, "\(what)") { try read(body) }
    }

    @Test func `plain text stays as it is`() {
        let text = "  Flood.\r\n\n\tAt least 12 people were killed. \n"
        let article = Reader().article(
            fromPlainText: text, url: URL(filePath: "/flood.txt"), title: "Flood", published: nil, language: "en")
        #expect(article.text == text && article.blocks.isEmpty)
    }

    @Test func `a page behind a refusal is no article`() {
        let address = URL(filePath: "/news/flood")
        let download = Download(url: address, status: 404, body: Array("<p>Gone.</p>".utf8), fetched: Date(timeIntervalSince1970: 0))
        #expect(throws: ReadError.noArticle("the server answered 404")) {
            try Reader().article(in: download, for: nil, of: Source(name: "post", url: address, outlet: "The Harbour Post"))
        }
    }

    @Test func `a page about something else is not taken for the entry's article`() {
        let text = ["searched", "moved", "renamed"].map {
            "<p>The page you asked for was \($0), and nobody knows where it is to be found now.</p>"
        }.joined()
        let entry = Entry(id: "1", link: nil, title: "Earthquake kills dozens near Harbourtown")
        #expect(throws: ReadError.noArticle("it is not about “Earthquake kills dozens near Harbourtown”")) {
            try read(Array("<html><body><h1>Oops</h1>\(text)</body></html>".utf8), for: entry)
        }
    }

    private func read(_ body: [UInt8], for entry: Entry? = nil) throws(ReadError) -> Article {
        let url = URL(filePath: "/news/flood")
        let address = URL(string: "https://post.example/news/flood") ?? url
        let source = Source(name: "post", url: address, outlet: "The Harbour Post")
        let download = Download(url: address, body: body, contentType: nil, fetched: Date(timeIntervalSince1970: 1_731_400_000))
        return try Reader(notes: Self.notes).article(in: download, for: entry, of: source)
    }
}
