/// What can be said of each line of a page before anybody knows where the article is.
struct LineMeasures {
    /// How much a reader reads in a line: characters, those of scripts without spaces counted threefold.
    let lengths: [Int]
    /// The part of it that looks like running text; 0 for labels, menus, links.
    let prose: [Int]
    /// How many characters of it are ASCII digits.
    let digits: [Int]
    /// Whether it ends as sentences do.
    let endsSentence: [Bool]
    /// Prose up to, but not including, each line, so that any stretch is one subtraction.
    private let sums: [Int]

    init(_ page: Page) {
        let marks = page.text.withUnsafeBufferPointer { text in
            page.lines.map { LineMeasures.marks(UnsafeBufferPointer(rebasing: text[$0.span])) }
        }
        lengths = marks.map(\.length)
        var prose = page.lines.indices.map { LineMeasures.isProse(page.lines[$0], marks[$0]) ? marks[$0].length : 0 }
        digits = marks.map(\.digits)
        LineMeasures.judgeBrokenBlocks(page, lengths, digits, &prose)
        endsSentence = marks.map(\.endsSentence)
        var sums = [0]
        sums.reserveCapacity(prose.count + 1)
        for weight in prose { sums.append(sums[sums.count - 1] + weight) }
        (self.prose, self.sums) = (prose, sums)
    }

    /// The running text in a stretch of lines.
    func prose(in lines: Range<Int>) -> Int {
        sums[lines.upperBound] - sums[lines.lowerBound]
    }

    private static func isProse(_ line: Page.Line, _ marks: Marks) -> Bool {
        let unlinked = line.span.count - line.linked
        guard unlinked * 2 > line.span.count || unlinked >= 25 && marks.endsSentence, marks.digits * 4 < marks.length else { return false }
        if marks.length >= 80 { return marks.stops > 0 || marks.length >= 160 }
        return marks.length >= 25 && marks.endsSentence
    }

    /// A block that line breaks cut into pieces is judged as a whole.
    private static func judgeBrokenBlocks(_ page: Page, _ lengths: [Int], _ digits: [Int], _ prose: inout [Int]) {
        var start = 0
        while start < page.lines.count {
            var end = start + 1
            while end < page.lines.count, page.lines[end - 1].isBroken, page.lines[end].element == page.lines[start].element { end += 1 }
            if end - start > 2 {
                let whole = lengths[start..<end].reduce(0, +)
                let linked = page.lines[start..<end].reduce(0) { $0 + $1.linked }
                let spans = page.lines[start..<end].reduce(0) { $0 + $1.span.count }
                if whole >= 150 && linked * 4 < spans {
                    for line in start..<end where prose[line] == 0 && lengths[line] >= 10 && digits[line] * 4 < lengths[line] {
                        prose[line] = lengths[line]
                    }
                }
            }
            start = end
        }
    }

    /// What the characters of a line are.
    private struct Marks {
        var length = 0
        /// Commas and full stops of any script.
        var stops = 0
        var digits = 0
        var endsSentence = false
    }

    private static func marks(_ text: UnsafeBufferPointer<UInt8>) -> Marks {
        var marks = Marks()
        var place = 0
        while place < text.count {
            let byte = text[place]
            switch byte {
            case 0x80...0xBF: break
            case 0xE3...0xED: marks.length += 3
            default: marks.length += 1
            }
            if byte < 0x80 {
                if (0x30...0x39).contains(byte) { marks.digits += 1 }
                let isStop = byte == 0x2E || byte == 0x2C || byte == 0x21 || byte == 0x3F || byte == 0x3B
                if isStop && (place + 1 == text.count || text[place + 1] <= 0x22 || text[place + 1] >= 0x80) { marks.stops += 1 }
            } else if isForeignStop(text, at: place) {
                marks.stops += 1
            }
            place += 1
        }
        marks.endsSentence = endsSentence(text)
        return marks
    }

    /// "。" "、" "！" "？" "，" "।" "،" "؟" "۔"
    private static func isForeignStop(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        guard place >= 0 else { return false }
        func byte(_ offset: Int) -> UInt8 { place + offset < text.count ? text[place + offset] : 0 }
        switch (byte(0), byte(1)) {
        case (0xE3, 0x80): return byte(2) == 0x81 || byte(2) == 0x82
        case (0xEF, 0xBC): return byte(2) == 0x81 || byte(2) == 0x9F || byte(2) == 0x8C
        case (0xE0, 0xA5): return byte(2) == 0xA4
        case (0xD8, 0x8C), (0xD8, 0x9F), (0xDB, 0x94): return true
        default: return false
        }
    }

    /// Whether a line ends as sentences do, closing quotation marks and brackets passed over.
    private static func endsSentence(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var end = text.count
        for _ in 0..<3 {
            if end > 0,
                text[end - 1] == 0x22 || text[end - 1] == 0x27 || text[end - 1] == 0x29 || text[end - 1] == 0x20 || text[end - 1] == 0x5D
            {
                end -= 1
            } else if end > 2, text[end - 3] == 0xE2, text[end - 2] == 0x80, (0x98...0x9F).contains(text[end - 1]) {
                end -= 3
            } else if end > 2, text[end - 3] == 0xE3, text[end - 2] == 0x80, text[end - 1] == 0x8D || text[end - 1] == 0x8F {
                end -= 3
            } else if end > 1, text[end - 2] == 0xC2, text[end - 1] == 0xBB || text[end - 1] == 0xAB || text[end - 1] == 0xA0 {
                end -= 2
            }
        }
        guard end > 0 else { return false }
        let last = text[end - 1]
        if last == 0x2E || last == 0x21 || last == 0x3F || last == 0x3A { return true }
        if end > 2, text[end - 3] == 0xE2, text[end - 2] == 0x80, last == 0xA6 { return true }
        return isForeignStop(text, at: end - 3) || isForeignStop(text, at: end - 2)
    }
}
