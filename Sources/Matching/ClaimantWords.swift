import Figures
package import Foundation

/// The words of which a language makes the names of bodies and of counted groups, as its `claimants.words` lists them.
package struct ClaimantWords: Sendable {
    enum Role: String, CaseIterable {
        case article, and, of, `in`, turns, `public`, unnamed, spokes, acronym, plain, people, part, more, but
    }

    /// Phrases, each word folded, by what they do.
    private(set) var phrases: [Role: Set<[String]>] = [:]
    /// Words that name a part of the people, and leave nobody out where the kind is counted.
    private(set) var wholes: [Kind: Set<String>] = [:]
    private(set) var possessives: [String] = []
    /// Another spelling → the word.
    private(set) var same: [String: String] = [:]
    /// The name of a body, and its other names, as written.
    private(set) var bodies: [(name: String, others: [String])] = []

    /// No word of any language: names are joined when only case and place names differ.
    package init() {}

    /// Reads a `claimants.words`; throws at its first faulty line.
    package init(_ file: URL) throws(WordsError) {
        try self.init(WordsFile(file))
    }

    init(_ file: WordsFile) throws(WordsError) {
        for entry in file.entries {
            switch (entry.role, entry.value) {
            case ("possessive", nil): possessives += entry.words
            case ("same", let word?): for other in entry.words { same[other] = word }
            case ("body", let name?): bodies.append((name, entry.words))
            case ("whole", let kind?):
                guard let kind = Kind(rawValue: kind) else { throw file.fault(entry, "\(kind) is no kind of claim") }
                wholes[kind, default: []].formUnion(entry.words.map { $0.lowercased() })
            default:
                guard let role = Role(rawValue: entry.role), entry.value == nil else {
                    throw file.fault(entry, "\(entry.role) means nothing; the head of the file lists what a line may begin with")
                }
                for phrase in entry.words { phrases[role, default: []].insert(Self.words(in: phrase)) }
            }
        }
    }

    /// The words of both.
    func merged(with other: ClaimantWords) -> ClaimantWords {
        var result = self
        for (role, phrases) in other.phrases { result.phrases[role, default: []].formUnion(phrases) }
        for (kind, words) in other.wholes { result.wholes[kind, default: []].formUnion(words) }
        result.possessives += other.possessives
        result.same.merge(other.same) { mine, _ in mine }
        result.bodies += other.bodies
        return result
    }

    func has(_ word: String, as role: Role) -> Bool {
        phrases[role]?.contains([word]) ?? false
    }

    /// Whether the words hold a phrase of the role; the longest phrases have three words.
    func has(anyOf words: [String], as role: Role) -> Bool {
        guard let phrases = phrases[role] else { return false }
        return words.indices.contains { start in
            (1...3).contains { start + $0 <= words.count && phrases.contains(Array(words[start..<start + $0])) }
        }
    }

    static func words(in text: String) -> [String] {
        text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "&") }.map(String.init)
    }
}
