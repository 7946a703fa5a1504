/// Texts in the zlib format (RFC 1950), as `sqlar_uncompress` of the sqlite3 shell and most languages read it.
enum Zlib {
    static func compressed(_ bytes: [UInt8]) -> [UInt8] {
        let sum = checksum(bytes)
        return [0x78, 0x5e] + Deflater(bytes).deflated() + (0..<4).map { UInt8(truncatingIfNeeded: sum >> (24 - 8 * $0)) }
    }

    /// - Parameter size: how many bytes come out: neither more nor fewer.
    static func expanded(_ bytes: [UInt8], size: Int) throws(ArchiveError) -> [UInt8] {
        guard bytes.count > 6, bytes[0] == 0x78, bytes[1] & 0x20 == 0 else { throw .failed("a kept text is not in the zlib format") }
        var inflater = Inflater(bytes.dropFirst(2), size: size)
        let result = try inflater.inflated()
        let sum = bytes.suffix(4).reduce(0) { $0 << 8 | UInt32($1) }
        guard result.count == size, checksum(result) == sum else { throw .failed("a kept text is damaged") }
        return result
    }

    /// Adler-32, RFC 1950 §8.2. So many bytes fit before a sum of 32 bits runs over.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var (low, high): (UInt32, UInt32) = (1, 0)
        for start in stride(from: 0, to: bytes.count, by: 5552) {
            for byte in bytes[start..<min(start + 5552, bytes.count)] {
                low += UInt32(byte)
                high += low
            }
            low %= 65_521
            high %= 65_521
        }
        return high << 16 | low
    }
}

/// The codes for lengths and distances of RFC 1951 §3.2.5.
enum DeflateCodes {
    static let lengthBases = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
    ]
    static let lengthExtras = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
    static let distanceBases = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12_289,
        16_385, 24_577,
    ]
    static let distanceExtras = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13]
    /// §3.2.6
    static let fixedLengths: [UInt8] = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
    static let fixedDistances = [UInt8](repeating: 5, count: 30)
    /// §3.2.7
    static let lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
}

/// Bytes → one block of RFC 1951 with codes fitted to it, matches found through a chain of equal beginnings.
struct Deflater {
    private static let window = 32_768
    private static let longest = 258
    private static let shortest = 3
    /// So many earlier places are looked at for each match.
    private static let patience = 48

    /// A byte (distance 0), or a length and how far back it is to be copied from.
    private struct Piece {
        let value: Int
        let distance: Int
    }

    private let bytes: [UInt8]
    private var bits = BitWriter()

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    consuming func deflated() -> [UInt8] {
        let pieces = pieces()
        var literals = [Int](repeating: 0, count: 286)
        var distances = [Int](repeating: 0, count: 30)
        literals[256] = 1
        for piece in pieces {
            literals[Self.symbol(piece)] += 1
            if piece.distance > 0 { distances[Self.code(of: piece.distance, in: DeflateCodes.distanceBases)] += 1 }
        }
        let literalCode = PrefixCode(fitting: literals, longest: 15)
        let distanceCode = PrefixCode(fitting: distances, longest: 15)
        bits.append(1, count: 1)
        bits.append(2, count: 2)
        writeHeader(literalCode, distanceCode)
        for piece in pieces {
            write(piece, literalCode, distanceCode)
        }
        bits.append(literalCode, 256)
        return bits.finished()
    }

    private static func symbol(_ piece: Piece) -> Int {
        piece.distance == 0 ? piece.value : 257 + code(of: piece.value, in: DeflateCodes.lengthBases)
    }

    /// The last code whose base is not above the value.
    private static func code(of value: Int, in bases: [Int]) -> Int {
        var (low, high) = (0, bases.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if bases[middle] <= value { low = middle } else { high = middle }
        }
        return low
    }

    private mutating func write(_ piece: Piece, _ literals: PrefixCode, _ distances: PrefixCode) {
        let symbol = Self.symbol(piece)
        bits.append(literals, symbol)
        guard piece.distance > 0 else { return }
        let length = symbol - 257
        bits.append(piece.value - DeflateCodes.lengthBases[length], count: DeflateCodes.lengthExtras[length])
        let distance = Self.code(of: piece.distance, in: DeflateCodes.distanceBases)
        bits.append(distances, distance)
        bits.append(piece.distance - DeflateCodes.distanceBases[distance], count: DeflateCodes.distanceExtras[distance])
    }

    /// The lengths of both codes, themselves coded, without the repetitions that the format allows.
    private mutating func writeHeader(_ literals: PrefixCode, _ distances: PrefixCode) {
        let lengths = literals.lengths + distances.lengths
        var counts = [Int](repeating: 0, count: 19)
        for length in lengths {
            counts[Int(length)] += 1
        }
        let code = PrefixCode(fitting: counts, longest: 7)
        bits.append(286 - 257, count: 5)
        bits.append(30 - 1, count: 5)
        bits.append(19 - 4, count: 4)
        for symbol in DeflateCodes.lengthOrder {
            bits.append(Int(code.lengths[symbol]), count: 3)
        }
        for length in lengths {
            bits.append(code, Int(length))
        }
    }

