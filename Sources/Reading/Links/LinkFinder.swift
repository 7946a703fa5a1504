import Figures
import Foundation

/// Finds the articles that a page of links leads to.
struct LinkFinder {
    let page: Page
    let address: URL

    /// The links, first to last, each address once; those of the selector, or those that look like headlines.
    func entries(chosenBy selector: String?) throws(ReadError) -> [Entry] {
        let chosen = try selector.map { text throws(ReadError) in try Selector(text) }
        var seen: Set<String> = []
        return page.elements.indices.compactMap { index in
            guard page.elements[index].tag == .a, let link = link(of: index) else { return nil }
            guard chosen?.matches(index, on: page) ?? looksLikeArticle(index, link) else { return nil }
            let title = title(of: index)
            guard !title.isEmpty, seen.insert(link.absoluteString).inserted else { return nil }
            return Entry(id: link.absoluteString, link: link, title: title)
        }
    }

    private func link(of index: Int) -> URL? {
        let base = page.base.flatMap { URL(string: $0, relativeTo: address) } ?? address
        guard let text = Address.resolved(page.name(page.elements[index].target), against: base) else { return nil }
        return URL(string: String(text.prefix { $0 != "#" }))
    }

    private func title(of index: Int) -> String {
        page.linkText(index)
    }

    /// A link within the site, of several words, to an address of its own, that stands in no menu.
    private func looksLikeArticle(_ index: Int, _ link: URL) -> Bool {
        guard link.host() == address.host(), link.path().count > 12, link.absoluteString != address.absoluteString else { return false }
        let words = title(of: index).split(separator: " ").count
        let isHeadline = words >= 4 || title(of: index).unicodeScalars.count { $0.value >= 0x2E80 } >= 8
        return isHeadline && !isInMenu(index)
    }

    private func isInMenu(_ index: Int) -> Bool {
        var parent = index
        while parent >= 0 {
            switch page.elements[parent].tag {
            case .nav, .footer, .header, .form: return true
            default: parent = page.elements[parent].parent
            }
        }
        return false
    }
}
