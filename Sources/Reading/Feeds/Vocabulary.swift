/// Whose words the elements of a feed are.
enum Vocabulary {
    /// RSS, RDF's RSS, CDF, sitemaps: the words that need no prefix.
    case core
    case atom, dublinCore, content, media, iTunes, news, xhtml, foreign

    /// The vocabulary of a namespace; of the usual meaning of a prefix where none was declared.
    init(namespace: String?, prefix: String?) {
        if let namespace {
            self = Vocabulary(namespace.lowercased()) ?? (prefix == nil ? .core : Vocabulary(prefix: prefix))
        } else {
            self = Vocabulary(prefix: prefix)
        }
    }

    private init?(_ namespace: String) {
        let meanings: [(String, Vocabulary)] = [
            ("http://www.w3.org/2005/atom", .atom), ("http://purl.org/atom/", .atom), ("http://purl.org/dc/", .dublinCore),
            ("http://purl.org/rss/1.0/modules/content", .content), ("http://search.yahoo.com/mrss", .media),
            ("http://www.itunes.com/", .iTunes), ("http://www.google.com/schemas/sitemap-news", .news),
            ("http://www.w3.org/1999/xhtml", .xhtml), ("http://purl.org/rss/1.0/modules/", .foreign), ("http://purl.org/rss/", .core),
            ("http://my.netscape.com/", .core), ("http://channel.netscape.com/", .core), ("http://backend.userland.com/", .core),
            ("http://blogs.law.harvard.edu/", .core), ("http://www.sitemaps.org/", .core),
            ("http://www.google.com/schemas/sitemap/", .core),
        ]
        guard let meaning = meanings.first(where: { namespace.hasPrefix($0.0) }) else { return nil }
        self = meaning.1
    }

    private init(prefix: String?) {
        switch prefix {
        case nil, "rss": self = .core
        case "atom", "a10": self = .atom
        case "dc", "dcterms": self = .dublinCore
        case "content": self = .content
        case "media": self = .media
        case "itunes": self = .iTunes
        case "news": self = .news
        case "xhtml": self = .xhtml
        default: self = .foreign
        }
    }
}
