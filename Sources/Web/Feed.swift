import Figures
import Foundation
import Queries

/// What moved, as a feed for readers (RFC 4287).
struct Feed {
    private let changes: [ChangeRecord]

    init(_ changes: [ChangeRecord]) {
        self.changes = changes
    }

    var document: Markup {
        """
        <?xml version="1.0" encoding="utf-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom">
        <id>tag:localhost,2026:figured/changes</id>
        <title>figured: what moved</title>
        <updated>\((changes.first?.made ?? Date(timeIntervalSince1970: 0)).iso8601)</updated>
        <link rel="self" href="/feed.atom"/>
        <author><name>figured</name></author>
        \(changes.map { entry($0) })</feed>

        """
    }

    private func entry(_ change: ChangeRecord) -> Markup {
        """
        <entry>
        <id>tag:localhost,2026:figured/change/\(change.id)</id>
        <title>\(change.sentence)</title>
        <updated>\(change.made.iso8601)</updated>
        <link href="/figures/\(change.figure.inAddress)"/>
        <category term="\(change.what.rawValue)"/>
        <content type="text">\(change.quote)</content>
        </entry>

        """
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
