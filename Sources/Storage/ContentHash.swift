/// A hash of bytes, to tell whether they are still the same: 32 hexadecimal digits.
///
/// Not a signature: who wants two texts with one hash can make them. Here that only means that his own correction goes unseen.
/// Method: FNV-1a, 128 bits, G. Fowler, L. C. Noll, P. Vo (RFC 9923).
package func contentHash(of bytes: some Sequence<UInt8>) -> String {
    let prime: UInt128 = 0x0000_0000_0100_0000_0000_0000_0000_013b
    var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
    for byte in bytes {
        hash = (hash ^ UInt128(byte)) &* prime
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 32 - digits.count) + digits
}
