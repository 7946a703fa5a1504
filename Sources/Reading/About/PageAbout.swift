import Foundation

/// What a page says of itself: title, times, authors, address, language.
struct PageAbout {
    let url: URL
    /// Every form of the title that the page states, the best first.
    let titles: [String]
    var title: String? { titles.first }
    var published: Date?
    var modified: Date?
    /// The time zone in which it states when it was published: "+09:00"; nil where it states none, or only UTC.
    var timeZone: TimeZone?
    var authors: [String] = []
    var language: String?
    /// Whether it says that it is a live blog.
    let isLive: Bool
    /// Whether it says of itself, in any way, that it is an article.
    var isArticle: Bool
    /// Whether nothing says that its text is for subscribers.
    let isFree: Bool
    /// What its data says was corrected.
    let correction: String?

    init(_ page: Page, address: URL, zone: TimeZone) {
        let data = LinkedData(page.linkedData)
        url = Self.canonical(page, address)
        isLive = data.isLive
        isArticle = data.isArticle || page.note("og:type") == "article"
        isFree = !data.isPaid
        correction = data.correction
        titles = TitleFinder(page: page, data: data, host: address.host() ?? "").titles
        let visible = VisibleMarks(page)
        let finder = TimeFinder(page: page, data: data, visible: visible, times: TimeReader(zone: zone), titles: titles)
        let stated = finder.published
        published = stated?.instant
        timeZone = stated?.offset.flatMap { $0 == 0 ? nil : TimeZone(secondsFromGMT: $0) }
        modified = finder.modified?.instant
        language = Self.language(page, data)
        authors = AuthorFinder(page: page, data: data, visible: visible, language: language).authors
    }

    /// "de_DE" → "de-DE"
    private static func language(_ page: Page, _ data: LinkedData) -> String? {
        let stated = page.language ?? data.language ?? page.note("og:locale", "content-language", "language")
        guard let tag = stated?.trimmed(of: " ").replacing("_", with: "-"), (2...12).contains(tag.count) else { return nil }
        return tag.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" } ? tag : nil
    }

    /// The address the page calls its own, if it is on the same host.
    private static func canonical(_ page: Page, _ address: URL) -> URL {
        guard let stated = page.canonical ?? page.note("og:url"), let text = Address.resolved(stated, against: address),
            let url = URL(string: text), let host = url.host(), host == address.host(), url.path().count > 1
        else { return address }
        return url
    }
}
