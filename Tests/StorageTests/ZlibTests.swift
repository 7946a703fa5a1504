import Foundation
import Testing

@testable import Storage

private let texts: [String] = [
    "", "a", "aaa", String(repeating: "a", count: 100_000), "The toll rose to 41,200.",
    (0..<5000).map { "\($0 * 7919 % 1009) were killed in village \($0 % 37)" }.joined(separator: "\n"),
    (0..<300).map { String(UnicodeScalar(UInt8($0 % 256))) }.joined(), "二千人以上が避難した。" + "ألف قتيل",
]

@Test(arguments: texts)
func `a text comes out of its compression as it went in`(text: String) throws {
    let bytes = Array(text.utf8)
    #expect(try Zlib.expanded(Zlib.compressed(bytes), size: bytes.count) == bytes)
}

@Test func `texts in any form that the format allows are read`() throws {
    // A stored block, and one with the fixed codes, both made by another program.
    let stored: [UInt8] = [0x78, 0x01, 0x01, 0x05, 0x00, 0xfa, 0xff, 0x68, 0x65, 0x6c, 0x6c, 0x6f, 0x06, 0x2c, 0x02, 0x15]
    let fixed: [UInt8] = [0x78, 0x9c, 0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00, 0x06, 0x2c, 0x02, 0x15]
    for bytes in [stored, fixed] {
        #expect(try Zlib.expanded(bytes, size: 5) == Array("hello".utf8))
    }
}

@Test func `news takes less than half its room`() {
    let words = ["people", "were", "killed", "the", "ministry", "said", "on", "Monday", "in", "a", "strike", "near", "village", "of"]
    let text = (0..<900).map { words[$0 * $0 % 13 + $0 % 2] }.joined(separator: " ")
    #expect(Zlib.compressed(Array(text.utf8)).count * 2 < text.utf8.count)
}

@Test func `a damaged text is an error, whatever the damage`() {
    let original = Array("The toll rose to 41,200, the ministry said; it stood at 40,861 before.".utf8)
    let bytes = Zlib.compressed(original)
    for place in bytes.indices {
        for bit in 0..<8 {
            var damaged = bytes
            damaged[place] ^= 1 << bit
            let result = Result { try Zlib.expanded(damaged, size: original.count) }
            // The level noted in the header, and padding, mean nothing; all else is noticed.
            if case .success(let text) = result { #expect(text == original) }
        }
        #expect(throws: ArchiveError.self) { try Zlib.expanded(Array(bytes.prefix(place)), size: original.count) }
    }
}

@Test func `equal bytes have equal hashes`() {
    #expect(contentHash(of: "".utf8) == "6c62272e07bb014262b821756295c58d")
    #expect(contentHash(of: "a".utf8) == "d228cb696f1a8caf78912b704e4a8964")
    #expect(contentHash(of: "41,200".utf8) != contentHash(of: "41,201".utf8))
}
