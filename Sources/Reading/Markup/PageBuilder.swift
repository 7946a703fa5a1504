import CXML

/// Collects what the parser finds into a page.
final class PageBuilder {
    /// What becomes of the characters that come in.
    private enum Sink {
        case page, title, linkedData, nothing
    }

    private var page = Page()
    /// The elements not yet ended, outermost first.
    private var open: [Int] = []
    /// Where in `open` an element began whose text is not for the page; nil where none did.
    private var asideDepth: Int?
    private var sink = Sink.page
    private var titleBytes: [UInt8] = []
    private var fault: ReadError?
    var parser: htmlParserCtxtPtr?

    private var lineStart = 0
    private var lineElement = -1
    private var linkDepth = 0
    private var stressDepth = 0
    private var linkedBytes = 0
    private var stressedBytes = 0
    private var spacePending = false
    private var openMarks: [(mark: Int, depth: Int)] = []

    /// Whether only the text is wanted: names, links and marks are not kept.
    private let isPlain: Bool

    /// A builder for markup of so many bytes.
    init(size: Int, forTextAlone isPlain: Bool = false) {
        self.isPlain = isPlain
        page.text.reserveCapacity(isPlain ? size : size / 8)
        page.elements.reserveCapacity(size / 80)
    }

    func finished() throws(ReadError) -> Page {
        if let fault { throw fault }
        endLine(broken: false)
        while !open.isEmpty { close() }
        page.title = String(decoding: titleBytes, as: UTF8.self).collapsed
        return page
    }

    // MARK: Elements

    func began(_ name: UnsafePointer<UInt8>, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) {
        let tag = Tag(name)
        guard open.count < Limits.pageDepth else { return stop(.nestedTooDeeply(Limits.pageDepth)) }
        var found = Attributes()
        if let attributes { isPlain ? found.readVisibility(attributes) : found.read(attributes, of: tag, into: &page.names) }
        if !isPlain { note(tag, found) }
        switch tag.layout {
        case .block: endLine(broken: false)
        case .lineBreak: endLine(broken: true)
        case .inline, .unseen: break
        }
        let index = page.elements.count
        page.elements.append(
            Page.Element(
                tag: tag, hints: found.hints, parent: open.last ?? -1, end: index + 1, lines: page.lines.count..<page.lines.count,
                text: page.text.count..<page.text.count, classes: found.classes, id: found.id, target: found.target))
        open.append(index)
        if tag == .a { linkDepth += 1 }
        if tag.isStress { stressDepth += 1 }
        enter(tag, found)
    }

    func ended(_ tag: Tag) {
        guard let depth = open.lastIndex(where: { page.elements[$0].tag == tag }) else { return }
        while open.count > depth { close() }
    }

    private func close() {
        guard let index = open.popLast() else { return }
        let tag = page.elements[index].tag
        if tag.layout == .block { endLine(broken: false) }
        page.elements[index].end = page.elements.count
        page.elements[index].lines = page.elements[index].lines.lowerBound..<page.lines.count
        page.elements[index].text = page.elements[index].text.lowerBound..<page.text.count
        if tag == .a { linkDepth -= 1 }
        if tag.isStress { stressDepth -= 1 }
        while let last = openMarks.last, last.depth > open.count {
            let start = page.marks[last.mark].span.lowerBound
            page.marks[last.mark].span = min(start, page.text.count)..<page.text.count
            openMarks.removeLast()
        }
        if let depth = asideDepth, open.count <= depth {
            asideDepth = nil
            sink = .page
        }
    }

    /// Decides what becomes of the text within an element that has just begun.
    private func enter(_ tag: Tag, _ found: Attributes) {
        guard asideDepth == nil else { return }
        if tag.layout == .unseen || found.isHidden {
            asideDepth = open.count - 1
            switch tag {
            case .title where titleBytes.isEmpty && !open.contains(where: { page.elements[$0].tag == .svg }): sink = .title
            case .script where found.isLinkedData:
                sink = .linkedData
                page.linkedData.append([])
            default: sink = .nothing
            }
        } else if tag == .time || !found.hints.isDisjoint(with: [.author, .published, .modified, .headline, .time]) || tag == .h1
            || found.isAuthorLink
        {
            let hints = found.isAuthorLink ? found.hints.union(.author) : found.hints
            openMarks.append((page.marks.count, open.count))
            page.marks.append(
                Page.Mark(
                    element: open[open.count - 1], tag: tag, hints: hints, value: found.machineValue,
                    span: page.text.count..<page.text.count))
        }
    }

    /// Keeps what the head of the page says of it.
    private func note(_ tag: Tag, _ found: Attributes) {
        switch tag {
        case .html: page.language = found.language ?? page.language
        case .meta:
            if let name = found.noteName, let value = found.machineValue {
                page.notes.append(Page.Note(name: name.lowercased(), value: value))
            }
        case .link where found.relation == "canonical" && page.canonical == nil: page.canonical = found.address
        case .base where page.base == nil: page.base = found.address
        default: break
        }
    }

