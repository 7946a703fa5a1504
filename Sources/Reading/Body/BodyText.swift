import Figures

/// The text of an article, and what each of its lines is.
struct BodyText {
    private(set) var text = ""
    private(set) var blocks: [Block] = []

    init(_ page: Page, lines: [Int]) {
        var start = 0
        for index in lines {
            let line = page.string(page.lines[index].span)
            let end = start + line.unicodeScalars.count
            if !blocks.isEmpty { text += "\n" }
            text += line
            blocks.append(Block(role: Self.role(of: page.lines[index].element, on: page), span: start..<end))
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
            case .td, .th: return .cell
            case .blockquote: return .quotation
            case .figcaption, .caption, .figure: return .caption
            case .article, .main, .body: return .paragraph
            default: index = element.parent
            }
        }
        return .paragraph
    }
}
