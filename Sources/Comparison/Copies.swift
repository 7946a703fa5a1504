package import Figures

/// The shape of a text, by which a lightly edited copy of it is known again: a wire story with another lead, dateline or outlet name.
///
/// Shingles of four words, letters and digits only, case ignored; where a script does not part its words, four characters.
/// Method: A. Broder, "On the resemblance and containment of documents", 1997; the hash functions are multiply-shift,
/// M. Dietzfelbinger et al., "A reliable randomized algorithm for the closest-pair problem", 1997.
package func fingerprint(of text: String) -> Fingerprint {
    let words = wordHashes(in: text)
    guard words.count >= Shingles.fewest else { return Fingerprint(minima: []) }
    var minima = [UInt32](repeating: .max, count: Fingerprint.size)
    for start in 0...(words.count - Shingles.length) {
        let shingle = words[start..<start + Shingles.length].reduce(0) { mixed($0 ^ $1) }
        for index in minima.indices {
            let value = UInt32(truncatingIfNeeded: (shingle &* Shingles.multipliers[index]) >> 32)
            minima[index] = min(minima[index], value)
        }
    }
    return Fingerprint(minima: minima)
}

private enum Shingles {
    static let length = 4
    /// A text of fewer words is too short to tell a copy by.
    static let fewest = 40
    /// Odd, and always the same.
    static let multipliers: [UInt64] = (0..<UInt64(Fingerprint.size)).map { mixed(($0 + 1) &* 0x9e37_79b9_7f4a_7c15) | 1 }
}

private func wordHashes(in text: String) -> [UInt64] {
    let start: UInt64 = 0xcbf2_9ce4_8422_2325
    var words: [UInt64] = []
    var word = start
    func end() {
        if word != start { words.append(word) }
        word = start
    }
    for scalar in text.lowercased().unicodeScalars {
        if isWithoutSpaces(scalar) { end() }
        if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
            word = (word ^ UInt64(scalar.value)) &* 0x0000_0100_0000_01b3
        } else {
            end()
        }
        if isWithoutSpaces(scalar) { end() }
    }
    end()
    return words
}

/// Thai and Lao, kana, and the ideographs: scripts that do not part their words.
private func isWithoutSpaces(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0e00...0x0eff, 0x3040...0x30ff, 0x3400...0x9fff, 0xf900...0xfaff, 0x20000...0x3ffff: true
    default: false
    }
}

/// Spreads each bit over all others. Method: D. Stafford, "Better Bit Mixing", variant 13.
private func mixed(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
}
