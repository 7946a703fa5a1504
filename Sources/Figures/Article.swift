package import Foundation

/// An item of a feed, or a link found on a page: an article that somebody may want to read.
package struct Entry: Hashable, Sendable, Codable {
    /// What stays the same when the item is published again: its guid, else its link, else a hash of title and date.
    package var id: String
    package var link: URL?
    package var title: String
    package var published: Date?
    package var updated: Date?
    package var authors: [String]
    /// The item's own texts as the feed has them, its content before its summary; not kept: the story is what its page says.
    package var texts: [FeedText]

    package init(
        id: String, link: URL?, title: String, published: Date? = nil, updated: Date? = nil, authors: [String] = [],
        texts: [FeedText] = []
    ) {
        self.id = id
        self.link = link
        self.title = title
        self.published = published
        self.updated = updated
        self.authors = authors
        self.texts = texts
    }

    private enum CodingKeys: String, CodingKey { case id, link, title, published, updated, authors }

    package init(from decoder: any Decoder) throws {
        let kept = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try kept.decode(String.self, forKey: .id), link: try kept.decodeIfPresent(URL.self, forKey: .link),
            title: try kept.decode(String.self, forKey: .title), published: try kept.decodeIfPresent(Date.self, forKey: .published),
            updated: try kept.decodeIfPresent(Date.self, forKey: .updated), authors: try kept.decode([String].self, forKey: .authors))
    }
}

/// A text of a feed, and whether it is markup.
package struct FeedText: Hashable, Sendable {
    package var value: String
    package var isMarkup: Bool

    package init(value: String, isMarkup: Bool) {
        self.value = value
        self.isMarkup = isMarkup
    }
}

/// The story at one address, as read at one moment.
package struct Article: Hashable, Sendable, Codable {
    /// The address that names it: the canonical one where the page states one on the same host, else where it was fetched.
    package var url: URL
    package var outlet: String
    package var title: String
    /// Headline excluded; paragraphs, headings, list items and captions a line each, in reading order.
    package var text: String
    /// What each line of `text` is; empty for plain text, where every line is a paragraph.
    package var blocks: [Block]
    package var published: Date?
    package var modified: Date?
    package var authors: [String]
    /// BCP 47: "en", "ar".
    package var language: String?
    /// The outlet's time zone, in which "Monday" is meant; UTC where unknown.
    package var timeZone: TimeZone

    package init(
        url: URL, outlet: String, title: String, text: String, blocks: [Block] = [], published: Date? = nil,
        modified: Date? = nil, authors: [String] = [], language: String? = nil, timeZone: TimeZone = .gmt
    ) {
        self.url = url
        self.outlet = outlet
        self.title = title
        self.text = text
        self.blocks = blocks
        self.published = published
        self.modified = modified
        self.authors = authors
        self.language = language
        self.timeZone = timeZone
    }
}

/// A line of an article's text and what it is on the page.
package struct Block: Hashable, Sendable, Codable {
    package enum Role: String, Codable, Sendable {
        case paragraph, heading, item, cell, quotation, caption, correction
    }

    package let role: Role
    /// Unicode code points from the start of the text, end excluded.
    package let span: Range<Int>

    package init(role: Role, span: Range<Int>) {
        self.role = role
        self.span = span
    }
}
