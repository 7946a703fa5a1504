import Evaluation
import Figures
import Foundation

/// Scores as a person reads them on a terminal.
///
///     177 documents, 871 claims marked, 858 found, 812 matched
///
///                          PRECISION  RECALL     F1
///     claim                    0.946   0.932  0.939
struct ScoreTable {
    private let scores: Scores
    private let mistakes: [Mistake]

    init(_ scores: Scores, mistakes: Int) {
        self.scores = scores
        self.mistakes = Array(scores.mistakes.prefix(mistakes))
    }

    func lines(for terminal: Terminal) -> [String] {
        let parts = [[summary], rates.lines(for: terminal), fields.lines(for: terminal), kinds.lines(for: terminal)]
        let shown = mistakes.map { [""] + lines(of: $0, for: terminal) }
        return Array(parts.joined(separator: [""])) + shown.flatMap(\.self)
    }

    private var summary: String {
        let claim = scores.claim
        return "\(scores.documents) documents, \(claim.gold) claims marked, \(claim.found) found, \(claim.right) matched"
    }

    // MARK: the figures

    private static let columns: [Table.Column] = ["precision", "recall", "f1"].map { Table.Column(title: $0, isNumber: true) }

    private var rates: Table {
        var table = Table([.init(title: "")] + Self.columns)
        let named = [
            ("claim", scores.claim), ("loose", scores.loose), ("strict", scores.strict), ("attribution_present", scores.attributionPresent),
        ]
        for (name, score) in named { table.add([name] + Self.cells(score)) }
        return table
    }

    private var fields: Table {
        var table = Table([.init(title: "of the matched"), .init(title: "right", isNumber: true)])
        for field in Field.allCases { table.add([field.rawValue, Self.cell(scores.share(of: field))]) }
        table.add(["complete", Self.cell(scores.complete)])
        return table
    }

    private var kinds: Table {
        var table = Table([.init(title: "kind"), .init(title: "marked", isNumber: true)] + Self.columns)
        for (kind, score) in scores.kinds.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            table.add([kind.rawValue, "\(score.gold)"] + Self.cells(score))
        }
        return table
    }

    private static func cells(_ score: Score) -> [String] { [score.precision, score.recall, score.f1].map(cell) }

    private static func cell(_ share: Double) -> String { String(format: "%.3f", share) }

    // MARK: the mistakes

    private func lines(of mistake: Mistake, for terminal: Terminal) -> [String] {
        let (title, claims) = described(mistake)
        let texts = ["… \(mistake.context) …"] + claims.map { "\($0): \(words(of: $1))" }
        return [terminal.styled("\(title) in \(mistake.document)".printable, .bold)]
            + texts.flatMap { text in
                (terminal.width.map { text.printable.wrapped(to: $0 - 2) } ?? [text.printable]).map { "  \($0)" }
            }
    }

    private func described(_ mistake: Mistake) -> (title: String, claims: [(String, MarkedClaim)]) {
        switch mistake.what {
        case .missed(let claim): ("missed", [("marked", claim)])
        case .spurious(let claim): ("not marked", [("found", claim)])
        case .differs(let marked, let found, let fields):
            ("another \(fields.map(\.rawValue).joined(separator: ", "))", [("marked", marked), ("found", found)])
        }
    }

    /// "killed “12” = 12 exact; group people; place Gaza"
    private func words(of claim: MarkedClaim) -> String {
        let values = [claim.value, claim.valueHigh].compactMap(\.self).map { $0.formatted(.number.grouping(.never)) }
        let value = values.joined(separator: " to ")
        let number = [value, claim.qualifier?.rawValue, claim.unit].compactMap(\.self).joined(separator: " ")
        let others = [
            ("group", claim.group), ("place", claim.place), ("measure", claim.measure?.rawValue), ("when", claim.when),
            ("claimant", claim.claimant), ("status", claim.status?.rawValue),
        ].map { "\($0) \($1 ?? "none")" }
        return (["\(claim.kind.rawValue) “\(claim.number ?? "")” = \(number)"] + others).joined(separator: "; ")
    }
}
