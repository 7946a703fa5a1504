import Foundation

/// What a page says of itself: title, times, authors, address, language.
struct PageAbout {
    let url: URL
    var title: String?
    var published: Date?
    var modified: Date?
    var authors: [String] = []
    var language: String?

    init(_ page: Page, address: URL, zone: TimeZone) {
        let times = TimeReader(zone: zone)
        let data = LinkedData(page.linkedData)
        url = Self.canonical(page, address)
        title = data.headline ?? page.note("og:title", "twitter:title") ?? (page.title.isEmpty ? nil : page.title)
        published = (data.published ?? page.note("article:published_time")).flatMap(times.instant)
        modified = (data.modified ?? page.note("article:modified_time")).flatMap(times.instant)
        authors = data.authors
        language = page.language.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The address the page calls its own, if it is on the same host.
    private static func canonical(_ page: Page, _ address: URL) -> URL {
        guard let stated = page.canonical ?? page.note("og:url"), let text = Address.resolved(stated, against: address),
            let url = URL(string: text), let host = url.host(), host == address.host(), url.path().count > 1
        else { return address }
        return url
    }
}
