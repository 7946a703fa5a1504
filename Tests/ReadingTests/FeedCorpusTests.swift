import Figures
import Foundation
import Testing

@testable import Reading

/// Feeds of other parsers' test suites, with what those suites expect of them.
@Suite(.enabled(if: FeedCorpus.folder != nil, "the folder of feeds is missing: set FIGURED_CORPUS"))
struct FeedCorpusTests {
    /// Feeds that are read in another way than their suite expects, and why.
    static let otherwise = [
        "fastfeedparser-tests-integration-osm-pl.xml": "the file stops in the middle, and half a feed is refused",
        "fastfeedparser-tests-integration-kagi.xml": "zero-width marks between the letters are left out",
        "fastfeedparser-tests-integration-vintagehomeplans.xml": "a title escaped twice is resolved, not shown with its escapes",
        "feedparser-tests-wellformed-rdf-doctype_contains_entity_decl.xml": "declared entities are refused",
    ]

    @Test func `feeds are read as their own test suites expect`() throws {
        let cases = try FeedCorpus.cases()
        var (passed, failed) = (0, [] as [String])
        var unexplained: [String] = []
        for feed in cases {
            let faults = FeedExpectation(feed).faults()
            if faults.isEmpty {
                passed += 1
            } else {
                failed.append("\(feed.file): \(Self.otherwise[feed.file] ?? faults.joined(separator: "; "))")
                if Self.otherwise[feed.file] == nil { unexplained.append(feed.file) }
            }
        }
        let share = Double(passed) / Double(max(1, cases.count))
        print("feeds: \(passed) of \(cases.count) as expected (\((share * 1000).rounded() / 10) %)")
        for failure in failed { print("  \(failure.prefix(400))") }
        #expect(share >= 0.985)
        #expect(unexplained == [])
    }
}

/// The folder of feeds, and what is expected of each.
enum FeedCorpus {
    struct Case {
        let file: String
        let bytes: [UInt8]
        let set: String
        /// The expression that the suite asserts, in Python.
        let expression: String?
        let parsed: [String: Any]
        let items: Int?
    }

    static var folder: URL? {
        let named = ProcessInfo.processInfo.environment["FIGURED_CORPUS"].map { URL(filePath: $0) }
        let beside = URL(filePath: #filePath).appending(path: "../../../../shared/corpus").standardized
        return [named, beside].compactMap { $0?.appending(path: "feeds") }.first {
            FileManager.default.fileExists(atPath: $0.appending(path: "expectations.jsonl").path)
        }
    }

    static func cases() throws -> [Case] {
        guard let folder else { return [] }
        let lines = try String(contentsOf: folder.appending(path: "expectations.jsonl"), encoding: .utf8).split(separator: "\n")
        return try lines.compactMap { line in
            guard let row = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], let file = row["file"] as? String
            else { return nil }
            return Case(
                file: file, bytes: Array(try Data(contentsOf: folder.appending(path: file))), set: row["set"] as? String ?? "",
                expression: row["expect"] as? String, parsed: row["parsed"] as? [String: Any] ?? [:], items: row["items"] as? Int)
        }
    }
}

/// Holds what was read of a feed against what is expected of it.
struct FeedExpectation {
    let feed: FeedCorpus.Case
    private let base = "http://127.0.0.1:8097/feed.xml"

    init(_ feed: FeedCorpus.Case) {
        self.feed = feed
    }

    /// What differs, in words.
    func faults() -> [String] {
        guard let url = URL(string: base) else { return ["no base"] }
        let source = Source(name: "feed", url: url, outlet: "feed")
        let download = Download(url: url, body: feed.bytes, contentType: contentType, fetched: Date(timeIntervalSince1970: 0))
        do {
            let entries = try Reader().entries(in: download, of: source)
            return faults(of: entries)
        } catch {
            return isMeantToFail ? [] : ["\(error)"]
        }
    }

    private var isMeantToFail: Bool {
        feed.expression.map { $0.hasPrefix("bozo") } ?? feed.file.hasSuffix(".opml")
    }

