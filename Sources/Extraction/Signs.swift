/// The signs of a text by their bytes: where letters, digits and marks stand, in UTF-8 or in what should be.
struct Signs {
    let bytes: [UInt8]
    /// Endings that are words of their own, without their apostrophe: "s".
    let suffixes: [[UInt8]]
    /// What each byte begins.
    private let classes = Self.everyClass

    enum Class: UInt8 {
        case blank, line, letter, digit, mark, wide
    }

    init(_ bytes: [UInt8], suffixes: [[UInt8]]) {
        self.bytes = bytes
        self.suffixes = suffixes
    }

    private static let everyClass: [Class] = (0...255).map { byte in
        switch byte {
        case 0x0A, 0x0D: .line
        case 0...0x20, 0x7F: .blank
        case 0x30...0x39: .digit
        case 0x41...0x5A, 0x61...0x7A, 0x5F: .letter
        case 0x80...: .wide
        default: .mark
        }
    }

    func kind(at index: Int) -> Class { classes[Int(bytes[index])] }

    func isBlank(_ index: Int) -> Bool {
        let kind = kind(at: index)
        return kind == .blank || kind == .line || bytes[index] == 0xC2
    }

    func isSmallLetter(_ index: Int) -> Bool {
        index < bytes.count && bytes[index] &- 0x61 < 26
    }

    func isCapital(_ index: Int) -> Bool {
        index < bytes.count && bytes[index] &- 0x41 < 26
    }

    // MARK: letters

    func isLetter(_ index: Int) -> Bool {
        guard index < bytes.count else { return false }
        let kind = kind(at: index)
        return kind == .letter || kind == .digit || kind == .wide && wideLetter(at: index) > 0
    }

    /// How many bytes a letter above U+007F has here; 0 where none stands.
    func wideLetter(at index: Int) -> Int {
        let byte = bytes[index]
        let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 0
        guard length > 0, index + length <= bytes.count else { return 0 }
        let second = bytes[index + 1]
        switch byte {
        case 0xC2: return 0
        case 0xC3 where second == 0x97 || second == 0xB7: return 0
        case 0xD8 where second == 0x8C || second == 0x9B || second == 0x9F: return 0
        case 0xD9 where (0xA0...0xAC).contains(second): return 0
        case 0xDB where (0xB0...0xB9).contains(second) || second == 0x94: return 0
        case 0xE2 where second <= 0x8B || second == 0x96 || second == 0x97: return 0
        case 0xE3 where second == 0x80: return 0
        case 0xEF where second == 0xBB: return 0
        case 0xF0...: return 0
        default: return length
        }
    }

    /// Whether a curly one stands there.
    func isApostrophe(_ index: Int) -> Bool {
        index + 2 < bytes.count && bytes[index] == 0xE2 && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x99
    }

    /// Whether what follows from an apostrophe is a word of its own: "'s".
    func isSuffix(_ index: Int) -> Bool {
        let from = bytes[index] == 0x27 ? index + 1 : index + 3
        return suffixes.contains { suffix in
            from + suffix.count <= bytes.count && !isLetter(from + suffix.count)
                && suffix.indices.allSatisfy { WordTable.lower(bytes[from + $0]) == suffix[$0] }
        }
    }

    // MARK: digits

    /// How many bytes a digit has here; 0 where none stands.
    func digitLength(at index: Int) -> Int {
        guard index < bytes.count else { return 0 }
        if bytes[index] &- 0x30 < 10 { return 1 }
        guard index + 1 < bytes.count else { return 0 }
        let isArabic = bytes[index] == 0xD9 && (0xA0...0xA9).contains(bytes[index + 1])
        let isPersian = bytes[index] == 0xDB && (0xB0...0xB9).contains(bytes[index + 1])
        return isArabic || isPersian ? 2 : 0
    }

    /// How many bytes a separator inside a number has here.
    func separatorLength(at index: Int) -> Int? {
        switch bytes[index] {
        case 0x2C, 0x2E: return 1
        case 0xD9 where index + 1 < bytes.count && (bytes[index + 1] == 0xAB || bytes[index + 1] == 0xAC): return 2
        case 0xC2 where index + 1 < bytes.count && bytes[index + 1] == 0xA0 && isThousand(index + 2): return 2
        case 0xE2
        where index + 2 < bytes.count && bytes[index + 1] == 0x80 && (bytes[index + 2] == 0x89 || bytes[index + 2] == 0xAF)
            && isThousand(index + 3):
            return 3
        default: return nil
        }
    }

