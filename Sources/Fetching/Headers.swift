/// The header fields of an answer that matter to us.
struct Headers: Sendable {
    enum Name: String, CaseIterable {
        case age, date, etag, expires, location
        case cacheControl = "cache-control"
        case contentEncoding = "content-encoding"
        case contentLength = "content-length"
        case contentType = "content-type"
        case lastModified = "last-modified"
        case retryAfter = "retry-after"
        case transferEncoding = "transfer-encoding"
    }

    private var fields: [Name: [UInt8]] = [:]
    /// Whether the empty line was read.
    private(set) var isComplete = false

    /// Takes a line of the header as it comes; a status line begins anew (after "102 Processing", say), and what follows the empty
    /// line, such as trailers, is not listened to.
    mutating func take(_ line: UnsafeBufferPointer<UInt8>) {
        if line.starts(with: "HTTP/".utf8) {
            fields.removeAll(keepingCapacity: true)
            isComplete = false
        } else if line.first == 0x0D || line.first == 0x0A {
            isComplete = true
        } else if !isComplete, let colon = line.firstIndex(of: 0x3A), let name = name(in: line[..<colon]) {
            add(trimmed(line[(colon + 1)...]), to: name)
        }
    }

    /// The field's bytes as sent, without the blanks around them.
    func bytes(_ name: Name) -> [UInt8]? {
        fields[name]
    }

    func text(_ name: Name) -> String? {
        fields[name].map { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether only the end of the connection says where the body ends, and the body is one gzip stream, whose own end can be told.
    var isGzipUntilClosed: Bool {
        guard fields[.contentLength] == nil, fields[.transferEncoding] == nil, let coding = text(.contentEncoding) else { return false }
        return ["gzip", "x-gzip"].contains(coding.lowercased())
    }

    private func name(in bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Name? {
        Self.names.first { $0.bytes.count == bytes.count && zip($0.bytes, bytes).allSatisfy { $0 == $1 | 0x20 } }?.name
    }

    /// The names' letters; `| 0x20` makes letters lower-case and keeps the hyphen.
    private static let names = Name.allCases.map { (name: $0, bytes: Array($0.rawValue.utf8)) }

    /// Lists are joined (RFC 9110 §5.3); of all else the first counts.
    private mutating func add(_ value: [UInt8], to name: Name) {
        guard let before = fields[name] else {
            fields[name] = value
            return
        }
        if name == .cacheControl { fields[name] = before + Array(", ".utf8) + value }
    }

    private func trimmed(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
        let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
        guard let last = bytes.lastIndex(where: { !isBlank($0) }) else { return [] }
        return Array(bytes[...last].drop(while: isBlank))
    }
}
