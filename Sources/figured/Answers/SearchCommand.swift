import ArgumentParser
import Figures
import Foundation
import Queries

/// `figured search WORDS`: claims by the words of their sentence.
struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Claims whose sentence holds every one of these words, newest first.",
        discussion: "A word that ends with * stands for all that begin so. Accents and capital letters do not matter.\n\n"
            + StoreOptions.exitCodes)

    @Argument(help: "The words.")
    var words: [String]

    @Option(help: "At most so many, 1 to 100000.")
    var limit = 20

    @OptionGroup var options: StoreOptions

    func validate() throws {
        guard (1...100_000).contains(limit) else { throw ValidationError("--limit \(limit) is not between 1 and 100000") }
    }

    func run() throws {
        try options.ask { ledger, output in
            let found = try ledger.search(words.joined(separator: " "), limit: limit)
            switch options.format {
            case .table: try table(found, output)
            case .json: try output.write(json: found)
            case .ndjson: try output.write(ndjson: found)
            case .csv: try output.write(csv: found)
            }
            if found.isEmpty { throw Failure(.found, "no sentence holds all of these words") }
        }
    }

    private func table(_ found: [Finding], _ output: Printout) throws(OutputError) {
        guard !found.isEmpty else { return }
        var table = Table([
            .init(title: "claim", isNumber: true), .init(title: "published"), .init(title: "outlet", least: 8), .init(title: "kind"),
            .init(title: "number", isNumber: true), .init(title: "place", least: 6), .init(title: "claimant", least: 10),
        ])
        for finding in found {
            table.add([
                "\(finding.id)", finding.published.map { String(Moments.absolute($0).prefix(10)) } ?? "", finding.outlet,
                finding.kind.rawValue.replacing("_", with: " "), finding.quantity.text, finding.place ?? "", finding.claimant ?? "",
            ])
            table.add(remark: finding.quote)
        }
        try output.write(table.lines(for: .standardOutput).joined(separator: "\n") + "\n")
    }
}

extension Finding: Record {
    static let columns = ["claim", "kind"] + Amount.columns + ["place", "claimant", "outlet", "url", "published", "quote"]

    var values: [String] {
        ["\(id)", kind.rawValue] + quantity.values + [place ?? "", claimant ?? "", outlet, url, published?.iso8601 ?? "", quote]
    }
}
