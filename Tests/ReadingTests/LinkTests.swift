import Figures
import Foundation
import Reading
import Testing

/// Pages that lead to articles, for outlets without a feed.
@Suite struct LinkTests {
    static let page = """
        <html><head><base href="https://post.example/"></head><body>
        <nav><a href="/about/the-harbour-post">About the Harbour Post and its people</a></nav>
        <main><div class="list"><h3 class="head"><a class="title" href="news/flood-kills-12#top">Flood kills 12 in Lower Orle</a></h3>
        <p>Residents say the warning came late. <a href="/news/flood-kills-12">Flood kills 12 in Lower Orle, in full</a></p>
        <h3><a href="/news/bridge-carried-away">Old bridge carried away by the river</a></h3></div>
        <p><a href="/tag/orle">Orle</a> <a href="https://other.example/news/advert-for-boats">Buy the best of all boats here</a></p></main>
        <footer><a href="/imprint/of-the-post">Who is behind this and how to write</a></footer></body></html>
        """

    static let selectors: [(selector: String?, links: [String])] = [
        (nil, ["/news/flood-kills-12", "/news/bridge-carried-away"]),
        ("main h3 a", ["/news/flood-kills-12", "/news/bridge-carried-away"]),
        ("h3.head > a.title", ["/news/flood-kills-12"]),
        ("div.list > a", []),
        ("nav a, footer a", ["/about/the-harbour-post", "/imprint/of-the-post"]),
    ]

    @Test(arguments: selectors)
    func `the links of a page are its entries, each once`(selector: String?, links: [String]) throws {
        let entries = try entries(selector)
        #expect(entries.compactMap { $0.link?.path() } == links)
        #expect(entries.allSatisfy { !$0.title.isEmpty && $0.id == $0.link?.absoluteString })
    }

    static let unreadable = ["", "main >", "h3:first-child a", "blink a", "a[href]"]

    @Test(arguments: unreadable)
    func `a selector that is not understood is named`(selector: String) {
        #expect(throws: ReadError.self) { try entries(selector) }
    }

    private func entries(_ selector: String?) throws(ReadError) -> [Entry] {
        let address = URL(string: "https://post.example/latest") ?? URL(filePath: "/latest")
        let source = Source(name: "post", url: address, form: .links, outlet: "The Harbour Post", selector: selector)
        let download = Download(url: address, body: Array(Self.page.utf8), fetched: Date(timeIntervalSince1970: 0))
        return try Reader().entries(in: download, of: source)
    }
}
