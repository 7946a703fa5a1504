import Foundation

/// A file of tab-separated fields in one flat buffer, its lines sorted by their first field.
///
/// Nothing is made of a line before somebody asks for it.
struct SortedLines: Sendable {
    /// How the first field orders the lines.
    enum Order {
        case number, bytes
    }

    private let bytes: [UInt8]
    /// Where each line begins, and one past the last line's end.
    private let starts: [Int]

    static let empty = SortedLines(bytes: [], starts: [0])

    private init(bytes: [UInt8], starts: [Int]) {
        self.bytes = bytes
        self.starts = starts
    }

    /// Reads a file; lines that begin with `#` at its head are for people.
    ///
    /// Throws where the file cannot be read, a line has not as many fields as the others, or stands in the wrong order.
    init(_ file: URL, fields: Int, order: Order) throws(PlacesError) {
        let content: Data
        do {
            content = try Data(contentsOf: file)
        } catch {
            throw .unreadable(file: file.lastPathComponent, reason: "cannot be read")
        }
        try self.init([UInt8](content), name: file.lastPathComponent, fields: fields, order: order)
    }

    init(_ bytes: [UInt8], name: String, fields: Int, order: Order) throws(PlacesError) {
        var starts: [Int] = []
        starts.reserveCapacity(bytes.count / 24)
        var (position, line) = (Self.headEnd(of: bytes), 0)
        let head = bytes[..<position].count { $0 == 0x0A }
        while position < bytes.count {
            line += 1
            starts.append(position)
            let tabs = Self.tabs(of: bytes.span, in: &position)
            guard tabs == fields - 1 else {
                throw .malformed(file: name, line: head + line, reason: "has \(tabs + 1) fields in place of \(fields)")
            }
        }
        starts.append(position)
        self.init(bytes: bytes, starts: starts)
        if let line = firstDisordered(order) {
            throw .malformed(file: name, line: head + line + 1, reason: "begins with no number, or stands in the wrong order")
        }
    }

    /// Where the lines for people end.
    private static func headEnd(of bytes: [UInt8]) -> Int {
        var end = 0
        while end < bytes.count, bytes[end] == 0x23 {
            end = (bytes[end...].firstIndex(of: 0x0A) ?? bytes.count - 1) + 1
        }
        return end
    }

    /// Counts the tabs of a line and goes on to the next.
    private static func tabs(of bytes: Span<UInt8>, in position: inout Int) -> Int {
        var tabs = 0
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == 0x0A { return tabs }
            if byte == 0x09 { tabs += 1 }
        }
        position += 1
        return tabs
    }

    private func firstDisordered(_ order: Order) -> Int? {
        switch order {
        case .number:
            var before = -1
            return (0..<count).first { line in
                let number = number(0, of: line) ?? -1
                defer { before = number }
                return number <= before
            }
        case .bytes:
            return (1..<max(1, count)).first { isBefore($0, $0 - 1) }
        }
    }

    /// Whether a line's first field comes before another's. What ends a field, a tab, is less than any byte of one.
    private func isBefore(_ line: Int, _ other: Int) -> Bool {
        let bytes = bytes.span
        var (left, right) = (starts[line], starts[other])
        while bytes[left] == bytes[right], bytes[left] != 0x09 {
            left += 1
            right += 1
        }
        return bytes[left] < bytes[right]
    }

    var count: Int {
        starts.count - 1
    }

    /// Where a field's bytes are.
    private func range(of field: Int, of line: Int) -> Range<Int> {
        var start = starts[line]
        let end = starts[line + 1] - 1
        for _ in 0..<field {
            while start < end, bytes[start] != 0x09 { start += 1 }
            start += 1
        }
        var stop = start
        while stop < end, bytes[stop] != 0x09 { stop += 1 }
        return start..<stop
    }

    func text(_ field: Int, of line: Int) -> String {
        String(decoding: bytes[range(of: field, of: line)], as: UTF8.self)
    }

    func isEmpty(_ field: Int, of line: Int) -> Bool {
        range(of: field, of: line).isEmpty
    }

    func has(_ letter: UInt8, in field: Int, of line: Int) -> Bool {
        bytes[range(of: field, of: line)].contains(letter)
    }

    /// A field's whole number; nil where it is none.
    func number(_ field: Int, of line: Int) -> Int? {
        var value = 0
        let range = range(of: field, of: line)
        guard !range.isEmpty, range.count < 16 else { return nil }
        for byte in bytes[range] {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    /// The line whose first field is the number.
    func line(numbered wanted: Int) -> Int? {
        let line = firstLine { (number(0, of: $0) ?? 0) < wanted }
        return line < count && number(0, of: line) == wanted ? line : nil
    }

    /// The lines whose first field is the key, in their order.
    func lines(keyed key: String) -> Range<Int> {
        let wanted = Array(key.utf8)
        let first = firstLine { compare(range(of: 0, of: $0), wanted) < 0 }
        var last = first
        while last < count, compare(range(of: 0, of: last), wanted) == 0 { last += 1 }
        return first..<last
    }

    private func firstLine(where isBefore: (Int) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isBefore(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func compare(_ range: Range<Int>, _ wanted: [UInt8]) -> Int {
        for (left, right) in zip(range, wanted) where bytes[left] != right {
            return bytes[left] < right ? -1 : 1
        }
        return range.count - wanted.count
    }
}
