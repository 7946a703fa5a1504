package import Foundation

/// Why a file of words cannot be used, and where.
package struct NoteWordsError: Error, Hashable, CustomStringConvertible {
    package let file: String
    /// Counted from 1; 0 for the file as a whole.
    package let line: Int
    package let reason: String

    package var description: String {
        line == 0 ? "\(file): \(reason)" : "\(file):\(line): \(reason)"
    }
}

/// The words in which outlets say that an article was corrected or goes on, as the `notes.words` of each language lists them.
///
///     correction = correction, editor's note                          "Correction, 3 May: …", "• Editor’s note — …"
///     corrected  = this (article|story) was (amended|corrected)       "This story was corrected on Monday to say …"
package struct NoteWords: Hashable, Sendable {
    /// What a line says of the article it stands in.
    enum Note: String {
        /// That something in it was wrong, or is to be understood in another way.
        case correction
        /// That it goes on: what the line says is news.
        case update
    }

    private var labels: [String: Note] = [:]
    private var openings: [String: Note] = [:]
    /// The first letters of all openings: most lines begin with none of them.
    private var beginnings: Set<Character> = []

    /// Knows no words: notes are told by the names that pages give them.
    package init() {}

    /// The words of each language's folder in each of the lexicons.
    package init(lexicons: [URL]) throws(NoteWordsError) {
        for lexicon in lexicons {
            for name in try Self.folders(of: lexicon) {
                let file = lexicon.appending(path: name).appending(path: "notes.words")
                guard FileManager.default.fileExists(atPath: file.path) else { continue }
                try read(try Self.text(of: file), file: file.path)
            }
        }
    }

    private static func folders(of lexicon: URL) throws(NoteWordsError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: lexicon.path).filter { !$0.hasPrefix(".") }.sorted()
        } catch {
            let reason = "is no folder that can be read; name the lexicon's folder in the settings"
            throw NoteWordsError(file: lexicon.path, line: 0, reason: reason)
        }
    }

    private static func text(of file: URL) throws(NoteWordsError) -> String {
        do {
            return try String(contentsOf: file, encoding: .utf8)
        } catch {
            throw NoteWordsError(file: file.path, line: 0, reason: "cannot be read as UTF-8; put the file there or mend its rights")
        }
    }

    /// Takes in a file of words: a role, "=", and words or phrases with commas between.
    mutating func read(_ text: String, file: String) throws(NoteWordsError) {
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.collapsed
            if line.isEmpty || line.hasPrefix("#") { continue }
            let sides = line.split(separator: "=", maxSplits: 1).map(\.collapsed)
            let phrases = sides.count == 2 ? sides[1].split(separator: ",", omittingEmptySubsequences: false).map { Self.plain($0) } : []
            guard !phrases.isEmpty, phrases.allSatisfy({ !$0.isEmpty }), take(phrases, as: sides[0]) else {
                let reason = "write correction, corrected, update or updated, then = and the words: corrected = this story was amended"
                throw NoteWordsError(file: file, line: number + 1, reason: reason)
            }
        }
    }

    private mutating func take(_ phrases: [String], as role: String) -> Bool {
        switch role {
        case "correction": for phrase in phrases { labels[phrase] = .correction }
        case "update": for phrase in phrases { labels[phrase] = .update }
        case "corrected": for phrase in phrases.flatMap(Self.spelledOut) { open(phrase, .correction) }
        case "updated": for phrase in phrases.flatMap(Self.spelledOut) { open(phrase, .update) }
        default: return false
        }
        return true
    }

    private mutating func open(_ phrase: String, _ note: Note) {
        openings[phrase] = note
        if let first = phrase.first { beginnings.insert(first) }
    }

    /// "this (story|post) was amended" → "this story was amended", "this post was amended"
    private static func spelledOut(_ phrase: String) -> [String] {
        guard let open = phrase.firstIndex(of: "("), let close = phrase[open...].firstIndex(of: ")") else { return [phrase] }
        let words = phrase[phrase.index(after: open)..<close].split(separator: "|", omittingEmptySubsequences: false)
        return words.flatMap { spelledOut((phrase[..<open] + $0 + phrase[phrase.index(after: close)...]).collapsed) }
    }

    /// In small letters, with one kind of apostrophe, one space between words.
    private static func plain(_ text: some StringProtocol) -> String {
        String(text).replacing("’", with: "'").lowercased().collapsed
    }

    // MARK: Lines

    /// Longer than any label with a date, longer than the first words of any sentence that tells.
    private static let opening = 140
    private static let marks: Set<Character> = [":", "—", "–", "："]

    /// What a line says of the article; nil where it is a line like others.
    func note(_ line: String) -> Note? {
        guard !labels.isEmpty || !openings.isEmpty, line.utf8.count <= 1200 else { return nil }
        let start = Self.plain(line.prefix(Self.opening)).drop { !$0.isLetter }
        if let note = labelled(start) { return note }
        if let note = opens(start) { return note }
        // "(03.05.2024, 12:40) This article was amended": what stands before is the note's head.
        for mark in start.prefix(40).indices where ":—–.)]".contains(start[mark]) {
            if let note = opens(start[mark...].drop { !$0.isLetter }) { return note }
        }
        return nil
    }

    /// Whether a line is nothing but a label, which then is that of the next: "Corrections and clarifications".
    func label(_ line: String) -> Note? {
        guard !labels.isEmpty, line.utf8.count <= 100 else { return nil }
        let words = Self.plain(line).drop { !$0.isLetter }
        return labels[words.prefix { $0.isLetter || $0 == " " || $0 == "'" }.collapsed].flatMap { note in
            words.contains(where: \.isNumber) || words.split(separator: " ").count > 6 ? nil : note
        }
    }

    /// "correction: …", "correction (3 may) — …", "editor's note, may 3, 2024: …"
    private func labelled(_ start: Substring) -> Note? {
        guard let mark = start.prefix(80).firstIndex(where: Self.marks.contains) else { return nil }
        let head = start[..<mark]
        let words = head.prefix { !$0.isNumber && !",;.(".contains($0) }.collapsed
        if let note = labels[words] { return note }
        let first = head.split(separator: " ").first.map(String.init) ?? ""
        // "correction 3 may 2024 12:40": a label, then when.
        return head.contains(where: \.isNumber) ? labels[first] : nil
    }

    private func opens(_ start: Substring) -> Note? {
        guard let first = start.first, beginnings.contains(first) else { return nil }
        return openings.filter { start.hasPrefix($0.key) }.max { $0.key.count < $1.key.count }?.value
    }
}
