/// Which elements of a page are meant, in the manner of CSS: names, `.class`, `#id`, and "within".
///
///     "main h3 a"             links in headings in the main part
///     "div.list > a.title"    links of a class directly in a list
///
/// Source: W3C Selectors Level 4, type, class, id selectors; descendant and child combinators; lists.
struct Selector {
    private struct Part {
        var tag: Tag?
        var classes: [String] = []
        var id: String?
        /// Whether the next part to the left must be the parent itself.
        var isChild = false
    }

    private let alternatives: [[Part]]

    init(_ text: String) throws(ReadError) {
        var alternatives: [[Part]] = []
        for alternative in text.split(separator: ",") {
            alternatives.append(try Self.parts(String(alternative)))
        }
        guard !alternatives.isEmpty else { throw .badSelector("it is empty") }
        self.alternatives = alternatives
    }

    private static func parts(_ text: String) throws(ReadError) -> [Part] {
        var parts: [Part] = []
        var isChild = false
        for word in text.replacing(">", with: " > ").split(separator: " ") {
            if word == ">" {
                isChild = true
                continue
            }
            var part = try Self.part(String(word))
            part.isChild = isChild
            isChild = false
            parts.append(part)
        }
        guard !isChild else { throw .badSelector("“\(text)” ends with “>”") }
        guard !parts.isEmpty else { throw .badSelector("“\(text)” names no element") }
        return parts
    }

    private static func part(_ word: String) throws(ReadError) -> Part {
        var part = Part()
        let name = word.prefix { $0 != "." && $0 != "#" }
        if !name.isEmpty && name != "*" {
            guard let tag = Tag.named[name.lowercased()] else { throw .badSelector("no element is called “\(name)”") }
            part.tag = tag
        }
        var rest = word[name.endIndex...]
        while let mark = rest.first {
            let value = rest.dropFirst().prefix { $0 != "." && $0 != "#" }
            guard !value.isEmpty, value.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }) else {
                throw .badSelector("“\(word)” is more than a name, .class and #id")
            }
            if mark == "." { part.classes.append(String(value)) } else { part.id = String(value) }
            rest = rest[value.endIndex...]
        }
        return part
    }

    func matches(_ index: Int, on page: Page) -> Bool {
        alternatives.contains { matches($0, index, on: page) }
    }

    /// Whether the element fits the last part, and those around it the parts before, in one walk outwards for each part.
    private func matches(_ parts: [Part], _ index: Int, on page: Page) -> Bool {
        guard let last = parts.last, fits(last, page.elements[index], on: page) else { return false }
        var reached = [index]
        var isChild = last.isChild
        for part in parts.dropLast().reversed() {
            reached = isChild ? reached.map { page.elements[$0].parent } : around(reached[0], on: page)
            reached = reached.filter { $0 >= 0 && fits(part, page.elements[$0], on: page) }
            if reached.isEmpty { return false }
            isChild = part.isChild
        }
        return true
    }

    /// The elements around one, innermost first.
    private func around(_ index: Int, on page: Page) -> [Int] {
        var found: [Int] = []
        var parent = page.elements[index].parent
        while parent >= 0 {
            found.append(parent)
            parent = page.elements[parent].parent
        }
        return found
    }

    private func fits(_ part: Part, _ element: Page.Element, on page: Page) -> Bool {
        if let tag = part.tag, tag != element.tag { return false }
        if let id = part.id, id != page.name(element.id) { return false }
        guard !part.classes.isEmpty else { return true }
        let classes = page.name(element.classes).split(whereSeparator: \.isWhitespace)
        return part.classes.allSatisfy { wanted in classes.contains { $0 == wanted } }
    }
}
