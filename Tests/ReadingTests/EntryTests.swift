import Figures
import Foundation
import Reading
import Testing

@Suite struct EntryTests {
    static let address = URL(filePath: "/feed")

    static let feeds: [(format: String, feed: String)] = [
        (
            "RSS",
            """
            <?xml version="1.0"?><rss version="2.0"><channel><title>The Harbour Post</title><item>
            <title>Flood &amp; storm: 12 dead</title><link>https://post.example/flood</link><guid isPermaLink="false">p-1</guid>
            <pubDate>Mon, 11 Nov 2024 14:05:00 +0300</pubDate><author>desk@post.example (Ana Ruiz)</author>
            <description>&lt;p&gt;At least 12 died.&lt;/p&gt;</description></item></channel></rss>
            """
        ),
        (
            "Atom",
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://post.example/"><title>The Harbour Post</title>
            <author><name>Ana Ruiz</name></author><entry><title>Flood &amp; storm: 12 dead</title><link href="flood"/><id>p-1</id>
            <published>2024-11-11T11:05:00Z</published><summary type="html">&lt;p&gt;At least 12 died.&lt;/p&gt;</summary></entry></feed>
            """
        ),
        (
            "RDF",
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
            xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Harbour Post</title></channel><item rdf:about="p-1">
            <title>Flood &amp; storm: 12 dead</title><link>https://post.example/flood</link><description>At least 12 died.</description>
            <dc:creator>Ana Ruiz</dc:creator><dc:date>2024-11-11T14:05:00+03:00</dc:date></item></rdf:RDF>
            """
        ),
        (
            "JSON Feed",
            """
            {"version": "https://jsonfeed.org/version/1.1", "title": "The Harbour Post", "items": [{"id": "p-1",
            "url": "https://post.example/flood", "title": "Flood & storm: 12 dead", "content_html": "<p>At least 12 died.</p>",
            "date_published": "2024-11-11T14:05:00+03:00", "authors": [{"name": "Ana Ruiz"}]}]}
            """
        ),
    ]

    @Test(arguments: feeds)
    func `the same item comes out of every format`(format: String, feed: String) throws {
        let entries = try Reader().entries(in: download(feed), of: source)
        let expected = Entry(
            id: "p-1", link: URL(string: "https://post.example/flood"), title: "Flood & storm: 12 dead",
            published: Date(timeIntervalSince1970: 1_731_323_100), authors: ["Ana Ruiz"], texts: entries.first?.texts ?? [])
        #expect(entries == [expected], "\(format)")
        #expect(entries.map(\.text) == ["At least 12 died."], "\(format)")
    }

    @Test func `a news sitemap is a list of entries`() throws {
        let sitemap = """
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
            <url><loc>https://post.example/flood</loc><lastmod>2024-11-11T12:00:00Z</lastmod><news:news><news:publication><news:name>The
            Harbour Post</news:name></news:publication><news:publication_date>2024-11-11T14:05:00+03:00</news:publication_date>
            <news:title>Flood kills 12</news:title></news:news></url></urlset>
            """
        let expected = Entry(
            id: "https://post.example/flood", link: URL(string: "https://post.example/flood"), title: "Flood kills 12",
            published: Date(timeIntervalSince1970: 1_731_323_100), updated: Date(timeIntervalSince1970: 1_731_326_400))
        #expect(try Reader().entries(in: download(sitemap), of: source) == [expected])
    }

    static let links: [(feed: String, link: String)] = [
        ("<rss><channel><item><title>a</title><link>../flood</link></item></channel></rss>", "https://post.example/flood"),
        (
            "<feed xml:base='https://cdn.example/x/'><entry xml:base='y/'><title>a</title><link href='flood'/></entry></feed>",
            "https://cdn.example/x/y/flood"
        ),
        (
            "<feed><entry><title>a</title><link rel='self' href='/s'/><link rel='alternate' href='/flood'/></entry></feed>",
            "https://post.example/flood"
        ),
        (
            "<rss><channel><item><title>a</title><guid>https://post.example/flood</guid></item></channel></rss>",
            "https://post.example/flood"
        ),
        (
            "<rss><channel><item><title>a</title><link>https://post.example/Überfall?a=1&b=2</link></item></channel></rss>",
            "https://post.example/%C3%9Cberfall?a=1&b=2"
        ),
    ]

    @Test(arguments: links)
    func `a link leads where its base says`(feed: String, link: String) throws {
        let address = try #require(URL(string: "https://post.example/feeds/all"))
        let download = Download(url: address, body: Array(feed.utf8), fetched: Date(timeIntervalSince1970: 0))
        #expect(try Reader().entries(in: download, of: source).map { $0.link?.absoluteString } == [link])
    }

    static let addresses = ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "mailto:desk@post.example"]

    @Test(arguments: addresses)
    func `what is no web address is no link`(address: String) throws {
        let feed = "<rss><channel><item><title>a</title><link>\(address)</link></item></channel></rss>"
        #expect(try Reader().entries(in: download(feed), of: source).map(\.link) == [nil])
    }

    private var source: Source {
        Source(name: "post", url: Self.address, outlet: "The Harbour Post")
    }

    private func download(_ feed: String) -> Download {
        Download(url: Self.address, body: Array(feed.utf8), fetched: Date(timeIntervalSince1970: 1_731_400_000))
    }
}
