import ArgumentParser
import Extraction
import Figures
import Foundation
import Reading

/// Text in, claims out.
struct Extract: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints the claims in a text, a page, or documents.",
        discussion: """
            Reads a plain text, an HTML page, or NDJSON documents {"id", "title", "date", "text"}, a line each. With --format ndjson
            prints {"id", "claims"}, a line for each document. A document that cannot be read is named on standard error, the rest goes on.
            """)

    enum Input: String, ExpressibleByArgument, CaseIterable { case auto, text, html, ndjson }
    enum Format: String, ExpressibleByArgument, CaseIterable { case table, ndjson, json }

    @Argument(help: "The file; - is standard input.")
    var file = "-"

    @Option(help: "What the file holds; auto looks at how it begins.")
    var input = Input.auto

    @Option(help: "How to print; the default is ndjson for documents, else table.")
    var format: Format?

    @Option(help: "The language of the text (BCP 47), where it does not tell.")
    var language: String?

    @Option(help: ArgumentHelp("The day of publication, where the text does not tell.", valueName: "yyyy-mm-dd"))
    var date: String?

    @OptionGroup var languageOptions: LanguageOptions

    func run() throws {
        let extractors = try languageOptions.extractors()
        let bytes = try InputFile(file).bytes()
        switch input == .auto ? guess(bytes) : input {
        case .ndjson: try documents(bytes, by: extractors)
        case .html: try print(claimsOf: page(bytes), by: extractors)
        case .text, .auto: try print(claimsOf: article(String(decoding: bytes, as: UTF8.self)), by: extractors)
        }
    }

    /// NDJSON begins with "{", a page with "<".
    private func guess(_ bytes: [UInt8]) -> Input {
        switch bytes.first(where: { $0 > 0x20 && ![0xEF, 0xBB, 0xBF].contains($0) }) {
        case UInt8(ascii: "{"): .ndjson
        case UInt8(ascii: "<"): .html
        default: .text
        }
    }

    private func page(_ bytes: [UInt8]) throws -> Article {
        let url = URL(filePath: file)
        let source = Source(name: file, url: url, form: .page, outlet: "", language: language)
        do {
            return try Reader(notes: try languageOptions.notes()).article(
                in: Download(url: url, body: bytes, fetched: Date()), for: nil, of: source)
        } catch {
            throw Failure(.data, "\(file): \(error)")
        }
    }

    private func article(_ text: String) -> Article {
        let published = date.flatMap { Day($0) }.map { Date(timeIntervalSince1970: Double($0.number) * 86_400) }
        return Article(url: URL(filePath: file), outlet: "", title: "", text: text, published: published, language: language)
    }

    private func documents(_ bytes: [UInt8], by extractors: Extractors) throws {
        var failed = 0
        for (index, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() where line.contains(where: { $0 > 0x20 }) {
            do {
                let document = try JSONDecoder().decode(Document.self, from: Data(line))
                let claims = extractors.claims(in: document.article(language: language))
                Output.line(try JSON.line(DocumentClaims(id: document.id, claims: claims.map(ClaimRecord.init))))
            } catch {
                failed += 1
                Output.error("\(file):\(index + 1): not a document with id and text: \(JSON.reason(error))")
            }
        }
        if failed > 0 { throw Failure(.data, "\(file): \(failed) documents could not be read") }
    }

    private func print(claimsOf article: Article, by extractors: Extractors) throws {
        let claims = extractors.claims(in: article)
        switch format ?? .table {
        case .ndjson:
            for claim in claims { Output.line(try JSON.line(ClaimRecord(claim))) }
        case .json: Output.line(try JSON.line(DocumentClaims(id: file, claims: claims.map(ClaimRecord.init))))
        case .table:
            for claim in claims { Output.line(ClaimLines(claim).text) }
            Output.line(claims.isEmpty ? "no claim found" : "\(claims.count) \(claims.count == 1 ? "claim" : "claims")")
        }
    }
}

/// A document as the command reads it.
private struct Document: Decodable {
    let id: String
    let title: String?
    let date: String?
    let text: String
    let language: String?

    func article(language other: String?) -> Article {
        let published = date.flatMap { Day(String($0.prefix(10))) }.map { Date(timeIntervalSince1970: Double($0.number) * 86_400) }
        return Article(
            url: URL(filePath: "/"), outlet: "", title: title ?? "", text: text, published: published, language: language ?? other)
    }
}

/// A document's claims as the command prints them.
private struct DocumentClaims: Encodable {
    let id: String
    let claims: [ClaimRecord]
}
