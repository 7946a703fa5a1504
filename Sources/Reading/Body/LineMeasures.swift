/// What can be said of each line of a page before anybody knows where the article is.
struct LineMeasures {
    /// How much a reader reads in a line: characters, those of scripts without spaces counted threefold.
    let lengths: [Int]
    /// The part of it that looks like running text; 0 for labels, menus, links.
    let prose: [Int]
    /// Prose up to, but not including, each line, so that any stretch is one subtraction.
    private let sums: [Int]

    init(_ page: Page) {
        var (lengths, prose, sums) = ([] as [Int], [] as [Int], [0])
        lengths.reserveCapacity(page.lines.count)
        page.text.withUnsafeBufferPointer { text in
            for line in page.lines {
                let measure = LineMeasures.measure(UnsafeBufferPointer(rebasing: text[line.span]))
                lengths.append(measure.length)
                let linkShare = Double(line.linked) / Double(max(1, line.span.count))
                let isProse = linkShare < 0.5 && (measure.length >= 80 || measure.length >= 30 && measure.stops > 0)
                prose.append(isProse ? measure.length : 0)
                sums.append(sums[sums.count - 1] + (isProse ? measure.length : 0))
            }
        }
        (self.lengths, self.prose, self.sums) = (lengths, prose, sums)
    }

    /// The running text in a stretch of lines.
    func prose(in lines: Range<Int>) -> Int {
        sums[lines.upperBound] - sums[lines.lowerBound]
    }

    /// Characters, and marks that end or part a sentence.
    private static func measure(_ text: UnsafeBufferPointer<UInt8>) -> (length: Int, stops: Int) {
        var (length, stops) = (0, 0)
        for (place, byte) in text.enumerated() {
            switch byte {
            case 0x80...0xBF: continue
            case 0xE3...0xED: length += 3
            case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ";"):
                length += 1
                if place + 1 == text.count || text[place + 1] == 0x20 || text[place + 1] == 0x22 { stops += 1 }
            default: length += 1
            }
            // The ideographic and Arabic comma and full stop.
            if byte == 0xE3 && place + 2 < text.count && text[place + 1] == 0x80 && text[place + 2] & 0xFE == 0x80 { stops += 1 }
            if byte == 0xD8 && place + 1 < text.count && text[place + 1] == 0x8C { stops += 1 }
            if byte == 0xE0 && place + 2 < text.count && text[place + 1] == 0xA5 && text[place + 2] == 0xA4 { stops += 1 }
        }
        return (length, stops)
    }
}
