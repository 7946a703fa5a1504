import Foundation

extension Notation<URL> {
    /// An address to fetch from: http or https, a host, and nothing that two programs could understand in two ways.
    ///
    ///     "https://www.rudaw.net/english/rss"    itself
    ///     "www.rudaw.net/rss"                    no scheme
    ///     "http:///x", "http://a\@b/"            libcurl would find a host in both (RFC 3986 §3.2 finds none, or another)
    static var address: Self {
        Self { text throws(Complaint) in
            guard text.utf8.count <= 2048 else { throw Complaint("the address is longer than 2,048 bytes") }
            try checkCharacters(of: text)
            let rest = try afterScheme(of: text)
            let authority = String(rest.prefix { $0 != "/" && $0 != "?" })
            try check(authority: authority)
            guard let url = URL(string: text), url.host() != nil else {
                throw Complaint("'\(text)' is no address: write one such as https://example.org/rss")
            }
            return url
        }
    }
}

private func checkCharacters(of text: String) throws(Complaint) {
    if text.contains("\\") { throw Complaint("an address has no backslash: write / instead") }
    if text.contains("#") { throw Complaint("an address to fetch ends before its '#…': leave that out") }
    if text.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7F }) {
        throw Complaint("an address has no spaces or control characters: write %20 for a space")
    }
    if !text.utf8.allSatisfy({ $0 < 0x80 }) {
        throw Complaint("an address has only ASCII letters: copy it from the browser in its encoded form (%D8…, xn--…)")
    }
}

private func afterScheme(of text: String) throws(Complaint) -> Substring {
    guard let colon = text.range(of: "://") else {
        throw Complaint("'\(text)' has no scheme: write https:// before it")
    }
    guard ["http", "https"].contains(text[..<colon.lowerBound].lowercased()) else {
        throw Complaint("only http and https addresses are fetched, not '\(text[..<colon.lowerBound])'")
    }
    return text[colon.upperBound...]
}

private func check(authority: String) throws(Complaint) {
    guard !authority.contains("@") else {
        throw Complaint("an address must not hold a user name or password: it would end up in logs")
    }
    let bracketed = authority.hasPrefix("[")
    let end = bracketed ? authority.firstIndex(of: "]").map { authority.index(after: $0) } : authority.firstIndex(of: ":")
    let host = authority[..<(end ?? authority.endIndex)]
    let rest = authority[(end ?? authority.endIndex)...]
    guard !host.isEmpty else { throw Complaint("the address names no host: write https://HOST/…") }
    let allowed = CharacterSet(
        charactersIn: bracketed ? "[]:.0123456789abcdefABCDEF" : "-._0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    guard host.unicodeScalars.allSatisfy(allowed.contains), !bracketed || end != nil else {
        throw Complaint("'\(host)' is no host name")
    }
    guard rest.isEmpty || (rest.first == ":" && (1...65_535).contains(Int(rest.dropFirst()) ?? 0)) else {
        throw Complaint("'\(rest)' is no port: write one from :1 to :65535, or none")
    }
}

extension URL {
    /// Whether the address itself says that it is in the house: a private or loopback literal, or a name of a local network.
    ///
    /// What a public name resolves to is only seen, and guarded, when it is connected to.
    var isPlainlyPrivate: Bool {
        guard let host = host()?.lowercased() else { return false }
        if host.contains(":") {
            return host == "::" || host == "::1" || ["fc", "fd", "fe8", "fe9", "fea", "feb", "::ffff:"].contains(where: host.hasPrefix)
        }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false).compactMap { UInt8($0) }
        guard numbers.count == 4 else {
            return !host.contains(".") || [".localhost", ".local", ".internal", ".lan", ".home.arpa"].contains(where: host.hasSuffix)
        }
        return switch (numbers[0], numbers[1]) {
        case (0, _), (10, _), (127, _), (169, 254), (172, 16...31), (192, 168), (100, 64...127): true
        default: false
        }
    }
}
