package import Figures
import Foundation

/// A web archive (WARC, ISO 28500), read as it comes: the pages that servers gave, with the moment of each.
///
/// Only answers with success and text that may be HTML come out; requests, notes, pictures and repetitions are passed over.
package struct WebArchive {
    private var buffer: [UInt8] = []
    private var start = 0
    private var skipping = 0
    private let limit: Int

    /// Pages passed over because they are larger than the limit, or in an encoding that is not read.
    package private(set) var refused = 0

    private static let headLimit = 64 << 10

    /// - Parameter limit: no page may be larger, in bytes.
    package init(limit: Int) {
        self.limit = limit
    }

    /// The pages that these bytes complete.
    package mutating func pages(in bytes: [UInt8]) throws(ReadError) -> [Download] {
        buffer.removeFirst(start)
        start = 0
        buffer += bytes
        var pages: [Download] = []
        while try step(&pages) {}
        return pages
    }

    /// To be called after the last bytes: an archive that stops in the middle is no whole one.
    package mutating func finish() throws(ReadError) {
        skipBlankLines()
        guard skipping == 0, start == buffer.count else { throw .incomplete }
    }

    /// - Returns: whether there may be more to take.
    private mutating func step(_ pages: inout [Download]) throws(ReadError) -> Bool {
        if skipping > 0 {
            let count = min(skipping, buffer.count - start)
            (start, skipping) = (start + count, skipping - count)
            if skipping > 0 { return false }
        }
        skipBlankLines()
        guard let end = Head.end(in: buffer[start...]) else {
            guard buffer.count - start <= Self.headLimit else { throw .parserFailed("not a web archive: a record has no end of its head") }
            return false
        }
        let head = Head(buffer[start..<end])
        guard head.firstLine.hasPrefix("WARC/"), let length = head["content-length"].flatMap({ Int($0) }), length >= 0 else {
            throw .parserFailed("not a web archive: a record begins with “\(head.firstLine.prefix(20))”")
        }
        guard let page = ArchivedHead(head), length <= limit + Self.headLimit else {
            if ArchivedHead(head) != nil { refused += 1 }
            (start, skipping) = (end, length)
            return true
        }
        guard buffer.count - end >= length else { return false }
        take(page, buffer[end..<end + length], &pages)
        start = end + length
        return true
    }

    private mutating func take(_ head: ArchivedHead, _ block: ArraySlice<UInt8>, _ pages: inout [Download]) {
        do throws(ReadError) {
            if let page = try head.page(block, limit: limit) { pages.append(page) }
        } catch {
            refused += 1
        }
    }

    private mutating func skipBlankLines() {
        while start < buffer.count, buffer[start] == 0x0D || buffer[start] == 0x0A { start += 1 }
    }
}

/// What a record says of the page it holds; nil for records that hold none.
private struct ArchivedHead {
    private let url: URL
    private let captured: Date
    private let isResponse: Bool
    private let contentType: String?

    init?(_ head: Head) {
        guard let type = head["warc-type"], type == "response" || type == "resource",
            let address = head["warc-target-uri"].map({ $0.trimmingCharacters(in: CharacterSet(charactersIn: "<>")) }),
            address.hasPrefix("http"), let url = URL(string: address)
        else { return nil }
        self.url = url
        captured = head["warc-date"].flatMap { TimeReader(zone: .gmt).instant($0) } ?? .distantPast
        isResponse = type == "response"
        contentType = head["content-type"]
    }

    /// The page, decoded; nil where the server gave none.
    func page(_ block: ArraySlice<UInt8>, limit: Int) throws(ReadError) -> Download? {
        guard isResponse else { return download(Array(block), contentType) }
        guard let end = Head.end(in: block) else { return nil }
        let head = Head(block[block.startIndex..<end])
        let words = head.firstLine.split(separator: " ")
        guard words.count > 1, let status = Int(words[1]), (200..<300).contains(status) else { return nil }
        var body = Array(block[end...])
        if head["transfer-encoding"]?.lowercased() == "chunked", let whole = Self.unchunked(body) { body = whole }
        switch head["content-encoding"]?.lowercased() {
        case nil, "identity": break
        case "gzip", "x-gzip", "deflate": body = try Gunzip.whole(body, limit: limit)
        case .some(let other): throw .unreadableEncoding(other)
        }
        return download(body, head["content-type"])
    }

    private func download(_ body: [UInt8], _ type: String?) -> Download? {
        guard type.map({ $0.lowercased().contains("html") }) ?? true, !body.isEmpty else { return nil }
        return Download(url: url, body: body, contentType: type, fetched: captured)
    }

    /// RFC 9112 §7.1; nil where the archive has put the chunks together already.
    private static func unchunked(_ bytes: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        var rest = bytes[...]
        while let line = rest.firstIndex(of: 0x0A) {
            let digits = rest[..<line].prefix { $0 != UInt8(ascii: ";") && $0 != 0x0D }
            guard let size = Int(String(decoding: digits, as: UTF8.self), radix: 16), size >= 0 else { return nil }
            if size == 0 { return result }
            let chunk = rest[(line + 1)...]
            guard chunk.count >= size else { return nil }
            result += chunk.prefix(size)
            rest = chunk.dropFirst(size)
            while let first = rest.first, first == 0x0D || first == 0x0A { rest = rest.dropFirst() }
        }
        return nil
    }
}

/// Lines of `Name: value` up to an empty one, as WARC and HTTP begin.
private struct Head {
    let firstLine: String
    private let fields: [String: String]

    init(_ bytes: ArraySlice<UInt8>) {
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        firstLine = lines.first.map(String.init) ?? ""
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            fields[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        self.fields = fields
    }

    subscript(name: String) -> String? { fields[name] }

    /// Just after the empty line.
    static func end(in bytes: ArraySlice<UInt8>) -> Int? {
        var index = bytes.startIndex
        while let line = bytes[index...].firstIndex(of: 0x0A) {
            let next = line + 1
            if next < bytes.endIndex, bytes[next] == 0x0A { return next + 1 }
            if next + 1 < bytes.endIndex, bytes[next] == 0x0D, bytes[next + 1] == 0x0A { return next + 2 }
            index = next
        }
        return nil
    }
}
