import Figures
import Foundation

/// A feed in JSON.
///
/// Source: JSON Feed 1.1, jsonfeed.org/version/1.1.
struct JSONFeed: Decodable {
    struct Author: Decodable {
        let name: String?
    }

    struct Item: Decodable {
        let id: Identity?
        let url: String?
        let externalURL: String?
        let title: String?
        let contentHTML: String?
        let contentText: String?
        let summary: String?
        let published: String?
        let modified: String?
        let authors: [Author]?
        let author: Author?

        enum CodingKeys: String, CodingKey {
            case id, url, title, summary, authors, author
            case externalURL = "external_url"
            case contentHTML = "content_html"
            case contentText = "content_text"
            case published = "date_published"
            case modified = "date_modified"
        }
    }

    /// "id" is a string, but numbers are found, too.
    struct Identity: Decodable {
        let text: String

        init(from decoder: any Decoder) throws {
            do {
                let container = try decoder.singleValueContainer()
                do {
                    text = try container.decode(String.self)
                } catch {
                    text = "\(try container.decode(Int.self))"
                }
            } catch {
                text = try decoder.container(keyedBy: Key.self).decode(String.self, forKey: .value)
            }
        }

        private enum Key: String, CodingKey {
            case value = "#value"
        }
    }

    let version: String?
    let items: [Item]
    let authors: [Author]?
    let author: Author?

    /// Bytes of UTF-8 → the items, and the authors of the feed as a whole.
    static func items(in feed: [UInt8], base: URL) throws(ReadError) -> (items: [FeedItem], authors: [String]) {
        do {
            let feed = try JSONDecoder().decode(JSONFeed.self, from: Data(feed))
            return (feed.items.map { $0.item(base: base) }, names(feed.authors, feed.author))
        } catch {
            return (try RSSInJSON.items(in: feed, base: base), [])
        }
    }

    static func names(_ authors: [Author]?, _ author: Author?) -> [String] {
        let named = (authors ?? []).compactMap(\.name)
        return named.isEmpty ? [author?.name].compactMap(\.self) : named
    }
}

extension JSONFeed.Item {
    func item(base: URL) -> FeedItem {
        var item = FeedItem()
        item.guid = id?.text
        item.link = (url ?? externalURL).flatMap { Address.resolved($0, against: base) }
        item.title = title.map { FeedText(value: $0, isMarkup: false) }
        item.published = published
        item.updated = modified
        item.authors = JSONFeed.names(authors, author)
        item.summary = summary.map { FeedText(value: $0, isMarkup: false) }
        item.content = contentHTML.map { FeedText(value: $0, isMarkup: true) } ?? contentText.map { FeedText(value: $0, isMarkup: false) }
        return item
    }
}

/// RSS written in JSON: {"rss": {"channel": {"item": [...]}}}.
///
/// Source: D. Winer, "RSS-in-JSON", 2012.
struct RSSInJSON: Decodable {
    struct Body: Decodable {
        let channel: Channel
    }

    struct Channel: Decodable {
        let item: [Item]
    }

    struct Item: Decodable {
        let title: String?
        let link: String?
        let description: String?
        let pubDate: String?
        let guid: JSONFeed.Identity?
    }

    let rss: Body

    static func items(in feed: [UInt8], base: URL) throws(ReadError) -> [FeedItem] {
        do {
            return try JSONDecoder().decode(RSSInJSON.self, from: Data(feed)).rss.channel.item.map { found in
                var item = FeedItem()
                item.guid = found.guid?.text
                item.link = found.link.flatMap { Address.resolved($0, against: base) }
                item.title = found.title.map { FeedText(value: $0, isMarkup: FeedTexts.looksLikeMarkup($0)) }
                item.summary = found.description.map { FeedText(value: $0, isMarkup: true) }
                item.published = found.pubDate
                return item
            }
        } catch {
            throw .notAFeed("JSON that is no JSON Feed")
        }
    }
}
