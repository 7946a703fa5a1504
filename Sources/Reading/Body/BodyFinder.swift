/// Finds which lines of a page are the article.
struct BodyFinder {
    let page: Page
    let measures: LineMeasures

    init(_ page: Page) {
        self.page = page
        measures = LineMeasures(page)
    }

    /// The lines of the article in reading order, and the element that holds them; nil where there is none.
    func body() -> (root: Int, lines: [Int])? {
        guard let root = root() else { return nil }
        let dropped = droppedElements(in: root)
        let lines = page.elements[root].lines.filter { isStory($0, dropped: dropped) }
        return lines.isEmpty ? nil : (root, lines)
    }

    // MARK: The element that holds the article

    private func root() -> Int? {
        guard let top = page.elements.indices.first else { return nil }
        let kept = keptProse()
        var root = top
        while let child = heaviestChild(of: root, kept), kept[child] * 10 >= kept[root] * 7 { root = child }
        return kept[root] > 0 ? root : nil
    }

    /// The running text of each element outside of its boilerplate.
    private func keptProse() -> [Int] {
        var kept = page.elements.map { measures.prose(in: $0.lines) }
        let total = kept.first ?? 0
        for index in page.elements.indices.reversed() where isBoilerplate(index) && kept[index] * 2 < total {
            let lost = kept[index]
            guard lost > 0 else { continue }
            kept[index] = 0
            var parent = page.elements[index].parent
            while parent >= 0 {
                kept[parent] -= lost
                parent = page.elements[parent].parent
            }
        }
        return kept
    }

    private func heaviestChild(of index: Int, _ kept: [Int]) -> Int? {
        var best: Int?
        var child = index + 1
        while child < page.elements[index].end {
            if kept[child] > (best.map { kept[$0] } ?? 0) { best = child }
            child = page.elements[child].end
        }
        return best
    }

    private func isBoilerplate(_ index: Int) -> Bool {
        let element = page.elements[index]
        switch element.tag {
        case .nav, .footer, .aside, .form, .dialog: return true
        default: return !element.hints.isDisjoint(with: .boilerplate) || element.hints.contains(.unseen)
        }
    }

    // MARK: What within it is none of the story

    private func droppedElements(in root: Int) -> [Bool] {
        var dropped = [Bool](repeating: false, count: page.elements.count)
        let whole = measures.prose(in: page.elements[root].lines)
        for index in page.elements[root].end > root + 1 ? (root + 1)..<page.elements[root].end : 0..<0 {
            let parent = page.elements[index].parent
            if parent >= root && dropped[parent] {
                dropped[index] = true
                continue
            }
            let prose = measures.prose(in: page.elements[index].lines)
            dropped[index] = isBoilerplate(index) && prose * 2 < whole
        }
        return dropped
    }

    private func isStory(_ index: Int, dropped: [Bool]) -> Bool {
        let line = page.lines[index]
        if dropped[line.element] { return false }
        let element = page.elements[line.element]
        if element.tag == .figcaption || element.hints.contains(.caption) { return false }
        let linkShare = Double(line.linked) / Double(max(1, line.span.count))
        if linkShare > 0.9 { return false }
        return true
    }
}
