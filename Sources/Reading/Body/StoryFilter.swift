/// Tells the lines of a story from what stands among them.
struct StoryFilter {
    let page: Page
    let measures: LineMeasures
    let dropped: [Bool]
    let titles: Set<UInt64>
    /// Whether an element is or stands within a picture or its caption.
    private let captions: [Bool]
    /// Bytes, and bytes within links, up to but not including each line.
    private let bytesBefore: [Int]
    private let linkedBefore: [Int]

    init(page: Page, measures: LineMeasures, dropped: [Bool], titles: Set<UInt64>) {
        (self.page, self.measures, self.dropped, self.titles) = (page, measures, dropped, titles)
        bytesBefore = page.lines.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.span.count) }
        linkedBefore = page.lines.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.linked) }
        var captions: [Bool] = []
        captions.reserveCapacity(page.elements.count)
        for element in page.elements {
            let isCaption = element.tag == .figcaption || element.tag == .figure || element.hints.contains(.caption)
            captions.append(isCaption || element.parent >= 0 && captions[element.parent])
        }
        for image in page.elements.indices where page.elements[image].tag == .img {
            guard let frame = Self.frame(of: image, on: page, measures) else { continue }
            for index in frame..<page.elements[frame].end { captions[index] = true }
        }
        self.captions = captions
    }

    /// The box that a picture shares with a line or two about it; nil where it stands among paragraphs.
    private static func frame(of image: Int, on page: Page, _ measures: LineMeasures) -> Int? {
        var index = page.elements[image].parent
        for _ in 0..<4 where index >= 0 {
            let element = page.elements[index]
            switch element.tag {
            case .div, .span, .a, .section, .picture, .center, .other: break
            default: return nil
            }
            if !element.lines.isEmpty {
                let isShort = element.lines.count <= 2 && element.lines.allSatisfy { measures.lengths[$0] < 250 }
                return isShort && !element.hints.contains(.body) ? index : nil
            }
            index = element.parent
        }
        return nil
    }

    /// The standfirst: the running text between headline and story.
    func lead(in span: Range<Int>) -> [Int] {
        let lines = span.filter { index in
            let element = page.elements[page.lines[index].element]
            let isLead = measures.prose[index] >= 50 || element.hints.contains(.lead) && measures.lengths[index] >= 25
            return isLead && belongs(index) && linkShare(index) < 0.5
        }
        return lines.count <= 4 ? lines : []
    }

    /// What of the lines is story.
    func story(in span: Range<Int>) -> [Int] {
        var lines = span.filter { belongs($0) && !isLinkList($0) && !isLabel($0) }
        lines = withoutPullQuotes(withoutRepetition(lines))
        guard let first = lines.firstIndex(where: { measures.prose[$0] > 0 }) else { return [] }
        lines.removeFirst(first)
        lines = withoutByline(lines)
        while let last = lines.last, isTail(last) { lines.removeLast() }
        return withoutEmptyHeadings(lines, in: span)
    }

    private func belongs(_ index: Int) -> Bool {
        let line = page.lines[index]
        guard !dropped[line.element], !captions[line.element] else { return false }
        return !(line.span.count < 400 && titles.contains(Likeness.key(page.text[line.span])))
    }

    private func linkShare(_ index: Int) -> Double {
        Double(page.lines[index].linked) / Double(max(1, page.lines[index].span.count))
    }

    /// A line that is a link, or stands in a list of links.
    private func isLinkList(_ index: Int) -> Bool {
        if linkShare(index) > 0.8 { return true }
        var element = page.lines[index].element
        for _ in 0..<3 where element >= 0 {
            let tag = page.elements[element].tag
            if tag == .ul || tag == .ol || tag == .dl { return isMostlyLinks(element) }
            element = page.elements[element].parent
        }
        return false
    }

    private func isMostlyLinks(_ element: Int) -> Bool {
        let lines = page.elements[element].lines
        let linked = linkedBefore[lines.upperBound] - linkedBefore[lines.lowerBound]
        let whole = bytesBefore[lines.upperBound] - bytesBefore[lines.lowerBound]
        return linked * 5 > whole * 3
    }

    /// A date, a count, a name, a word on a button: short, of digits, or in a block that is no paragraph.
    private func isLabel(_ index: Int) -> Bool {
        guard measures.prose[index] == 0, !measures.endsSentence[index] else { return false }
        switch page.elements[page.lines[index].element].tag {
        case .p: return measures.digits[index] * 4 > measures.lengths[index] && measures.lengths[index] < 80
        case .h1, .h2, .h3, .h4, .h5, .h6, .li, .td, .th, .blockquote, .pre, .dd, .dt: return false
        default: return measures.lengths[index] < 60 && !isPartOfBrokenBlock(index)
        }
    }

    private func isPartOfBrokenBlock(_ index: Int) -> Bool {
        let isAfter = index > 0 && page.lines[index - 1].isBroken && page.lines[index - 1].element == page.lines[index].element
        return page.lines[index].isBroken || isAfter
    }

    /// Between the first and the second paragraph names and dates may stand, as below a standfirst.
    private func withoutByline(_ lines: [Int]) -> [Int] {
        guard let second = lines.dropFirst().firstIndex(where: { measures.prose[$0] > 0 }), second <= 6 else { return lines }
        return lines.enumerated().filter { place, index in
            place == 0 || place >= second || measures.endsSentence[index] || page.elements[page.lines[index].element].tag.isHeading
        }.map(\.element)
    }

    /// What may stand below a story: headings of nothing, labels, links.
    private func isTail(_ index: Int) -> Bool {
        let element = page.elements[page.lines[index].element]
        if element.tag.isHeading { return true }
        if page.lines[index].stressed * 20 > page.lines[index].span.count * 19 && page.lines[index].linked > 0 { return true }
        if linkShare(index) > 0.4 && !measures.endsSentence[index] { return true }
        return measures.prose[index] == 0 && element.tag != .li && element.tag != .td && !measures.endsSentence[index]
    }

    private func withoutRepetition(_ lines: [Int]) -> [Int] {
        var seen: Set<UInt64> = []
        return lines.filter { index in
            measures.prose[index] < 40 || seen.insert(Likeness.key(page.text[page.lines[index].span])).inserted
        }
    }

    /// Words of the story set out once more beside it: a quotation of its own block that stands whole in another line.
    private func withoutPullQuotes(_ lines: [Int]) -> [Int] {
        let pulled = lines.filter { measures.lengths[$0] >= 30 && isSetOut(page.lines[$0].element) }
        guard !pulled.isEmpty, pulled.count <= 12 else { return lines }
        let repeated = pulled.filter { quotation in
            let words = letters(of: quotation)
            let longer = lines.filter { measures.lengths[$0] > measures.lengths[quotation] }
            return words.count >= 30 && longer.contains { letters(of: $0).firstRange(of: words) != nil }
        }
        return lines.filter { !repeated.contains($0) }
    }

    private func letters(of line: Int) -> [UInt8] {
        Likeness.letters(page.text[page.lines[line].span])
    }

    private func isSetOut(_ element: Int) -> Bool {
        var index = element
        for _ in 0..<3 where index >= 0 {
            let element = page.elements[index]
            if element.tag == .blockquote || element.tag == .aside || element.hints.contains(.pulled) { return true }
            index = element.parent
        }
        return false
    }

    /// Headings whose section was left out go with it.
    private func withoutEmptyHeadings(_ lines: [Int], in span: Range<Int>) -> [Int] {
        lines.enumerated().filter { place, index in
            guard page.elements[page.lines[index].element].tag.isHeading, place + 1 < lines.count else { return true }
            let next = lines[place + 1]
            if next == index + 1 { return true }
            return !page.elements[page.lines[next].element].tag.isHeading && linkShare(index + 1) < 0.8
        }.map(\.element)
    }
}
