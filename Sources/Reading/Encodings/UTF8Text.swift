/// UTF-8 made safe to parse: ill-formed bytes are U+FFFD, control characters are gone.
enum UTF8Text {
    /// The text, and whether any byte of it was ill-formed.
    ///
    /// Source: Unicode 15, table 3-7, "Well-Formed UTF-8 Byte Sequences".
    static func cleaned(_ bytes: ArraySlice<UInt8>) -> (text: [UInt8], lossy: Bool) {
        var lossy = false
        let text = bytes.withUnsafeBufferPointer { source in
            [UInt8](unsafeUninitializedCapacity: source.count * 3) { room, count in
                (count, lossy) = clean(source, into: room)
            }
        }
        return (text, lossy)
    }

    private static func clean(_ source: UnsafeBufferPointer<UInt8>, into room: UnsafeMutableBufferPointer<UInt8>) -> (Int, Bool) {
        var (read, written, lossy) = (0, 0, false)
        while read < source.count {
            if isPrintableRun(source, at: read) {
                UnsafeMutableRawBufferPointer(room).storeBytes(of: word(source, at: read), toByteOffset: written, as: UInt64.self)
                (read, written) = (read + 8, written + 8)
                continue
            }
            let byte = source[read]
            if byte >= 0x20 && byte < 0x7F {
                room[written] = byte
                (read, written) = (read + 1, written + 1)
            } else if byte < 0x80 {
                if byte == 0x0A || byte == 0x09 || byte == 0x0D {
                    room[written] = byte
                    written += 1
                }
                read += 1
            } else {
                let length = sequenceLength(source, at: read)
                if length == 0 {
                    (room[written], room[written + 1], room[written + 2]) = (0xEF, 0xBF, 0xBD)
                    (read, written, lossy) = (read + 1, written + 3, true)
                } else if length == 2 && byte == 0xC2 && source[read + 1] < 0xA0 {
                    read += 2
                } else {
                    for offset in 0..<length { room[written + offset] = source[read + offset] }
                    (read, written) = (read + length, written + length)
                }
            }
        }
        return (written, lossy)
    }

    // MARK: Eight bytes at a time
    //
    // Method: S. E. Anderson, "Bit Twiddling Hacks", "Determine if a word has a byte less than n" and "equal to n".

    private static let tops: UInt64 = 0x8080_8080_8080_8080

    private static func word(_ source: UnsafeBufferPointer<UInt8>, at start: Int) -> UInt64 {
        UnsafeRawBufferPointer(source).loadUnaligned(fromByteOffset: start, as: UInt64.self)
    }

    /// Whether eight bytes stand here that are ASCII.
    private static func isASCIIRun(_ source: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        start + 8 <= source.count && word(source, at: start) & tops == 0
    }

    /// Whether eight bytes stand here that are ASCII and no control characters.
    private static func isPrintableRun(_ source: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        guard start + 8 <= source.count else { return false }
        let word = word(source, at: start)
        let deleted = word ^ 0x7F7F_7F7F_7F7F_7F7F
        let low = (word &- 0x2020_2020_2020_2020) & ~word
        return (word | low | (deleted &- 0x0101_0101_0101_0101) & ~deleted) & tops == 0
    }

    /// Whether all of it is well-formed UTF-8.
    static func isValid(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.withUnsafeBufferPointer { source in
            var read = 0
            while read < source.count {
                if source[read] < 0x80 {
                    read += isASCIIRun(source, at: read) ? 8 : 1
                    continue
                }
                let length = sequenceLength(source, at: read)
                guard length > 0 else { return false }
                read += length
            }
            return true
        }
    }

    /// Whether nearly all that is not ASCII is well-formed UTF-8, as in a page with one broken comment.
    static func isMostlyValid(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.withUnsafeBufferPointer { source in
            var (read, good, bad) = (0, 0, 0)
            while read < source.count {
                if isASCIIRun(source, at: read) {
                    read += 8
                    continue
                }
                let length = source[read] < 0x80 ? 1 : sequenceLength(source, at: read)
                if length == 0 { bad += 1 } else if length > 1 { good += 1 }
                read += max(1, length)
            }
            return bad * 20 <= good
        }
    }

    /// How many bytes the well-formed sequence of a non-ASCII character has, 2...4; 0 where it is ill-formed.
    private static func sequenceLength(_ source: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
        func byte(_ offset: Int) -> UInt8 { start + offset < source.count ? source[start + offset] : 0 }
        func follows(_ offset: Int) -> Bool { byte(offset) & 0xC0 == 0x80 }
        switch source[start] {
        case 0xC2...0xDF: return follows(1) ? 2 : 0
        case 0xE0: return (0xA0...0xBF).contains(byte(1)) && follows(2) ? 3 : 0
        case 0xED: return (0x80...0x9F).contains(byte(1)) && follows(2) ? 3 : 0
        case 0xE1...0xEF: return follows(1) && follows(2) ? 3 : 0
        case 0xF0: return (0x90...0xBF).contains(byte(1)) && follows(2) && follows(3) ? 4 : 0
        case 0xF1...0xF3: return follows(1) && follows(2) && follows(3) ? 4 : 0
        case 0xF4: return (0x80...0x8F).contains(byte(1)) && follows(2) && follows(3) ? 4 : 0
        default: return 0
        }
    }
}
