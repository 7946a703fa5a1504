import CXML
import Figures
import Foundation

/// Collects what the parser finds in a feed into items.
final class FeedBuilder {
    /// What the text of an element is kept as.
    enum Field {
        case title, link, guid, published, updated, author, creator, summary, content, name, email
    }

    /// An element whose text is being collected.
    private struct Capture {
        var field: Field
        var depth: Int
        var text: [UInt8] = []
        var hasElements = false
        var type: String?
        var mode: String?
        var vocabulary: Vocabulary
    }

    private(set) var root = ""
    private var items: [FeedItem] = []
    private var item: FeedItem?
    private var itemDepth = 0
    private var depth = 0
    private var capture: Capture?
    private var personDepth: Int?
    private var foreignDepth: Int?
    private var person: (name: String?, email: String?) = (nil, nil)
    private var feedAuthors: [String] = []
    /// The addresses that relative links are meant from, with the depth of the element that set each.
    private var bases: [(depth: Int, url: URL)]
    /// The vocabularies of the namespaces met so far, by the parser's own copy of their names.
    private var vocabularies: [(namespace: UnsafePointer<UInt8>, vocabulary: Vocabulary)] = []
    private var linkRank = 0
    private var fault: ReadError?
    var parser: xmlParserCtxtPtr?

    init(base: URL) {
        bases = [(0, base)]
    }

    func finished(isWhole: Bool) throws(ReadError) -> (items: [FeedItem], authors: [String]) {
        if let fault { throw fault }
        guard !root.isEmpty, isWhole else { throw .incomplete }
        return (items, feedAuthors)
    }

    // MARK: Elements

    func began(
        _ bytes: UnsafePointer<UInt8>, prefix: UnsafePointer<UInt8>?, namespace: UnsafePointer<UInt8>?, _ attributes: FeedAttributes
    ) {
        depth += 1
        guard depth <= Limits.feedDepth else { return stop(.nestedTooDeeply(Limits.feedDepth)) }
        if !attributes.isEmpty, let base = attributes["xml", "base"].flatMap({ URL(string: $0, relativeTo: self.base) }) {
            bases.append((depth, base))
        }
        if capture != nil { return open(String(cString: bytes), attributes) }
        // CDF was written in capitals.
        let name = bytes.pointee < 0x61 ? String(cString: bytes).lowercased() : String(cString: bytes)
        if depth == 1 { return start(prefix.map { "\(String(cString: $0)):\(name)" } ?? name, name) }
        let vocabulary = vocabulary(of: namespace, prefix)
        guard foreignDepth == nil else { return }
        if item == nil, isItem(name, vocabulary) { return startItem(attributes) }
        if isPerson(name, vocabulary) { return startPerson(name, vocabulary) }
        if personDepth != nil { return partOfPerson(name, attributes, vocabulary) }
        guard item != nil else { return }
        within(name, attributes, vocabulary)
    }

    private var base: URL {
        bases[bases.count - 1].url
    }

    private func vocabulary(of namespace: UnsafePointer<UInt8>?, _ prefix: UnsafePointer<UInt8>?) -> Vocabulary {
        guard let namespace else { return Vocabulary(namespace: nil, prefix: prefix.map { String(cString: $0) }) }
        if let known = vocabularies.first(where: { $0.namespace == namespace }) { return known.vocabulary }
        let vocabulary = Vocabulary(namespace: String(cString: namespace), prefix: prefix.map { String(cString: $0) })
        vocabularies.append((namespace, vocabulary))
        return vocabulary
    }

    private func start(_ whole: String, _ name: String) {
        root = whole
        switch name {
        case "rss", "rdf", "feed", "channel", "urlset": break
        case "html": stop(.notAFeed("a web page"))
        case "opml": stop(.notAFeed("an OPML list of feeds"))
        case "sitemapindex": stop(.notAFeed("a list of sitemaps"))
        default: stop(.notAFeed("XML with the root \(name.prefix(40))"))
        }
    }

