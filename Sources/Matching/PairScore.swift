/// How far two groupings of the same things agree, over all pairs.
///
/// Method: pairwise precision and recall, as in the evaluation of coreference and clustering (C. Manning, P. Raghavan, H. Schütze,
/// "Introduction to Information Retrieval", §16.3).
package struct PairScore: Hashable, Sendable {
    /// Pairs that are together in both.
    package let both: Int
    /// Pairs that are together in what was found.
    package let found: Int
    /// Pairs that are together in truth.
    package let actual: Int

    package init(_ groups: [[Int]], truth: [String]) {
        var label = [Int](repeating: 0, count: truth.count)
        for (number, group) in groups.enumerated() { for member in group { label[member] = number } }
        var (both, found, actual) = (0, 0, 0)
        for first in truth.indices {
            for second in truth.indices where second > first {
                let (isTrue, isFound) = (truth[first] == truth[second], label[first] == label[second])
                both += isTrue && isFound ? 1 : 0
                found += isFound ? 1 : 0
                actual += isTrue ? 1 : 0
            }
        }
        (self.both, self.found, self.actual) = (both, found, actual)
    }

    package var precision: Double { found == 0 ? 0 : Double(both) / Double(found) }
    package var recall: Double { actual == 0 ? 0 : Double(both) / Double(actual) }
    package var f1: Double { found + actual == 0 ? 0 : Double(2 * both) / Double(found + actual) }
}
