import Foundation

/// Reads a number in digits.
///
///     "1,170"      1170
///     "2,06,737"   206737
///     "1.2"        1.2
///     "٣٦"         36
enum DigitReader {
    /// The value; nil where it has more digits than can be kept, or separators where none belong.
    static func value(_ bytes: ArraySlice<UInt8>) -> Magnitude? {
        guard bytes.count <= 40 else { return nil }
        var mantissa: UInt64 = 0
        var digits = 0
        var decimals: Int?
        var sinceGroup: Int?
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let (digit, separator, length) = symbol(bytes, index)
            index += length
            if let digit {
                mantissa = mantissa * 10 + UInt64(digit)
                digits += 1
                guard digits <= 18 else { return nil }
                if decimals != nil { decimals? += 1 } else { sinceGroup? += 1 }
            } else if separator == .group {
                guard decimals == nil, digits <= 3 || sinceGroup == 3 || sinceGroup == 2 else { return nil }
                sinceGroup = 0
            } else {
                guard decimals == nil, sinceGroup == nil || sinceGroup == 3 else { return nil }
                decimals = 0
            }
        }
        guard decimals != nil || sinceGroup == nil || sinceGroup == 3, digits > 0 else { return nil }
        guard let decimals, decimals > 0 else { return Magnitude(Int(mantissa)) }
        return Magnitude(Decimal(sign: .plus, exponent: -decimals, significand: Decimal(mantissa)))
    }

    private enum Separator {
        case group, point
    }

    private static func symbol(_ bytes: ArraySlice<UInt8>, _ index: Int) -> (UInt8?, Separator, Int) {
        let byte = bytes[index]
        switch byte {
        case 0x30...0x39: return (byte - 0x30, .group, 1)
        case 0x2C: return (nil, .group, 1)
        case 0x2E: return (nil, .point, 1)
        default: break
        }
        let second = index + 1 < bytes.endIndex ? bytes[index + 1] : 0
        switch (byte, second) {
        case (0xD9, 0xA0...0xA9): return (second - 0xA0, .group, 2)
        case (0xDB, 0xB0...0xB9): return (second - 0xB0, .group, 2)
        case (0xD9, 0xAB): return (nil, .point, 2)
        case (0xD9, _), (0xC2, _): return (nil, .group, 2)
        default: return (nil, .group, min(3, bytes.endIndex - index))
        }
    }
}
