import ArgumentParser
import Config
import Daemon
import Figures
import Foundation
import Reading
import Storage

/// `figured import`: articles from disk.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Takes in articles from disk: HTML pages, web archives (WARC), NDJSON; also gzipped, and folders of them.",
        discussion: """
            Articles go the way of fetched ones: read, their numbers found, kept, and filed as points of the figures. As their numbers are \
            no news, nothing is told of them. A page counts as seen when it was captured (WARC-Date, or the file's date). What is kept \
            already is passed over, so an import that was stopped is taken up by giving the same command again. The daemon must not run.

            NDJSON: a line each, {"url" or "id", "title", "text", "date", "outlet", "language", "authors"}; only "text" and one of the \
            first two must be there.

            Exit codes: 0 all was read; 64 wrong usage; 65 a file is damaged; 66 a file cannot be opened; 74 the store cannot be written; \
            75 the daemon has it open; 78 the settings are wrong.
            """)

    @Argument(help: "Files and folders; - is standard input.", completion: .file())
    var files: [String]

    @Option(help: "Who published the articles. Default: the outlet of the source whose server they came from, else the server.")
    var outlet: String?

    @OptionGroup var place: StorePlace

    func run() throws {
        let settings = try place.settings.settings()
        let inputs = try files.flatMap(ImportedFile.all)
        do {
            let importer = try Importer(
                settings, store: place.file(), version: Figured.version, outlet: outlet)
            let failed = try take(inputs, into: importer)
            try fill(importer)
            Output.line(Self.words(importer.tally))
            if failed > 0 { throw Failure(.data, "\(count(failed, "file")) could not be read to the end; the rest is kept") }
        } catch ArchiveError.alreadyRunning(let file, let process) {
            throw Failure(
                .temporary,
                "figured is running as process \(process) and holds \(file.path); stop it (systemctl stop figured), import, start it again")
        } catch let error as ArchiveError {
            throw Failure(error.exitCode, "\(error)")
        }
    }

    /// - Returns: how many files failed.
    private func take(_ inputs: [ImportedFile], into importer: Importer) throws -> Int {
        let bar = ProgressBar("importing", unit: "bytes", of: inputs.map(\.size).reduce(0, +))
        defer { bar.finish() }
        var failed = 0
        for input in inputs {
            do {
                try input.read(into: importer) { bar.advance(by: $0) }
            } catch let error as ReadError {
                failed += 1
                bar.clear()
                Output.error("\(input.name): \(error)")
            }
        }
        return failed
    }

    private func fill(_ importer: Importer) throws {
        let bar = ProgressBar("filling figures", unit: "texts")
        defer { bar.finish() }
        try importer.finish { bar.reach($1, of: $2) }
    }

    private static func words(_ tally: ImportTally) -> String {
        let parts = [
            "\(count(tally.articles, "article")) kept with \(count(tally.claims, "claim"))",
            tally.rewritten > 0 ? "\(tally.rewritten) of them rewritten" : nil, tally.known > 0 ? "\(tally.known) known already" : nil,
            tally.empty > 0 ? "\(count(tally.empty, "page")) without an article" : nil,
        ]
        return parts.compactMap { $0 }.joined(separator: ", ")
    }
}
