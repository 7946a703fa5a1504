import ArgumentParser
import Extraction
import Figures
import Foundation

/// A sentence: what was found, by which pattern, and why not.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows how a sentence is read: words, numbers, patterns, what was dropped and why.")

    @Argument(help: "The sentence; - reads standard input.")
    var sentence: String

    @Option(help: "The language of the sentence (BCP 47).")
    var language: String?

    @OptionGroup var languageOptions: LanguageOptions

    func run() throws {
        guard let extractor = try languageOptions.extractors().extractor(for: language) else {
            throw Failure(.usage, "there is no lexicon for the language \(language ?? ""); add a folder of that name to lexicon/")
        }
        let text = sentence == "-" ? String(decoding: try InputFile("-").bytes(), as: UTF8.self) : sentence
        for line in extractor.explanation(of: text).lines { Output.line(line.printable) }
    }
}
