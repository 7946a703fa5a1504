/// Finds the paragraphs that stand together and hold the most running text.
struct CoreFinder {
    let page: Page
    let measures: LineMeasures
    /// Whether each article on the page may be a post of one story.
    let isLive: Bool

    /// The element right around them; nil where no line is running text.
    func core() -> Int? {
        var weights = [Double](repeating: 0, count: page.elements.count)
        for (index, line) in page.lines.enumerated() where measures.prose[index] > 0 {
            let prose = Double(measures.prose[index]) * share(of: line)
            let holder = holder(of: line.element)
            weights[holder] += prose
            let around = page.elements[holder].parent
            let isWhole = page.elements[holder].tag == .article && !isLive
            if around >= 0 && !isWhole { weights[around] += prose / 2 }
        }
        for index in weights.indices where weights[index] > 0 { weights[index] *= trust(in: index) }
        guard let best = weights.indices.max(by: { weights[$0] < weights[$1] }), weights[best] > 0 else { return nil }
        return best
    }

    private func share(of line: Page.Line) -> Double {
        1 - Double(line.linked) / Double(max(1, line.span.count))
    }

    /// The element that holds a paragraph beside others: its parent, or itself where it is no paragraph.
    private func holder(of element: Int) -> Int {
        switch page.elements[element].tag {
        case .p, .li, .blockquote, .h1, .h2, .h3, .h4, .h5, .h6, .pre, .td, .dd, .dt:
            max(0, page.elements[element].parent)
        default: element
        }
    }

    /// How far the names around an element let it be the story, 0...2.
    private func trust(in element: Int) -> Double {
        var trust = 1.0
        var index = element
        var isBody = false
        while index >= 0 {
            let element = page.elements[index]
            if element.hints.contains(.comments) { trust *= 0.2 }
            if element.hints.contains(.body) && !isBody {
                isBody = true
                trust *= 1.5
            }
            if !isBody && element.isBoilerplate { trust *= 0.4 }
            if element.tag == .article || element.tag == .main { trust *= 1.15 }
            index = element.parent
        }
        return trust
    }
}
