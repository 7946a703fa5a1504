/// Two texts line by line, and word by word where a line was rewritten.
///
///     "The toll is 14.\nRain fell." as "The toll is 12.\nRain fell."
///         same "The toll is ", went "14.", came "12." / same "Rain fell."
///
/// Method: E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), as in Swift's `difference(from:)`, on lines and
/// then on the words of lines that stand where others stood.
func rewritten(_ old: String, as new: String) -> [Rewriting.Line] {
    let (before, after) = (lines(of: old), lines(of: new))
    var result: [Rewriting.Line] = []
    for run in runs(from: before, to: after) {
        switch run {
        case .same(let line): result.append(Rewriting.Line(pieces: [Rewriting.Piece(.same, line)]))
        case .changed(let went, let came):
            for index in 0..<max(went.count, came.count) {
                let pair = (index < went.count ? went[index] : nil, index < came.count ? came[index] : nil)
                result.append(Rewriting.Line(pieces: pieces(from: pair.0, to: pair.1)))
            }
        }
    }
    return result
}

/// Where more than this lie between the first and the last difference, all of it counts as changed: the method's time and memory grow
/// with the square of what differs.
private let most = 1000

private enum Run {
    case same(String)
    case changed(went: [String], came: [String])
}

private func lines(of text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
}

/// What stayed, and between it what stands in place of what.
private func runs(from before: [String], to after: [String]) -> [Run] {
    let head = zip(before, after).prefix { $0 == $1 }.count
    let tail = zip(before.dropFirst(head).reversed(), after.dropFirst(head).reversed()).prefix { $0 == $1 }.count
    let (old, new) = (before[head..<before.count - tail], after[head..<after.count - tail])
    let middle =
        max(old.count, new.count) > most
        ? [Run.changed(went: Array(old), came: Array(new))] : unlikeRuns(from: Array(old), to: Array(new))
    return after.prefix(head).map(Run.same) + middle + after.suffix(tail).map(Run.same)
}

private func unlikeRuns(from before: [String], to after: [String]) -> [Run] {
    let difference = after.difference(from: before)
    let went = Set(difference.removals.map(place(of:)))
    let came = Set(difference.insertions.map(place(of:)))
    var runs: [Run] = []
    var (old, new) = (0, 0)
    while old < before.count || new < after.count {
        var change: (went: [String], came: [String]) = ([], [])
        while old < before.count, went.contains(old) {
            change.went.append(before[old])
            old += 1
        }
        while new < after.count, came.contains(new) {
            change.came.append(after[new])
            new += 1
        }
        if !change.went.isEmpty || !change.came.isEmpty { runs.append(.changed(went: change.went, came: change.came)) }
        if old < before.count, new < after.count, !went.contains(old), !came.contains(new) {
            runs.append(.same(after[new]))
            (old, new) = (old + 1, new + 1)
        }
    }
    return runs
}

private func place(of change: CollectionDifference<String>.Change) -> Int {
    switch change {
    case .remove(let offset, _, _), .insert(let offset, _, _): offset
    }
}

private func pieces(from old: String?, to new: String?) -> [Rewriting.Piece] {
    guard let old else { return [Rewriting.Piece(.came, new ?? "")] }
    guard let new else { return [Rewriting.Piece(.went, old)] }
    let pieces = runs(from: words(of: old), to: words(of: new)).flatMap { run -> [Rewriting.Piece] in
        switch run {
        case .same(let word): [Rewriting.Piece(.same, word)]
        case .changed(let went, let came):
            [Rewriting.Piece(.went, went.joined()), Rewriting.Piece(.came, came.joined())].filter { !$0.text.isEmpty }
        }
    }
    return joined(pieces)
}

/// Each word with the space behind it.
private func words(of line: String) -> [String] {
    var words: [String] = []
    var word = ""
    for character in line {
        word.append(character)
        if character == " " {
            words.append(word)
            word = ""
        }
    }
    return word.isEmpty ? words : words + [word]
}

/// Neighbours of one kind as one piece.
private func joined(_ pieces: [Rewriting.Piece]) -> [Rewriting.Piece] {
    pieces.reduce(into: []) { result, piece in
        if let last = result.last, last.what == piece.what {
            result[result.count - 1] = Rewriting.Piece(piece.what, last.text + piece.text)
        } else {
            result.append(piece)
        }
    }
}
