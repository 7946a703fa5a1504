package import Foundation

/// What we fetch, and who publishes it.
package struct Source: Hashable, Sendable {
    /// What lies behind a source's address.
    package enum Form: String, CaseIterable, Sendable {
        /// RSS, RDF, Atom, JSON Feed, a news sitemap: a list of entries.
        case feed
        /// One page that is an article itself and is rewritten in place, such as a situation report.
        case page
        /// A page of links to articles, for outlets without a feed.
        case links
    }

    /// The operator's name for it; it stays when the address moves.
    package let name: String
    package let url: URL
    package let form: Form
    package let outlet: String
    package let language: String?
    package let timeZone: TimeZone
    /// How long to wait between two polls, at least …
    package let every: Duration
    /// … and at most, where it brings little news; as long as `every` where the wait is not to adapt.
    package let slowest: Duration
    /// Whether a private or loopback address may be connected to.
    package let allowPrivate: Bool
    /// For `links`: which links of the page are articles, as a CSS-like selector ("main h3 a"); nil: find them.
    package let selector: String?

    package init(
        name: String, url: URL, form: Form = .feed, outlet: String, language: String? = nil, timeZone: TimeZone = .gmt,
        every: Duration = .seconds(3600), slowest: Duration? = nil, allowPrivate: Bool = false, selector: String? = nil
    ) {
        self.name = name
        self.url = url
        self.form = form
        self.outlet = outlet
        self.language = language
        self.timeZone = timeZone
        self.every = every
        self.slowest = max(slowest ?? every, every)
        self.allowPrivate = allowPrivate
        self.selector = selector
    }
}

/// What an address gave us.
package struct Download: Sendable {
    /// The address that answered, after redirects.
    package let url: URL
    package let status: Int
    /// Decoded from its transfer and content encodings, byte for byte; empty for 304.
    package let body: [UInt8]
    /// The header as sent: "text/html; charset=utf-8".
    package let contentType: String?
    package let validators: Validators
    /// How long the server asks us to wait: `Retry-After`, or the life that `Cache-Control` and `Expires` grant.
    package let freshFor: Duration?
    /// Where a chain of permanent redirects (301, 308) led, when it began at the address asked for.
    package let movedTo: URL?
    package let fetched: Date

    /// "304 Not Modified": what we have is still what there is.
    package var isUnchanged: Bool { status == 304 }

    package init(
        url: URL, status: Int = 200, body: [UInt8], contentType: String? = nil, validators: Validators = Validators(),
        freshFor: Duration? = nil, movedTo: URL? = nil, fetched: Date
    ) {
        self.url = url
        self.status = status
        self.body = body
        self.contentType = contentType
        self.validators = validators
        self.freshFor = freshFor
        self.movedTo = movedTo
        self.fetched = fetched
    }
}

/// What a server gave us to ask "has it changed since?" (RFC 9110 §8.8), byte for byte.
package struct Validators: Hashable, Sendable {
    package var etag: String?
    package var lastModified: String?

    package init(etag: String? = nil, lastModified: String? = nil) {
        self.etag = etag
        self.lastModified = lastModified
    }
}
