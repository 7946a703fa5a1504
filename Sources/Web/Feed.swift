import Figures
import Foundation
import Queries

/// What moved, as a feed for readers: Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org/version/1.1).
struct Feed {
    private let changes: [ChangeRecord]
    private let address: String
    private static let title = "figured: what moved"

    /// - Parameter address: where it was asked for.
    init(_ changes: [ChangeRecord], at address: String) {
        self.changes = changes
        self.address = address
    }

    var atom: Markup {
        """
        <?xml version="1.0" encoding="utf-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom">
        <id>tag:localhost,2026:figured/changes</id>
        <title>\(Self.title)</title>
        <updated>\((changes.first?.made ?? Date(timeIntervalSince1970: 0)).iso8601)</updated>
        <link rel="self" href="\(address)"/>
        <author><name>figured</name></author>
        \(changes.map { entry($0) })</feed>

        """
    }

    private func entry(_ change: ChangeRecord) -> Markup {
        """
        <entry>
        <id>\(Self.id(of: change))</id>
        <title>\(change.sentence)</title>
        <updated>\(change.made.iso8601)</updated>
        <link href="/figures/\(change.figure.inAddress)"/>
        <category term="\(change.what.rawValue)"/>
        <content type="text">\(change.quote)</content>
        </entry>

        """
    }

    var json: JSONFeed {
        JSONFeed(
            version: "https://jsonfeed.org/version/1.1", title: Self.title, feedUrl: address, homePageUrl: "/",
            items: changes.map { change in
                JSONFeed.Item(
                    id: Self.id(of: change), url: "/figures/\(change.figure.inAddress)", externalUrl: change.url, title: change.sentence,
                    contentText: change.quote, datePublished: change.made, tags: [change.what.rawValue, change.figure])
            })
    }

    private static func id(of change: ChangeRecord) -> String {
        "tag:localhost,2026:figured/change/\(change.id)"
    }
}

struct JSONFeed: Encodable {
    let version: String
    let title: String
    let feedUrl: String
    let homePageUrl: String
    let items: [Item]

    struct Item: Encodable {
        let id: String
        let url: String
        let externalUrl: String?
        let title: String
        let contentText: String
        let datePublished: Date
        let tags: [String]
    }
}

extension String {
    /// As a part of an address's path: what has a meaning there is percent-encoded (RFC 3986 §2).
    var inAddress: String {
        var allowed = CharacterSet(charactersIn: "-._~")
        allowed.formUnion(CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))
        return addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
    }
}
