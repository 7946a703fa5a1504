/// Finds which lines of a page are the article.
///
/// The paragraphs that stand together and hold the most running text are its core. From there it climbs to the element that
/// holds the rest of the story, and leaves out what its names, its links or its place tell apart. After C. Kohlschütter,
/// P. Fankhauser, W. Nejdl, "Boilerplate Detection using Shallow Text Features" (2010), for text and link density.
struct BodyFinder {
    let page: Page
    let measures: LineMeasures
    /// What the headline may be, as keys of `Likeness`.
    private let titles: Set<UInt64>
    let core: Int?
    /// Whether an element and all within it is none of the story.
    let dropped: [Bool]

    /// Whether the page is one that grows by posts, each of them perhaps an article.
    private let isLive: Bool

    init(_ page: Page, titles: [String], isLive: Bool) {
        self.page = page
        self.isLive = isLive
        measures = LineMeasures(page)
        self.titles = Set(titles.map { Likeness.key($0.utf8) })
        core = CoreFinder(page: page, measures: measures, isLive: isLive).core()
        dropped = Self.droppedElements(page, measures, around: core, isLive: isLive)
    }

    /// The lines of the article in reading order; empty where there is none.
    func lines() -> [Int] {
        guard let core else { return [] }
        let root = root(around: core)
        let span = page.elements[root].lines
        let filter = StoryFilter(page: page, measures: measures, dropped: dropped, titles: titles)
        let headline = headline(before: firstProse(in: span) ?? span.upperBound)
        let start = headline.map { max($0 + 1, span.lowerBound) } ?? span.lowerBound
        let body = filter.story(in: start..<max(start, span.upperBound))
        guard let headline, headline < span.lowerBound else { return body }
        return filter.lead(in: (headline + 1)..<span.lowerBound) + body
    }

    private func firstProse(in span: Range<Int>) -> Int? {
        span.first { measures.prose[$0] > 0 && !dropped[page.lines[$0].element] && !titles.contains(key(of: $0)) }
    }

    /// The last line that is the headline, or else the last top heading, above the story.
    private func headline(before end: Int) -> Int? {
        var top: Int?
        for index in (0..<end).reversed() where page.lines[index].span.count < 400 {
            let element = page.elements[page.lines[index].element]
            if titles.contains(key(of: index)) { return index }
            if top == nil && element.tag == .h1 { top = index }
        }
        return top
    }

    private func key(of line: Int) -> UInt64 {
        Likeness.key(page.text[page.lines[line].span])
    }

    // MARK: The element that holds the story

    /// Climbs as long as there is more story to gain than other things.
    func root(around core: Int) -> Int {
        var (best, bestWorth) = (core, worth(of: core))
        var isBounded = false
        var index = page.elements[core].parent
        while index >= 0, !(page.elements[best].tag == .article && hasOtherStories(index, beside: best)) {
            let worth = worth(of: index)
            if worth > (isBounded ? bestWorth * 2 : bestWorth) { (best, bestWorth) = (index, worth) }
            let element = page.elements[index]
            isBounded = isBounded || element.tag == .article || element.tag == .main || element.hints.contains(.articleBody)
            index = page.elements[index].parent
        }
        return best
    }

    /// Whether articles stand beside the one that holds the story.
    private func hasOtherStories(_ index: Int, beside story: Int) -> Bool {
        guard !isLive, measures.prose(in: page.elements[story].lines) >= 300 else { return false }
        var child = index + 1
        while child < page.elements[index].end {
            if child == story {
                child = page.elements[story].end
            } else if page.elements[child].tag == .article && measures.prose(in: page.elements[child].lines) > 0 {
                return true
            } else {
                child += 1
            }
        }
        return false
    }

    private func worth(of index: Int) -> Int {
        page.elements[index].lines.reduce(0) { worth, line in
            if dropped[page.lines[line].element] { return worth }
            return worth + (measures.prose[line] > 0 ? measures.prose[line] : -burden(of: line))
        }
    }

    /// How much a line that is no running text speaks against its element: links twice their length, headings nothing.
    private func burden(of index: Int) -> Int {
        let line = page.lines[index]
        if line.linked * 2 > line.span.count { return 2 * measures.lengths[index] }
        return page.elements[line.element].tag.isHeading ? 0 : measures.lengths[index]
    }

    // MARK: What is none of the story

