/// Gzip streams made by hand (RFC 1951, RFC 1952), so that tests need no library and can break them where they like.
enum Gzip {
    /// The bytes as they are, in stored blocks.
    static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var stream = header
        var start = 0
        repeat {
            let end = min(start + 65_535, bytes.count)
            let length = UInt16(end - start)
            stream.append(end == bytes.count ? 1 : 0)
            stream += littleEndian(UInt32(length) | UInt32(~length) << 16)
            stream += bytes[start..<end]
            start = end
        } while start < bytes.count
        return stream + littleEndian(checksum(bytes)) + littleEndian(UInt32(truncatingIfNeeded: bytes.count))
    }

    /// So many bytes "0" in some hundredth of the room: one literal, then matches of 258 at distance 1, 13 bits each.
    static func bomb(_ count: Int) -> [UInt8] {
        var bits = Bits()
        bits.append(0b011, 3)  // the last block, fixed Huffman codes
        bits.append(reversed: 0x30 + 0x30, 8)  // the literal "0"
        for _ in 0..<(count / 258) {
            bits.append(reversed: 0b1100_0101, 8)  // length 258
            bits.append(0, 5)  // distance 1
        }
        return header + bits.bytes
    }

    private static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]

    private static func littleEndian(_ number: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
    }

    private struct Bits {
        var bytes: [UInt8] = []
        private var count = 0

        mutating func append(_ value: Int, _ width: Int) {
            for place in 0..<width {
                if count % 8 == 0 { bytes.append(0) }
                bytes[count / 8] |= UInt8(value >> place & 1) << (count % 8)
                count += 1
            }
        }

        /// Huffman codes stand with their highest bit first.
        mutating func append(reversed value: Int, _ width: Int) {
            for place in (0..<width).reversed() {
                append(value >> place & 1, 1)
            }
        }
    }
}
