extension String {
    /// The text made safe for a terminal, a log line or a table: one line, and nothing that steers what shows it.
    ///
    ///     "Toll\u{1B}[2J rises\n"      "Toll\u{FFFD}[2J rises"
    ///
    /// Line ends and tabs become spaces; other control characters (C0, C1) and the marks that reorder or hide text
    /// (bidirectional controls, zero-width characters, Unicode Technical Report 36) become U+FFFD.
    package var printable: String {
        guard unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0.value >= 0x200B }) else {
            return self
        }
        var safe = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: safe.append(" ")
            case 0..<0x20, 0x7F...0x9F, 0x200B, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: safe.append("\u{FFFD}")
            default: safe.append(scalar)
            }
        }
        let text = String(safe)
        return text.hasSuffix(" ") ? String(text.reversed().drop(while: { $0 == " " }).reversed()) : text
    }
}