    private func isItem(_ name: String, _ vocabulary: Vocabulary) -> Bool {
        guard vocabulary == .core || vocabulary == .atom else { return false }
        return name == "item" || name == "entry" || name == "url" && root.lowercased().hasSuffix("urlset")
    }

    private func startItem(_ attributes: FeedAttributes) {
        item = FeedItem()
        item?.about = attributes["rdf", "about"]
        item?.link = attributes["href"].flatMap(resolved)
        itemDepth = depth
        linkRank = 0
    }

    private func isPerson(_ name: String, _ vocabulary: Vocabulary) -> Bool {
        name == "author" && (vocabulary == .atom || vocabulary == .core && root.lowercased().hasSuffix("feed"))
            && (item == nil ? depth == 2 : depth == itemDepth + 1)
    }

    private func startPerson(_ name: String, _ vocabulary: Vocabulary) {
        personDepth = depth
        person = (nil, nil)
    }

    private func partOfPerson(_ name: String, _ attributes: FeedAttributes, _ vocabulary: Vocabulary) {
        if name == "name" { begin(.name, attributes, vocabulary) }
        if name == "email" { begin(.email, attributes, vocabulary) }
    }

    /// An element within an item.
    private func within(_ name: String, _ attributes: FeedAttributes, _ vocabulary: Vocabulary) {
        let level = depth - itemDepth
        switch (vocabulary, name) {
        case (.core, "source") where level == 1, (.atom, "source") where level == 1, (.core, "image") where level == 1,
            (.core, "textinput") where level == 1, (.core, "textInput") where level == 1,
            (.core, "enclosure") where level == 1:
            foreignDepth = depth
        case (.core, "link") where level == 1, (.atom, "link") where level == 1: link(attributes, vocabulary)
        case (.core, _) where level == 1, (.atom, _) where level == 1:
            coreField(name).map { begin($0, attributes, vocabulary) }
        case (.dublinCore, _) where level == 1:
            dublinField(name).map { begin($0, attributes, vocabulary) }
        case (.content, "encoded") where level == 1: begin(.content, attributes, vocabulary)
        case (.xhtml, "body") where level == 1, (.xhtml, "div") where level == 1: begin(.content, attributes, vocabulary)
        case (.iTunes, "author") where level == 1: begin(.creator, attributes, vocabulary)
        case (.media, "title") where item?.title == nil: begin(.title, attributes, vocabulary)
        case (.media, "description") where item?.summary == nil: begin(.summary, attributes, vocabulary)
        case (.news, "publication_date"): begin(.published, attributes, vocabulary)
        case (.news, "title"): begin(.title, attributes, vocabulary)
        default: break
        }
    }

    private func coreField(_ name: String) -> Field? {
        switch name {
        case "title": .title
        case "guid", "id": .guid
        case "loc": .link
        case "pubDate", "pubdate", "published", "issued", "created", "date": .published
        case "updated", "modified", "lastmod": .updated
        case "description", "summary", "abstract", "tagline": .summary
        case "content", "body", "fullitem": .content
        case "author": .author
        default: nil
        }
    }

    private func dublinField(_ name: String) -> Field? {
        switch name {
        case "title" where item?.title == nil: .title
        case "creator", "author": .creator
        case "date", "issued", "created", "available": .published
        case "modified": .updated
        case "description", "abstract": item?.summary == nil ? .summary : nil
        case "identifier" where item?.guid == nil: nil
        default: nil
        }
    }

