import ArgumentParser
import Figures
import Foundation
import Reading

/// A page or feed as article or entries.
struct Read: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows what is read from a page or a feed.",
        discussion: """
            With --format ndjson prints a line for each page, {"id", "title", "body", "published", "authors"}, or for each entry of a feed.
            The id of a page is its file name without endings.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, ndjson }

    @Argument(help: "Files, packed by gzip or not; - is standard input.")
    var files = ["-"]

    @Flag(help: "Read feeds, not pages.")
    var feed = false

    @Option(help: "How to print.")
    var format = Format.text

    @Option(help: ArgumentHelp("The address the file came from, against which its links are read.", valueName: "url"))
    var url: String?

    func run() throws {
        var failed = 0
        for file in files {
            do {
                try read(file)
            } catch let error as ReadError {
                failed += 1
                Output.error("\(file): \(error)")
            } catch let error as Failure where files.count > 1 {
                failed += 1
                Output.error("\(error)")
            }
        }
        if failed > 0 { throw Failure(.data, "\(failed) of \(files.count) files could not be read") }
    }

    private func read(_ file: String) throws {
        guard let address = URL(string: url ?? URL(filePath: file).absoluteString) else {
            throw Failure(.usage, "\(url ?? file) is not an address such as https://example.org/news")
        }
        let source = Source(name: file, url: address, form: feed ? .feed : .page, outlet: "")
        let download = Download(url: address, body: try InputFile(file).bytes(), fetched: Date())
        if feed {
            let (entries, leftOut) = try Reader().listing(in: download, of: source)
            for entry in entries { try show(EntryRow(entry)) }
            if leftOut > 0 { Output.error("\(file): \(leftOut) entries more are left out: the \(entries.count) newest are read") }
        } else {
            let id = URL(filePath: file).lastPathComponent.prefix { $0 != "." }
            try show(PageRow(id: String(id), article: try Reader().article(in: download, for: nil, of: source)))
        }
    }

    private func show(_ row: some Row) throws {
        Output.line(format == .ndjson ? try JSON.line(row) : row.lines.map(\.printable).joined(separator: "\n") + "\n")
    }
}

/// What the command prints of one thing read.
private protocol Row: Encodable {
    /// The same for a person, a line each.
    var lines: [String] { get }
}

private struct PageRow: Row {
    let id: String
    let title: String
    let body: String
    let published: String?
    let modified: String?
    let authors: [String]
    let language: String?
    let url: String

    init(id: String, article: Article) {
        self.id = id
        title = article.title
        body = article.text
        let style = Date.ISO8601FormatStyle(timeZoneSeparator: .colon, timeZone: article.timeZone)
        published = article.published?.formatted(style)
        modified = article.modified?.formatted(style)
        authors = article.authors
        language = article.language
        url = article.url.absoluteString
    }

    var lines: [String] {
        [title, [published, authors.joined(separator: ", ")].compactMap(\.self).joined(separator: " · "), ""]
            + body.split(separator: "\n").map(String.init)
    }
}

private struct EntryRow: Row {
    let id: String
    let link: String?
    let title: String
    let published: String?
    let updated: String?
    let authors: [String]
    let summary: String

    init(_ entry: Entry) {
        id = entry.id
        link = entry.link?.absoluteString
        title = entry.title
        published = entry.published?.formatted(.iso8601)
        updated = entry.updated?.formatted(.iso8601)
        authors = entry.authors
        summary = entry.text
    }

    var lines: [String] {
        [title, [published, link].compactMap(\.self).joined(separator: " · ")]
    }
}
