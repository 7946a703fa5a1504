/// Where the dashboard and the API listen: a port, on loopback unless a token guards it, or a Unix socket.
///
///     "127.0.0.1:8765", "[::1]:8765", "localhost:8765", "0.0.0.0:8765", "/run/figured/web.sock"
package enum ListenAddress: Hashable, Sendable, CustomStringConvertible {
    /// 0...65535; 0 takes any free port.
    case port(Int, host: String)
    /// A path; whoever may write to the socket may ask.
    case socket(String)

    package init(host: String = "127.0.0.1", port: Int = 8765) {
        self = .port(port, host: host)
    }

    package var description: String {
        switch self {
        case .port(let port, let host): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .socket(let path): path
        }
    }

    /// Whether other machines can reach it.
    package var isWide: Bool {
        switch self {
        case .port(_, let host): host != "::1" && !host.hasPrefix("127.")
        case .socket: false
        }
    }
}

extension Notation<ListenAddress?> {
    /// "127.0.0.1:8765", "/run/figured/web.sock", or "none".
    static var listenAddress: Self {
        Self { text throws(Complaint) in
            if text == "none" { return nil }
            if text.hasPrefix("/") { return .socket(try socketPath(text)) }
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count >= 2, let port = Int(parts[parts.count - 1]), (0...65_535).contains(port) else {
                throw Complaint("'\(text)' is no address to listen on: write 127.0.0.1:8765, the path of a socket, or none")
            }
            return .port(port, host: try host(parts.dropLast().joined(separator: ":")))
        }
    }

    /// An address or name of this machine, an IPv6 address in brackets.
    private static func host(_ text: String) throws(Complaint) -> String {
        if text == "localhost" { return "127.0.0.1" }
        let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
        let host = isBracketed ? String(text.dropFirst().dropLast()) : text
        let isHost = host.utf8.allSatisfy { byte in
            byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":") && isBracketed
                || byte < 0x80 && Character(Unicode.Scalar(byte)).isLetter || byte < 0x80 && Character(Unicode.Scalar(byte)).isNumber
        }
        guard isHost, !host.isEmpty else {
            throw Complaint("'\(text)' is no address of this machine: write 127.0.0.1, [::1], or 0.0.0.0 for all of them")
        }
        return host
    }

    /// So long may a socket's path be (unix(7): 108 bytes with the final zero).
    private static func socketPath(_ text: String) throws(Complaint) -> String {
        guard text.utf8.count <= 107 else { throw Complaint("the path of a socket has at most 107 bytes: write a shorter one") }
        return text
    }
}

extension Notation<String> {
    /// A page elsewhere that may read the API: "https://desk.example.org" (RFC 6454 §6.2).
    static var origin: Self {
        Self { text throws(Complaint) in
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            let isOrigin = parts.count == 3 && (parts[0] == "https:" || parts[0] == "http:") && parts[1].isEmpty && !parts[2].isEmpty
            guard isOrigin, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x2A && $0 != 0x2C }) else {
                throw Complaint("'\(text)' is no origin: write a page's scheme and host alone, such as https://desk.example.org")
            }
            return text
        }
    }
}