    private var contentType: String? {
        let head = String(decoding: feed.bytes.prefix(600), as: UTF8.self)
        return head.firstMatch(of: /(?i)Content-type:\s*([^\n]+)/).map { String($0.1).trimmed(of: " \r") }
    }

    private func faults(of entries: [Entry]) -> [String] {
        var faults: [String] = []
        if let expression = feed.expression { faults += expressionFaults(expression, entries) }
        let parsed = (feed.parsed["entries"] as? [[String: Any]] ?? feed.parsed["items"] as? [[String: Any]] ?? []).filter(isNamed)
        if !feed.parsed.isEmpty {
            if parsed.count != entries.count { return ["\(entries.count) entries, not \(parsed.count)"] }
            for (entry, expected) in zip(entries, parsed) { faults += itemFaults(entry, expected) }
        } else if feed.set == "RSParser", let items = feed.items, items > 0, items != entries.count {
            faults.append("\(entries.count) entries, not \(items)")
        }
        return faults
    }

    /// Whether an item says anything by which it could be told from another.
    private func isNamed(_ item: [String: Any]) -> Bool {
        ["title", "link", "links", "id", "guid", "description", "summary", "content", "author", "authors"].contains { key in
            !(item[key] is NSNull) && item[key] != nil
        }
    }

    // MARK: Python expressions

