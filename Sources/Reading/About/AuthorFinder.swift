import Foundation

/// Who wrote an article, as the page says in its data, its head and beside its headline.
struct AuthorFinder {
    let page: Page
    let data: LinkedData
    let visible: VisibleMarks
    let language: String?

    /// Persons before the outlet itself, each once.
    var authors: [String] {
        let sources = [data.authors, noted, marked]
        let named = sources.map { unique($0.flatMap(people)) }.filter { !$0.isEmpty }
        return named.first { $0.contains { !isOutlet($0) } } ?? named.first ?? []
    }

    private var noted: [String] {
        page.notes.filter { note in
            let name = note.name.split(whereSeparator: { ":._-".contains($0) }).last.map(String.init) ?? ""
            return ["author", "authors", "articleauthor", "creator"].contains(name) && !note.value.contains("://")
                && !note.value.hasPrefix("@")
        }.map(\.value)
    }

    /// Links within what is marked as the author, or else the marked text, if it is no more than a name.
    private var marked: [String] {
        for mark in visible.marks where mark.hints.contains(.author) {
            let links = (mark.element..<page.elements[mark.element].end).filter { page.elements[$0].tag == .a }.map(page.linkText)
            let names = links.isEmpty ? [page.string(mark.span).collapsed] : links
            let plausible = names.filter(looksLikeName)
            if !plausible.isEmpty { return plausible }
        }
        return []
    }

    private func looksLikeName(_ text: String) -> Bool {
        let words = text.split(separator: " ")
        return (1...5).contains(words.count) && text.count >= 3 && !text.contains(where: \.isNumber)
            && words.allSatisfy { $0.first.map { !$0.isLowercase || words.count > 2 } ?? false }
    }

    /// "Ana Ruiz and Tom Hale, dpa (ar)" → "Ana Ruiz", "Tom Hale", "dpa"
    private func people(_ text: String) -> [String] {
        guard let name = Person.name(text), name.contains(where: \.isLetter), !name.contains("://") else { return [] }
        var parts = name.split(whereSeparator: { ",;|/&、".contains($0) }).map { String($0) }
        if name.split(separator: " ").count > 3, let conjunction { parts = parts.flatMap { $0.components(separatedBy: conjunction) } }
        return parts.map(withoutSign).filter { $0.count >= 2 && $0.count <= 60 }
    }

    /// "Elena Oberholzer (obe)" → "Elena Oberholzer"
    private func withoutSign(_ name: String) -> String {
        guard name.contains("("), let open = name.firstIndex(of: "("), open > name.startIndex else { return name.collapsed }
        return name[..<open].collapsed
    }

    /// The word that joins two names in the page's language, by CLDR's list patterns.
    private var conjunction: String? {
        let joined = ["{", "}"].formatted(.list(type: .and).locale(Locale(identifier: language ?? "en")))
        guard joined.hasPrefix("{"), joined.hasSuffix("}"), joined.count > 4 else { return nil }
        return String(joined.dropFirst().dropLast())
    }

    private func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0.lowercased()).inserted }
    }

    private func isOutlet(_ name: String) -> Bool {
        [page.note("og:site_name"), data.publisher].compactMap(\.self).contains { Likeness.key($0.utf8) == Likeness.key(name.utf8) }
    }
}
