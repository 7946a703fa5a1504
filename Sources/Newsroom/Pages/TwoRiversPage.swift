/// A page of Two Rivers: OpenGraph, a `time` element, layers of div, and related stories in the middle of the text.
func twoRiversPage(of story: Story, others: [Story], base: String) -> String {
    """
    <!doctype html>
    <html lang="en" prefix="og: https://ogp.me/ns#">
    <head>
    <meta charset="utf-8">
    <title>\(escaped(story.title)) – Two Rivers</title>
    <meta property="og:type" content="article">
    <meta property="og:site_name" content="Two Rivers">
    <meta property="og:title" content="\(escaped(story.title))">
    <meta property="og:description" content="\(escaped(story.summary))">
    <meta property="og:url" content="\(escaped(base + story.path))">
    <meta property="article:published_time" content="\(escaped(story.published))">
    <meta property="article:section" content="\(escaped(story.section))">
    <link rel="alternate" type="application/atom+xml" href="\(Outlet.twoRivers.sourcePath)">
    </head>
    <body>
    <div class="page"><div class="top">
    <div class="logo"><a href="/">Two Rivers</a></div>
    <div class="menu"><a href="/two-rivers/">News</a> <a href="/two-rivers/">Radio</a> <a href="/two-rivers/">Television</a> <a href="/two-rivers/">Weather</a> <a href="/two-rivers/">Traffic</a></div>
    <div class="ticker"><b>On air:</b> The morning programme, 6 to 10 · Call 0800 555 0199</div>
    </div>
    <div class="content"><div class="col-8">
    <h1 class="headline">\(escaped(story.title))</h1>
    <div class="meta"><span class="author">\(escaped(story.author))</span> · <time datetime="\(escaped(story.published))">\(escaped(story.published.prefix(10).description))</time> · <span class="listen">Listen (4:12)</span></div>
    \(picture(of: story))
    <div class="text">
    \(markup(of: Array(story.blocks.prefix(5)), indent: ""))
    <div class="related"><h4>Read also</h4><ul>
    \(others.map { "<li><a href=\"\(escaped($0.path))\">\(escaped($0.title))</a></li>" }.joined(separator: "\n"))
    </ul></div>
    \(markup(of: Array(story.blocks.dropFirst(5)), indent: ""))
    </div>
    <div class="comments"><h4>Comments (2)</h4><p>Listener from the hills: My thoughts are with all of them.</p><p>K.: Why is nobody talking about the roads?</p></div>
    </div>
    <div class="col-4"><div class="banner"><a href="/two-rivers/">Win 2 tickets for the spring concert</a></div></div>
    </div>
    <div class="bottom"><p>\(fictionNotice)</p><p>© Two Rivers, the station between the waters</p></div>
    </div>
    </body>
    </html>

    """
}

private func picture(of story: Story) -> String {
    guard let caption = story.caption else { return "" }
    return "<div class=\"picture\"><img src=\"/picture.jpg\" alt=\"\"><div class=\"caption\">\(escaped(caption))</div></div>"
}
