import Figures

/// The text of an article, and what each of its lines is.
struct BodyText {
    private(set) var text = ""
    private(set) var blocks: [Block] = []

    /// - Parameter correction: what the page's data says was corrected.
    init(_ page: Page, lines: [Int], notes: NoteWords, correction: String? = nil) {
        var start = 0
        var label: NoteWords.Note?
        let corrected = correction.map { Likeness.key($0.utf8) }
        for index in lines {
            let line = page.string(page.lines[index].span)
            let end = start + line.unicodeScalars.count
            if !blocks.isEmpty { text += "\n" }
            text += line
            let note = corrected == Likeness.key(line.utf8) ? .correction : notes.note(line) ?? notes.label(line) ?? label
            blocks.append(Block(role: note?.role ?? Self.role(of: page.lines[index].element, on: page), span: start..<end))
            label = notes.label(line)
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

extension NoteWords.Note {
    fileprivate var role: Block.Role {
        switch self {
        case .correction: .correction
        case .update: .update
        }
    }
}
