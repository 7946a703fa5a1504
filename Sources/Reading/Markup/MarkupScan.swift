import Glibc

/// A look at markup before it is parsed, so that no single tag can take the parser's time.
enum MarkupScan {
    /// Refuses a page with a tag beyond the limits; scripts and comments are passed over.
    static func check(_ markup: [UInt8]) throws(ReadError) {
        let fault = markup.withUnsafeBufferPointer { firstFault($0) }
        if let fault { throw fault }
    }

    /// Whether there is any markup, and it does not end within a tag.
    static func isWhole(_ markup: [UInt8]) -> Bool {
        guard markup.contains(where: { $0 > 0x20 }) else { return false }
        let tail = markup.suffix(Limits.tagBytes)
        guard let open = tail.lastIndex(of: 0x3C), open + 1 < tail.endIndex else { return true }
        guard (0x61...0x7A).contains(tail[open + 1] | 0x20) || tail[open + 1] == 0x2F else { return true }
        return tail[open...].contains(0x3E)
    }

    private static func firstFault(_ markup: UnsafeBufferPointer<UInt8>) -> ReadError? {
        var place = 0
        while let start = next(0x3C, in: markup, from: place) {
            let follower = start + 1 < markup.count ? markup[start + 1] : 0
            if (0x61...0x7A).contains(follower | 0x20) {
                let tag = tag(markup, from: start + 1)
                place = tag.end
                if place - start > Limits.tagBytes { return .tagTooLong(Limits.tagBytes) }
                if tag.attributes > Limits.attributes { return .tooManyAttributes(Limits.attributes) }
                if let name = rawElement(markup, at: start + 1) { place = rawEnd(markup, from: place, name: name) }
            } else if follower == 0x21 && start + 3 < markup.count && markup[start + 2] == 0x2D && markup[start + 3] == 0x2D {
                place = commentEnd(markup, from: start + 4)
            } else {
                place = start + 1
            }
        }
        return nil
    }

    /// Where the tag ends, behind its ">", and how many attributes it has at most; quotation marks are observed
    /// where a value begins with one.
    ///
    /// With `untilLess` it also ends before a "<" that stands outside of quotation marks: then it was no tag.
    static func tag(
        _ markup: UnsafeBufferPointer<UInt8>, from start: Int, untilLess: Bool = false
    ) -> (end: Int, attributes: Int) {
        var place = start
        var attributes = 0
        var (afterEquals, afterGap) = (false, false)
        while place < markup.count {
            let byte = markup[place]
            if byte == 0x3E { return (place + 1, attributes) }
            if untilLess && byte == 0x3C { return (place, attributes) }
            if afterEquals && (byte == 0x22 || byte == 0x27) {
                guard let closing = next(byte, in: markup, from: place + 1) else { return (markup.count, attributes) }
                place = closing
                (afterEquals, afterGap) = (false, true)
            } else if byte > 0x20 {
                afterEquals = byte == 0x3D
                if afterGap || byte == 0x2F { attributes += 1 }
                afterGap = false
            } else {
                afterGap = true
            }
            place += 1
        }
        return (place, attributes)
    }

    /// What stands between the tags of each script.
    static func scripts(in markup: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var scripts: [Range<Int>] = []
        var place = 0
        while let start = next(0x3C, in: markup, from: place) {
            place = start + 1
            guard matches(markup, at: place, "script") else { continue }
            let content = tag(markup, from: place).end
            place = rawEnd(markup, from: content, name: "script")
            scripts.append(content..<place)
        }
        return scripts
    }

    private static func next(_ byte: UInt8, in markup: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard start < markup.count, let base = markup.baseAddress,
            let found = memchr(base + start, Int32(byte), markup.count - start)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    private static func rawElement(_ markup: UnsafeBufferPointer<UInt8>, at start: Int) -> StaticString? {
        for name in ["script", "style"] as [StaticString] where matches(markup, at: start, name) { return name }
        return nil
    }

    private static func matches(_ markup: UnsafeBufferPointer<UInt8>, at start: Int, _ name: StaticString) -> Bool {
        guard start + name.utf8CodeUnitCount <= markup.count else { return false }
        for offset in 0..<name.utf8CodeUnitCount where markup[start + offset] | 0x20 != name.utf8Start[offset] { return false }
        return true
    }

    private static func rawEnd(_ markup: UnsafeBufferPointer<UInt8>, from start: Int, name: StaticString) -> Int {
        var place = start
        while let open = next(0x3C, in: markup, from: place) {
            if open + 1 < markup.count && markup[open + 1] == 0x2F && matches(markup, at: open + 2, name) { return open }
            place = open + 1
        }
        return markup.count
    }

    private static func commentEnd(_ markup: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var place = start
        while let close = next(0x3E, in: markup, from: place) {
            if close >= start + 2 && markup[close - 1] == 0x2D && markup[close - 2] == 0x2D { return close + 1 }
            place = close + 1
        }
        return markup.count
    }
}
