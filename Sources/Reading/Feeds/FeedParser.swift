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
            FeedBuilder.at(user)?.began(name, prefix: prefix, namespace: namespace, FeedAttributes(attributes, count: Int(count)))
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

/// The attributes of an element of a feed; valid while the parser announces the element.
struct FeedAttributes {
    /// libxml2's list: name, prefix, namespace, value, end of value, five pointers each.
    private let pointers: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    private let count: Int

    init(_ pointers: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int) {
        self.pointers = pointers
        self.count = pointers == nil ? 0 : count
    }

    var isEmpty: Bool { count == 0 }

    /// An attribute by its name without prefix.
    subscript(name: StaticString) -> String? {
        value { $0 == name && $1 == nil }
    }

    /// An attribute by prefix and name: "xml", "base".
    subscript(prefix: StaticString, name: StaticString) -> String? {
        value { found, foundPrefix in found == name && foundPrefix.map { $0 == prefix } ?? false }
    }

    private func value(where fits: (UnsafeName, UnsafeName?) -> Bool) -> String? {
        (0..<count).first { index in
            pointers?[index * 5].map { fits(UnsafeName($0), pointers?[index * 5 + 1].map(UnsafeName.init)) } ?? false
        }.flatMap(value(at:))
    }

    private func value(at index: Int) -> String? {
        guard let start = pointers?[index * 5 + 3], let end = pointers?[index * 5 + 4] else { return nil }
        return String(decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
    }

    private var list: [(name: String, prefix: String?, value: String)] {
        (0..<count).compactMap { index in
            guard let name = pointers?[index * 5], let value = value(at: index) else { return nil }
            return (String(cString: name), pointers?[index * 5 + 1].map { String(cString: $0) }, value)
        }
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
