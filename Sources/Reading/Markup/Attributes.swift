/// What the attributes of one element say, as far as anybody asks.
struct Attributes {
    var hints: Hints = []
    var classes = 0..<0
    var id = 0..<0
    var target = 0..<0
    var isHidden = false
    var isStreamed = false
    var isLinkedData = false
    var isAuthorLink = false
    var language: String?
    /// For `meta`: the name, property, itemprop or http-equiv.
    var noteName: String?
    /// `content` or `datetime`.
    var machineValue: String?
    var relation: String?
    /// `href` of `link` and `base`.
    var address: String?

    /// Reads the parser's list: name, value, name, value …, nil.
    mutating func read(
        _ list: UnsafeMutablePointer<UnsafePointer<UInt8>?>, of tag: Tag, into names: inout [UInt8]
    ) {
        var next = list
        while let name = next[0] {
            read(UnsafeName(name), next[1], of: tag, into: &names)
            next += 2
        }
        if isStreamed { isHidden = false }
    }

    /// Reads of the parser's list only whether the element is shown.
    mutating func readVisibility(_ list: UnsafeMutablePointer<UnsafePointer<UInt8>?>) {
        var next = list
        while let name = next[0].map(UnsafeName.init) {
            if name == "hidden" {
                isHidden = isHidden || next[1].map { String(cString: $0) != "false" } ?? true
            } else if name == "style", let value = next[1] {
                isHidden = isHidden || hides(String(cString: value).lowercased())
            }
            next += 2
        }
    }

    private mutating func read(_ name: UnsafeName, _ value: UnsafePointer<UInt8>?, of tag: Tag, into names: inout [UInt8]) {
        guard let value else {
            if name == "hidden" { isHidden = true }
            return
        }
        switch (tag, name.first) {
        case (_, UInt8(ascii: "c")) where name == "class":
            classes = keep(value, into: &names)
        case (_, UInt8(ascii: "c")) where name == "content":
            machineValue = String(cString: value)
        case (_, UInt8(ascii: "i")) where name == "id":
            id = keep(value, into: &names)
            // React sends parts of a page late, hidden under ids such as "S:0", and its script shows them at once.
            isStreamed = value[0] == UInt8(ascii: "S") && value[1] == UInt8(ascii: ":")
        case (_, UInt8(ascii: "i")) where name == "itemprop":
            property(String(cString: value), of: tag)
        case (.a, UInt8(ascii: "h")) where name == "href":
            target = store(value, into: &names)
        case (.link, UInt8(ascii: "h")) where name == "href", (.base, UInt8(ascii: "h")) where name == "href":
            address = String(cString: value)
        case (_, UInt8(ascii: "h")) where name == "hidden":
            isHidden = String(cString: value) != "false"
        case (_, UInt8(ascii: "s")) where name == "style":
            isHidden = isHidden || hides(String(cString: value).lowercased())
        case (_, UInt8(ascii: "r")) where name == "rel":
            relation = String(cString: value).lowercased()
            isAuthorLink = tag == .a && relation == "author"
        case (_, UInt8(ascii: "r")) where name == "role":
            role(String(cString: value))
        case (_, UInt8(ascii: "d")) where name == "datetime":
            machineValue = String(cString: value)
        case (_, UInt8(ascii: "t")) where name == "type":
            isLinkedData = tag == .script && String(cString: value).lowercased().hasPrefix("application/ld+json")
        case (.html, UInt8(ascii: "l")) where name == "lang", (.html, UInt8(ascii: "x")) where name == "xml:lang":
            language = String(cString: value)
        case (.meta, _) where name == "name" || name == "property" || name == "http-equiv":
            noteName = noteName ?? String(cString: value)
        default: break
        }
    }

    private mutating func property(_ value: String, of tag: Tag) {
        if tag == .meta { noteName = noteName ?? value }
        for word in value.split(separator: " ") {
            switch word {
            case "articleBody": hints.formUnion([.body, .articleBody])
            case "author", "creator": hints.insert(.author)
            case "datePublished", "dateCreated": hints.insert(.published)
            case "dateModified": hints.insert(.modified)
            case "headline": hints.insert(.headline)
            case "caption": hints.insert(.caption)
            case "correction": hints.insert(.correction)
            case "comment": hints.insert(.comments)
            case "copyrightHolder", "copyrightNotice": hints.insert(.credit)
            default: break
            }
        }
    }

    private mutating func role(_ value: String) {
        switch value {
        case "navigation", "complementary", "contentinfo", "search", "menu", "menubar", "tablist", "toolbar": hints.insert(.elsewhere)
        case "dialog", "alertdialog": hints.insert(.appeal)
        default: break
        }
    }

    private func hides(_ style: String) -> Bool {
        guard style.contains("none") || style.contains("hidden") else { return false }
        let plain = style.filter { !$0.isWhitespace }
        return plain.contains("display:none") || plain.contains("visibility:hidden")
    }

    /// Keeps a class or id, and takes its hints.
    private mutating func keep(_ value: UnsafePointer<UInt8>, into names: inout [UInt8]) -> Range<Int> {
        let span = store(value, into: &names)
        names.withUnsafeBufferPointer { all in
            hints.formUnion(Hints(naming: UnsafeBufferPointer(rebasing: all[span])))
        }
        return span
    }

    private func store(_ value: UnsafePointer<UInt8>, into names: inout [UInt8]) -> Range<Int> {
        let start = names.count
        var next = value
        while next.pointee != 0 {
            names.append(next.pointee)
            next += 1
        }
        return start..<names.count
    }
}

/// A name ended by a NUL, compared without a copy.
struct UnsafeName {
    let bytes: UnsafePointer<UInt8>

    init(_ bytes: UnsafePointer<UInt8>) {
        self.bytes = bytes
    }

    var first: UInt8 { bytes.pointee }

    static func == (name: UnsafeName, other: StaticString) -> Bool {
        let count = other.utf8CodeUnitCount
        for place in 0..<count where name.bytes[place] != other.utf8Start[place] { return false }
        return name.bytes[count] == 0
    }
}
