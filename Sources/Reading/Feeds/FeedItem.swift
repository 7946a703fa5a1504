package import Figures
import Foundation

extension Entry {
    /// What the item itself says, as plain text: its content where the feed carries it, else its summary.
    package var text: String {
        texts.lazy.map(\.plain).first { !$0.isEmpty } ?? ""
    }
}

extension FeedText {
    /// As a reader would see it, a line each for paragraphs.
    var plain: String {
        isMarkup ? MarkupText.plain(value) : value.withoutControls
    }

    /// As one line.
    var line: String {
        plain.collapsed
    }
}

/// An item as its feed states it.
struct FeedItem {
    var guid: String?
    var guidIsLink = true
    var about: String?
    /// The address of the page, resolved.
    var link: String?
    var title: FeedText?
    var published: String?
    var updated: String?
    var authors: [String] = []
    var summary: FeedText?
    var content: FeedText?

    /// The entry; nil where nothing names it.
    func entry(authors inherited: [String], times: TimeReader) -> Entry? {
        let heading = title?.line ?? ""
        let when = published.flatMap(times.instant)
        let address = link ?? (guidIsLink ? guid.flatMap(webAddress) : nil)
        let url = address.flatMap { URL(string: $0) }
        guard let identity = guid ?? about ?? url?.absoluteString ?? hash(of: heading, published) else { return nil }
        return Entry(
            id: identity, link: url, title: heading, published: when, updated: updated.flatMap(times.instant),
            authors: authors.isEmpty ? inherited : authors, texts: [content, summary].compactMap(\.self))
    }

    private func webAddress(_ text: String) -> String? {
        text.hasPrefix("http://") || text.hasPrefix("https://") ? text : nil
    }

    /// Title and date name an item that has nothing else; without both, all it says does.
    private func hash(of title: String, _ date: String?) -> String? {
        let said = title.isEmpty ? [self.title?.value, summary?.value, content?.value, updated] + authors.map(Optional.some) : [title]
        let text = (said + [date]).compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "\n")
        guard !text.isEmpty else { return nil }
        let hash = text.utf8.reduce(ByteHash.seed) { ByteHash.adding($1, to: $0) }
        return "fnv1a:\(String(hash, radix: 16))"
    }
}

/// Markup as plain text.
enum MarkupText {
    /// "<p>Flood &amp; storm</p><p>12 dead</p>" → "Flood & storm\n12 dead"
    static func plain(_ markup: String) -> String {
        guard markup.utf8.contains(where: { $0 == 0x3C || $0 == 0x26 }) else {
            return markup.withoutControls.collapsed
        }
        do throws(ReadError) {
            // The lines of a page already stand one below the other in its text.
            return String(decoding: try PageParser.page(Array(markup.utf8), forTextAlone: true).text.dropLast(), as: UTF8.self)
        } catch {
            return ""
        }
    }
}

extension String {
    /// Without control characters but for line breaks and tabs, and without white space at the ends.
    var withoutControls: String {
        if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return trimmed(of: " ") }
        let isControl = { (scalar: Unicode.Scalar) in
            (scalar.value < 0x20 && scalar != "\n" && scalar != "\t") || (0x7F...0x9F).contains(scalar.value)
        }
        guard unicodeScalars.contains(where: isControl) else { return trimmed(of: " \n\t\r") }
        return String(String.UnicodeScalarView(unicodeScalars.filter { !isControl($0) })).trimmed(of: " \n\t\r")
    }
}
