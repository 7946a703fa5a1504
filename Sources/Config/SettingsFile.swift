import Foundation

/// `figured.yaml` as written: every key optional, nothing checked but its spelling.
struct SettingsFile {
    static let keys = [
        "store", "lexicon", "places", "sources", "figures", "contact", "downloads_at_once", "connections_per_host",
        "per_host_delay", "maximum_bytes", "every", "revisits", "proxy", "keep_pages", "keep_feeds", "web", "web_token",
        "web_origins", "log_format", "storm", "hands",
    ]

    var store: Written<String>?
    var lexicon: Written<String>?
    var places: Written<String>?
    var sources: Written<String>?
    var figures: Written<String>?
    var contact: Written<String>?
    var downloadsAtOnce: Written<Int>?
    var connectionsPerHost: Written<Int>?
    var perHostDelay: Written<Duration>?
    var maximumBytes: Written<Int>?
    var every: Written<ClosedRange<Duration>>?
    var keepPages: Written<Duration>?
    var keepFeeds: Written<Duration>?
    var revisits: Written<[Written<Duration>]>?
    var proxy: Written<URL>?
    var web: Written<ListenAddress?>?
    var webToken: Written<String>?
    var webOrigins: Written<[Written<String>]>?
    var logFormat: Written<LogFormat>?
    var storm: Written<Int?>?
    var hands: [HandAsWritten] = []

    init(_ document: Document, _ findings: inout Findings) {
        let reader = document.mapping(Self.keys, &findings)
        store = reader.value("store", .text, &findings)
        lexicon = reader.value("lexicon", .text, &findings)
        places = reader.value("places", .text, &findings)
        sources = reader.value("sources", .text, &findings)
        figures = reader.value("figures", .text, &findings)
        contact = reader.value("contact", .contact, &findings)
        downloadsAtOnce = reader.value("downloads_at_once", .number, &findings)
        connectionsPerHost = reader.value("connections_per_host", .number, &findings)
        perHostDelay = reader.value("per_host_delay", .duration, &findings)
        maximumBytes = reader.value("maximum_bytes", .bytes, &findings)
        every = reader.value("every", .durations, &findings)
        keepPages = reader.value("keep_pages", .duration, &findings)
        keepFeeds = reader.value("keep_feeds", .duration, &findings)
        revisits = reader.list("revisits", .duration, &findings)
        proxy = reader.value("proxy", .address, &findings)
        web = reader.value("web", .listenAddress, &findings)
        webToken = reader.value("web_token", .text, &findings)
        webOrigins = reader.list("web_origins", .origin, &findings)
        logFormat = reader.value("log_format", .word, &findings)
        storm = reader.value("storm", .storm, &findings)
        hands = reader.mappings("hands", keys: HandAsWritten.keys, &findings).map { HandAsWritten($0, &findings) }
    }

    /// Nothing written: every default.
    init() {}
}

extension Notation<String> {
    /// Whom a publisher may write to: an e-mail address or a page. It travels in a header, so it is one ASCII word.
    static var contact: Self {
        Self { text throws(Complaint) in
            let isWord = text.utf8.allSatisfy { (0x21...0x7E).contains($0) && ![0x22, 0x28, 0x29, 0x3B, 0x5C].contains($0) }
            let isPage = text.hasPrefix("https://") || text.hasPrefix("http://")
            let parts = text.split(separator: "@", omittingEmptySubsequences: false)
            let isMail = parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
            guard isWord, text.utf8.count <= 200, isPage || isMail else {
                throw Complaint("'\(text)' is neither an e-mail address nor a page: write such as newsdesk@example.org")
            }
            return text
        }
    }
}
