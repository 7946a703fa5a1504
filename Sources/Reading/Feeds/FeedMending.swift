import CXML
import Glibc

/// Feeds as they are, made into what an XML parser accepts.
///
///     "caf&eacute; &nbsp; AT&T"       "café   AT&amp;T"
///     "<title>profits < losses"       "<title>profits &lt; losses"
enum FeedMending {
    /// Refuses declared entities and endless tags; character names of HTML become characters.
    static func mended(_ feed: [UInt8]) throws(ReadError) -> [UInt8] {
        var mender = Mender(room: feed.count)
        let fault = feed.withUnsafeBufferPointer { mender.mend($0) }
        if let fault { throw fault }
        return mender.text
    }

    private struct Mender {
        var text: [UInt8] = []
        /// The names of the elements that have begun and not ended.
        private var open: [Range<Int>] = []

        init(room: Int) {
            text.reserveCapacity(room + room / 16)
        }

        mutating func mend(_ feed: UnsafeBufferPointer<UInt8>) -> ReadError? {
            var copied = 0
            var place = 0
            while place < feed.count {
                let byte = feed[place]
                if byte != 0x26 && byte != 0x3C {
                    place += 1
                    continue
                }
                text.append(contentsOf: feed[copied..<place])
                if byte == 0x26 {
                    place = reference(feed, at: place)
                } else {
                    switch tag(feed, at: place) {
                    case .success(let end): place = end
                    case .failure(let fault): return fault
                    }
                }
                copied = place
            }
            text.append(contentsOf: feed[copied...])
            return nil
        }

        /// Copies the reference that begins here, resolved or escaped; gives where it ends.
        private mutating func reference(_ feed: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
            var end = start + 1
            while end < feed.count, end - start < 34, isNameByte(feed[end]) { end += 1 }
            let isWhole = end < feed.count && feed[end] == 0x3B && end > start + 1
            guard isWhole else {
                text.append(contentsOf: Array("&amp;".utf8))
                return start + 1
            }
            let name = feed[(start + 1)..<end]
            if name.first == 0x23 {
                guard let character = HTMLNames.character(numbered: name.dropFirst()) else {
                    text.append(contentsOf: Array("&amp;".utf8))
                    return start + 1
                }
                text.append(contentsOf: Array("&#\(character.value);".utf8))
            } else if HTMLNames.isXML(name) {
                text.append(contentsOf: feed[start...end])
            } else if let character = HTMLNames.character(name) {
                text.append(contentsOf: Array(String(character).utf8))
            } else {
                text.append(contentsOf: Array("&amp;".utf8))
                return start + 1
            }
            return end + 1
        }

        private func isNameByte(_ byte: UInt8) -> Bool {
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x23
        }

        /// Copies what begins with this "<"; gives where to go on.
        private mutating func tag(_ feed: UnsafeBufferPointer<UInt8>, at start: Int) -> Result<Int, ReadError> {
            let follower = start + 1 < feed.count ? feed[start + 1] : 0
            if matches(feed, at: start, "<![CDATA[") { return .success(copy(feed, from: start, through: "]]>")) }
            if matches(feed, at: start, "<!--") { return .success(copy(feed, from: start, through: "-->")) }
            if matches(feed, at: start, "<!DOCTYPE") || matches(feed, at: start, "<!doctype") { return documentType(feed, at: start) }
            if follower == 0x3F { return .success(copy(feed, from: start, through: "?>")) }
            let isName = (0x61...0x7A).contains(follower | 0x20) || follower == 0x5F || follower == 0x2F || follower >= 0x80
            guard isName else {
                text.append(contentsOf: Array("&lt;".utf8))
                return .success(start + 1)
            }
            let (end, attributes) = MarkupScan.tag(feed, from: start + 1, untilLess: true)
            guard end - start <= Limits.tagBytes else { return .failure(.tagTooLong(Limits.tagBytes)) }
            guard attributes <= Limits.attributes else { return .failure(.tooManyAttributes(Limits.attributes)) }
            if end < feed.count && feed[end] == 0x3C && feed[end - 1] != 0x3E {
                // Another "<" before any ">": "profits <losses</title>".
                text.append(contentsOf: Array("&lt;".utf8))
                return .success(start + 1)
            }
            guard balance(feed, start..<end) else { return .success(end) }
            var place = start
            guard feed[start..<end].contains(0x26) else {
                text.append(contentsOf: UnsafeBufferPointer(rebasing: feed[start..<end]))
                return .success(end)
            }
            while place < end {
                if feed[place] == 0x26 {
                    place = reference(feed, at: place)
                } else {
                    text.append(feed[place])
                    place += 1
                }
            }
            return .success(place)
        }

