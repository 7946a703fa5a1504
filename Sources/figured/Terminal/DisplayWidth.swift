extension String {
    /// How many columns of a terminal the text takes: wide characters take two, marks set on others none.
    ///
    ///     "toll" 4 · "東京" 4 · "غَزَّة" 3
    ///
    /// Widths after Unicode Standard Annex #11 (East Asian Width), emoji and flags as two.
    var displayWidth: Int {
        if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return utf8.count }
        return reduce(0) { $0 + $1.displayWidth }
    }

    /// The longest start of the text that fits the width, with "…" in place of what is cut.
    func fitted(to width: Int) -> String {
        guard displayWidth > width else { return self }
        var result = ""
        var used = 0
        for character in self {
            used += character.displayWidth
            if used >= width { break }
            result.append(character)
        }
        return width < 1 ? "" : result + "…"
    }

    /// The text in lines that fit the width, broken between words where it can be.
    func wrapped(to width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in split(separator: " ") {
            for piece in String(word).pieces(of: max(2, width)) {
                if !line.isEmpty, line.displayWidth + 1 + piece.displayWidth > width {
                    lines.append(line)
                    line = ""
                }
                line += line.isEmpty ? piece : " " + piece
            }
        }
        return lines + (line.isEmpty && !lines.isEmpty ? [] : [line])
    }

    /// A word cut into pieces that are no wider than the width.
    private func pieces(of width: Int) -> [String] {
        guard displayWidth > width else { return [self] }
        var pieces = [""]
        var used = 0
        for character in self {
            if used + character.displayWidth > width {
                pieces.append("")
                used = 0
            }
            pieces[pieces.count - 1].append(character)
            used += character.displayWidth
        }
        return pieces
    }

    /// The text with blanks up to the width, before it or after it.
    func padded(to width: Int, right: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, width - displayWidth))
        return right ? blanks + self : self + blanks
    }
}

extension Character {
    fileprivate var displayWidth: Int {
        guard let first = unicodeScalars.first else { return 0 }
        let isPicture = unicodeScalars.contains { $0.value == 0xFE0F } || first.properties.isEmojiPresentation
        return isPicture ? 2 : first.displayWidth
    }
}

extension Unicode.Scalar {
    fileprivate var displayWidth: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: 0
        default: isWide ? 2 : 1
        }
    }

    private var isWide: Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
            0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
