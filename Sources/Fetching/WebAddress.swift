import CCurl
import Foundation

/// An address that we may ask for: http or https, a host, no credentials; read by the same parser that will connect to it.
struct WebAddress: Hashable, Sendable {
    /// Without its fragment.
    let text: String
    let isSecure: Bool
    /// Lower-case; an IPv6 literal in its brackets.
    let host: String
    let port: Int
    /// What robots.txt speaks of: "/news?page=2".
    let target: String

    /// The longest address that we send, in bytes (RFC 9110 §4.1 asks for 8000).
    static let maximumLength = 8000

    /// An address from a feed, a page or the store; its fragment is dropped.
    init(_ url: URL) throws(FetchError) {
        try self.init(url.absoluteString)
    }

    /// An address as written.
    init(_ text: String) throws(FetchError) {
        try checkCharacters(text)
        try checkAuthority(text)
        try self.init(parsing: text, against: nil)
    }

    /// Where a redirect leads from here (RFC 9110 §10.2.2): the bytes of `Location`, absolute or relative.
    func redirected(to location: [UInt8]) throws(FetchError) -> WebAddress {
        let next: WebAddress
        do {
            let reference = String(validating: location, as: UTF8.self) ?? escaped(location)
            try checkCharacters(reference, allowingText: true)
            try checkAuthority(reference, isRelative: true)
            next = try WebAddress(parsing: reference, against: text)
        } catch {
            throw .refusedRedirect("to a bad address" + (error.fault.map { ": \($0)" } ?? ""))
        }
        guard next.isSecure || !isSecure else { throw .refusedRedirect("from https to http at \(next.host)") }
        return next
    }

    /// Where robots.txt of this host lies (RFC 9309 §2.3).
    func robots() throws(FetchError) -> WebAddress {
        try WebAddress(parsing: "/robots.txt", against: text)
    }

    /// The same as Foundation's type.
    func url() throws(FetchError) -> URL {
        guard let url = URL(string: text) else { throw .badAddress("it cannot be written as a URL") }
        return url
    }

    func isSameHost(as other: WebAddress) -> Bool {
        host == other.host && port == other.port
    }

    /// The host with its port where that is not the usual one.
    var authority: String {
        port == (isSecure ? 443 : 80) ? host : "\(host):\(port)"
    }

    private init(parsing text: String, against base: String?) throws(FetchError) {
        let parser = AddressParser()
        if let base { try parser.set(base) }
        try parser.set(text)
        try self.init(checking: parser)
    }

    private init(checking parser: AddressParser) throws(FetchError) {
        guard let scheme = parser.part(CURLUPART_SCHEME), scheme == "http" || scheme == "https" else {
            throw .badAddress("only http and https are fetched")
        }
        guard parser.part(CURLUPART_USER) == nil, parser.part(CURLUPART_PASSWORD) == nil else {
            throw .badAddress("it holds a user name or password: take them out")
        }
        guard let host = parser.part(CURLUPART_HOST), !host.isEmpty else { throw .badAddress("it names no host") }
        parser.dropFragment()
        guard let text = parser.part(CURLUPART_URL), text.utf8.count <= Self.maximumLength else {
            throw .badAddress("it is longer than \(Self.maximumLength) bytes when encoded")
        }
        self.text = text
        self.isSecure = scheme == "https"
        self.host = host.lowercased()
        self.port = parser.part(CURLUPART_PORT, flags: CURLU_DEFAULT_PORT).flatMap { Int($0) } ?? (scheme == "https" ? 443 : 80)
        self.target = (parser.part(CURLUPART_PATH) ?? "/") + (parser.part(CURLUPART_QUERY).map { "?" + $0 } ?? "")
    }
}

/// The fault of an address in a list of sources, where also a fragment is one; nil: it can be fetched.
///
///     "127.0.0.1/x"             no scheme
///     "http:///x"               no host
///     "http://u:p@example.org"  credentials
package func addressFault(in text: String) -> FetchError? {
    do {
        let address = try WebAddress(text)
        return text.contains("#") ? .badAddress("take the fragment after # out of \(address.authority)'s address") : nil
    } catch {
        return error
    }
}

extension FetchError {
    fileprivate var fault: String? {
        if case .badAddress(let fault) = self { fault } else { nil }
    }
}

/// Refuses what two parsers would read in two ways, before any does.
private func checkCharacters(_ text: String, allowingText: Bool = false) throws(FetchError) {
    guard text.utf8.count <= WebAddress.maximumLength else {
        throw .badAddress("it is longer than \(WebAddress.maximumLength) bytes")
    }
    for byte in text.utf8 {
        switch byte {
        case 0x5C: throw .badAddress("it holds a backslash")
        case 0x00...0x1F, 0x7F: throw .badAddress("it holds a control character")
        case 0x20 where !allowingText: throw .badAddress("it holds a space")
        default: continue
        }
    }
}

/// Refuses an address that does not say plainly where its host stands: "127.0.0.1/x", "http:/x", "http:///x".
private func checkAuthority(_ text: String, isRelative: Bool = false) throws(FetchError) {
    let start = text.prefix(8).lowercased()
    guard let scheme = ["http:", "https:"].first(where: start.hasPrefix) else {
        if isRelative && !text.hasPrefix("///") { return }
        throw .badAddress("it does not begin with http:// or https://")
    }
    let rest = text.dropFirst(scheme.count)
    guard rest.hasPrefix("//"), !rest.hasPrefix("///") else { throw .badAddress("it names no host") }
}

/// Bytes that are no UTF-8, percent-encoded one by one (RFC 3986 §2.1).
private func escaped(_ bytes: [UInt8]) -> String {
    bytes.map { $0 < 0x80 ? String(UnicodeScalar($0)) : "%" + String($0, radix: 16, uppercase: true) }.joined()
}

/// libcurl's own parser of URLs, so that nobody reads an address in another way than the one who connects.
private final class AddressParser {
    private let handle = curl_url()

    deinit {
        curl_url_cleanup(handle)
    }

    /// Takes an address, or one relative to the address taken before. Spaces and letters outside ASCII are encoded.
    func set(_ text: String) throws(FetchError) {
        let code = curl_url_set(handle, CURLUPART_URL, text, UInt32(CURLU_URLENCODE | CURLU_NON_SUPPORT_SCHEME))
        guard code == CURLUE_OK else {
            throw .badAddress(String(cString: curl_url_strerror(code)).lowercased())
        }
    }

    func dropFragment() {
        curl_url_set(handle, CURLUPART_FRAGMENT, nil, 0)
    }

    func part(_ part: CURLUPart, flags: Int32 = 0) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &text, UInt32(flags)) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