    private static func droppedElements(
        _ page: Page, _ measures: LineMeasures, around core: Int?, isLive: Bool
    ) -> [Bool] {
        var dropped = [Bool](repeating: false, count: page.elements.count)
        var around = Set<Int>()
        var names = Set<[UInt8]>()
        var home: Int?
        var index = core ?? -1
        while index >= 0 {
            around.insert(index)
            names.insert(Array(page.names[page.elements[index].classes]))
            if home == nil && (page.elements[index].tag == .article || page.elements[index].tag == .main) { home = index }
            index = page.elements[index].parent
        }
        let boxes = teasers(page, measures) + formBoxes(page) + buttonBoxes(page, measures)
        for teaser in boxes + (isLive ? [] : nestedArticles(page, measures))
        where !around.contains(teaser) {
            dropped[teaser] = true
        }
        let near = home ?? core.map { max(0, page.elements[max(0, page.elements[$0].parent)].parent) } ?? 0
        for index in page.elements.indices {
            let parent = page.elements[index].parent
            if parent >= 0 && dropped[parent] {
                dropped[index] = true
            } else if !dropped[index] {
                dropped[index] =
                    page.elements[index].isBoilerplate && !around.contains(index)
                    && !(index > near && index < page.elements[near].end && isWrittenLikeStory(index, page, measures))
                    && !(page.elements[index].classes.count > 0 && names.contains(Array(page.names[page.elements[index].classes])))
            }
        }
        return dropped
    }

    /// Whether a part is written like the story, whatever it is called: several long paragraphs without links.
    private static func isWrittenLikeStory(_ index: Int, _ page: Page, _ measures: LineMeasures) -> Bool {
        let element = page.elements[index]
        guard element.hints.isDisjoint(with: [.comments, .credit]), element.tag != .nav, element.tag != .footer else { return false }
        let prose = element.lines.filter { measures.prose[$0] > 0 }
        let isParagraph = element.tag == .p
        guard prose.count >= (isParagraph ? 1 : 4) else { return false }
        let length = prose.reduce(0) { $0 + measures.lengths[$1] }
        let linked = element.lines.reduce(0) { $0 + page.lines[$1].linked }
        return length >= prose.count * 150 && linked * 7 < length
    }

    /// The blocks right around a heading that is a link: a picture, the heading, a sentence of another story.
    private static func teasers(_ page: Page, _ measures: LineMeasures) -> [Int] {
        page.lines.indices.compactMap { index in
            let line = page.lines[index]
            guard line.linked * 10 > line.span.count * 8, isInHeading(line.element, page), measures.lengths[index] >= 15 else { return nil }
            var block = page.elements[line.element].parent
            for _ in 0..<3 where block >= 0 && page.elements[block].lines.count < 2 { block = page.elements[block].parent }
            guard block >= 0, page.elements[block].lines.count <= 6 else { return nil }
            return block
        }
    }

    /// The boxes that a form stands in with a few lines that advertise it.
    private static func formBoxes(_ page: Page) -> [Int] {
        page.elements.indices.filter { page.elements[$0].tag == .form }.compactMap { form in
            var box: Int?
            var parent = page.elements[form].parent
            while parent >= 0, page.elements[parent].lines.count <= 6 {
                box = parent
                parent = page.elements[parent].parent
            }
            return box
        }
    }

    /// The boxes that hold little but a button and a line or two that say what it is for.
    private static func buttonBoxes(_ page: Page, _ measures: LineMeasures) -> [Int] {
        page.elements.indices.filter { page.elements[$0].tag == .button }.compactMap { button in
            var box: Int?
            var parent = page.elements[button].parent
            while parent >= 0, isSmallBox(page.elements[parent], measures) {
                if !page.elements[parent].lines.isEmpty { box = parent }
                parent = page.elements[parent].parent
            }
            return box
        }
    }

    private static func isSmallBox(_ element: Page.Element, _ measures: LineMeasures) -> Bool {
        let isBlock = element.tag == .div || element.tag == .section || element.tag == .span || element.tag == .other
        return isBlock && element.lines.count <= 4 && element.lines.allSatisfy { measures.lengths[$0] < 150 }
    }

    /// Short articles within a text: other stories, announced in a box.
    private static func nestedArticles(_ page: Page, _ measures: LineMeasures) -> [Int] {
        page.elements.indices.filter { index in
            guard page.elements[index].tag == .article, measures.prose(in: page.elements[index].lines) < 500 else { return false }
            var parent = page.elements[index].parent
            while parent >= 0 {
                if page.elements[parent].tag == .article || page.elements[parent].hints.contains(.body) { return true }
                parent = page.elements[parent].parent
            }
            return false
        }
    }

    private static func isInHeading(_ element: Int, _ page: Page) -> Bool {
        let tag = page.elements[element].tag
        return tag.isHeading && tag != .h1
    }
}

extension Page.Element {
    /// Whether its name says that it is no part of a story.
    var isBoilerplate: Bool {
        switch tag {
        case .nav, .footer, .aside, .form, .dialog: true
        case .html, .body, .main, .article: false
        default: !hints.isDisjoint(with: .boilerplate) || hints.contains(.unseen)
        }
    }
}
