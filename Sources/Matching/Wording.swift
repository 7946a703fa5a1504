package import Foundation

/// What Matching knows of a language.
package struct Wording: Sendable {
    package var time: TimeWords
    package var claimants: ClaimantWords

    package init(time: TimeWords = TimeWords(), claimants: ClaimantWords = ClaimantWords()) {
        self.time = time
        self.claimants = claimants
    }

    /// Reads `when.words` and `claimants.words` of a language's folder; a file that is not there knows nothing.
    package init(folder: URL) throws(WordsError) {
        try self.init(folders: [folder])
    }

    /// As `init(folder:)` from several folders of one language: each file is taken from the last folder that has it.
    private init(folders: [URL]) throws(WordsError) {
        self.init()
        func last(_ name: String) -> URL? {
            folders.map { $0.appending(path: name) }.last { FileManager.default.fileExists(atPath: $0.path) }
        }
        if let when = last("when.words") { time = try TimeWords(when) }
        if let who = last("claimants.words") { claimants = try ClaimantWords(who) }
    }

    /// The wording of each language that has a folder in the lexicon, by the folder's name ("en").
    package static func languages(in lexicon: URL) throws(WordsError) -> [String: Wording] {
        try languages(in: [lexicon])
    }

    /// As `languages(in:)` from several lexicons: each file is taken from the last of them that has it.
    package static func languages(in lexicons: [URL]) throws(WordsError) -> [String: Wording] {
        var names: Set<String> = []
        for lexicon in lexicons { names.formUnion(try contents(of: lexicon)) }
        var result: [String: Wording] = [:]
        for name in names.sorted() where !name.hasPrefix(".") {
            result[name] = try Wording(folders: lexicons.map { $0.appending(path: name) })
        }
        return result
    }

    private static func contents(of lexicon: URL) throws(WordsError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: lexicon.path)
        } catch {
            let reason = "is no folder that can be read; name the lexicon's folder in the settings"
            throw WordsError(file: lexicon.path, line: 0, reason: reason)
        }
    }

    /// The words of all languages together, for an article that does not say its own.
    static func all(_ languages: [String: Wording]) -> Wording {
        languages.sorted { $0.key < $1.key }.reduce(Wording()) { merged, next in
            Wording(time: merged.time.merged(with: next.value.time), claimants: merged.claimants.merged(with: next.value.claimants))
        }
    }
}
