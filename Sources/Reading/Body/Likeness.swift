/// Text compared by its letters and digits alone.
///
///     "Flood kills 12 — Post"    the same as    "flood kills 12: post"
enum Likeness {
    /// A hash of the letters and digits; ASCII letters in either case are the same.
    static func key(_ text: some Sequence<UInt8>) -> UInt64 {
        letters(text).reduce(ByteHash.seed) { ByteHash.adding($1, to: $0) }
    }

    /// The letters and digits, ASCII ones in small letters; of all else the typographic marks (U+2000 to U+206F) are left out.
    static func letters(_ text: some Sequence<UInt8>) -> [UInt8] {
        var kept: [UInt8] = []
        var skip = 0
        for byte in text {
            if skip > 0 {
                skip -= 1
                if skip == 1 && byte != 0x80 && byte != 0x81 {
                    kept.append(contentsOf: [0xE2, byte])
                    skip = 0
                }
                continue
            }
            switch byte {
            case 0x30...0x39, 0x61...0x7A: kept.append(byte)
            case 0x41...0x5A: kept.append(byte | 0x20)
            case 0xE2: skip = 2
            case 0x80...: kept.append(byte)
            default: break
            }
        }
        return kept
    }
}
