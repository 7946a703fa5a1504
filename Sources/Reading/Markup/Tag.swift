/// The elements that matter when a page is read; everything else is `other`.
enum Tag: UInt8 {
    case other, html, head, body, title, meta, link, base, script, style, noscript, template
    case article, main, section, div, header, footer, nav, aside, form, dialog
    case p, h1, h2, h3, h4, h5, h6, ul, ol, li, dl, dt, dd, blockquote, q, pre, hr, br, figure, figcaption, address, details, summary
    case table, caption, thead, tbody, tfoot, tr, th, td
    case a, span, b, strong, i, em, u, small, sub, sup, font, center, time, cite, abbr, mark, del, label
    case img, picture, video, audio, iframe, object, embed, svg, math, canvas, map
    case button, select, option, textarea, input, fieldset, legend

    /// How an element is laid out when no style sheet says otherwise.
    enum Layout {
        /// Starts and ends a line.
        case block
        /// Runs on within the line.
        case inline
        /// Ends the line, has no content.
        case lineBreak
        /// No text a reader sees: scripts, drawings, controls.
        case unseen
    }

    /// Source: WHATWG HTML Standard §15.3, "Non-replaced elements".
    var layout: Layout {
        switch self {
        case .html, .head, .body, .article, .main, .section, .div, .header, .footer, .nav, .aside, .form, .dialog, .p, .h1, .h2,
            .h3, .h4, .h5, .h6, .ul, .ol, .li, .dl, .dt, .dd, .blockquote, .pre, .hr, .figure, .figcaption, .address, .details,
            .summary, .table, .caption, .thead, .tbody, .tfoot, .tr, .th, .td, .center, .fieldset, .legend:
            .block
        case .br: .lineBreak
        case .title, .script, .style, .noscript, .template, .svg, .canvas, .map, .button, .select, .option, .textarea, .iframe,
            .object, .audio, .video:
            .unseen
        default: .inline
        }
    }

    var isHeading: Bool {
        switch self {
        case .h1, .h2, .h3, .h4, .h5, .h6: true
        default: false
        }
    }

    static let named: [String: Tag] = [
        "html": .html, "head": .head, "body": .body, "title": .title, "meta": .meta, "link": .link, "base": .base, "script": .script,
        "style": .style, "noscript": .noscript, "template": .template, "article": .article, "main": .main, "section": .section,
        "div": .div, "header": .header, "footer": .footer, "nav": .nav, "aside": .aside, "form": .form, "dialog": .dialog, "p": .p,
        "h1": .h1, "h2": .h2, "h3": .h3, "h4": .h4, "h5": .h5, "h6": .h6, "ul": .ul, "ol": .ol, "menu": .ul, "dir": .ul, "li": .li,
        "dl": .dl, "dt": .dt, "dd": .dd, "blockquote": .blockquote, "q": .q, "pre": .pre, "hr": .hr, "br": .br, "figure": .figure,
        "figcaption": .figcaption, "address": .address, "details": .details, "summary": .summary, "table": .table,
        "caption": .caption, "thead": .thead, "tbody": .tbody, "tfoot": .tfoot, "tr": .tr, "th": .th, "td": .td, "a": .a,
        "span": .span, "b": .b, "strong": .strong, "i": .i, "em": .em, "u": .u, "small": .small, "sub": .sub, "sup": .sup,
        "font": .font, "center": .center, "time": .time, "cite": .cite, "abbr": .abbr, "mark": .mark, "del": .del, "label": .label,
        "img": .img, "picture": .picture, "video": .video, "audio": .audio, "iframe": .iframe, "object": .object, "embed": .embed,
        "svg": .svg, "math": .math, "canvas": .canvas, "map": .map, "button": .button, "select": .select, "option": .option,
        "textarea": .textarea, "input": .input, "fieldset": .fieldset, "legend": .legend,
    ]

    /// The same table by the bytes of the name, for the parser's callbacks.
    private static let byHash: [UInt64: Tag] = Dictionary(
        named.map { (hash(Array($0.key.utf8)), $0.value) }, uniquingKeysWith: { first, _ in first })

    private static func hash(_ name: [UInt8]) -> UInt64 {
        name.reduce(ByteHash.seed) { ByteHash.adding($1, to: $0) }
    }

    /// The element of a name in small letters, ended by a NUL.
    init(_ name: UnsafePointer<UInt8>) {
        var hash = ByteHash.seed
        var next = name
        while next.pointee != 0 {
            hash = ByteHash.adding(next.pointee, to: hash)
            next += 1
        }
        self = Tag.byHash[hash] ?? .other
    }
}

/// FNV-1a over bytes.
///
/// Source: G. Fowler, L. C. Noll, K.-P. Vo, "The FNV Non-Cryptographic Hash Algorithm".
enum ByteHash {
    static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

    static func adding(_ byte: UInt8, to hash: UInt64) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
}
