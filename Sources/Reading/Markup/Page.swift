/// A web page laid flat: its elements in document order, its visible text in lines.
struct Page {
    /// An element; those within it stand right behind it, up to `end`.
    struct Element {
        var tag: Tag
        var hints: Hints
        var parent: Int
        /// One past the last element within it.
        var end: Int
        /// The lines of text within it.
        var lines: Range<Int>
        /// Its text, by place in `text`; a line break may stand at its ends.
        var text: Range<Int>
        /// Where its names stand in `names`.
        var classes: Range<Int>
        var id: Range<Int>
        /// For a link, where it leads.
        var target: Range<Int>
    }

    /// A line of visible text, as the layout breaks it, white space collapsed.
    struct Line {
        /// The innermost block that holds its beginning.
        var element: Int
        /// Where it stands in `text`.
        var span: Range<Int>
        /// Bytes of it inside links.
        var linked: Int
        /// Bytes of it inside bold or italic type.
        var stressed: Int
        /// Whether it ends at a line break rather than at the end of its block.
        var isBroken: Bool
    }

    /// What a `meta` element says: "og:title" → "Flood kills 12".
    struct Note {
        let name: String
        let value: String
    }

    /// A visible element that says who or when, with what a machine is to read in it.
    struct Mark {
        let element: Int
        let tag: Tag
        let hints: Hints
        /// `datetime` or `content`.
        let value: String?
        /// Its text, by place in `text`; white space may be doubled.
        var span: Range<Int>
    }

    var text: [UInt8] = []
    var names: [UInt8] = []
    var elements: [Element] = []
    var lines: [Line] = []
    var notes: [Note] = []
    var marks: [Mark] = []
    /// The texts of `application/ld+json` scripts.
    var linkedData: [[UInt8]] = []
    var title = ""
    var language: String?
    var canonical: String?
    var base: String?

    func string(_ span: Range<Int>) -> String {
        String(decoding: text[span], as: UTF8.self)
    }

    func name(_ span: Range<Int>) -> String {
        String(decoding: names[span], as: UTF8.self)
    }

    /// The first `meta` value of a name that is not empty.
    func note(_ names: String...) -> String? {
        for name in names {
            if let note = notes.first(where: { $0.name == name && !$0.value.isEmpty }) { return note.value }
        }
        return nil
    }

    /// The text of a link, from the lines it runs through.
    func linkText(_ index: Int) -> String {
        string(elements[index].text).collapsed
    }
}
