/// Tells by its label a line that says what was corrected, where no name in the page does.
///
///     "Correction: an earlier version gave the toll as 21."
///     "• Editor’s note — the headline was updated."
enum CorrectionNote {
    static func matches(_ line: String) -> Bool {
        guard line.utf8.count <= 1200 else { return false }
        let start = line.drop { !$0.isLetter }.prefix(60)
        guard let end = start.firstIndex(where: { ":—–".contains($0) }) else { return false }
        return isLabel(start[..<end])
    }

    /// "Correction", "Editor's note", "Corrections and clarifications": the same words as pages name such parts by.
    private static func isLabel(_ label: Substring) -> Bool {
        let words = label.split(separator: " ")
        guard (1...3).contains(words.count) else { return false }
        return ([label] + words).contains { name in
            Array(name.filter(\.isLetter).utf8).withUnsafeBufferPointer { Hints(naming: $0).contains(.correction) }
        }
    }
}
