import CXML

/// Lays a page flat with libxml2's HTML parser.
struct PageParser {
    /// Bytes of UTF-8 → the page; of one that is read for its text alone, nothing else is kept.
    static func page(_ markup: [UInt8], forTextAlone isPlain: Bool = false) throws(ReadError) -> Page {
        try MarkupScan.check(markup)
        LibXML.start()
        let builder = PageBuilder(size: markup.count, forTextAlone: isPlain)
        let size = Int32(clamping: markup.count)
        let context = markup.withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { htmlCreateMemoryParserCtxt($0.baseAddress, size) }
        }
        guard let context else {
            if markup.isEmpty { throw .incomplete }
            throw .parserFailed("no memory for a page of \(markup.count) bytes")
        }
        defer { htmlFreeParserCtxt(context) }
        htmlCtxtUseOptions(
            context,
            Int32(HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue)
                | Int32(HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue | HTML_PARSE_NODEFDTD.rawValue))
        xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
        builder.listen(to: context)
        htmlParseDocument(context)
        return try builder.finished()
    }
}

/// libxml2 as a whole.
enum LibXML {
    private static let started: Void = xmlInitParser()

    /// Must have been called before a parser is made on any thread.
    static func start() {
        started
    }
}

extension PageBuilder {
    /// Has the parser's findings called out to this builder.
    func listen(to context: htmlParserCtxtPtr) {
        parser = context
        let handler = context.pointee.sax
        handler?.pointee = htmlSAXHandler()
        handler?.pointee.startElement = { user, name, attributes in
            guard let name else { return }
            PageBuilder.at(user)?.began(name, attributes)
        }
        handler?.pointee.endElement = { user, name in
            guard let name else { return }
            PageBuilder.at(user)?.ended(Tag(name))
        }
        let characters: charactersSAXFunc = { user, bytes, count in
            PageBuilder.at(user)?.heard(UnsafeBufferPointer(start: bytes, count: Int(count)))
        }
        handler?.pointee.characters = characters
        handler?.pointee.ignorableWhitespace = characters
        handler?.pointee.cdataBlock = characters
        context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
    }

    private static func at(_ user: UnsafeMutableRawPointer?) -> PageBuilder? {
        user.map { Unmanaged<PageBuilder>.fromOpaque($0).takeUnretainedValue() }
    }
}
