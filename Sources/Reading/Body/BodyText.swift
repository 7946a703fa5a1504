import Figures

/// The text of an article, and what each of its lines is.
struct BodyText {
    private(set) var text = ""
    private(set) var blocks: [Block] = []

    init(_ page: Page, lines: [Int], correction: String? = nil) {
        var start = 0
        let corrected = correction.map { Likeness.key($0.utf8) }
        for index in lines {
            let line = page.string(page.lines[index].span)
            let end = start + line.unicodeScalars.count
            if !blocks.isEmpty { text += "\n" }
            text += line
            let isCorrection = corrected.map { $0 == Likeness.key(line.utf8) } ?? false || CorrectionNote.matches(line)
            let role = isCorrection ? .correction : Self.role(of: page.lines[index].element, on: page)
            blocks.append(Block(role: role, span: start..<end))
            start = end + 1
        }
    }

    /// What a line is, by the elements around it.
    private static func role(of element: Int, on page: Page) -> Block.Role {
        var index = element
        while index >= 0 {
            let element = page.elements[index]
            if element.hints.contains(.correction) { return .correction }
            switch element.tag {
            case .h1, .h2, .h3, .h4, .h5, .h6: return .heading
            case .li, .dt, .dd: return .item
            case .td, .th:
                // A cell that holds a story is only there for the layout.
                return element.lines.count == 1 && element.text.count <= 300 ? .cell : .paragraph
            case .blockquote: return .quotation
            case .figcaption, .caption, .figure: return .caption
            case .article, .main, .body: return .paragraph
            default: index = element.parent
            }
        }
        return .paragraph
    }
}