    private func expressionFaults(_ expression: String, _ entries: [Entry]) -> [String] {
        var faults: [String] = []
        if let match = expression.firstMatch(of: /encoding == '([^']+)'/) {
            do {
                let text = try DecodedText(feed.bytes, contentType: contentType)
                let expected = EncodingLabels.name(for: String(match.1))
                let isPlain = expected == "WINDOWS-1252" && text.encoding == "UTF-8" && text.bytes.allSatisfy { $0 < 0x80 }
                if text.encoding != expected && !isPlain { faults.append("read as \(text.encoding), not \(match.1)") }
            } catch {
                faults.append("\(error)")
            }
        }
        for match in expression.matches(
            of:
                /entries\[(\d+)\]\['(\w+)'\](?:\[0\])?(?:\['(?:value|name)'\])? == (u?(?:"""[\s\S]*?"""|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))/
        ) {
            guard let index = Int(match.1), let key = Optional(String(match.2)), Self.concerned.contains(key) else { continue }
            if match.0.contains("'base'") || match.0.contains("'language'") { continue }
            guard index < entries.count else {
                faults.append("no entry \(index)")
                continue
            }
            faults += fault(entries[index], key, python(String(match.3)))
        }
        if expression.contains("not entries[0].has_key('link')"), entries.first?.link != nil { faults.append("a link") }
        return faults
    }

    private static let concerned = [
        "title", "title_detail", "summary", "summary_detail", "description", "content", "link", "guid", "id", "author", "updated",
        "published",
    ]

    /// A Python string literal's value.
    private func python(_ literal: String) -> String {
        var text = literal.hasPrefix("u") ? String(literal.dropFirst()) : literal
        let quotes = text.hasPrefix("\"\"\"") ? 3 : 1
        text = String(text.dropFirst(quotes).dropLast(quotes))
        let unescaped = text.replacing(/\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\(.)/) { match in
            if let code = match.1 ?? match.2, let value = UInt32(code, radix: 16), let scalar = Unicode.Scalar(value) {
                return String(scalar)
            }
            return match.3.map { $0 == "n" ? "\n" : String($0) } ?? ""
        }
        return unescaped
    }

    private func fault(_ entry: Entry, _ key: String, _ expected: String) -> [String] {
        switch key {
        case "title", "title_detail": same(entry.title, expected, "title")
        case "summary", "summary_detail", "description", "content": same(entry.text, expected, key)
        case "link": same(entry.link?.absoluteString ?? "", expected, key)
        case "guid", "id": same(entry.id, expected, key)
        case "author": entry.authors.contains(expected) ? [] : ["authors \(entry.authors), not \(expected)"]
        default: sameTime([entry.published, entry.updated], expected, key)
        }
    }

    // MARK: Whole items

    private func itemFaults(_ entry: Entry, _ item: [String: Any]) -> [String] {
        var faults: [String] = []
        if let title = text(item["title"]) { faults += same(entry.title, title, "title") }
        let body = [text(item["content"]), text(item["summary"]), text(item["description"])].compactMap(\.self).filter { !$0.isEmpty }
        if !body.isEmpty, !body.contains(where: { same(entry.text, $0, "").isEmpty }) {
            let (found, wanted) = (squeezed(entry.text), squeezed(stripped(body[0])))
            let same = found.commonPrefix(with: wanted).count
            faults.append("content “\(found.dropFirst(same).prefix(60))”, not “\(wanted.dropFirst(same).prefix(60))”")
        }
        if let link = link(item), link.contains("://"), entry.link?.absoluteString != URL(string: link)?.absoluteString {
            faults.append("link \(entry.link?.absoluteString ?? "none"), not \(link)")
        }
        if let id = text(item["guid"]) ?? (feed.set == "feed-rs" && entry.id.hasPrefix("http") ? nil : text(item["id"])), id.count != 32,
            id.count != 30
        {
            faults += same(entry.id, id, "id")
        }
        for (key, times) in [("published", [entry.published, entry.updated]), ("updated", [entry.updated, entry.published])] {
            if let expected = text(item[key + "Parsed"]) ?? text(item[key]) { faults += sameTime(times, expected, key) }
        }
        for author in (item["authors"] as? [[String: Any]] ?? []).compactMap({ text($0["name"]) }) where !entry.authors.contains(author) {
            faults.append("authors \(entry.authors), not \(author)")
        }
        return faults
    }

    private func text(_ value: Any?) -> String? {
        if let text = value as? String { return text }
        if let object = value as? [String: Any] { return text(object["content"]) ?? text(object["body"]) ?? text(object["value"]) }
        if let list = value as? [Any] { return text(list.first) }
        return nil
    }

    private func link(_ item: [String: Any]) -> String? {
        if let link = item["link"] as? String { return link }
        guard let links = item["links"] as? [[String: Any]] else { return (item["links"] as? [String])?.first }
        let page = links.first { link in
            let relation = link["rel"] as? String
            return relation == nil || relation == "alternate"
        }
        return page?["href"] as? String
    }

    private func sameTime(_ times: [Date?], _ expected: String, _ name: String) -> [String] {
        guard let date = TimeReader(zone: .gmt).instant(expected) else { return [] }
        return times.contains { $0.map { abs($0.timeIntervalSince(date)) < 1 } ?? false } ? [] : ["\(name) \(times), not \(expected)"]
    }

    private func same(_ text: String, _ expected: String, _ name: String) -> [String] {
        let (found, wanted) = (squeezed(text), squeezed(stripped(expected)))
        return found == wanted || found == squeezed(expected)
            ? [] : ["\(name) “\(text.prefix(80))”, not “\(stripped(expected).prefix(80))”"]
    }

    /// Without tags, character names resolved: another way than the one under test.
    private func stripped(_ markup: String) -> String {
        var text = markup.replacing(/(?is)<(script|style)\b.*?<\/\1>/, with: "").replacing(/(?s)<!--.*?-->/, with: "")
        text = text.replacing(/<\/?[a-zA-Z][^>]*>/, with: "")
        for (name, character) in ["lt": "<", "gt": ">", "quot": "\"", "nbsp": " ", "#39": "'", "#8217": "’", "#8230": "…", "apos": "'"] {
            text = text.replacing("&\(name);", with: character)
        }
        text = text.replacing(/&#x([0-9a-fA-F]+);/) { match in
            UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String($0) } ?? ""
        }
        text = text.replacing(/&#([0-9]+);/) { match in UInt32(match.1).flatMap(Unicode.Scalar.init).map { String($0) } ?? "" }
        return text.replacing("&amp;", with: "&")
    }

    private func squeezed(_ text: String) -> String {
        String(text.unicodeScalars.filter { !$0.properties.isWhitespace && $0.value != 0xAD && $0.value != 0x200B }.map(Character.init))
    }
}
