import Figures
import Foundation

/// Breakdowns that do not add up: "39,071 killed: 20,206 men, 15,110 women and 3,757 children".
///
/// Nobody says whether parts are meant to be all of them ("13, including three children"). Only a row of parts whose sum
/// all but meets the total can have been meant so; and then it must meet it.
enum Parts {
    /// How near the sum must come to the total to be meant as it: one in a hundred.
    private static let nearness: Decimal = 100
    /// How many sentences further on the row of parts may begin and run: counted as changes of quote.
    private static let reach = 2

    /// The sum of the parts that follow or precede the total; nil where they add up, or are not meant to.
    static func sum(of claims: [Claim], for total: Observation) -> Decimal? {
        guard claims.indices.contains(total.claim), total.quantity.qualifier == .exact else { return nil }
        let whole = claims[total.claim]
        let parts = claims.indices.filter { isPart(claims[$0], of: whole) }
        return rows(of: parts, around: total.claim, in: claims).lazy
            .map { $0.reduce(Decimal(0)) { $0 + claims[$1].quantity.value } }
            .first { $0 != whole.quantity.value && abs($0 - whole.quantity.value) * nearness <= whole.quantity.value }
    }

    private static func isPart(_ claim: Claim, of whole: Claim) -> Bool {
        claim.kind == whole.kind && claim.quantity.unit == whole.quantity.unit && claim.quantity.qualifier == .exact
            && claim.status == .reported && claim.quantity.value > 0 && claim.quantity.value < whole.quantity.value
            && claim.group != nil && claim.group != whole.group
    }

    /// The parts in the total's own sentence, in those just after it, in those just before it; a row has two parts or more.
    private static func rows(of parts: [Int], around total: Int, in claims: [Claim]) -> [[Int]] {
        let quote = claims[total].quoteSpan
        let own = parts.filter { claims[$0].quoteSpan == quote }
        let after = near(parts.filter { claims[$0].quoteSpan.lowerBound >= quote.upperBound }, in: claims)
        let before = near(parts.filter { claims[$0].quoteSpan.upperBound <= quote.lowerBound }.reversed(), in: claims)
        return [own, after, own + after, before].filter { $0.count >= 2 }
    }

    private static func near(_ parts: [Int], in claims: [Claim]) -> [Int] {
        var sentences: [Range<Int>] = []
        return Array(
            parts.prefix {
                if sentences.last != claims[$0].quoteSpan { sentences.append(claims[$0].quoteSpan) }
                return sentences.count <= reach
            })
    }
}
