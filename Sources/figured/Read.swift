import ArgumentParser
import Config
import Figures
import Foundation
import Reading

/// A page or feed as article or entries.
struct Read: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows what is read from a page, a feed, or a table of numbers.",
        discussion: """
            With --format ndjson prints a line for each page, {"id", "title", "body", "published", "authors", "blocks"}, or for each entry
            of a feed. The id of a page is its file name without endings.

            With --source the file is read as that source of the settings is: its form, its selector, and for JSON and CSV its records,
            of which the points are shown that they would give. Nothing is kept.

                curl -s https://health.example/tolls.csv | figured read --source health-tolls
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

    @Option(help: ArgumentHelp("Read as this source of the settings.", valueName: "name"))
    var source: String?

    @OptionGroup var language: LanguageOptions

    func run() throws {
        let settings = source == nil ? nil : try language.options.settings()
        var failed = 0
        for file in files {
            do {
                try read(file, settings)
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

    private func read(_ file: String, _ settings: Settings?) throws {
        let source = try source(of: file, settings)
        let address = url.flatMap { URL(string: $0) } ?? source.url
        let download = Download(url: address, body: try InputFile(file).bytes(), fetched: Date())
        switch source.form {
        case .page: try showArticle(download, file, source)
        case .feed, .links: try showEntries(download, file, source)
        case .json, .csv:
            guard let settings else { return }
            try RecordTrial(source, settings).show(download, file: file, format: format)
        }
    }

    /// The source of the settings that is named; one of the file's own where none is.
    private func source(of file: String, _ settings: Settings?) throws -> Source {
        if let url, URL(string: url)?.scheme == nil { throw Failure(.usage, "\(url) is not an address such as https://example.org/news") }
        guard let settings, let name = source else {
            let address = url.flatMap { URL(string: $0) } ?? URL(filePath: file)
            return Source(name: file, url: address, form: feed ? .feed : .page, outlet: "")
        }
        if let source = settings.sources.first(where: { $0.name == name }) { return source }
        let names = settings.sources.map(\.name).sorted().joined(separator: ", ")
        throw Failure(.usage, "there is no source \(name) in the settings, but \(names.isEmpty ? "none" : names)")
    }

    private func showArticle(_ download: Download, _ file: String, _ source: Source) throws {
        let id = URL(filePath: file).lastPathComponent.prefix { $0 != "." }
        let article = try Reader(notes: try language.notes()).article(in: download, for: nil, of: source)
        try show(PageRow(id: String(id), article: article))
    }

    private func showEntries(_ download: Download, _ file: String, _ source: Source) throws {
        let (entries, leftOut) = try Reader().listing(in: download, of: source)
        for entry in entries { try show(EntryRow(entry)) }
        if leftOut > 0 { Output.error("\(file): \(leftOut) entries more are left out: the \(entries.count) newest are read") }
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
    let blocks: [Block]

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
        blocks = article.blocks
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