        /// Keeps ends and beginnings in step: an end of what was never begun is left out, ends left out are put in.
        private mutating func balance(_ feed: UnsafeBufferPointer<UInt8>, _ tag: Range<Int>) -> Bool {
            let isEnd = feed[tag.lowerBound + 1] == 0x2F
            let start = tag.lowerBound + (isEnd ? 2 : 1)
            var end = start
            while end < tag.upperBound, feed[end] > 0x20, feed[end] != 0x3E, feed[end] != 0x2F { end += 1 }
            let isEmpty = tag.count >= 2 && feed[tag.upperBound - 2] == 0x2F
            guard isEnd else {
                if !isEmpty { open.append(start..<end) }
                return true
            }
            let name = feed[start..<end]
            guard let depth = open.suffix(Limits.feedDepth).lastIndex(where: { feed[$0].elementsEqual(name) }) else { return false }
            while open.count > depth + 1, let missing = open.popLast() {
                text.append(contentsOf: Array("</".utf8))
                text.append(contentsOf: feed[missing])
                text.append(0x3E)
            }
            open.removeLast()
            return true
        }

        /// A document type without declarations of its own is left out; one with them is refused.
        private func documentType(_ feed: UnsafeBufferPointer<UInt8>, at start: Int) -> Result<Int, ReadError> {
            var place = start
            while place < feed.count, feed[place] != 0x3E {
                if feed[place] == 0x5B { return .failure(.entityDeclared) }
                place += 1
            }
            return .success(min(place + 1, feed.count))
        }

        private func matches(_ feed: UnsafeBufferPointer<UInt8>, at start: Int, _ word: StaticString) -> Bool {
            guard start + word.utf8CodeUnitCount <= feed.count else { return false }
            for offset in 0..<word.utf8CodeUnitCount where feed[start + offset] != word.utf8Start[offset] { return false }
            return true
        }

        private mutating func copy(_ feed: UnsafeBufferPointer<UInt8>, from start: Int, through mark: StaticString) -> Int {
            var place = start
            while place < feed.count, feed[place] != mark.utf8Start[0] || !matches(feed, at: place, mark) { place += 1 }
            let end = min(place + mark.utf8CodeUnitCount, feed.count)
            text.append(contentsOf: feed[start..<end])
            return end
        }
    }
}

/// The names that HTML gives to characters.
enum HTMLNames {
    /// "eacute" → "é", by libxml2's table of HTML 4.01 §24.
    static func character(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Unicode.Scalar? {
        var terminated = Array(name)
        terminated.append(0)
        return htmlEntityLookup(terminated).flatMap { Unicode.Scalar($0.pointee.value) }
    }

    /// One of the five names that XML knows itself.
    static func isXML(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        ["amp", "lt", "gt", "quot", "apos"].contains { name.elementsEqual($0.utf8) }
    }

    /// "8217" → "’", "x26" → "&", "146" → "’"; nil where no such character may stand in XML.
    static func character(numbered digits: Slice<UnsafeBufferPointer<UInt8>>) -> Unicode.Scalar? {
        let isHex = digits.first.map { $0 | 0x20 == 0x78 } ?? false
        let text = String(decoding: isHex ? digits.dropFirst() : digits, as: UTF8.self)
        guard let value = UInt32(text, radix: isHex ? 16 : 10), let scalar = Unicode.Scalar(value) else { return nil }
        if (0x80...0x9F).contains(value) { return Windows1252.character(UInt8(value)) }
        return value >= 0x20 && value != 0x7F && value < 0xFFFE || value > 0xFFFF || value == 9 || value == 10 ? scalar : " "
    }
}

/// What the bytes 0x80 to 0x9F mean in windows-1252, and by custom also as character numbers.
///
/// Source: WHATWG Encoding Standard, index windows-1252; HTML Standard §13.2.5.80, numeric character references.
enum Windows1252 {
    private static let characters: [Unicode.Scalar] = [
        "€", " ", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", " ", "Ž", " ", " ", "‘", "’", "“", "”", "•", "–", "—", "˜", "™",
        "š", "›", "œ", " ", "ž", "Ÿ",
    ]

    static func character(_ byte: UInt8) -> Unicode.Scalar {
        characters[Int(byte) - 0x80]
    }
}
