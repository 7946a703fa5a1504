/// Unpacks texts in the zlib format (RFC 1950), whatever packed them: stored, fixed and dynamic blocks of RFC 1951.
///
/// Method: canonical Huffman decoding by counting, as in RFC 1951 §3.2.2.
struct Inflater {
    /// Why bytes are no text of ours.
    enum Fault: Error, Hashable {
        case notZlib, cutShort, badBlock, tooLong
    }

    private let input: [UInt8]
    private var position = 2
    private var held: UInt32 = 0
    private var heldBits = 0
    private var output: [UInt8] = []
    private let limit: Int

    /// The bytes as they were before they were packed.
    /// - Parameter count: how many there are; no more are unpacked.
    static func bytes(of packed: [UInt8], count: Int) throws(Fault) -> [UInt8] {
        guard packed.count >= 2, packed[0] & 0x0F == 8, (Int(packed[0]) << 8 | Int(packed[1])) % 31 == 0, packed[1] & 0x20 == 0 else {
            throw .notZlib
        }
        var inflater = Inflater(input: packed, limit: count)
        return try inflater.unpacked()
    }

    private init(input: [UInt8], limit: Int) {
        self.input = input
        self.limit = limit
        output.reserveCapacity(min(limit, 1 << 24))
    }

    private mutating func unpacked() throws(Fault) -> [UInt8] {
        var isLast = false
        while !isLast {
            isLast = try bits(1) == 1
            switch try bits(2) {
            case 0: try store()
            case 1: try inflate(Self.fixedLengths, Self.fixedDistances)
            case 2: try inflateDynamic()
            default: throw .badBlock
            }
        }
        guard output.count == limit else { throw .cutShort }
        return output
    }

    private mutating func bits(_ count: Int) throws(Fault) -> Int {
        while heldBits < count {
            guard position < input.count else { throw .cutShort }
            held |= UInt32(input[position]) << UInt32(heldBits)
            position += 1
            heldBits += 8
        }
        let value = Int(held & ((1 << UInt32(count)) - 1))
        held >>= UInt32(count)
        heldBits -= count
        return value
    }

    private mutating func store() throws(Fault) {
        (held, heldBits) = (0, 0)
        guard position + 4 <= input.count else { throw .cutShort }
        let length = Int(input[position]) | Int(input[position + 1]) << 8
        let inverse = Int(input[position + 2]) | Int(input[position + 3]) << 8
        position += 4
        guard length ^ 0xFFFF == inverse, position + length <= input.count else { throw .badBlock }
        guard output.count + length <= limit else { throw .tooLong }
        output += input[position..<position + length]
        position += length
    }

    private mutating func inflate(_ lengths: Code, _ distances: Code) throws(Fault) {
        while true {
            let symbol = try next(lengths)
            if symbol == 256 { return }
            if symbol < 256 {
                guard output.count < limit else { throw .tooLong }
                output.append(UInt8(symbol))
            } else {
                try copy(lengthSymbol: symbol - 257, distances)
            }
        }
    }

    private mutating func copy(lengthSymbol: Int, _ distances: Code) throws(Fault) {
        guard lengthSymbol < Self.lengthBase.count else { throw .badBlock }
        let length = Self.lengthBase[lengthSymbol] + (try bits(Self.lengthExtra[lengthSymbol]))
        let symbol = try next(distances)
        guard symbol < Self.distanceBase.count else { throw .badBlock }
        let distance = Self.distanceBase[symbol] + (try bits(symbol < 2 ? 0 : symbol / 2 - 1))
        guard distance <= output.count else { throw .badBlock }
        guard output.count + length <= limit else { throw .tooLong }
        for _ in 0..<length { output.append(output[output.count - distance]) }
    }

    private mutating func inflateDynamic() throws(Fault) {
        let (literals, distances, codes) = (try bits(5) + 257, try bits(5) + 1, try bits(4) + 4)
        var codeLengths = Array(repeating: 0, count: 19)
        for index in 0..<codes { codeLengths[Self.codeOrder[index]] = try bits(3) }
        let code = Code(codeLengths)
        var lengths: [Int] = []
        while lengths.count < literals + distances {
            let symbol = try next(code)
            switch symbol {
            case 16:
                guard let last = lengths.last else { throw .badBlock }
                lengths += Array(repeating: last, count: 3 + (try bits(2)))
            case 17: lengths += Array(repeating: 0, count: 3 + (try bits(3)))
            case 18: lengths += Array(repeating: 0, count: 11 + (try bits(7)))
            default: lengths.append(symbol)
            }
        }
        guard lengths.count == literals + distances else { throw .badBlock }
        try inflate(Code(Array(lengths[..<literals])), Code(Array(lengths[literals...])))
    }

    /// The next symbol of a code, bit by bit.
    private mutating func next(_ code: Code) throws(Fault) -> Int {
        var (value, first, index) = (0, 0, 0)
        for length in 1...15 {
            value |= try bits(1)
            let count = code.counts[length]
            if value - count < first { return code.symbols[index + value - first] }
            index += count
            first = (first + count) << 1
            value <<= 1
        }
        throw .badBlock
    }

    /// A prefix code: how many symbols have each length, and the symbols in order of their codes.
    private struct Code {
        var counts = Array(repeating: 0, count: 16)
        var symbols: [Int] = []

        init(_ lengths: [Int]) {
            for length in lengths where length > 0 { counts[length] += 1 }
            symbols = lengths.indices.filter { lengths[$0] > 0 }.sorted { (lengths[$0], $0) < (lengths[$1], $1) }
        }
    }

    private static let fixedLengths = Code(
        Array(repeating: 8, count: 144) + Array(repeating: 9, count: 112) + Array(repeating: 7, count: 24) + Array(repeating: 8, count: 8))
    private static let fixedDistances = Code(Array(repeating: 5, count: 30))
    private static let codeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    private static let lengthBase = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
    ]
    private static let lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
    private static let distanceBase = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12_289,
        16_385, 24_577,
    ]
}