    private func pieces() -> [Piece] {
        var result: [Piece] = []
        var heads = [Int32](repeating: -1, count: 1 << 13)
        var links = [Int32](repeating: -1, count: bytes.count)
        func remember(_ place: Int) {
            guard place + Self.shortest <= bytes.count else { return }
            let key = key(at: place)
            links[place] = heads[key]
            heads[key] = Int32(place)
        }
        var place = 0
        while place < bytes.count {
            let match = longestMatch(at: place, heads: heads, links: links)
            result.append(match ?? Piece(value: Int(bytes[place]), distance: 0))
            let end = place + (match?.value ?? 1)
            while place < end {
                remember(place)
                place += 1
            }
        }
        return result
    }

    private func key(at place: Int) -> Int {
        let word = UInt32(bytes[place]) | UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place + 2]) << 16
        return Int((word &* 0x9e37_79b1) >> 19)
    }

    private func longestMatch(at place: Int, heads: [Int32], links: [Int32]) -> Piece? {
        guard place + Self.shortest <= bytes.count else { return nil }
        let most = min(Self.longest, bytes.count - place)
        var best = Self.shortest - 1
        var from = 0
        var candidate = Int(heads[key(at: place)])
        var patience = Self.patience
        while candidate >= 0, place - candidate <= Self.window, patience > 0, best < most {
            if bytes[candidate + best] == bytes[place + best] {
                var length = 0
                while length < most, bytes[candidate + length] == bytes[place + length] { length += 1 }
                if length > best { (best, from) = (length, candidate) }
            }
            candidate = Int(links[candidate])
            patience -= 1
        }
        return best >= Self.shortest ? Piece(value: best, distance: place - from) : nil
    }
}

/// A canonical prefix code (RFC 1951 §3.2.2): for each symbol a length and its bits.
struct PrefixCode {
    let lengths: [UInt8]
    /// Each symbol's bits, the first one lowest, as they are written.
    let words: [UInt16]

    /// Short codes for symbols that come often; lengths by D. Huffman's method, halving the counts until none is too long.
    init(fitting counts: [Int], longest: Int) {
        var counts = counts
        // A code of one symbol has no tree: a second one, never used, makes it whole.
        for symbol in counts.indices where counts.count(where: { $0 > 0 }) < 2 && counts[symbol] == 0 { counts[symbol] = 1 }
        var lengths = Self.lengths(counts)
        while Int(lengths.max() ?? 0) > longest {
            counts = counts.map { $0 == 0 ? 0 : $0 / 2 + 1 }
            lengths = Self.lengths(counts)
        }
        self.init(lengths: lengths)
    }

    init(lengths: [UInt8]) {
        self.lengths = lengths
        var next = [Int](repeating: 0, count: 17)
        var code = 0
        for length in 1...16 {
            next[length] = code
            code = (code + lengths.count { Int($0) == length }) << 1
        }
        words = lengths.map { length in
            guard length > 0 else { return 0 }
            defer { next[Int(length)] += 1 }
            return Self.reversed(next[Int(length)], count: Int(length))
        }
    }

    private static func reversed(_ code: Int, count: Int) -> UInt16 {
        (0..<count).reduce(0) { $0 << 1 | UInt16(code >> $1 & 1) }
    }

    /// Joins the two rarest groups until there is one; each join lengthens the codes in it.
    private static func lengths(_ counts: [Int]) -> [UInt8] {
        var lengths = [UInt8](repeating: 0, count: counts.count)
        var leaves = counts.indices.filter { counts[$0] > 0 }.map { (count: counts[$0], symbols: [$0]) }
        leaves.sort { $0.count > $1.count }
        // Joined groups come in rising order, so two queues do for a heap.
        var joined: [(count: Int, symbols: [Int])] = []
        var first = 0
        func next() -> (count: Int, symbols: [Int]) {
            if first < joined.count, leaves.last.map({ joined[first].count < $0.count }) ?? true {
                first += 1
                return joined[first - 1]
            }
            return leaves.removeLast()
        }
        while leaves.count + joined.count - first > 1 {
            let (one, other) = (next(), next())
            let symbols = one.symbols + other.symbols
            for symbol in symbols { lengths[symbol] += 1 }
            joined.append((one.count + other.count, symbols))
        }
        return lengths
    }
}

/// Bits, the first one lowest in its byte.
private struct BitWriter {
    private var bytes: [UInt8] = []
    private var rest: UInt64 = 0
    private var count = 0

    mutating func append(_ value: Int, count: Int) {
        rest |= UInt64(value) << UInt64(self.count)
        self.count += count
        while self.count >= 8 {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
            self.count -= 8
        }
    }

    mutating func append(_ code: PrefixCode, _ symbol: Int) {
        append(Int(code.words[symbol]), count: Int(code.lengths[symbol]))
    }

    consuming func finished() -> [UInt8] {
        if count > 0 { bytes.append(UInt8(truncatingIfNeeded: rest)) }
        return bytes
    }
}
