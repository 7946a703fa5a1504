import Testing

@testable import Queries

struct InflaterTests {
    /// Made by zlib 1.2.13 (`zlib.compress` of Python).
    static let packed: [(text: String, bytes: String)] = [
        (
            "stored",
            "7801010600f9ff73746f726564093c0292"
        ),
        (
            "The ministry said that 40,000 people were killed. The ministry said that 41,000 people were killed.",
            "78010bc94855c8cdcccb2c2e29aa54284ecc4c5128c9482c513031d0313030502848cd2fc84955284f2d4a55c8ceccc9494dd15308c1a1c310970e00a1c021bc"
        ),
        (
            "",
            "78da030000000001"
        ),
        (
            "toll 0 rises 0 to 0 toll 1 rises 1 to 1 toll 2 rises 2 to 2 toll 3 rises 3 to 3 toll 4 rises 4 to 4 toll 5 rises 5 to 5 toll 6 rises 6 to 6 toll 7 rises 7 to 7 toll 8 rises 8 to 8 toll 9 rises 9 to 9 toll 10 rises 10 to 10 toll 11 rises 11 to 11 toll 12 rises 12 to 12 toll 13 rises 13 to 13",
            "78da3dcfcb0980401443d1562cc1cc7f0a72210882da3f9a49c6cd7b7056b9cf791ccbba5cfbbddddf7fce713e830d34c8822dd0822cda222dca922dd1922cdb322dcb8aadd08aacda2aadca9aadd19aacdb3aad7bf30cc128c14cf95b14e31acc1c8c1e3808b3082309f105e8fa57de"
        ),
        (
            "غزة: 43,600",
            "78dabbb1ebc6a61b2bad144c8c75cc0c0c003c400621"
        ),
    ]

    @Test(arguments: packed)
    func `a text comes back from every kind of block`(text: String, bytes: String) throws {
        #expect(String(decoding: try Inflater.bytes(of: Self.bytes(bytes), count: text.utf8.count), as: UTF8.self) == text)
    }

    @Test func `bytes that were cut or changed are a fault, never a wrong text of another length`() throws {
        let whole = Self.bytes(Self.packed[1].bytes)
        let size = Self.packed[1].text.utf8.count
        for count in 0..<whole.count - 4 {
            #expect(throws: Inflater.Fault.self) { try Inflater.bytes(of: Array(whole.prefix(count)), count: size) }
        }
        #expect(throws: Inflater.Fault.tooLong) { try Inflater.bytes(of: whole, count: size - 1) }
        #expect(throws: Inflater.Fault.cutShort) { try Inflater.bytes(of: whole, count: size + 1) }
        #expect(throws: Inflater.Fault.notZlib) { try Inflater.bytes(of: Array("plain".utf8), count: 5) }
    }

    private static func bytes(_ hex: String) -> [UInt8] {
        let digits = Array(hex)
        return stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0..<$0 + 2]), radix: 16) }
    }
}
