/// The SHA-256 of bytes (FIPS 180-4 §6.2) in hexadecimal, as `sha256sum` prints it: whoever holds a copy can check it without us.
///
///     ""       e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
///     "abc"    ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
package func sha256(of bytes: [UInt8]) -> String {
    var hash = SHA256()
    let whole = bytes.count / 64 * 64
    bytes.withUnsafeBytes { buffer in
        for start in stride(from: 0, to: whole, by: 64) {
            hash.take(UnsafeRawBufferPointer(rebasing: buffer[start..<start + 64]))
        }
    }
    // The rest, a one bit, zeros, and the length in bits (§5.1.1).
    var end = Array(bytes[whole...]) + [0x80]
    end += [UInt8](repeating: 0, count: (120 - end.count) % 64)
    end += (0..<8).map { UInt8(truncatingIfNeeded: UInt64(bytes.count) * 8 >> (56 - 8 * $0)) }
    end.withUnsafeBytes { buffer in
        for start in stride(from: 0, to: end.count, by: 64) {
            hash.take(UnsafeRawBufferPointer(rebasing: buffer[start..<start + 64]))
        }
    }
    return hash.digits
}

/// The state between two blocks of 64 bytes.
private struct SHA256 {
    /// §5.3.3: the square roots of the first 8 primes, their first 32 bits behind the point.
    private var words: [UInt32] = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]
    private var schedule = [UInt32](repeating: 0, count: 64)

    var digits: String {
        words.map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }.joined()
    }

    mutating func take(_ block: UnsafeRawBufferPointer) {
        fillSchedule(block)
        var (a, b, c, d) = (words[0], words[1], words[2], words[3])
        var (e, f, g, h) = (words[4], words[5], words[6], words[7])
        for round in 0..<64 {
            let turned = Self.turned(e, 6) ^ Self.turned(e, 11) ^ Self.turned(e, 25)
            let first = h &+ turned &+ ((e & f) ^ (~e & g)) &+ Self.constants[round] &+ schedule[round]
            let second = (Self.turned(a, 2) ^ Self.turned(a, 13) ^ Self.turned(a, 22)) &+ ((a & b) ^ (a & c) ^ (b & c))
            (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
        }
        for (index, value) in [a, b, c, d, e, f, g, h].enumerated() {
            words[index] &+= value
        }
    }

    private mutating func fillSchedule(_ block: UnsafeRawBufferPointer) {
        for index in 0..<16 {
            schedule[index] = UInt32(bigEndian: block.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self))
        }
        for index in 16..<64 {
            let (near, far) = (schedule[index - 2], schedule[index - 15])
            let one = Self.turned(near, 17) ^ Self.turned(near, 19) ^ near >> 10
            let zero = Self.turned(far, 7) ^ Self.turned(far, 18) ^ far >> 3
            schedule[index] = one &+ schedule[index - 7] &+ zero &+ schedule[index - 16]
        }
    }

    private static func turned(_ word: UInt32, _ count: UInt32) -> UInt32 {
        word >> count | word << (32 - count)
    }

    /// §4.2.2: the cube roots of the first 64 primes, their first 32 bits behind the point.
    private static let constants: [UInt32] = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
        0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
        0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
        0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
        0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
    ]
}
