import Figures
import Foundation
import Testing

@testable import Reading

/// What is sent to break a reader ends in an error that says what was wrong, or in a harmless text.
@Suite struct HostileTests {
    static func feed(_ item: String) -> String {
        "<rss version=\"2.0\"><channel><title>Post</title><item>\(item)</item></channel></rss>"
    }

    static let refused: [(what: String, body: String, error: ReadError)] = [
        (
            "billion laughs",
            "<!DOCTYPE lolz [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;\">]><rss><channel><item><title>&b;</title></item></channel></rss>",
            .entityDeclared
        ),
        (
            "an external entity",
            "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + feed("<title>&x;</title>"), .entityDeclared
        ),
        ("nothing", "", .incomplete),
        ("white space", " \n ", .incomplete),
        ("half a feed", "<rss version=\"2.0\"><channel><item><title>Flood kills 12</title></item><item><title>St", .incomplete),
        ("two roots", feed("<title>Flood</title>") + feed("<title>Storm</title>"), .incomplete),
        (
            "100,000 elements in each other",
            "<rss><channel>" + String(repeating: "<a>", count: 100_000) + String(repeating: "</a>", count: 100_000) + "</channel></rss>",
            .nestedTooDeeply(64)
        ),
        (
            "an attribute of 5 MB", feed("<title a=\"" + String(repeating: "x", count: 5_000_000) + "\">Flood</title>"),
            .tagTooLong(1_048_576)
        ),
        (
            "20,000 attributes", feed("<title" + (0..<20_000).map { " a\($0)=\"\"" }.joined() + ">Flood</title>"),
            .tooManyAttributes(2048)
        ),
        ("300,000 tags that never end", "<rss><channel><item><title>" + String(repeating: "<a", count: 300_000), .incomplete),
        ("a web page", "<html><head><title>Post</title></head><body><p>Hello.</p></body></html>", .notAFeed("a web page")),
        ("a list of feeds", "<opml version=\"2.0\"><body/></opml>", .notAFeed("an OPML list of feeds")),
        ("JSON of another kind", "{\"values\": [1, 2]}", .notAFeed("JSON that is no JSON Feed")),
        (
            "JSON 10,000 deep", "{\"items\": " + String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000) + "}",
            .notAFeed("JSON that is no JSON Feed")
        ),
    ]

    @Test(arguments: refused.map(\.what))
    func `a feed that is none is refused by name`(what: String) throws {
        let (_, body, error) = try #require(Self.refused.first { $0.what == what })
        #expect(throws: error, "\(what)") { try Reader().entries(in: download(body), of: source) }
    }

    static let readable: [(what: String, item: String, title: String)] = [
        ("names of HTML", "<title>caf&eacute; &pound;5&nbsp;m</title>", "café £5 m"),
        ("a bare less-than", "<title>profits < losses</title>", "profits < losses"),
        ("a bare ampersand", "<title>AT&T pays</title>", "AT&T pays"),
        ("a less-than before a word", "<title>profits <losses</title>", "profits <losses"),
        ("a stray end", "<title>Flood kills 12</title><description>At</p> least</b> 12</description>", "Flood kills 12"),
        ("a missing end", "<description><p>At least <b>12</description><title>Flood kills 12</title>", "Flood kills 12"),
        ("control characters", "<title>Flood\u{1B}]0;x\u{07} kills\u{0} 12</title>", "Flood]0;x kills 12"),
        ("a wrong end", "<title>Flood kills 12</titel>", "Flood kills 12"),
        ("markup", "<title>&lt;b&gt;Flood&lt;/b&gt; kills 12</title>", "Flood kills 12"),
        ("a windows-1252 number", "<title>don&#146;t</title>", "don’t"),
        ("a number too large", "<title>a &#99999999999; b</title>", "a &#99999999999; b"),
    ]

    @Test(arguments: readable)
    func `an ill-formed feed is read all the same`(what: String, item: String, title: String) throws {
        let entries = try Reader().entries(in: download(Self.feed(item)), of: source)
        #expect(entries.map(\.title) == [title], "\(what)")
    }

    @Test func `what stands behind an ill-formed item is not lost`() throws {
        let items = "<item><title>One</title><description>a</p></b> <i>b</description></item><item><title>Two</title></item>"
        let entries = try Reader().entries(in: download("<rss><channel>\(items)</channel></rss>"), of: source)
        #expect(entries.map(\.title) == ["One", "Two"])
    }

    @Test func `a document type without declarations is no bomb`() throws {
        let body =
            "<!DOCTYPE rss PUBLIC \"-//Netscape//DTD RSS 0.91//EN\" \"http://127.0.0.1:9/rss.dtd\">" + Self.feed("<title>Flood</title>")
        #expect(try Reader().entries(in: download(body), of: source).map(\.title) == ["Flood"])
    }

    @Test func `of 50,000 items the 500 newest are read, in the order of the feed`() throws {
        let items = (0..<50_000).map { index in
            "<item><guid>g\(index)</guid><title>Item</title><pubDate>\(2000 + index / 1000)-01-01</pubDate></item>"
        }
        let entries = try Reader().entries(in: download("<rss><channel>\(items.joined())</channel></rss>"), of: source)
        #expect(entries.count == 500)
        #expect(entries.first?.id == "g49000" && entries.last?.id == "g49499")
    }

    static let identities: [(item: String, id: String)] = [
        ("<guid>tag:1</guid><link>https://post.example/a</link><title>Flood</title>", "tag:1"),
        ("<link>https://post.example/a</link><title>Flood</title>", "https://post.example/a"),
    ]

    @Test(arguments: identities)
    func `an item is known by its guid, else its link`(item: String, id: String) throws {
        #expect(try Reader().entries(in: download(Self.feed(item)), of: source).map(\.id) == [id])
    }

    @Test func `an item without guid and link is known by title and date`() throws {
        let ids = try ["<pubDate>2024-11-11</pubDate>", "<pubDate>2024-11-11</pubDate>", "<pubDate>2024-11-12</pubDate>"].map { date in
            try Reader().entries(in: download(Self.feed("<title>Flood</title>" + date)), of: source).map(\.id)
        }
        #expect(ids[0] == ids[1] && ids[0] != ids[2])
    }

    static let dates: [(text: String, date: String?)] = [
        ("Thu, 01 Jan 1970 00:00:00 GMT", "1970-01-01T00:00:00Z"),
        ("2099-12-31T23:59:59Z", "2099-12-31T23:59:59Z"),
        ("Mon, 31 Feb 2024 10:00:00 GMT", nil),
        ("soon", nil),
        ("Mon, 11 Nov 2024 14:05 XYZ", "2024-11-11T14:05:00Z"),
        ("99999999999999999999", nil),
        ("2024-11-11T25:61:00Z", nil),
    ]

    @Test(arguments: dates)
    func `a date is read as stated or not at all`(text: String, date: String?) throws {
        let entries = try Reader().entries(in: download(Self.feed("<title>Flood</title><pubDate>\(text)</pubDate>")), of: source)
        #expect(entries.map { $0.published?.ISO8601Format() } == [date])
    }

    private var source: Source {
        Source(name: "post", url: URL(filePath: "/feed"), outlet: "The Harbour Post")
    }

    private func download(_ body: String) -> Download {
        Download(url: URL(filePath: "/feed"), body: Array(body.utf8), fetched: Date(timeIntervalSince1970: 1_731_400_000))
    }
}
