/// The word that was probably meant: ", did you mean 'time_zone'?"; empty where none is near.
func suggestion(for word: String, among known: [String]) -> String {
    let wanted = plain(word)
    let nearest = known.map { (word: $0, edits: edits(from: wanted, to: plain($0))) }.min { $0.edits < $1.edits }
    guard let nearest, nearest.edits <= max(1, min(3, wanted.count / 3)) else { return "" }
    return ", did you mean '\(nearest.word)'?"
}

/// Case, hyphens and underscores aside: "allowPrivate", "allow-private" and "allow_private" are one word.
private func plain(_ word: String) -> [Character] {
    word.prefix(64).lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
}

/// How many letters must be put in, taken out, exchanged or swapped with their neighbour to make one word of the other.
///
/// Method: the optimal string alignment distance (F. J. Damerau, "A technique for computer detection and correction of
/// spelling errors", 1964), two rows kept.
private func edits(from one: [Character], to other: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...other.count)
    for (i, letter) in one.enumerated() {
        var row = [i + 1]
        for (j, candidate) in other.enumerated() {
            var best = min(last[j] + (letter == candidate ? 0 : 1), last[j + 1] + 1, row[j] + 1)
            if i > 0, j > 0, letter == other[j - 1], one[i - 1] == candidate {
                best = min(best, beforeLast[j - 1] + 1)
            }
            row.append(best)
        }
        (beforeLast, last) = (last, row)
    }
    return last[other.count]
}
