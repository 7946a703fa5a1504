/// The names that somebody who wrote `name` may have meant, the nearest first.
///
///     nearest to "gaza-kiled" in ["gaza-killed", "mpox-cases"] → ["gaza-killed"]
package func nearest(to name: String, in names: some Sequence<String>, atMost count: Int = 3) -> [String] {
    let written = Array(name.lowercased().unicodeScalars.prefix(80))
    let scored = names.compactMap { candidate -> (distance: Int, name: String)? in
        let lowered = candidate.lowercased()
        if !written.isEmpty, lowered.contains(name.lowercased()) { return (0, candidate) }
        let distance = edits(from: written, to: Array(lowered.unicodeScalars.prefix(80)))
        return distance <= max(1, (written.count + 1) / 3) ? (distance, candidate) : nil
    }
    return scored.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(count).map(\.name)
}

/// How many insertions, deletions, changes and swaps of neighbours lead from one to the other.
///
/// Method: the optimal string alignment distance (Damerau 1964, Levenshtein 1966).
func edits(from one: [Unicode.Scalar], to other: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var last = Array(0...other.count)
    for row in one.indices {
        var current = [row + 1]
        for column in other.indices {
            let change = last[column] + (one[row] == other[column] ? 0 : 1)
            var least = min(change, last[column + 1] + 1, current[column] + 1)
            if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
                least = min(least, before[column - 1] + 1)
            }
            current.append(least)
        }
        (before, last) = (last, current)
    }
    return last[other.count]
}
