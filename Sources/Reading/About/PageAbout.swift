import Foundation

/// What a page says of itself: title, times, authors, address, language.
struct PageAbout {
    let url: URL
    /// Every form of the title that the page states, the best first.
    let titles: [String]
    var title: String? { titles.first }
    var published: Date?
    var modified: Date?
    var authors: [String] = []
    var language: String?
    /// Whether it says that it is a live blog.
    let isLive: Bool

    init(_ page: Page, address: URL, zone: TimeZone) {
        let times = TimeReader(zone: zone)
        let data = LinkedData(page.linkedData)
        url = Self.canonical(page, address)
        isLive = data.isLive
        titles = Self.titles(page, data)
        published = (data.published ?? page.note("article:published_time")).flatMap(times.instant)
        modified = (data.modified ?? page.note("article:modified_time")).flatMap(times.instant)
        authors = data.authors
        language = page.language.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Every form of the title, the one most often stated first; what a reader sees counts most.
    private static func titles(_ page: Page, _ data: LinkedData) -> [String] {
        let headings = page.marks.filter { $0.tag == .h1 }.map { page.string($0.span) }
        let stated: [(String?, Int)] =
            [(data.headline, 4), (page.note("og:title"), 3), (page.note("twitter:title", "title"), 1), (page.title, 1)]
            + headings.prefix(3).map { ($0, headings.count == 1 ? 4 : 3) }
        let forms = stated.compactMap { title, weight in title.map { (withoutOutlet($0.collapsed), weight) } }.filter { !$0.0.isEmpty }
        let votes = Dictionary(forms.map { (Likeness.key($0.0.utf8), $0.1) }, uniquingKeysWith: +)
        let order = forms.enumerated().sorted { left, right in
            let (first, second) = (votes[Likeness.key(left.element.0.utf8)] ?? 0, votes[Likeness.key(right.element.0.utf8)] ?? 0)
            return first == second ? left.offset < right.offset : first > second
        }.map(\.element.0)
        guard let best = order.first else { return [] }
        let short = order.first { $0 != best && best.hasSuffix(": \($0)") }
        return [short].compactMap(\.self) + order
    }

    /// "Flood kills 12 - The Harbour Post" → "Flood kills 12"
    private static func withoutOutlet(_ title: String) -> String {
        for mark in [" | ", " - ", " – ", " — ", " :: "] {
            guard let cut = title.ranges(of: mark).last else { continue }
            let (name, tail) = (title[..<cut.lowerBound], title[cut.upperBound...])
            if tail.count <= 40 && name.count > tail.count { return String(name) }
        }
        return title
    }

    /// The address the page calls its own, if it is on the same host.
    private static func canonical(_ page: Page, _ address: URL) -> URL {
        guard let stated = page.canonical ?? page.note("og:url"), let text = Address.resolved(stated, against: address),
            let url = URL(string: text), let host = url.host(), host == address.host(), url.path().count > 1
        else { return address }
        return url
    }
}
