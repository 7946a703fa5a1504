/// Which of the marks of a page stand by its article, not in a menu or in the announcement of another.
struct VisibleMarks {
    let marks: [Page.Mark]

    init(_ page: Page) {
        marks = page.marks.filter { mark in
            var index = mark.element
            while index >= 0 {
                switch page.elements[index].tag {
                case .nav, .footer, .aside: return false
                default: break
                }
                if !page.elements[index].hints.isDisjoint(with: [.elsewhere, .comments]) { return false }
                index = page.elements[index].parent
            }
            return true
        }
    }
}
