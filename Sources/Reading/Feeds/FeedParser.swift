import CXML
import Figures
import Foundation

/// Reads RSS, RDF, Atom and news sitemaps with libxml2.
struct FeedParser {
    let base: URL

    /// Bytes of UTF-8 → the items, and the authors of the feed as a whole.
    func items(in feed: [UInt8]) throws(ReadError) -> (items: [FeedItem], authors: [String]) {
        let mended = try FeedMending.mended(feed)
        LibXML.start()
        let builder = FeedBuilder(base: base)
        let size = Int32(clamping: mended.count)
        let context = mended.withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { xmlCreateMemoryParserCtxt($0.baseAddress, size) }
        }
        guard let context else { throw .incomplete }
        defer { xmlFreeParserCtxt(context) }
        let options =
            XML_PARSE_RECOVER.rawValue | XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
            | XML_PARSE_HUGE.rawValue | XML_PARSE_IGNORE_ENC.rawValue
        xmlCtxtUseOptions(context, Int32(options))
        xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
        builder.listen(to: context)
        xmlParseDocument(context)
        return try builder.finished(isWhole: isWhole(mended, root: builder.root, error: context.pointee.errNo))
    }

    /// Whether the document ends where its root ends, however ill-formed it is between.
    private func isWhole(_ feed: [UInt8], root: String, error: Int32) -> Bool {
        var end = feed.count
        while end > 0, feed[end - 1] <= 0x20 { end -= 1 }
        let tail = String(decoding: feed[max(0, end - 400)..<end], as: UTF8.self).lowercased()
        let root = root.lowercased()
        guard tail.contains("</\(root)") || tail.hasSuffix("/>") else { return false }
        guard error == Int32(XML_ERR_DOCUMENT_END.rawValue) else { return true }
        let text = String(decoding: feed, as: UTF8.self).lowercased()
        return text.ranges(of: "</\(root)").count <= 1
    }
}

extension FeedBuilder {
    /// Has the parser's findings called out to this builder.
    func listen(to context: xmlParserCtxtPtr) {
        parser = context
        let handler = context.pointee.sax
        handler?.pointee = xmlSAXHandler()
        handler?.pointee.initialized = UInt32(XML_SAX2_MAGIC)
        handler?.pointee.startElementNs = { user, name, prefix, namespace, _, _, count, _, attributes in
            guard let name else { return }
            FeedBuilder.at(user)?.began(
                String(cString: name), prefix: prefix.map { String(cString: $0) }, namespace: namespace.map { String(cString: $0) },
                FeedAttributes(attributes, count: Int(count)))
        }
        handler?.pointee.endElementNs = { user, _, _, _ in FeedBuilder.at(user)?.ended() }
        let characters: charactersSAXFunc = { user, bytes, count in
            FeedBuilder.at(user)?.heard(UnsafeBufferPointer(start: bytes, count: Int(count)))
        }
        handler?.pointee.characters = characters
        handler?.pointee.ignorableWhitespace = characters
        handler?.pointee.cdataBlock = characters
        context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
    }

    private static func at(_ user: UnsafeMutableRawPointer?) -> FeedBuilder? {
        user.map { Unmanaged<FeedBuilder>.fromOpaque($0).takeUnretainedValue() }
    }
}

/// The attributes of an element of a feed.
struct FeedAttributes {
    private let list: [(name: String, prefix: String?, value: String)]

    /// Reads libxml2's list: name, prefix, namespace, value, end of value, five pointers each.
    init(_ pointers: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int) {
        guard let pointers else {
            list = []
            return
        }
        list = (0..<count).compactMap { index in
            let at = pointers + index * 5
            guard let name = at[0], let start = at[3], let end = at[4] else { return nil }
            let value = String(decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
            return (String(cString: name), at[1].map { String(cString: $0) }, value)
        }
    }

    /// An attribute by its name without prefix.
    subscript(name: String) -> String? {
        list.first { $0.name == name && $0.prefix == nil }?.value
    }

    /// An attribute by prefix and name: "xml", "base".
    subscript(prefix: String, name: String) -> String? {
        list.first { $0.name == name && $0.prefix == prefix }?.value
    }

    /// As they stand in a tag, escaped.
    var markup: String {
        list.map { " \($0.prefix.map { "\($0):" } ?? "")\($0.name)=\"\($0.value.escapedForMarkup)\"" }.joined()
    }
}

extension String {
    /// "a < b" → "a &lt; b"
    var escapedForMarkup: String {
        guard utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 }) else { return self }
        return reduce(into: "") { text, character in
            switch character {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            default: text.append(character)
            }
        }
    }
}
