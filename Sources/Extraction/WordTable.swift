/// Words and their numbers, found by their bytes without making a string.
///
/// Open addressing over one array of bytes; letters A–Z and the curly apostrophe are folded ("IRAQ’S" is "iraq's").
/// Number 0 is no word.
struct WordTable: Sendable {
    private var bytes: [UInt8] = []
    private var starts: [Int32] = [0, 0]
    private var hashes: [UInt32] = [0]
    private var slots = [Slot](repeating: Slot(), count: 1024)
    /// A byte of each slot's hash, 0 where it is free: small enough to stay near, and it tells most words that are unknown.
    private var tags = [UInt8](repeating: 0, count: 1024)

    /// A word's number and its hash side by side, as most looks end at a hash that differs; number 0 where it is free.
    private struct Slot {
        var hash: UInt32 = 0
        var number: Int32 = 0
    }

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
    ///
    /// - Parameter isPlain: whether no curly apostrophe is in it.
    func number(in text: [UInt8], from start: Int, to end: Int, hash: UInt32, isPlain: Bool) -> Int {
        if isPlain { return find(text, start, end, hash) ?? 0 }
        let folded = Self.folded(text[start..<end])
        return find(folded, 0, folded.count, hash) ?? 0
    }

    func number(of word: some Collection<UInt8>) -> Int {
        let folded = Self.folded(word)
        return find(folded, 0, folded.count, Self.hash(folded[...])) ?? 0
    }

    /// The folded word of a number.
    func word(_ number: Int) -> String {
        String(decoding: bytes[Int(starts[number])..<Int(starts[number + 1])], as: UTF8.self)
    }

    private func find(_ text: [UInt8], _ start: Int, _ end: Int, _ hash: UInt32) -> Int? {
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        let tag = Self.tag(of: hash)
        while tags[slot] != 0 {
            if tags[slot] == tag, slots[slot].hash == hash, isEqual(Int(slots[slot].number), text, start, end) {
                return Int(slots[slot].number)
            }
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
        slots = [Slot](repeating: Slot(), count: slots.count * 2)
        tags = [UInt8](repeating: 0, count: slots.count)
        for number in 1..<hashes.count { place(number, hashes[number]) }
    }

    private mutating func place(_ number: Int, _ hash: UInt32) {
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while slots[slot].number != 0 { slot = (slot + 1) & mask }
        slots[slot] = Slot(hash: hash, number: Int32(number))
        tags[slot] = Self.tag(of: hash)
    }

    private static func tag(of hash: UInt32) -> UInt8 { UInt8(hash >> 24) | 1 }

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

    private static func folded(_ bytes: some Collection<UInt8>) -> [UInt8] {
        let word = Array(bytes)
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
