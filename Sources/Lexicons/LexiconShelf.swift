package import Foundation

/// The lexicons of every language of a folder.
///
///     etc/lexicon/en/*.lexicon, etc/lexicon/ar/*.lexicon
package struct LexiconShelf: Sendable {
    /// In order of the languages' names; the first to be asked for where a text does not tell its language is `fallback`.
    package let lexicons: [Lexicon]
    private let fallback: String?

    private init(_ lexicons: [Lexicon], fallback: String?) {
        self.lexicons = lexicons
        self.fallback = fallback
    }

    /// Reads every language of the folder; throws all faults of all files at once.
    package static func load(from folder: URL) throws(LexiconFaults) -> LexiconShelf {
        try load(from: [folder])
    }

    /// As `load(from:)` from several folders: each file is taken from the last of them that has it.
    ///
    ///     /usr/share/figured/lexicon/en/killed.lexicon, /etc/figured/lexicon/en/killed.lexicon      the second
    package static func load(from folders: [URL]) throws(LexiconFaults) -> LexiconShelf {
        var faults: [LexiconFault] = []
        let languages = folders.flatMap { contents(of: $0, &faults) }.filter(\.hasDirectoryPath)
        let names = Set(languages.map(\.lastPathComponent)).sorted()
        let lexicons = names.map { name in
            lexicon(name, in: languages.filter { $0.lastPathComponent == name }, &faults)
        }
        if languages.isEmpty, let folder = folders.last {
            faults.append(
                LexiconFault(file: folder.path, line: 0, message: "there is no language in this folder; put one in a folder of its own"))
        }
        guard faults.isEmpty else { throw LexiconFaults(faults) }
        return LexiconShelf(lexicons, fallback: lexicons.max { $0.patterns.count < $1.patterns.count }?.language)
    }

    /// The lexicon for a BCP 47 language; where the text names none, the one that knows most patterns.
    ///
    ///     "en-GB"    en
    ///     "xx"       nil
    package func lexicon(for language: String?) -> Lexicon? {
        guard let language else { return lexicons.first { $0.language == fallback } }
        let primary = language.lowercased().split { $0 == "-" || $0 == "_" }.first.map(String.init)
        return lexicons.first { $0.language == language } ?? lexicons.first { $0.language == primary }
    }

    /// Every example of every language.
    package var examples: [Example] {
        lexicons.flatMap(\.examples)
    }

    private static func contents(of folder: URL, _ faults: inout [LexiconFault]) -> [URL] {
        do {
            return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
                .sorted { $0.lastPathComponent < $1.lastPathComponent }
        } catch {
            faults.append(LexiconFault(file: folder.path, line: 0, message: "this folder cannot be read"))
            return []
        }
    }

    /// - Parameter folders: of one language; a later one's file takes the place of an earlier one's.
    private static func lexicon(_ language: String, in folders: [URL], _ faults: inout [LexiconFault]) -> Lexicon {
        var lexicon = Lexicon(language: language)
        var files: [String: URL] = [:]
        for url in folders.flatMap({ contents(of: $0, &faults) }) where url.pathExtension == "lexicon" {
            files[url.lastPathComponent] = url
        }
        for (_, url) in files.sorted(by: { $0.key < $1.key }) {
            let root = url.deletingLastPathComponent().deletingLastPathComponent()
            let name = "\(root.relativePath)/\(language)/\(url.lastPathComponent)"
            var file = LexiconFile(name: name, stem: url.deletingPathExtension().lastPathComponent)
            do {
                file.read(try String(contentsOf: url, encoding: .utf8), into: &lexicon)
                faults += file.faults
            } catch {
                faults.append(LexiconFault(file: name, line: 1, message: "cannot be read as UTF-8 text"))
            }
        }
        faults += LexiconCheck(lexicon).faults
        return lexicon
    }
}
