/// RFC 1951 → bytes, never more than promised.
struct Inflater {
    private static let damaged = ArchiveError.failed("a kept text is damaged")

    private let bytes: ArraySlice<UInt8>
    private let size: Int
    private var next: Int
    private var rest: UInt32 = 0
    private var held = 0
    private var result: [UInt8] = []

    init(_ bytes: ArraySlice<UInt8>, size: Int) {
        self.bytes = bytes
        self.size = size
        next = bytes.startIndex
        result.reserveCapacity(size)
    }

    mutating func inflated() throws(ArchiveError) -> [UInt8] {
        var isLast = false
        while !isLast {
            isLast = try take(1) == 1
            switch try take(2) {
            case 0: try copyStored()
            case 1: try expand(SymbolReader(DeflateCodes.fixedLengths), SymbolReader(DeflateCodes.fixedDistances))
            case 2:
                let (literals, distances) = try readCodes()
                try expand(literals, distances)
            default: throw Self.damaged
            }
        }
        return result
    }

    private mutating func take(_ count: Int) throws(ArchiveError) -> Int {
        while held < count {
            guard next < bytes.endIndex else { throw Self.damaged }
            rest |= UInt32(bytes[next]) << UInt32(held)
            next += 1
            held += 8
        }
        let value = rest & (1 << UInt32(count) - 1)
        rest >>= UInt32(count)
        held -= count
        return Int(value)
    }

    private mutating func copyStored() throws(ArchiveError) {
        (rest, held) = (0, 0)
        let length = try take(8) | take(8) << 8
        let inverse = try take(8) | take(8) << 8
        guard length == ~inverse & 0xffff, next + length <= bytes.endIndex, result.count + length <= size else { throw Self.damaged }
        result += bytes[next..<next + length]
        next += length
    }

    private mutating func readCodes() throws(ArchiveError) -> (SymbolReader, SymbolReader) {
        let (literals, distances, ordered) = (try take(5) + 257, try take(5) + 1, try take(4) + 4)
        var orderedLengths = [UInt8](repeating: 0, count: 19)
        for symbol in DeflateCodes.lengthOrder.prefix(ordered) {
            orderedLengths[symbol] = UInt8(try take(3))
        }
        let code = SymbolReader(orderedLengths)
        var lengths: [UInt8] = []
        while lengths.count < literals + distances {
            switch try symbol(code) {
            case let length where length < 16: lengths.append(UInt8(length))
            case 16:
                guard let last = lengths.last else { throw Self.damaged }
                lengths += [UInt8](repeating: last, count: try take(2) + 3)
            case 17: lengths += [UInt8](repeating: 0, count: try take(3) + 3)
            default: lengths += [UInt8](repeating: 0, count: try take(7) + 11)
            }
        }
        guard lengths.count == literals + distances else { throw Self.damaged }
        return (SymbolReader(Array(lengths.prefix(literals))), SymbolReader(Array(lengths.suffix(distances))))
    }

    private mutating func symbol(_ reader: SymbolReader) throws(ArchiveError) -> Int {
        var (code, first, index) = (0, 0, 0)
        for length in 1...15 {
            code |= try take(1)
            let count = reader.counts[length]
            if code - first < count { return reader.symbols[index + code - first] }
            index += count
            first = (first + count) << 1
            code <<= 1
        }
        throw Self.damaged
    }

    private mutating func expand(_ literals: SymbolReader, _ distances: SymbolReader) throws(ArchiveError) {
        while true {
            let symbol = try symbol(literals)
            if symbol == 256 { return }
            if symbol < 256 {
                guard result.count < size else { throw Self.damaged }
                result.append(UInt8(symbol))
            } else {
                try copy(symbol - 257, distances)
            }
        }
    }

    private mutating func copy(_ lengthCode: Int, _ distances: SymbolReader) throws(ArchiveError) {
        guard lengthCode < DeflateCodes.lengthBases.count else { throw Self.damaged }
        let length = DeflateCodes.lengthBases[lengthCode] + (try take(DeflateCodes.lengthExtras[lengthCode]))
        let distanceCode = try symbol(distances)
        guard distanceCode < DeflateCodes.distanceBases.count else { throw Self.damaged }
        let distance = DeflateCodes.distanceBases[distanceCode] + (try take(DeflateCodes.distanceExtras[distanceCode]))
        guard distance <= result.count, result.count + length <= size else { throw Self.damaged }
        for _ in 0..<length {
            result.append(result[result.count - distance])
        }
    }
}

/// How many symbols have codes of each length, and the symbols in the order of their codes (RFC 1951 §3.2.2).
private struct SymbolReader {
    let counts: [Int]
    let symbols: [Int]

    init(_ lengths: [UInt8]) {
        var counts = [Int](repeating: 0, count: 16)
        for length in lengths where length > 0 {
            counts[Int(min(length, 15))] += 1
        }
        self.counts = counts
        symbols = lengths.indices.filter { lengths[$0] > 0 }.sorted { (lengths[$0], $0) < (lengths[$1], $1) }
    }
}
