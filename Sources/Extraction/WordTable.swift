/// Words and their numbers, found by their bytes without making a string.
///
/// Open addressing over one array of bytes; letters A–Z and the curly apostrophe are folded ("IRAQ’S" is "iraq's").
/// Number 0 is no word.
struct WordTable: Sendable {
    private var bytes: [UInt8] = []
    private var starts: [Int32] = [0, 0]
    private var hashes: [UInt32] = [0]
    private var slots = [Int32](repeating: 0, count: 1024)

    /// How many numbers are given out, number 0 included.
    var count: Int { hashes.count }

    /// The number of a word, given out anew where it has none.
    mutating func insert(_ word: [UInt8]) -> Int {
        let folded = Self.folded(word)
        let hash = Self.hash(folded[...])
        if let known = find(folded, 0, folded.count, hash) { return known }
        if hashes.count * 2 > slots.count { grow() }
        let number = hashes.count
        bytes += folded
        starts.append(Int32(bytes.count))
        hashes.append(hash)
        place(number, hash)
        return number
    }

    /// The number of the word at these bytes, whose hash was taken while they were read; 0 where it is unknown.
    func number(in text: [UInt8], from start: Int, to end: Int, hash: UInt32, isPlain: Bool) -> Int {
        if isPlain { return find(text, start, end, hash) ?? 0 }
        let folded = Self.folded(Array(text[start..<end]))
        return find(folded, 0, folded.count, hash) ?? 0
    }

    func number(of word: String) -> Int {
        let folded = Self.folded(Array(word.utf8))
        return find(folded, 0, folded.count, Self.hash(folded[...])) ?? 0
    }

    /// The folded word of a number.
    func word(_ number: Int) -> String {
        String(decoding: bytes[Int(starts[number])..<Int(starts[number + 1])], as: UTF8.self)
    }

    private func find(_ text: [UInt8], _ start: Int, _ end: Int, _ hash: UInt32) -> Int? {
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while slots[slot] != 0 {
            let number = Int(slots[slot])
            if hashes[number] == hash, isEqual(number, text, start, end) { return number }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private func isEqual(_ number: Int, _ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
        let from = Int(starts[number])
        guard Int(starts[number + 1]) - from == end - start else { return false }
        for offset in 0..<(end - start) where bytes[from + offset] != Self.lower(text[start + offset]) {
            return false
        }
        return true
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: slots.count * 2)
        for number in 1..<hashes.count { place(number, hashes[number]) }
    }

    private mutating func place(_ number: Int, _ hash: UInt32) {
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = Int32(number)
    }

    static func lower(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }

    static let seed: UInt32 = 2_166_136_261

    /// FNV-1a, a byte at a time.
    static func mixed(_ hash: UInt32, _ byte: UInt8) -> UInt32 {
        (hash ^ UInt32(byte)) &* 16_777_619
    }

    private static func hash(_ folded: ArraySlice<UInt8>) -> UInt32 {
        folded.reduce(seed, mixed)
    }

    private static func folded(_ word: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var index = 0
        while index < word.count {
            if word[index] == 0xE2, index + 2 < word.count, word[index + 1] == 0x80, word[index + 2] == 0x99 {
                result.append(0x27)
                index += 3
            } else {
                result.append(lower(word[index]))
                index += 1
            }
        }
        return result
    }
}
