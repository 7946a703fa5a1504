/// The header fields of an answer that matter to us.
struct Headers: Sendable {
    enum Name: String {
        case age, date, etag, expires, location
        case cacheControl = "cache-control"
        case contentLength = "content-length"
        case contentType = "content-type"
        case lastModified = "last-modified"
        case retryAfter = "retry-after"
    }

    private var fields: [Name: [UInt8]] = [:]
    private var isComplete = false

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

    private func name(in bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Name? {
        guard (3...14).contains(bytes.count) else { return nil }
        return Name(rawValue: String(decoding: bytes.lazy.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self))
    }

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
