import Figures
import Foundation

/// The scores as a program reads them: figures of four decimals, by name.
package struct ScoreReport: Encodable, Hashable, Sendable {
    private let scores: Scores
    private let mistakes: [Mistake]

    /// With so many of the mistakes.
    package init(_ scores: Scores, mistakes: Int) {
        self.scores = scores
        self.mistakes = Array(scores.mistakes.prefix(mistakes))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        try container.encode(scores.documents, forKey: "documents")
        try container.encode(scores.claim.gold, forKey: "gold")
        try container.encode(scores.claim.found, forKey: "predicted")
        try container.encode(scores.claim.right, forKey: "matched")
        try container.encode(Rates(scores.claim), forKey: "claim")
        try container.encode(Rates(scores.loose), forKey: "loose")
        try container.encode(Rates(scores.strict), forKey: "strict")
        try container.encode(shares, forKey: "fields")
        try container.encode(scores.complete.toFourDecimals, forKey: "complete")
        try container.encode(Rates(scores.attributionPresent), forKey: "attribution_present")
        try container.encode(kinds, forKey: "kinds")
        if !mistakes.isEmpty { try container.encode(mistakes.map(MistakeRecord.init), forKey: "errors") }
    }

    private var shares: [String: Double] {
        Dictionary(uniqueKeysWithValues: Field.allCases.map { ($0.rawValue, scores.share(of: $0).toFourDecimals) })
    }

    private var kinds: [String: Rates] {
        Dictionary(uniqueKeysWithValues: scores.kinds.map { ($0.rawValue, Rates($1, isKind: true)) })
    }
}

/// A key that is a plain word.
private struct Name: CodingKey, ExpressibleByStringLiteral {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringLiteral value: String) { stringValue = value }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

/// Precision, recall and F1.
private struct Rates: Encodable {
    let gold: Int?
    let precision: Double
    let recall: Double
    let f1: Double

    init(_ score: Score, isKind: Bool = false) {
        gold = isKind ? score.gold : nil
        precision = score.precision.toFourDecimals
        recall = score.recall.toFourDecimals
        f1 = score.f1.toFourDecimals
    }
}

/// A mistake as a program reads it.
private struct MistakeRecord: Encodable {
    let error: String
    let id: String
    let fields: [String]
    let context: String
    let gold: MarkedClaim?
    let got: MarkedClaim?

    init(_ mistake: Mistake) {
        id = mistake.document
        context = mistake.context
        switch mistake.what {
        case .missed(let claim): (error, fields, gold, got) = ("missed", [], claim, nil)
        case .spurious(let claim): (error, fields, gold, got) = ("spurious", [], nil, claim)
        case .differs(let marked, let found, let wrong): (error, fields, gold, got) = ("field", wrong.map(\.rawValue), marked, found)
        }
    }
}

extension Double {
    /// Rounded as a program prints four decimals.
    fileprivate var toFourDecimals: Double { Double(String(format: "%.4f", self)) ?? self }
}
