/// What a host's robots.txt lets us fetch (RFC 9309).
///
///     User-agent: *
///     Disallow: /search        "/search?q=1"  no
///     Allow: /search/news$     "/search/news" yes, as the longer rule
struct RobotsRules: Sendable {
    /// A line of the file that speaks to us.
    struct Rule: Sendable {
        let allows: Bool
        let pattern: RobotsPattern
        /// As written, for people: "Disallow: /search".
        let text: String
    }

    private let rules: [Rule]

    /// What is parsed of a file, in bytes (RFC 9309 §2.5).
    static let maximumBytes = 500 << 10

    /// Everything is allowed.
    static let none = RobotsRules(rules: [])

    private init(rules: [Rule]) {
        self.rules = rules
    }

    /// Reads the groups that name our product token, joined where there are several, else the groups for `*` (RFC 9309 §2.2.1).
    init(_ file: [UInt8], agent: String) {
        let agent = productToken(in: agent)
        var ours: [Rule] = []
        var everyones: [Rule] = []
        // Whom the group at hand speaks to; it ends where a user-agent line follows a rule.
        var isOurs = false
        var isEveryones = false
        var isNamed = false
        var isInRules = true
        for line in lines(of: file) {
            guard let (key, value) = field(in: line) else { continue }
            switch key {
            case "user-agent":
                if isInRules { (isOurs, isEveryones, isInRules) = (false, false, false) }
                if value == "*" { isEveryones = true } else if productToken(in: value) == agent { isOurs = true }
                isNamed = isNamed || isOurs
            case "allow", "disallow":
                isInRules = true
                guard !value.isEmpty, isOurs || isEveryones else { continue }
                let rule = Rule(allows: key == "allow", pattern: RobotsPattern(value), text: sentence(key, value))
                if isOurs { ours.append(rule) }
                if isEveryones { everyones.append(rule) }
            default: continue
            }
        }
        rules = isNamed ? ours : everyones
    }

    /// The rule that decides over a path with its query: the longest that matches, and of two of a length the one that allows
    /// (RFC 9309 §2.2.2); nil where none matches, which allows.
    func rule(for target: String) -> Rule? {
        if target == "/robots.txt" { return nil }
        let path = normalized(path: target)
        var best: Rule?
        for rule in rules where rule.pattern.length >= (best?.pattern.length ?? 0) {
            let isBetter = rule.pattern.length > (best?.pattern.length ?? -1) || rule.allows
            if isBetter, rule.pattern.matches(path) { best = rule }
        }
        return best
    }
}

/// The path of a rule: `*` stands for anything, `$` at the end for the end.
struct RobotsPattern: Sendable {
    /// What stands between the stars, percent-encoded in one way.
    private let pieces: [[UInt8]]
    private let isAnchored: Bool
    private let literalBytes: Int
    /// How specific it is: its octets.
    let length: Int

    init(_ text: String) {
        let isAnchored = text.hasSuffix("$")
        let parts = (isAnchored ? text.dropLast() : Substring(text)).split(separator: "*", omittingEmptySubsequences: false)
        pieces = parts.map { normalized(path: String($0)) }
        literalBytes = pieces.reduce(0) { $0 + $1.count }
        length = literalBytes + parts.count - 1 + (isAnchored ? 1 : 0)
        self.isAnchored = isAnchored
    }

    /// Whether the pattern fits the beginning of a path that is `normalized`.
    func matches(_ path: [UInt8]) -> Bool {
        guard literalBytes <= path.count, let first = pieces.first, path.starts(with: first) else { return false }
        var place = first.count
        for piece in pieces.dropFirst().dropLast(isAnchored ? 1 : 0) {
            guard let found = path.firstRange(of: piece, from: place) else { return false }
            place = found + piece.count
        }
        guard isAnchored else { return true }
        guard pieces.count > 1, let last = pieces.last else { return place == path.count }
        return path.count - last.count >= place && path.suffix(last.count).elementsEqual(last)
    }
}

extension [UInt8] {
    /// Where a piece stands for the first time, not before `place`.
    fileprivate func firstRange(of piece: [UInt8], from place: Int) -> Int? {
        guard let head = piece.first else { return place }
        var start = place
        while start + piece.count <= count {
            if self[start] == head, self[start..<(start + piece.count)].elementsEqual(piece) { return start }
            start += 1
        }
        return nil
    }
}

/// A path percent-encoded in one way, so that octets can be compared (RFC 9309 §2.2.2): letters outside ASCII, `*` and `$` are
/// encoded, unreserved characters (RFC 3986 §2.3) are not, hexadecimal digits are upper-case.
private func normalized(path: String) -> [UInt8] {
    let bytes = Array(path.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
        let byte = bytes[index]
        if byte == 0x25, index + 2 < bytes.count, let high = hexValue(bytes[index + 1]), let low = hexValue(bytes[index + 2]) {
            append(high << 4 | low, to: &result, isEncoded: true)
            index += 3
        } else {
            append(byte, to: &result, isEncoded: false)
            index += 1
        }
    }
    return result
}

private func append(_ byte: UInt8, to result: inout [UInt8], isEncoded: Bool) {
    let isUnreserved =
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
        default: false
        }
    if isUnreserved || !isEncoded && byte < 0x80 && byte != 0x2A && byte != 0x24 {
        result.append(byte)
    } else {
        let digits = Array("0123456789ABCDEF".utf8)
        result += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}

private func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
}

/// The lines of the file, whatever ends them, without a byte-order mark. What lies past the limit is not read, and neither is the
/// line that the limit cuts, as half a rule may forbid more than the whole.
private func lines(of file: [UInt8]) -> [ArraySlice<UInt8>] {
    let isEnd = { (byte: UInt8) in byte == 0x0A || byte == 0x0D }
    var text = file[...]
    if file.count >= RobotsRules.maximumBytes {
        text = text.prefix(RobotsRules.maximumBytes)
        text = text[..<(text.lastIndex(where: isEnd) ?? text.startIndex)]
    }
    return text.dropFirst(text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0).split(whereSeparator: isEnd)
}

/// "Disallow : /x  # why" → ("disallow", "/x")
private func field(in line: ArraySlice<UInt8>) -> (key: String, value: String)? {
    let line = line.prefix { $0 != 0x23 }
    guard let colon = line.firstIndex(of: 0x3A) else { return nil }
    let key = String(decoding: line[..<colon], as: UTF8.self).trimmed.lowercased()
    return (key, String(decoding: line[(colon + 1)...], as: UTF8.self).trimmed)
}

/// "Figured/1.0 (+https://…)" → "figured"
private func productToken(in agent: String) -> String {
    agent.prefix { $0.isASCII && ($0.isLetter || $0 == "-" || $0 == "_") }.lowercased()
}

/// The rule for people, no longer than they would read.
private func sentence(_ key: String, _ value: String) -> String {
    (key == "allow" ? "Allow: " : "Disallow: ") + (value.count > 200 ? value.prefix(200) + "…" : value)
}

extension String {
    fileprivate var trimmed: String {
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        return String(drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }
}