    private func stop(_ error: ReadError) {
        fault = fault ?? error
        if let parser { xmlStopParser(parser) }
    }

    // MARK: Characters

    func heard(_ bytes: UnsafeBufferPointer<UInt8>) {
        switch sink {
        case .page: append(bytes)
        case .title: titleBytes.append(contentsOf: bytes)
        case .linkedData: page.linkedData[page.linkedData.count - 1].append(contentsOf: bytes)
        case .nothing: break
        }
    }

    /// Text of the page: runs of white space become one space, soft hyphens and zero-width marks vanish.
    private func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        // Held apart from the object while it grows: a check of exclusive access for each byte would take most of the time.
        var text: [UInt8] = []
        swap(&text, &page.text)
        let before = text.count
        var isPending = spacePending
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            if byte <= 0x20 {
                isPending = isPending || text.count > lineStart
                place += 1
                continue
            }
            if byte >= 0xC2, let skipped = unprintable(bytes, at: place) {
                place += skipped
                continue
            }
            if text.count == lineStart { lineElement = innermostBlock() }
            if isPending {
                text.append(0x20)
                isPending = false
            }
            if byte == 0xC2, place + 1 < bytes.count, bytes[place + 1] < 0xA0 {
                text.append(contentsOf: String(Windows1252.character(bytes[place + 1])).utf8)
                place += 2
                continue
            }
            var end = place + 1
            while end < bytes.count, bytes[end] > 0x20, bytes[end] != 0xC2, bytes[end] != 0xE2, bytes[end] != 0xEF { end += 1 }
            text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[place..<end]))
            place = end
        }
        spacePending = isPending
        let added = text.count - before
        swap(&text, &page.text)
        if linkDepth > 0 { linkedBytes += added }
        if stressDepth > 0 { stressedBytes += added }
    }

    /// The length of a soft hyphen, zero-width space, word joiner or byte order mark standing here.
    private func unprintable(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Int? {
        if bytes[place] == 0xC2 && place + 1 < bytes.count && bytes[place + 1] == 0xAD { return 2 }
        guard place + 2 < bytes.count else { return nil }
        switch (bytes[place], bytes[place + 1], bytes[place + 2]) {
        case (0xE2, 0x80, 0x8B), (0xE2, 0x81, 0xA0), (0xEF, 0xBB, 0xBF): return 3
        default: return nil
        }
    }

    private func innermostBlock() -> Int {
        open.last { page.elements[$0].tag.layout == .block } ?? 0
    }

    private func endLine(broken: Bool) {
        spacePending = false
        guard page.text.count > lineStart else { return }
        page.lines.append(
            Page.Line(
                element: lineElement, span: lineStart..<page.text.count, linked: linkedBytes, stressed: stressedBytes,
                isBroken: broken))
        page.text.append(0x0A)
        lineStart = page.text.count
        (linkedBytes, stressedBytes) = (0, 0)
    }
}

extension Tag {
    /// Bold or italic type.
    var isStress: Bool {
        switch self {
        case .b, .strong, .i, .em: true
        default: false
        }
    }
}

extension StringProtocol {
    /// Runs of white space as one space, none at the ends.
    ///
    ///     " Flood \n kills 12 "    "Flood kills 12"
    var collapsed: String {
        let bytes = Array(utf8)
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var place = 0
        var isPending = false
        while place < bytes.count {
            let gap = bytes.spaceLength(at: place)
            if gap > 0 {
                isPending = !text.isEmpty
                place += gap
                continue
            }
            if isPending { text.append(0x20) }
            isPending = false
            text.append(bytes[place])
            place += 1
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension [UInt8] {
    /// How many bytes the white space character of UTF-8 standing here has; 0 where none stands.
    ///
    /// Source: Unicode 15, the property White_Space.
    fileprivate func spaceLength(at place: Int) -> Int {
        func byte(_ offset: Int) -> UInt8 { place + offset < count ? self[place + offset] : 0 }
        switch byte(0) {
        case 0x20, 0x09...0x0D: return 1
        case 0xC2: return byte(1) == 0xA0 || byte(1) == 0x85 ? 2 : 0
        case 0xE2:
            let isSpace = byte(1) == 0x80 && ((0x80...0x8A).contains(byte(2)) || [0xA8, 0xA9, 0xAF].contains(byte(2)))
            return isSpace || byte(1) == 0x81 && byte(2) == 0x9F ? 3 : 0
        case 0xE3: return byte(1) == 0x80 && byte(2) == 0x80 ? 3 : 0
        default: return 0
        }
    }
}
