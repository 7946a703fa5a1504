/// Why an address gave us nothing.
package enum FetchError: Error, Hashable {
    /// The address is none that we fetch.
    case badAddress(String)
    /// A setting is out of its range.
    case badSetting(String)
    /// The name has no address.
    case unresolved(host: String)
    /// Nobody answered.
    case unreachable(host: String, reason: String)
    /// The host stands at a private, loopback or otherwise special address.
    case refusedAddress(ip: String)
    /// A redirect leads where we do not follow.
    case refusedRedirect(String)
    /// Some time limit has passed; which.
    case tooSlow(String)
    case tooLarge(limit: Int)
    case headersTooLarge(limit: Int)
    case tooManyRedirects(Int)
    /// The server said no.
    case status(Int, retryAfter: Duration?)
    /// "410 Gone": the publisher has taken it down for good.
    case gone
    /// A success without anything in it.
    case empty(status: Int)
    /// "304 Not Modified", though we had named nothing to compare with.
    case unaskedNotModified
    case tls(String)
    case noCertificates(path: String)
    /// The rule that forbids it, as written.
    case disallowedByRobots(rule: String)
    /// robots.txt could not be had, which counts as a no (RFC 9309 §2.3.1.4).
    case robotsUnavailable(String)
    case connectionLost(after: Int)
    /// The answer breaks HTTP or its own encoding.
    case broken(String)
    /// The host has asked to be left alone for so long.
    case hostAsksToWait(host: String, Duration)
}

extension FetchError {
    /// When another try makes sense.
    package enum Retry: Hashable, Sendable {
        /// At the next poll.
        case soon
        /// After a time that doubles with each failure.
        case backOff
        /// Once a day: only the publisher or the operator can mend it.
        case daily
        /// Not before somebody changes the address or the settings.
        case never
    }

    package var retry: Retry {
        switch self {
        case .badAddress, .badSetting, .gone: .never
        case .refusedAddress, .refusedRedirect, .disallowedByRobots: .daily
        case .status(401, _), .status(403, _), .status(451, _): .daily
        case .unaskedNotModified: .soon
        default: .backOff
        }
    }

    /// How long the server asked us to wait, at most a day.
    package var retryAfter: Duration? {
        switch self {
        case .status(_, let retryAfter): retryAfter
        case .hostAsksToWait(_, let wait): wait
        default: nil
        }
    }
}

extension FetchError: CustomStringConvertible {
    /// A sentence that an operator can act on; it holds a host or an address at most, never a whole URL with its credentials.
    package var description: String {
        switch self {
        case .badAddress(let fault): "bad address: \(fault)"
        case .badSetting(let fault): "bad setting: \(fault)"
        case .unresolved(let host): "cannot resolve \(host): check the name, and this machine's DNS"
        case .unreachable(let host, let reason): "cannot reach \(host): \(reason)"
        case .refusedAddress(let ip): "refused: private address \(ip); set allow_private for this source if it is meant"
        case .refusedRedirect(let reason): "redirect refused: \(reason)"
        case .tooSlow(let limit): "too slow: \(limit)"
        case .tooLarge(let limit): "body larger than \(sizeInWords(limit)): raise the limit for this source if it is meant"
        case .headersTooLarge(let limit): "header larger than \(sizeInWords(limit)): the server is broken or hostile"
        case .tooManyRedirects(let limit): "too many redirects: more than \(limit)"
        case .tls(let reason): "TLS refused: \(reason)"
        case .noCertificates(let path): "no CA bundle at \(path): install ca-certificates or name another file"
        case .connectionLost(let bytes): "connection lost after \(bytes) bytes"
        case .broken(let fault): "protocol error: \(fault)"
        case .hostAsksToWait(let host, let wait): "\(host) asks to be left alone for another \(wait.components.seconds) s"
        case .status, .gone, .empty, .unaskedNotModified, .disallowedByRobots, .robotsUnavailable: answer
        }
    }

    /// The sentence for what the server itself said.
    private var answer: String {
        switch self {
        case .status(let code, let wait): statusInWords(code) + (wait.map { "; asks to wait \($0.components.seconds) s" } ?? "")
        case .gone: "gone (410): the publisher has removed it; remove the source or give its new address"
        case .empty(let status): "answered \(status) with nothing in it"
        case .unaskedNotModified: "answered 304 though nothing was there to compare with: ask again without conditions"
        case .disallowedByRobots(let rule): "disallowed by robots.txt: \(rule)"
        case .robotsUnavailable(let reason): "robots.txt is unavailable (\(reason)), which counts as a no until it answers"
        default: "failed"
        }
    }

    private func statusInWords(_ code: Int) -> String {
        switch code {
        case 401: "needs attention: 401, it wants a login"
        case 403: "needs attention: 403, it refuses us"
        case 404: "not found (404): check the address"
        case 429: "too many requests (429)"
        case 451: "needs attention: 451, withheld for legal reasons"
        case 500...: "the server failed (\(code))"
        default: "answered \(code)"
        }
    }

    private func sizeInWords(_ bytes: Int) -> String {
        switch bytes {
        case _ where bytes >= 1 << 20 && bytes % (1 << 20) == 0: "\(bytes >> 20) MiB"
        case _ where bytes >= 1 << 10 && bytes % (1 << 10) == 0: "\(bytes >> 10) KiB"
        default: "\(bytes) bytes"
        }
    }
}