    private func isThousand(_ index: Int) -> Bool {
        (0..<3).allSatisfy { index + $0 < bytes.count && bytes[index + $0] &- 0x30 < 10 }
            && !(index + 3 < bytes.count && bytes[index + 3] &- 0x30 < 10)
    }

    // MARK: marks

    /// How many bytes a mark has that closes what a sentence is in: a quotation mark, a bracket.
    func closing(at index: Int) -> Int? {
        guard index < bytes.count else { return nil }
        switch bytes[index] {
        case 0x22, 0x27, 0x29, 0x5D: return 1
        case 0xE2 where index + 2 < bytes.count && bytes[index + 1] == 0x80 && (bytes[index + 2] == 0x9D || bytes[index + 2] == 0x99):
            return 3
        case 0xC2 where index + 1 < bytes.count && bytes[index + 1] == 0xBB: return 2
        default: return nil
        }
    }

    func closingMark(at index: Int) -> Mark {
        bytes[index] == 0x29 || bytes[index] == 0x5D ? .close : .closeQuote
    }

    /// How long a mark above U+007F is, and what it is; nil for blanks and what cannot be read.
    func wideMark(at index: Int) -> (Int, Mark?) {
        let byte = bytes[index]
        let second = index + 1 < bytes.count ? bytes[index + 1] : 0
        let third = index + 2 < bytes.count ? bytes[index + 2] : 0
        switch (byte, second, third) {
        case (0xC2, 0xAB, _): return (2, .openQuote)
        case (0xC2, 0xBB, _): return (2, .closeQuote)
        case (0xC2, 0xA3, _), (0xC2, 0xA5, _): return (2, .currency)
        case (0xC2, 0xA0, _), (0xC2, 0xAD, _): return (2, nil)
        case (0xC2, 0xB7, _): return (2, .bullet)
        case (0xC2, _, _), (0xC3, _, _): return (2, .other)
        case (0xD8, 0x8C, _): return (2, .comma)
        case (0xD8, 0x9B, _): return (2, .semicolon)
        case (0xD8, 0x9F, _): return (2, .question)
        case (0xD9, 0xAA, _): return (2, .percent)
        case (0xDB, 0x94, _): return (2, .period)
        case (0xE2, 0x80, 0x90), (0xE2, 0x80, 0x91): return (3, .hyphen)
        case (0xE2, 0x80, 0x92), (0xE2, 0x80, 0x93), (0xE2, 0x80, 0x94), (0xE2, 0x80, 0x95): return (3, .dash)
        case (0xE2, 0x80, 0x9C), (0xE2, 0x80, 0x9E), (0xE2, 0x80, 0x98): return (3, .openQuote)
        case (0xE2, 0x80, 0x9D), (0xE2, 0x80, 0x99): return (3, .closeQuote)
        case (0xE2, 0x80, 0xA2): return (3, .bullet)
        case (0xE2, 0x80, 0xA6): return (3, .other)
        case (0xE2, 0x80, _): return (3, nil)
        case (0xE2, 0x82, _): return (3, .currency)
        case (0xE2, _, _): return (3, .other)
        case (0xE3, 0x80, 0x82): return (3, .period)
        case (0xF0..., _, _): return (4, .other)
        default: return (1, nil)
        }
    }

    static func mark(_ byte: UInt8) -> Mark {
        switch byte {
        case 0x2C: .comma
        case 0x2E: .period
        case 0x3B: .semicolon
        case 0x3A: .colon
        case 0x3F: .question
        case 0x21: .exclamation
        case 0x2D: .hyphen
        case 0x28, 0x5B, 0x7B: .open
        case 0x29, 0x5D, 0x7D: .close
        case 0x22: .quote
        case 0x27, 0x60: .other
        case 0x2F: .slash
        case 0x25: .percent
        case 0x24: .currency
        case 0x2A: .bullet
        default: .other
        }
    }
}
