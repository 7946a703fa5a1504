/// A page of the Meridian Courier: JSON-LD, a cookie notice, adverts between the paragraphs, most read beside them.
func courierPage(of story: Story, others: [Story], base: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
      <meta charset="utf-8">
      <title>\(escaped(typeset(story.title))) | Meridian Courier</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <link rel="canonical" href="\(escaped(base + story.path))">
      <link rel="alternate" type="application/rss+xml" href="\(Outlet.courier.sourcePath)">
      <script type="application/ld+json">\(linkedData(of: story, base: base))</script>
      <style>body { font-family: Georgia, serif } aside { float: right; width: 30% } .ad { background: #eee }</style>
    </head>
    <body class="story">
      <div id="consent" role="dialog"><p>We value your privacy. We and our 214 partners store cookies on your device.</p>
        <button>Accept all</button> <button>Manage choices</button></div>
      <header class="masthead">
        <a href="/">Meridian Courier</a>
        <nav><ul><li><a href="/courier/">Home</a></li><li><a href="/courier/">World</a></li><li><a href="/courier/">Africa</a></li>
          <li><a href="/courier/">Middle East</a></li><li><a href="/courier/">Business</a></li><li><a href="/courier/">Sport</a></li></ul></nav>
        <p class="weather">12°C, light rain</p>
      </header>
      <main>
        <article>
          <p class="kicker">\(escaped(story.section))</p>
          <h1>\(escaped(typeset(story.title)))</h1>
          <p class="byline">By <a rel="author" href="/courier/">\(escaped(story.author))</a></p>
          <div class="share"><a href="/courier/">Share</a> <a href="/courier/">Post</a> <a href="/courier/">Send by e-mail</a> <span>3 min read</span></div>
    \(figure(of: story))
          <div class="article-body">
    \(bodyWithAdvert(of: story))
          </div>
          <p class="tags">Topics: <a href="/courier/">\(escaped(story.section))</a>, <a href="/courier/">Analysis</a></p>
        </article>
        <aside>
          <h3>Most read</h3>
          <ol>
    \(mostRead(others))
          </ol>
          <div class="newsletter"><h3>The Meridian Morning</h3><p>Join 48,000 readers who start their day with us.</p><form><input type="email"></form></div>
        </aside>
      </main>
      <footer>
        <p>\(fictionNotice)</p>
        <p>Meridian Courier · <a href="/courier/">Contact</a> · <a href="/courier/">Privacy</a> · <a href="/courier/">Subscribe</a></p>
      </footer>
    </body>
    </html>

    """
}

/// schema.org/NewsArticle
private func linkedData(of story: Story, base: String) -> String {
    """
    {"@context": "https://schema.org", "@type": "NewsArticle", "headline": \(jsonString(typeset(story.title))), \
    "datePublished": \(jsonString(story.published)), "dateModified": \(jsonString(story.published)), \
    "inLanguage": "en", "mainEntityOfPage": \(jsonString(base + story.path)), "articleSection": \(jsonString(story.section)), \
    "author": [{"@type": "Person", "name": \(jsonString(story.author))}], \
    "publisher": {"@type": "NewsMediaOrganization", "name": "Meridian Courier"}}
    """
}

private func figure(of story: Story) -> String {
    guard let caption = story.caption else { return "" }
    return """
              <figure><img src="/picture.jpg" alt="" width="1200" height="675"><figcaption>\(escaped(typeset(caption)))</figcaption></figure>
        """
}

/// The text with an advert after the third paragraph, as readers know it.
private func bodyWithAdvert(of story: Story) -> String {
    let indent = "        "
    let advert =
        "\(indent)<div class=\"ad\" aria-label=\"Advertisement\"><span>Advertisement</span><a href=\"/courier/\">Carpets, 50% off</a></div>"
    return [
        markup(of: Array(story.blocks.prefix(3)), indent: indent, words: typeset), advert,
        markup(of: Array(story.blocks.dropFirst(3)), indent: indent, words: typeset),
    ].joined(separator: "\n")
}

private func mostRead(_ stories: [Story]) -> String {
    stories.map { "        <li><a href=\"\(escaped($0.path))\">\(escaped(typeset($0.title)))</a></li>" }.joined(separator: "\n")
}
