import Foundation

/// A name without what spellings differ in: case, accents, apostrophes, hyphens, full stops, doubled blanks.
///
///     "Deir ez-Zor"    "deir ez zor"
///     "Sana’a"         "sanaa"
///     "U.S."           "us"
///     "Côte d'Ivoire"  "cote divoire"
///
/// The script that makes the files of places folds in the same way.
package func folded(_ name: some StringProtocol) -> String {
    isPlain(name) ? String(decoding: foldedBytes(name.utf8), as: UTF8.self) : foldedScalars(name)
}

private func isPlain(_ name: some StringProtocol) -> Bool {
    name.utf8.allSatisfy { $0 < 0x80 }
}

private func foldedBytes(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    for byte in bytes {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): result.append(byte | 0x20)
        case UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "."): continue
        case UInt8(ascii: "-"), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: " "):
            if let last = result.last, last != 0x20 { result.append(0x20) }
        default: result.append(byte)
        }
    }
    if result.last == 0x20 { result.removeLast() }
    return result
}

private func foldedScalars(_ name: some StringProtocol) -> String {
    var result = String.UnicodeScalarView()
    for scalar in name.lowercased().decomposedStringWithCompatibilityMapping.unicodeScalars {
        if let plain = plainLetters[scalar] {
            result.append(contentsOf: plain.unicodeScalars)
        } else if !isDropped(scalar) {
            result.append(scalar)
        }
    }
    return String(decoding: foldedBytes(String(result).utf8), as: UTF8.self)
}

private func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .modifierLetter, .format: true
    default: false
    }
}

/// Letters that do not come apart into a plain letter and a mark, and the quotes and dashes that stand for plain ones.
private let plainLetters: [Unicode.Scalar: String] = [
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a",
    "‘": "", "’": "", "‛": "", "′": "", "´": "", "‐": " ", "‑": " ", "–": " ", "—": " ", "־": " ", "ـ": "",
]
