import Foundation

/// The words that stand before or after a place's name and are not part of it: "the", "southern", "province".
///
/// Each line of `affixes.tsv` is what the word does, the word, and what it means:
///
///     article   the
///     compass   southern    south
///     suffix    province    region
struct Affixes: Sendable {
    private var articles: [String] = []
    private var compass: [String: String] = [:]
    private var suffixes: [String: Place.Kind] = [:]

    init() {}

    init(_ file: URL) throws(PlacesError) {
        let text: String
        do {
            text = try String(contentsOf: file, encoding: .utf8)
        } catch {
            throw .unreadable(file: file.lastPathComponent, reason: "cannot be read as UTF-8")
        }
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.isEmpty || line.hasPrefix("#") { continue }
            guard add(line.split(separator: "\t").map(String.init)) else {
                throw .malformed(
                    file: file.lastPathComponent, line: number + 1, reason: "is neither an article, a compass word nor a suffix")
            }
        }
    }

    private mutating func add(_ fields: [String]) -> Bool {
        switch (fields.first, fields.count) {
        case ("article", 2):
            articles.append(folded(fields[1]) + " ")
        case ("compass", 3):
            compass[folded(fields[1])] = fields[2]
        case ("suffix", 3):
            guard let kind = Place.Kind(rawValue: fields[2]) else { return false }
            suffixes[folded(fields[1])] = kind
        default:
            return false
        }
        return true
    }

    func withoutArticle(_ key: String) -> String {
        guard let article = articles.first(where: key.hasPrefix) else { return key }
        return String(key.dropFirst(article.count))
    }

    /// "aleppo province" → "aleppo", region.
    func withoutSuffix(_ key: String) -> (rest: String, kind: Place.Kind)? {
        guard let blank = key.lastIndex(of: " "), let kind = suffixes[String(key[key.index(after: blank)...])] else { return nil }
        return (String(key[..<blank]), kind)
    }

    /// "southern israel" → "israel", south. The words of a part are one or two.
    func withoutCompass(_ key: String) -> (rest: String, part: String)? {
        let words = key.split(separator: " ", maxSplits: 2).map(String.init)
        if words.count == 3, let part = compass["\(words[0]) \(words[1])"] { return (words[2], part) }
        guard words.count >= 2, let part = compass[words[0]] else { return nil }
        return (words.dropFirst().joined(separator: " "), part)
    }
}
