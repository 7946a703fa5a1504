import ArgumentParser
import Evaluation
import Extraction
import Figures
import Foundation

/// How well the extraction does on articles whose claims somebody marked by hand.
struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Holds what is found in articles against claims marked by hand.",
        discussion: """
            GOLD has one document a line: {"id", "title", "date", "text", "claims"}. A claim has at least kind, start, end and value; \
            start and end are Unicode code points from the start of the text. Each text is read as figured would read it, and what is \
            found is paired with what was marked: same kind, overlapping numbers, the same value (within 0.5 %).

            Precision is the share of the found that is right, recall the share of the marked that was found, F1 the mean of both. \
            "loose" pairs whatever the kind. The fields are scored over the pairs: qualifier, measure and status must be equal; \
            place, group, when and attribution (its claimant) share half of their words. "complete" has qualifier, status, place and \
            attribution right; "strict" counts only those pairs. "attribution_present" regards pairs that credit somebody.

            A line that is no document is named on standard error and left out; exit code 65 then, else 0.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

    @Argument(help: ArgumentHelp("The documents with their claims, one JSON object a line; - is standard input.", valueName: "gold"))
    var file: String

    @Option(
        help: ArgumentHelp(
            "Score what this file says was found ({\"id\", \"claims\"} a line, as figured extract prints), and read no text.",
            valueName: "file"))
    var predicted: String?

    @Option(help: ArgumentHelp("Show so many mistakes, with the words around them.", valueName: "n"))
    var errors = 0

    @Option(help: "How to print.")
    var format = Format.table

    @Option(help: "The language of the texts (BCP 47), where a document does not tell.")
    var language: String?

    @OptionGroup var languageOptions: LanguageOptions

    func validate() throws {
        guard errors >= 0 else { throw ValidationError("--errors is how many mistakes to show: 0 or more.") }
    }

    func run() throws {
        var faults: [String] = []
        let documents: [GoldDocument] = try self.documents(of: file, id: \.id, &faults)
        let scores = try predicted.map { try self.scores(documents, foundIn: $0, &faults) } ?? self.scores(documents)
        for fault in faults { Output.error(fault) }
        switch format {
        case .table: try Printout().write(ScoreTable(scores, mistakes: errors).lines(for: .standardOutput).joined(separator: "\n") + "\n")
        case .json: try Printout().write(json: ScoreReport(scores, mistakes: errors))
        }
        guard faults.isEmpty else { throw Failure(.data, "\(faults.count) lines could not be read; the figures leave them out") }
    }

    private func documents<Document: Decodable & Sendable>(
        of file: String, id: KeyPath<Document, String>, _ faults: inout [String]
    ) throws -> [Document] {
        let read = DocumentFile(Data(try InputFile(file).bytes()), named: file, id: id)
        faults += read.faults
        guard !read.documents.isEmpty else {
            for fault in faults { Output.error(fault) }
            throw Failure(.data, "\(file): there is no document; write one JSON object a line, with id, text and claims")
        }
        return read.documents
    }

    private func scores(_ documents: [GoldDocument]) throws -> Scores {
        let extractors = try languageOptions.extractors()
        var scores = Scores()
        for document in documents {
            scores.add(extractors.claims(in: article(document)).map(MarkedClaim.init), for: document)
        }
        return scores
    }

    private func article(_ document: GoldDocument) -> Article {
        let day = document.date.flatMap { Day(String($0.prefix(10))) }
        return Article(
            url: URL(filePath: "/"), outlet: "", title: document.title ?? "", text: document.text,
            published: day.map { Date(timeIntervalSince1970: Double($0.number) * 86_400) }, language: document.language ?? language)
    }

    private func scores(_ documents: [GoldDocument], foundIn file: String, _ faults: inout [String]) throws -> Scores {
        let predicted: [PredictedDocument] = try self.documents(of: file, id: \.id, &faults)
        let claims = Dictionary(predicted.map { ($0.id, $0.claims) }) { first, _ in first }
        var scores = Scores()
        for document in documents { scores.add(claims[document.id] ?? [], for: document) }
        return scores
    }
}
