import Foundation

/// What a page's JSON-LD says of the article.
///
/// Source: schema.org, Article and NewsArticle.
struct LinkedData {
    var headline: String?
    var published: String?
    var modified: String?
    /// Persons, and where none is named, organizations.
    var authors: [String] = []
    var publisher: String?
    var language: String?
    /// What it says of corrections.
    var correction: String?
    var isLive = false
    /// Whether it says that the whole text is for subscribers.
    var isPaid = false
    /// Whether it describes an article at all.
    var isArticle = false

    init(_ scripts: [[UInt8]]) {
        for script in scripts {
            guard let value = Self.value(script) else { continue }
            for object in Self.objects(in: value, depth: 0) where Self.isArticle(object) { take(object) }
        }
    }

    private mutating func take(_ object: [String: Any]) {
        if let type = object["@type"] as? String, type == "LiveBlogPosting" { isLive = true }
        isArticle = true
        isPaid = isPaid || Self.isFalse(object["isAccessibleForFree"])
        headline = headline ?? Self.text(object["headline"]) ?? Self.text(object["name"])
        published = published ?? Self.text(object["datePublished"])
        modified = modified ?? Self.text(object["dateModified"])
        publisher = publisher ?? Self.names(object["publisher"], depth: 0).first
        language = language ?? Self.text(object["inLanguage"])
        correction = correction ?? Self.text(object["correction"])
        if authors.isEmpty { authors = Self.names(object["author"] ?? object["creator"], depth: 0) }
    }

    private static func value(_ script: [UInt8]) -> Any? {
        let clean = script.map { $0 < 0x20 ? 0x20 : $0 }
        do {
            return try JSONSerialization.jsonObject(with: Data(clean), options: .fragmentsAllowed)
        } catch {
            return nil
        }
    }

    private static func objects(in value: Any, depth: Int) -> [[String: Any]] {
        guard depth < 8 else { return [] }
        if let list = value as? [Any] { return list.flatMap { objects(in: $0, depth: depth + 1) } }
        guard let object = value as? [String: Any] else { return [] }
        return [object]
            + ["@graph", "mainEntity", "mainEntityOfPage"].flatMap { key in
                object[key].map { objects(in: $0, depth: depth + 1) } ?? []
            }
    }

    private static func isArticle(_ object: [String: Any]) -> Bool {
        let types = (object["@type"] as? [String]) ?? (object["@type"] as? String).map { [$0] } ?? []
        return types.contains { $0.hasSuffix("Article") || $0.hasSuffix("Posting") || $0 == "Report" || $0 == "Review" }
    }

    /// `false`, or "False" as many write it.
    private static func isFalse(_ value: Any?) -> Bool {
        (value as? String)?.lowercased() == "false" || (value as? Bool) == false
    }

    private static func text(_ value: Any?) -> String? {
        guard let text = value as? String else { return nil }
        let plain = FeedTexts.looksLikeMarkup(text) ? MarkupText.plain(text) : text
        return plain.collapsed.isEmpty ? nil : plain.collapsed
    }

    private static func names(_ value: Any?, depth: Int) -> [String] {
        guard depth < 4 else { return [] }
        if let list = value as? [Any] { return list.flatMap { names($0, depth: depth + 1) } }
        if let object = value as? [String: Any] { return names(object["name"], depth: depth + 1) }
        return text(value).map { [$0] } ?? []
    }
}
