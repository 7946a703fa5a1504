import Foundation

/// What one of the invented outlets has published at one address, as an editor wrote it in `Outlets/`.
struct Story: Sendable {
    /// A paragraph, a heading ("## …"), a quotation ("> …") or a list item ("- …").
    enum Block: Hashable, Sendable {
        case paragraph(String)
        case heading(String)
        case quotation(String)
        case item(String)
    }

    let outlet: Outlet
    /// From which day on it stands at its address.
    let day: NewsDay
    /// Where it stands: "/two-rivers/news/kenya-rains".
    let path: String
    let title: String
    let author: String
    /// As written, with the outlet's time zone.
    let published: String
    let publishedAt: Date
    let section: String
    let caption: String?
    let blocks: [Block]

    /// Reads `<day>-<slug>.md` or `<day>-<slug>.rewritten-<day>.md`: front matter between two lines of `---`, then text.
    init(file name: String, text: String, outlet: Outlet) throws(NewsroomError) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else {
            throw NewsroomError("\(name): begin the file with its front matter between two lines of ---")
        }
        let keys = try Self.frontMatter(lines[1..<end], file: name)
        func value(_ key: String) throws(NewsroomError) -> String {
            guard let value = keys[key] else { throw NewsroomError("\(name): the front matter has no '\(key):'") }
            return value
        }
        guard let match = name.wholeMatch(of: /(\d{4}-\d{2}-\d{2})-([a-z0-9-]+)(\.rewritten-\d{4}-\d{2}-\d{2})?\.md/),
            let first = NewsDay(String(match.1))
        else { throw NewsroomError("\(name): name the file <day>-<slug>.md, such as 2026-03-02-floods.md") }
        self.outlet = outlet
        path = outlet.address(day: first, slug: String(match.2))
        day = keys["rewritten"].flatMap { NewsDay($0) } ?? first
        title = try value("title")
        author = try value("author")
        published = try value("published")
        section = try value("section")
        caption = keys["caption"]
        guard let date = instant(published) else {
            throw NewsroomError("\(name): '\(published)' is no time such as 2026-03-02T19:40:00+03:00")
        }
        publishedAt = date
        blocks = Self.blocks(lines[(end + 1)...])
    }

    /// The first paragraph, as feeds show it.
    var summary: String {
        for case .paragraph(let text) in blocks { return text }
        return title
    }

    private static func frontMatter(_ lines: some Sequence<String>, file: String) throws(NewsroomError) -> [String: String] {
        var keys: [String: String] = [:]
        for line in lines {
            guard let colon = line.firstRange(of: ": ") else {
                throw NewsroomError("\(file): '\(line)' in the front matter is not 'key: value'")
            }
            keys[String(line[..<colon.lowerBound])] = String(line[colon.upperBound...])
        }
        return keys
    }

    private static func blocks(_ lines: some Sequence<String>) -> [Block] {
        lines.filter { !$0.isEmpty }.map { line in
            if line.hasPrefix("## ") { return .heading(String(line.dropFirst(3))) }
            if line.hasPrefix("> ") { return .quotation(String(line.dropFirst(2))) }
            if line.hasPrefix("- ") { return .item(String(line.dropFirst(2))) }
            return .paragraph(line)
        }
    }
}

/// Why the sample newsroom cannot open, and what to do.
package struct NewsroomError: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
