import CUchardet
import Figures

/// What was fetched, as UTF-8 without control characters.
struct DecodedText {
    let bytes: [UInt8]
    /// The encoding it was read in, as `iconv` names it.
    let encoding: String
    /// Whether some bytes meant nothing and became U+FFFD.
    let isLossy: Bool

    /// Decodes by byte order mark, header, the document's own word, and at last by guessing.
    ///
    /// Source: WHATWG HTML Standard §13.2.3.2, "Determining the character encoding"; for XML also RFC 7303 §3.
    init(_ body: [UInt8], contentType: String?) throws(ReadError) {
        guard body.count <= Limits.bytes else { throw .tooLarge(Limits.bytes) }
        let (encoding, skip) = try Self.encoding(of: body, contentType: contentType)
        let rest = body[skip...]
        if encoding == "UTF-8" {
            (bytes, isLossy) = UTF8Text.cleaned(rest)
        } else {
            guard let (text, lossy) = Transcoder.utf8(rest, from: encoding) else { throw .unreadableEncoding(encoding) }
            bytes = UTF8Text.cleaned(text[...]).text
            isLossy = lossy
        }
        self.encoding = encoding
    }

    private static func encoding(of body: [UInt8], contentType: String?) throws(ReadError) -> (name: String, skip: Int) {
        if let mark = byteOrderMark(body) { return mark }
        if let label = contentType.flatMap(charset(inHeader:)), let name = try readable(label) {
            if name == "UTF-8" && !UTF8Text.isMostlyValid(body[...]) { return (guess(body, unlessUTF8: true), 0) }
            return (name == "WINDOWS-1252" && UTF8Text.isValid(body[...]) && !isASCII(body) ? "UTF-8" : name, 0)
        }
        if let wide = wideEncoding(body) { return (wide, 0) }
        if let label = declaredLabel(body), let name = try readable(label) {
            // A document that can be read byte for byte is in no encoding of two bytes, whatever it says.
            if name.hasPrefix("UTF-16") || name.hasPrefix("UTF-32") { return ("UTF-8", 0) }
            if name == "UTF-8" && !UTF8Text.isMostlyValid(body[...]) { return (guess(body, unlessUTF8: true), 0) }
            return (name != "UTF-8" && UTF8Text.isValid(body[...]) && !isASCII(body) ? "UTF-8" : name, 0)
        }
        return (guess(body, unlessUTF8: false), 0)
    }

    /// Bytes that look like plain text in them may be markup to another reader.
    ///
    /// Source: WHATWG Encoding Standard §4.2, the labels of "replacement"; HTML Standard §13.2.3.3 for UTF-7.
    private static let unreadable: Set = [
        "utf-7", "utf7", "unicode-1-1-utf-7", "hz-gb-2312", "iso-2022-kr", "csiso2022kr", "iso-2022-cn", "iso-2022-cn-ext", "replacement",
    ]

    private static func readable(_ label: String) throws(ReadError) -> String? {
        if unreadable.contains(label.lowercased()) { throw .unreadableEncoding(label) }
        return EncodingLabels.name(for: label)
    }

    private static func byteOrderMark(_ body: [UInt8]) -> (name: String, skip: Int)? {
        if body.starts(with: [0xEF, 0xBB, 0xBF]) { return ("UTF-8", 3) }
        if body.starts(with: [0xFF, 0xFE, 0, 0]) { return ("UTF-32LE", 4) }
        if body.starts(with: [0, 0, 0xFE, 0xFF]) { return ("UTF-32BE", 4) }
        if body.starts(with: [0xFF, 0xFE]) { return ("UTF-16LE", 2) }
        if body.starts(with: [0xFE, 0xFF]) { return ("UTF-16BE", 2) }
        return nil
    }

    /// Encodings of two or four bytes a character betray themselves by the zeros around the first "<".
    private static func wideEncoding(_ body: [UInt8]) -> String? {
        if body.starts(with: [0x3C, 0, 0, 0]) { return "UTF-32LE" }
        if body.starts(with: [0, 0, 0, 0x3C]) { return "UTF-32BE" }
        if body.starts(with: [0x3C, 0]) { return "UTF-16LE" }
        if body.starts(with: [0, 0x3C]) { return "UTF-16BE" }
        return nil
    }

    /// "text/html; charset=utf-8" → "utf-8"
    private static func charset(inHeader header: String) -> String? {
        guard let name = header.lowercased().firstRange(of: "charset=") else { return nil }
        let value = header.lowercased()[name.upperBound...].prefix { $0 != ";" && $0 != "," }.trimmed(of: " \"'")
        return value.isEmpty ? nil : value
    }

    /// What the XML declaration or a `meta` element in the first bytes says.
    private static func declaredLabel(_ body: [UInt8]) -> String? {
        if let start = body.firstIndex(where: { $0 > 0x20 }), body[start...].starts(with: Array("<?xml".utf8)) {
            let declaration = body[start...].prefix(400).prefix { $0 != UInt8(ascii: ">") }
            let text = String(decoding: declaration, as: UTF8.self).lowercased()
            if let label = value(after: "encoding", in: text[...]) { return label }
        }
        let head = String(decoding: body.prefix(2048), as: UTF8.self).lowercased()
        var rest = head[...]
        while let meta = rest.firstRange(of: "<meta") {
            let tag = rest[meta.upperBound...].prefix { $0 != ">" }
            if let label = value(after: "charset", in: tag) { return label }
            rest = rest[tag.endIndex...]
        }
        return nil
    }

    private static func value(after name: String, in text: Substring) -> String? {
        guard let found = text.firstRange(of: name) else { return nil }
        let rest = text[found.upperBound...].drop(while: \.isWhitespace)
        guard rest.first == "=" else { return nil }
        let label = rest.dropFirst().trimmed(of: " \t\r\n\"'").prefix { !" \t\r\n\"';/>?".contains($0) }
        return label.isEmpty ? nil : String(label)
    }

    private static func isASCII(_ body: [UInt8]) -> Bool {
        body.allSatisfy { $0 < 0x80 }
    }

    private static func guess(_ body: [UInt8], unlessUTF8: Bool) -> String {
        if !unlessUTF8 && UTF8Text.isValid(body[...]) { return "UTF-8" }
        guard let detector = uchardet_new() else { return "WINDOWS-1252" }
        defer { uchardet_delete(detector) }
        let sample = body.prefix(64 * 1024)
        let failed = sample.withUnsafeBytes { bytes in
            uchardet_handle_data(detector, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
        }
        uchardet_data_end(detector)
        guard failed == 0, let name = uchardet_get_charset(detector) else { return "WINDOWS-1252" }
        return EncodingLabels.name(for: String(cString: name)) ?? "WINDOWS-1252"
    }
}

/// How much of anything is read before it is refused.
enum Limits {
    static let bytes = 20 * 1024 * 1024
    /// News pages carry the data of their scripts in attributes: 300 kB in one tag were seen.
    static let tagBytes = 1024 * 1024
    /// The parser's time grows with the square of their number.
    static let attributes = 2048
    static let feedDepth = 64
    static let pageDepth = 512
    /// The newest so many entries of a feed are read.
    static let entries = 500
    /// Columns of a table, fields of a record.
    static let columns = 1000
    /// What of one record is kept as its text.
    static let recordBytes = 4000
}
