import Figures
import Foundation
import Testing

@testable import Reading

/// The title of an article, out of the forms in which pages state it.
@Suite struct TitleTests {
    private static let site = #"<meta property="og:site_name" content="The Harbour Post">"#

    static let heads: [(head: String, heading: String, title: String)] = [
        ("<title>Flood kills 12 in Lower Orle - The Harbour Post</title>\(site)", "", "Flood kills 12 in Lower Orle"),
        ("<title>Flood kills 12 | World | The Harbour Post</title>\(site)", "", "Flood kills 12"),
        ("<title>The Harbour Post | Flood kills 12 in Lower Orle</title>\(site)", "", "Flood kills 12 in Lower Orle"),
        ("<title>Flood kills 12 in Lower Orle » post.example</title>", "", "Flood kills 12 in Lower Orle"),
        ("<title>anti-post protest: 12 held in Lower Orle</title>", "", "anti-post protest: 12 held in Lower Orle"),
        (
            #"<meta property="og:title" content="Mayor&amp;#039;s &amp;quot;12 dead&amp;quot; disputed">"#, "",
            #"Mayor's "12 dead" disputed"#
        ),
        (
            #"<meta property="og:title" content="Fewer than 9 & more than 3: AT&T's losses">"#, "",
            "Fewer than 9 & more than 3: AT&T's losses"
        ),
        (
            #"<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The Harbour Post"}</script>\#(site)"#,
            "Flood kills 12", "Flood kills 12"
        ),
        (
            #"<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Flood kills 12 in Lower Orle as…"}</script>"#,
            "Flood kills 12 in Lower Orle as the dam gives way", "Flood kills 12 in Lower Orle as the dam gives way"
        ),
        (
            #"<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Flood: Twelve dead in Lower Orle"}</script>"#,
            "Twelve dead in Lower Orle", "Twelve dead in Lower Orle"
        ),
        (
            #"<meta property="og:title" content="Dam gives way"><script type="application/ld+json">{"@type": "NewsArticle", "headline": "Flood kills 12"}</script>"#,
            "Flood kills 12", "Flood kills 12"
        ),
        (
            #"<meta property="og:title" content="Dam gives way above Orle"><script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Flood live"}</script>"#,
            "Flood live", "Dam gives way above Orle"
        ),
        ("<title>大洪水で12人死亡 - 港新聞</title><meta property=og:site_name content=港新聞>", "", "大洪水で12人死亡"),
        ("<title>洪灾造成12人死亡_港口网</title><meta property=og:site_name content=港口网>", "", "洪灾造成12人死亡"),
    ]

    @Test(arguments: heads)
    func `a title is the article's, not the outlet's`(head: String, heading: String, title: String) throws {
        let story =
            "<p>The river left its banks on Sunday night, and the town stood under water, she said.</p>"
            + "<p>At least 12 people were killed, the interior ministry said, and four others were missing on Monday.</p>"
        let body = Array("<html><head>\(head)</head><body><article><h1>\(heading)</h1>\(story)</article></body></html>".utf8)
        let address = try #require(URL(string: "https://www.post.example/news/flood"))
        let source = Source(name: "post", url: address, outlet: "The Harbour Post")
        let download = Download(url: address, body: body, fetched: Date(timeIntervalSince1970: 1_731_400_000))
        #expect(try Reader().article(in: download, for: nil, of: source).title == title)
    }
}
