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
        self.init()
        let (when, who) = (folder.appending(path: "when.words"), folder.appending(path: "claimants.words"))
        if FileManager.default.fileExists(atPath: when.path) { time = try TimeWords(when) }
        if FileManager.default.fileExists(atPath: who.path) { claimants = try ClaimantWords(who) }
    }

    /// The wording of each language that has a folder in the lexicon, by the folder's name ("en").
    package static func languages(in lexicon: URL) throws(WordsError) -> [String: Wording] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: lexicon.path)
        } catch {
            let reason = "is no folder that can be read; name the lexicon's folder in the settings"
            throw WordsError(file: lexicon.path, line: 0, reason: reason)
        }
        var result: [String: Wording] = [:]
        for name in names.sorted() where !name.hasPrefix(".") {
            result[name] = try Wording(folder: lexicon.appending(path: name))
        }
        return result
    }

    /// The words of all languages together, for an article that does not say its own.
    static func all(_ languages: [String: Wording]) -> Wording {
        languages.sorted { $0.key < $1.key }.reduce(Wording()) { merged, next in
            Wording(time: merged.time.merged(with: next.value.time), claimants: merged.claimants.merged(with: next.value.claimants))
        }
    }
}
