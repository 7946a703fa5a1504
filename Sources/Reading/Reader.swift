package import Figures
package import Foundation

/// Turns what was fetched into entries and articles.
package struct Reader: Sendable {
    private let notes: NoteWords

    /// - Parameter notes: the words in which articles say that they were corrected.
    package init(notes: NoteWords = NoteWords()) {
        self.notes = notes
    }

    /// The newest so many entries of one source are read.
    package static let entryLimit = Limits.entries

    /// Entries of a feed (RSS, RDF, Atom, JSON Feed, news sitemap), or of a page of links, in the source's order.
    package func entries(in download: Download, of source: Source) throws(ReadError) -> [Entry] {
        try listing(in: download, of: source).entries
    }

    /// The same, and how many entries were left out because there are more than are read of one source.
    package func listing(in download: Download, of source: Source) throws(ReadError) -> (entries: [Entry], leftOut: Int) {
        let all = try all(in: download, of: source)
        return (source.form == .links ? Array(all.prefix(Limits.entries)) : newest(all), max(0, all.count - Limits.entries))
    }

    private func all(in download: Download, of source: Source) throws(ReadError) -> [Entry] {
        let text = try DecodedText(download.body, contentType: download.contentType)
        let times = TimeReader(zone: source.timeZone)
        if source.form == .links {
            let page = try PageParser.page(text.bytes)
            return try LinkFinder(page: page, address: download.url).entries(chosenBy: source.selector)
        }
        let start = text.bytes.firstIndex { $0 > 0x20 } ?? text.bytes.count
        let feed = start == 0 ? text.bytes : Array(text.bytes[start...])
        guard let first = feed.first else { throw .incomplete }
        let found =
            switch first {
            case UInt8(ascii: "{"): try JSONFeed.items(in: feed, base: download.url)
            case UInt8(ascii: "<"): try FeedParser(base: download.url).items(in: feed)
            default: throw ReadError.notAFeed("text that begins with “\(String(decoding: feed.prefix(20), as: UTF8.self).withoutControls)”")
            }
        return found.items.compactMap { $0.entry(authors: found.authors, times: times) }
    }

    /// Those dated last, where there are more than may be, in the order they came in.
    private func newest(_ entries: [Entry]) -> [Entry] {
        guard entries.count > Limits.entries else { return entries }
        let order = entries.indices.sorted { left, right in
            let (first, second) = (entries[left].when, entries[right].when)
            return first == second ? left < right : first > second
        }
        return order.prefix(Limits.entries).sorted().map { entries[$0] }
    }

    /// The article on a page; what the page does not say is taken from the entry, then from the source.
    package func article(in download: Download, for entry: Entry?, of source: Source) throws(ReadError) -> Article {
        guard (200..<300).contains(download.status) else { throw .noArticle("the server answered \(download.status)") }
        let text = try DecodedText(download.body, contentType: download.contentType)
        guard MarkupScan.isWhole(text.bytes) else { throw .incomplete }
        let page = try PageParser.page(text.bytes)
        let about = PageAbout(page, address: download.url, zone: source.timeZone)
        let titles = about.titles + [entry?.title].compactMap(\.self)
        var story = story(on: page, about, titles: titles)
        if story.text.isEmpty, about.isFree, let drawn = ScriptedMarkup.story(in: text.bytes) {
            story = self.story(on: try PageParser.page(drawn), about, titles: titles)
        }
        let fault = StoryCheck(page: page, about: about, story: story.text).fault(announcedAs: entry?.title)
        if let fault { throw .noArticle(fault) }
        return Article(
            url: about.url, outlet: source.outlet, title: about.title ?? entry?.title ?? "", text: story.text, blocks: story.blocks,
            published: about.published ?? entry?.published, modified: about.modified ?? entry?.updated,
            authors: about.authors.isEmpty ? entry?.authors ?? [] : about.authors, language: about.language ?? source.language,
            timeZone: source.timeZone == .gmt ? about.timeZone ?? .gmt : source.timeZone)
    }

    private func story(on page: Page, _ about: PageAbout, titles: [String]) -> BodyText {
        BodyText(page, lines: BodyFinder(page, titles: titles, isLive: about.isLive).lines(), notes: notes, correction: about.correction)
    }

    /// The records of a JSON or CSV endpoint in its order, and what is wrong with those that could not be read.
    ///
    /// - Throws: where not one could be read.
    package func records(in download: Download, of source: Source) throws(ReadError) -> ReadRecords {
        guard let layout = source.records else { throw .noRecords("the settings do not say where the numbers stand") }
        let text = try DecodedText(download.body, contentType: download.contentType)
        return try RecordReader(source: source, layout: layout, fetched: download.fetched).read(text.bytes)
    }

    /// Plain text, as an article without a source. The text stays as it is, so that places in it are places in what was given.
    package func article(
        fromPlainText text: String, url: URL, title: String, published: Date?, language: String?
    ) -> Article {
        Article(url: url, outlet: url.host() ?? "", title: title, text: text, published: published, language: language)
    }
}

extension Entry {
    /// When it was said to be new; long ago where it does not say.
    fileprivate var when: Date {
        published ?? updated ?? .distantPast
    }
}

extension Reader {
    /// The address that a page from disk calls its own, on whatever host: its canonical link, `og:url`, or the note of the browser
    /// that saved it.
    package func address(statedIn body: [UInt8], contentType: String? = nil) throws(ReadError) -> URL? {
        let text = try DecodedText(body, contentType: contentType)
        let page = try PageParser.page(text.bytes)
        let stated = page.canonical ?? page.note("og:url") ?? Self.saved(text.bytes.prefix(4096))
        return stated.flatMap { URL(string: $0) }.flatMap { ["http", "https"].contains($0.scheme) && $0.host() != nil ? $0 : nil }
    }

    /// `<!-- saved from url=(0023)https://news.example/12 -->`
    private static func saved(_ bytes: ArraySlice<UInt8>) -> String? {
        let start = String(decoding: bytes, as: UTF8.self)
        guard let mark = start.firstRange(of: "saved from url=(") else { return nil }
        let address = start[mark.upperBound...].drop { $0 != ")" }.dropFirst()
        return String(address.prefix { !$0.isWhitespace })
    }
}
