import ArgumentParser
import Figures
import Foundation
import Queries

/// `figured show CLAIM`: where exactly a number comes from.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Where a number comes from: its sentence, claimant, page, versions, and the rule that found it.",
        discussion: StoreOptions.exitCodes)

    @Argument(help: "The claim's number, as history and search show it.")
    var claim: Int64

    @Option(
        help: ArgumentHelp(
            "Write the page it was found in, byte for byte as it was sent, into this file (- for standard output).", valueName: "file"),
        completion: .file())
    var raw: String?

    @OptionGroup var options: StoreOptions

    func run() throws {
        try options.ask { ledger, output in
            if let raw { return try write(ledger.rawPage(ofClaim: claim), to: raw) }
            let record = try ledger.claim(claim)
            switch options.format {
            case .table: try output.write(lines(record, .standardOutput).joined(separator: "\n") + "\n")
            case .json: try output.write(json: record)
            case .ndjson: try output.write(ndjson: [record])
            case .csv: try output.write(csv: [record])
            }
        }
    }

    /// The page, whose bytes the ledger has proved by their hash, and on standard error what they are.
    private func write(_ found: (page: RawPage, bytes: [UInt8]), to path: String) throws {
        do {
            if path == "-" {
                try FileHandle.standardOutput.write(contentsOf: found.bytes)
                return
            }
            try Data(found.bytes).write(to: URL(filePath: path), options: .withoutOverwriting)
        } catch CocoaError.fileWriteFileExists {
            throw Failure(.io, "\(path) is already there, and nothing is written over it: name another file")
        } catch {
            throw Failure(.io, "\(path) cannot be written: \(error.localizedDescription)")
        }
        Output.line("\(found.page.sha256)  \(path)".printable)
        Output.line("\(found.page.size) bytes, as \(found.page.url) sent them at \(found.page.fetched.formatted(.iso8601))".printable)
    }

    private func lines(_ record: ClaimRecord, _ terminal: Terminal) -> [String] {
        let quote = terminal.width.map { record.passage.printable.wrapped(to: $0 - 4) } ?? [record.passage.printable]
        let names = record.facts + record.page.facts + record.rawFacts
        let widest = names.map(\.name.count).max() ?? 0
        let facts = names.flatMap { name, value in
            let room = terminal.width.map { max(20, $0 - widest - 2) } ?? .max
            let parts = value.printable.wrapped(to: room)
            return parts.enumerated().map { ($0 == 0 ? name : "").padded(to: widest + 2) + $1 }
        }
        let number = terminal.styled("\(record.quantity.text) \(record.kind.rawValue.replacing("_", with: " "))", .bold)
        return [number, ""] + quote.map { "  │ " + highlighted($0, record.number.printable, terminal) } + [""] + facts + versions(record)
    }

    private func highlighted(_ line: String, _ number: String, _ terminal: Terminal) -> String {
        guard terminal.hasColour, let range = line.range(of: number) else { return line }
        return line.replacingCharacters(in: range, with: terminal.styled(number, .bold))
    }

    private func versions(_ record: ClaimRecord) -> [String] {
        [""]
            + record.versions.map { version in
                let numbers = version.numbers.isEmpty ? "no such number" : version.numbers.joined(separator: ", ")
                let mark = version.holdsClaim ? "  ← this claim" : ""
                return "version \(version.number)  \(Moments.absolute(version.seen, seconds: false))  \(numbers)\(mark)".printable
            }
    }
}

extension ClaimRecord: Record {
    /// The sentence, between those around it where they are kept.
    fileprivate var passage: String {
        [before, quote, after].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
    }

    fileprivate var facts: [(name: String, value: String)] {
        let credited = attribution.map { credit in
            [credit.claimant, credit.organization.map { "of \($0)" }, credit.speaker.map { "spoken by \($0)" }].compactMap { $0 }
                .joined(separator: ", ")
        }
        let optional: [(String, String?)] = [
            ("claimant", credited ?? "\(page.outlet), in its own voice"),
            ("number", number == quantity.text ? number : "\(number) (\(quantity.quantity.words))"), ("group", group),
            ("place", place), ("measure", measure.rawValue), ("when", when), ("status", status.rawValue),
            ("figures", figures.isEmpty ? "none" : figures.joined(separator: ", ")),
            ("found by", "\(pattern), right in \(Int((confidence * 100).rounded())) of 100 cases"),
        ]
        return optional.compactMap { name, value in value.map { (name, $0) } }
    }

    /// What proves it: the page as it was sent.
    fileprivate var rawFacts: [(name: String, value: String)] {
        guard let raw = versions.first(where: \.holdsClaim)?.raw else { return [] }
        let size = "\(raw.size) bytes, fetched \(Moments.absolute(raw.fetched, seconds: true))"
        return [
            ("raw page", raw.isKept ? "\(size): figured show \(id) --raw FILE" : "\(size), not kept any more"), ("sha-256", raw.sha256),
        ]
    }

    static let columns =
        ["claim", "kind", "measure"] + Amount.columns
        + [
            "as_written", "group", "place", "when", "claimant", "organization", "speaker", "status", "quote", "pattern", "confidence",
            "outlet", "url",
            "title", "published", "version", "figures",
        ]

    var values: [String] {
        let words = [number, group ?? "", place ?? "", when ?? ""]
        let credit = [attribution?.claimant ?? "", attribution?.organization ?? "", attribution?.speaker ?? ""]
        let found = [status.rawValue, quote, pattern, "\(confidence)"]
        let place = [page.outlet, page.url, page.title, page.published?.iso8601 ?? ""]
        let version = versions.first(where: \.holdsClaim).map { "\($0.number)" } ?? ""
        return ["\(id)", kind.rawValue, measure.rawValue] + quantity.values + words + credit + found + place
            + [version, figures.joined(separator: "; ")]
    }
}

extension ClaimRecord.Page {
    fileprivate var facts: [(name: String, value: String)] {
        let times = published.map { Moments(now: Date()).full($0) }
        let optional: [(String, String?)] = [
            ("outlet", outlet), ("title", title), ("link", url), ("published", times),
            ("gone", gone.map { "since \(Moments.absolute($0, seconds: false))" }), ("copy of", copyOf),
            ("copies", copies > 1 ? "\(copies) articles carry this report: one independent report" : nil),
        ]
        return optional.compactMap { name, value in value.map { (name, $0) } }
    }
}
