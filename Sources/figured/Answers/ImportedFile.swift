import Daemon
import Figures
import Foundation
import Reading

/// A file to be imported: what it holds is told by how it begins, not by its name.
struct ImportedFile {
    let name: String
    let size: Int
    private let date: Date

    /// No page or document may be larger.
    private static let limit = 16 << 20
    private static let piece = 256 << 10

    /// The file itself, or all files of a folder and those in it, by name.
    static func all(_ name: String) throws -> [ImportedFile] {
        if name == "-" { return [ImportedFile(name: name, size: 0, date: Date())] }
        let path = URL(filePath: name)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path.path, isDirectory: &isFolder) else {
            throw Failure(.noInput, "\(name) is not there: name a file or a folder")
        }
        guard isFolder.boolValue else { return [try ImportedFile(path)] }
        let found =
            FileManager.default.enumerator(at: path, includingPropertiesForKeys: [.isRegularFileKey])?.compactMap { $0 as? URL } ?? []
        return try found.filter { try $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile ?? false }
            .sorted { $0.path < $1.path }.map(ImportedFile.init)
    }

    private init(_ path: URL) throws {
        do {
            let facts = try FileManager.default.attributesOfItem(atPath: path.path)
            self.init(name: path.path, size: facts[.size] as? Int ?? 0, date: facts[.modificationDate] as? Date ?? Date())
        } catch {
            throw Failure(.noInput, "\(path.path) cannot be read: \(error.localizedDescription)")
        }
    }

    private init(name: String, size: Int, date: Date) {
        self.name = name
        self.size = size
        self.date = date
    }

    /// - Parameter progress: is called with how many more bytes have been read.
    func read(into importer: Importer, progress: (Int) -> Void) throws {
        let file = try handle()
        var content: (any ImportedContent)?
        var gunzip: Gunzip?
        while let piece = try pieceOf(file), !piece.isEmpty {
            if content == nil, gunzip == nil, piece.starts(with: [0x1F, 0x8B]) { gunzip = try Gunzip() }
            let bytes = try gunzip?.expanded(piece) ?? piece
            if content == nil, !bytes.isEmpty { content = try start(bytes) }
            try content?.take(bytes, into: importer)
            progress(piece.count)
        }
        try gunzip?.finish()
        try content?.finish(into: importer)
    }

    private func handle() throws -> FileHandle {
        do {
            return name == "-" ? .standardInput : try FileHandle(forReadingFrom: URL(filePath: name))
        } catch {
            throw Failure(.noInput, "\(name) cannot be read: \(error.localizedDescription)")
        }
    }

    private func pieceOf(_ file: FileHandle) throws -> [UInt8]? {
        do {
            return try file.read(upToCount: Self.piece).map { [UInt8]($0) }
        } catch {
            throw Failure(.noInput, "\(name) cannot be read: \(error.localizedDescription)")
        }
    }

    private func start(_ bytes: [UInt8]) throws(ReadError) -> any ImportedContent {
        if bytes.starts(with: Array("WARC/".utf8)) { return WebArchiveContent(archive: WebArchive(limit: Self.limit)) }
        switch bytes.first(where: { $0 > 0x20 && ![0xEF, 0xBB, 0xBF].contains($0) }) {
        case UInt8(ascii: "{"): return DocumentsContent(name: name, limit: Self.limit, captured: date)
        case UInt8(ascii: "<"): return PageContent(url: URL(filePath: name), limit: Self.limit, captured: date)
        default: throw .noArticle("neither HTML, a web archive, nor NDJSON")
        }
    }
}

/// What a file holds, taken as it comes.
private protocol ImportedContent {
    mutating func take(_ bytes: [UInt8], into importer: Importer) throws
    mutating func finish(into importer: Importer) throws
}

private struct WebArchiveContent: ImportedContent {
    var archive: WebArchive

    mutating func take(_ bytes: [UInt8], into importer: Importer) throws {
        for page in try archive.pages(in: bytes) { try importer.add(page) }
    }

    mutating func finish(into importer: Importer) throws {
        try archive.finish()
        if archive.refused > 0 {
            Output.error("\(count(archive.refused, "page")) passed over: too large, or in an encoding that is not read")
        }
    }
}

private struct PageContent: ImportedContent {
    let url: URL
    let limit: Int
    let captured: Date
    private var bytes: [UInt8] = []

    init(url: URL, limit: Int, captured: Date) {
        self.url = url
        self.limit = limit
        self.captured = captured
    }

    mutating func take(_ bytes: [UInt8], into importer: Importer) throws {
        self.bytes += bytes
        guard self.bytes.count <= limit else { throw ReadError.tooLarge(limit) }
    }

    mutating func finish(into importer: Importer) throws {
        if let fault = try importer.add(Download(url: url, body: bytes, fetched: captured)) { Output.error("\(url.path): \(fault)") }
    }
}

/// Documents in the shape of gold files and of `figured extract`, a line each.
private struct DocumentsContent: ImportedContent {
    let name: String
    let limit: Int
    let captured: Date
    private var rest: [UInt8] = []
    private var line = 0
    private var faults = 0

    init(name: String, limit: Int, captured: Date) {
        self.name = name
        self.limit = limit
        self.captured = captured
    }

    mutating func take(_ bytes: [UInt8], into importer: Importer) throws {
        let lines = (rest + bytes).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for line in lines.dropLast() { try add(line, into: importer) }
        rest = lines.last.map(Array.init) ?? []
        guard rest.count <= limit else { throw ReadError.tooLarge(limit) }
    }

    mutating func finish(into importer: Importer) throws {
        try add(rest[...], into: importer)
        if faults > 0 { throw ReadError.noArticle("\(count(faults, "line")) of \(line) could not be read") }
    }

    private mutating func add(_ bytes: ArraySlice<UInt8>, into importer: Importer) throws {
        line += 1
        guard bytes.contains(where: { $0 > 0x20 }) else { return }
        let article: Article
        do {
            article = try JSONDecoder().decode(ImportedDocument.self, from: Data(bytes)).article(importer)
        } catch {
            faults += 1
            if faults <= 20 { Output.error("\(name):\(line): not a document with text and url or id: \(JSON.reason(error))") }
            return
        }
        try importer.add(article, captured: captured)
    }
}

/// A document as it lies on disk.
private struct ImportedDocument: Decodable {
    let url: String?
    let id: String?
    let title: String?
    let text: String
    let date: String?
    let outlet: String?
    let language: String?
    let authors: [String]?

    func article(_ importer: Importer) throws -> Article {
        let name = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: "/"))
        let made = id.flatMap { $0.addingPercentEncoding(withAllowedCharacters: name) }.map { "urn:document:\($0)" }
        guard let address = url ?? made, let link = URL(string: address), link.scheme != nil else {
            throw DecodingError.keyNotFound(Key.url, .init(codingPath: [], debugDescription: "no address"))
        }
        let source = importer.source(of: link)
        return Article(
            url: link, outlet: outlet ?? source.outlet, title: title ?? "", text: text, published: published,
            authors: authors ?? [], language: language ?? source.language, timeZone: source.timeZone)
    }

    private enum Key: CodingKey { case url }

    /// An instant, or a day, whose noon it then is.
    private var published: Date? {
        guard let date, !date.isEmpty else { return nil }
        if let day = Day(date) { return Date(timeIntervalSince1970: Double(day.number) * 86_400 + 43_200) }
        return Instant(argument: date)?.date
    }
}
