/// Which found claim is which of the marked ones.
///
/// Two are the same where their numbers overlap in the text and have the same value, and their kinds are the same. Each is paired
/// once; where several fit, those that agree on more fields come first.
struct Pairing {
    struct Pair: Hashable {
        let gold: Int
        let found: Int
    }

    let pairs: [Pair]
    /// How far two values may lie apart, as a share of the greater.
    private static let tolerance = 0.005

    init(_ gold: [MarkedClaim], _ found: [MarkedClaim], regardingKind: Bool = true) {
        var candidates: [(agreement: Int, pair: Pair)] = []
        for (i, marked) in gold.enumerated() {
            for (j, claim) in found.enumerated() where Self.isSame(marked, claim, regardingKind) {
                candidates.append((Field.allCases.count { $0.agrees(marked, claim) }, Pair(gold: i, found: j)))
            }
        }
        candidates.sort { ($1.agreement, $0.pair.gold, $0.pair.found) < ($0.agreement, $1.pair.gold, $1.pair.found) }
        var (usedGold, usedFound): (Set<Int>, Set<Int>) = ([], [])
        pairs = candidates.map(\.pair).filter { pair in
            guard !usedGold.contains(pair.gold), !usedFound.contains(pair.found) else { return false }
            usedGold.insert(pair.gold)
            usedFound.insert(pair.found)
            return true
        }
    }

    private static func isSame(_ gold: MarkedClaim, _ found: MarkedClaim, _ regardingKind: Bool) -> Bool {
        guard found.start < gold.end, gold.start < found.end, !regardingKind || gold.kind == found.kind else { return false }
        return isSameSize(gold.value, found.value) && isSameSize(gold.valueHigh, found.valueHigh)
    }

    private static func isSameSize(_ a: Double?, _ b: Double?) -> Bool {
        guard let a, let b else { return a == nil && b == nil }
        return abs(a - b) <= tolerance * max(abs(a), abs(b), 1e-9)
    }
}
