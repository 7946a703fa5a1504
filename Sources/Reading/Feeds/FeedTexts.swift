import Figures
import Foundation

/// What kind of text a feed's element holds.
enum FeedTexts {
    /// The text, decoded as its attributes say; RSS says nothing, so there it is looked at.
    ///
    /// Source: RFC 4287 §3.1 and §4.1.3; Atom 0.3 §3.1 for `mode`.
    static func text(
        _ value: String, _ hasElements: Bool, _ type: String?, _ mode: String?, isTitle: Bool, _ vocabulary: Vocabulary
    ) -> FeedText {
        if hasElements { return FeedText(value: value, isMarkup: true) }
        let isBinary =
            mode == "base64" || type == "application/octet-stream" || vocabulary == .atom && !isTitle && type.map(isData) ?? false
        if isBinary, let bytes = Data(base64Encoded: value, options: .ignoreUnknownCharacters) {
            let decoded = String(decoding: bytes, as: UTF8.self)
            return FeedText(value: decoded, isMarkup: looksLikeMarkup(decoded))
        }
        switch type {
        case "html", "text/html", "xhtml", "application/xhtml+xml": return FeedText(value: value, isMarkup: true)
        case "text", "text/plain": return FeedText(value: value, isMarkup: false)
        default:
            if vocabulary == .atom && mode != "escaped" { return FeedText(value: value, isMarkup: false) }
            return FeedText(value: value, isMarkup: !isTitle || looksLikeMarkup(value))
        }
    }

    /// Whether content of the media type must come in base64.
    private static func isData(_ type: String) -> Bool {
        type.contains("/") && !type.hasPrefix("text/") && !type.hasSuffix("xml") && type != "application/json"
    }

    /// Whether a "<" begins a tag or an "&" a character's name somewhere in it.
    static func looksLikeMarkup(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let lastEnd = bytes.lastIndex(of: 0x3E) ?? -1
        for (place, byte) in bytes.enumerated() {
            let follower = place + 1 < bytes.count ? bytes[place + 1] : 0
            let isLetter = (0x61...0x7A).contains(follower | 0x20)
            if byte == 0x3C && (isLetter || follower == 0x2F || follower == 0x21), lastEnd > place { return true }
            if byte == 0x26 && (isLetter || follower == 0x23), bytes[place...].prefix(12).contains(0x3B) { return true }
        }
        return false
    }
}

/// Names of people as feeds and pages write them.
enum Person {
    /// "jane@example.org (Jane Doe)" → "Jane Doe"
    static func name(_ text: String) -> String? {
        let plain = (FeedTexts.looksLikeMarkup(text) ? MarkupText.plain(text) : text).collapsed
        if let open = plain.firstIndex(of: "("), plain.hasSuffix(")"), plain[..<open].contains("@") {
            return String(plain[plain.index(after: open)...].dropLast()).collapsed
        }
        if let open = plain.firstIndex(of: "<"), plain.hasSuffix(">"), open > plain.startIndex {
            return String(plain[..<open]).collapsed
        }
        return plain.isEmpty ? nil : plain
    }

    static func names(_ text: String) -> [String] {
        name(text).map { [$0] } ?? []
    }
}

/// Addresses of pages.
enum Address {
    /// A web address as it stands or relative to another; nil where it is no web address.
    static func resolved(_ address: String, against base: URL) -> String? {
        let plain = address.trimmed(of: " \n\r\t")
        guard !plain.isEmpty, let url = URL(string: plain, relativeTo: base) ?? escaped(plain, base) else { return nil }
        let scheme = url.scheme?.lowercased()
        guard scheme == "http" || scheme == "https" else { return nil }
        return url.absoluteString
    }

    private static func escaped(_ address: String, _ base: URL) -> URL? {
        let allowed = CharacterSet(charactersIn: "!#$%&'()*+,-./:;=?@_~").union(.alphanumerics)
        guard let text = address.addingPercentEncoding(withAllowedCharacters: allowed) else { return nil }
        return URL(string: text, relativeTo: base)
    }
}