    /// Atom's links carry the address in an attribute, RSS's in their text; the page itself is the "alternate".
    private func link(_ attributes: FeedAttributes, _ vocabulary: Vocabulary) {
        guard let address = attributes["href"].flatMap(resolved) else {
            if attributes["rel"].map({ $0 == "alternate" }) ?? true { begin(.link, attributes, vocabulary) }
            return
        }
        let isPage = attributes["type"].map { $0.contains("html") } ?? true
        let rank =
            switch attributes["rel"]?.lowercased() {
            case nil, "alternate", "": isPage ? 4 : 3
            case "http://www.iana.org/assignments/relation/alternate": 3
            default: 0
            }
        guard rank > linkRank else { return }
        linkRank = rank
        item?.link = address
    }

    // MARK: Text

    private func begin(_ field: Field, _ attributes: FeedAttributes, _ vocabulary: Vocabulary) {
        capture = Capture(
            field: field, depth: depth, type: attributes["type"]?.lowercased(), mode: attributes["mode"]?.lowercased(),
            vocabulary: vocabulary)
        if field == .guid { item?.guidIsLink = attributes["isPermaLink"]?.lowercased() != "false" }
        if field == .content, let source = attributes["src"].flatMap(resolved), item?.link == nil { item?.link = source }
    }

    /// An element inside a text is markup: it is kept as such, and what came before it is escaped.
    private func open(_ name: String, _ attributes: FeedAttributes) {
        if capture?.hasElements == false, let text = capture?.text {
            capture?.text = Array(String(decoding: text, as: UTF8.self).escapedForMarkup.utf8)
            capture?.hasElements = true
        }
        capture?.text.append(contentsOf: "<\(name)\(attributes.markup)>".utf8)
        openNames.append(name)
    }
    private var openNames: [String] = []

    func heard(_ bytes: UnsafeBufferPointer<UInt8>) {
        if capture?.hasElements == true {
            capture?.text.append(contentsOf: String(decoding: bytes, as: UTF8.self).escapedForMarkup.utf8)
        } else {
            capture?.text.append(contentsOf: bytes)
        }
    }

    func ended() {
        defer {
            if bases[bases.count - 1].depth == depth { bases.removeLast() }
            depth -= 1
        }
        if let capture {
            if depth > capture.depth {
                if let name = openNames.popLast() { self.capture?.text.append(contentsOf: "</\(name)>".utf8) }
            } else {
                self.capture = nil
                openNames = []
                keep(capture)
            }
            return
        }
        if depth == foreignDepth { foreignDepth = nil }
        if depth == personDepth { endPerson() }
        if depth == itemDepth, let item {
            items.append(item)
            self.item = nil
            itemDepth = 0
        }
    }

    private func endPerson() {
        personDepth = nil
        guard let name = person.name ?? person.email else { return }
        if item == nil { feedAuthors.append(name) } else { item?.authors.append(name) }
    }

    private func keep(_ capture: Capture) {
        let text = String(decoding: capture.text, as: UTF8.self)
        let value = text.trimmed(of: " \n\r\t")
        guard !value.isEmpty else { return }
        switch capture.field {
        case .title: item?.title = feedText(value, of: capture)
        case .summary: item?.summary = feedText(value, of: capture)
        case .content: item?.content = feedText(value, of: capture)
        case .link where linkRank < 2:
            item?.link = resolved(value)
            linkRank = 2
        case .guid: item?.guid = value
        case .published: if item?.published == nil { item?.published = value }
        case .updated: item?.updated = value
        case .author: if let name = Person.name(value) { item?.authors.append(name) }
        case .creator: if item?.authors.contains(value) == false { item?.authors.append(contentsOf: Person.names(value)) }
        case .name: person.name = value.collapsed
        case .email: person.email = value
        case .link: break
        }
    }

    private func feedText(_ value: String, of capture: Capture) -> FeedText {
        FeedTexts.text(
            value, capture.hasElements, capture.type, capture.mode, isTitle: capture.field == .title, capture.vocabulary)
    }

    private func resolved(_ address: String) -> String? {
        Address.resolved(address, against: base)
    }

    private func stop(_ error: ReadError) {
        fault = fault ?? error
        if let parser { xmlStopParser(parser) }
    }
}
