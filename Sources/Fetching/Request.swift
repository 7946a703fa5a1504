package import Figures
package import Foundation

/// What to fetch, and how carefully.
package struct Request: Sendable {
    package var url: URL
    /// What the server gave us last time; sent back to the same host only (RFC 9110 §13.1).
    package var validators: Validators
    /// Whether a private or loopback address may be connected to.
    package var allowPrivate: Bool
    /// The longest body, in bytes after decompression; nil: as the settings say.
    package var maximumBytes: Int?
    /// Pages do, feeds do not: a feed is published for machines.
    package var obeysRobots: Bool

    package init(
        url: URL, validators: Validators = Validators(), allowPrivate: Bool = false, maximumBytes: Int? = nil, obeysRobots: Bool = true
    ) {
        self.url = url
        self.validators = validators
        self.allowPrivate = allowPrivate
        self.maximumBytes = maximumBytes
        self.obeysRobots = obeysRobots
    }
}

/// One request on the way to a download, for people who want to see what happened.
package struct Hop: Sendable, Hashable {
    package let url: URL
    package let status: Int
    /// The address that answered.
    package let ip: String?
    /// Addresses of the host that the guard left out because they are private.
    package let refused: [String]
    /// From the request's start until the connection stood, the first byte came, and all was there.
    package let connected: Duration
    package let firstByte: Duration
    package let total: Duration
    /// Of the body, after decompression.
    package let bytes: Int
    /// The conditions that were sent with it: "If-None-Match: …".
    package let conditions: [String]
    /// Where it sends us, as written; nil where it does not.
    package let location: String?
    /// What robots.txt says of the address: "allowed, no rule", "Allow: /news"; nil where it was not asked.
    package let robots: String?
}

/// A download with the way that led to it, or to its failure.
package struct Visit: Sendable {
    package let hops: [Hop]
    package let result: Result<Download, FetchError>
}
