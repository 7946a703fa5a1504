import Foundation

/// The Courier's feed: RSS 2.0 with Dublin Core authors.
func rssFeed(of stories: [Story], base: String) -> String {
    let items = stories.prefix(20).map { story in
        """
            <item>
              <title>\(escaped(typeset(story.title)))</title>
              <link>\(escaped(base + story.path))</link>
              <guid isPermaLink="true">\(escaped(base + story.path))</guid>
              <pubDate>\(httpDate(story.publishedAt))</pubDate>
              <dc:creator>\(escaped(story.author))</dc:creator>
              <category>\(escaped(story.section))</category>
              <description>\(escaped(typeset(story.summary)))</description>
            </item>
        """
    }
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
          <channel>
            <title>Meridian Courier</title>
            <link>\(escaped(base))/courier/</link>
            <description>\(fictionNotice)</description>
            <language>en</language>
        \(items.joined(separator: "\n"))
          </channel>
        </rss>

        """
}

/// The feed of Two Rivers: Atom (RFC 4287). A rewritten story keeps its date: that is what makes the rewriting quiet.
func atomFeed(of stories: [Story], base: String) -> String {
    let entries = stories.prefix(20).map { story in
        """
          <entry>
            <id>tag:tworivers.example,2026:\(escaped(story.path))</id>
            <title type="text">\(escaped(story.title))</title>
            <link rel="alternate" type="text/html" href="\(escaped(base + story.path))"/>
            <published>\(escaped(story.published))</published>
            <updated>\(escaped(story.published))</updated>
            <author><name>\(escaped(story.author))</name></author>
            <summary type="html">\(escaped("<p>" + escaped(story.summary) + "</p>"))</summary>
          </entry>
        """
    }
    return """
        <?xml version="1.0" encoding="utf-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
          <id>tag:tworivers.example,2026:feed</id>
          <title>Two Rivers</title>
          <subtitle>\(fictionNotice)</subtitle>
          <link rel="self" href="\(escaped(base + Outlet.twoRivers.sourcePath))"/>
          <updated>\(escaped(stories.first?.published ?? "2026-03-02T00:00:00Z"))</updated>
        \(entries.joined(separator: "\n"))
        </feed>

        """
}

/// For people who look into the newsroom with a browser.
func indexPage(of stories: [Story], day: NewsDay) -> String {
    let lists = Outlet.allCases.map { outlet in
        let lines = stories.filter { $0.outlet == outlet }.map {
            "<li>\($0.day) <a href=\"\(escaped($0.path))\">\(escaped($0.title))</a></li>"
        }
        return "<h2>\(escaped(outlet.name))</h2><p><a href=\"\(outlet.sourcePath)\">\(outlet.sourcePath)</a></p><ul>\(lines.joined())</ul>"
    }
    return """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>The sample newsroom on \(day.label)</title></head>
        <body><h1>The sample newsroom on \(day.label)</h1><p>\(fictionNotice)</p>\(lists.joined(separator: "\n"))</body></html>

        """
}
