import Foundation

/// Why a file of words cannot be used, and where.
package struct WordsError: Error, Hashable, CustomStringConvertible {
    package let file: String
    /// Counted from 1; 0 for the file as a whole.
    package let line: Int
    package let reason: String

    package var description: String {
        line == 0 ? "\(file): \(reason)" : "\(file):\(line): \(reason)"
    }
}

/// A file of words that a language gives to Matching, as written: what words do, what they stand for, the words.
///
///     month 1 = january, jan        role "month", value "1", words ["january", "jan"]
///     since = since                 role "since", value nil, words ["since"]
struct WordsFile {
    struct Entry {
        let line: Int
        let role: String
        let value: String?
        let words: [String]
    }

    let name: String
    let entries: [Entry]

    init(_ file: URL) throws(WordsError) {
        let text: String
        do {
            text = try String(contentsOf: file, encoding: .utf8)
        } catch {
            throw WordsError(file: file.path, line: 0, reason: "cannot be read as UTF-8; put the file there or mend its rights")
        }
        try self.init(text, name: file.path)
    }

    init(_ text: String, name: String) throws(WordsError) {
        self.name = name
        var entries: [Entry] = []
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.trimmingCharacters(in: .whitespaces)
            if line.isEmpty || line.hasPrefix("#") { continue }
            guard let entry = Self.entry(line, number: number + 1) else {
                throw WordsError(file: name, line: number + 1, reason: "write what the words do, then = and the words: since = since")
            }
            entries.append(entry)
        }
        self.entries = entries
    }

    private static func entry(_ line: String, number: Int) -> Entry? {
        let sides = line.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
        guard sides.count == 2, let role = sides[0].split(separator: " ").first else { return nil }
        let value = sides[0].dropFirst(role.count).trimmingCharacters(in: .whitespaces)
        let words = sides[1].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        guard !words.isEmpty, words.allSatisfy({ !$0.isEmpty }) else { return nil }
        return Entry(line: number, role: String(role), value: value.isEmpty ? nil : value, words: words)
    }

    func fault(_ entry: Entry, _ reason: String) -> WordsError {
        WordsError(file: name, line: entry.line, reason: reason)
    }
}
