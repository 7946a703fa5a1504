import Figures

/// Who cannot be right together with whom.
extension FigureComparison {
    /// A claimant's newest number, as of the last day for which it was said.
    private func newest(of claimant: String) -> Observation? {
        guard var newest = series[claimant]?.last(where: { $0.status == .reported }) else { return nil }
        newest.asOf = max(newest.asOf, held[claimant] ?? newest.asOf)
        return newest
    }

    mutating func judgeDisagreements() {
        var judged = Set<Pair>()
        for claimant in stated.sorted() {
            for other in series.keys.sorted() where other != claimant && judged.insert(Pair(claimant, other)).inserted {
                judge(claimant, other)
            }
        }
    }

    private mutating func judge(_ claimant: String, _ other: String) {
        let pair = Pair(claimant, other)
        let wasOpen = standing.disagreements.contains(pair)
        guard let one = newest(of: claimant), let second = newest(of: other) else {
            if wasOpen { outcome.closed.insert(pair) }
            return
        }
        let isOpen = counts.disagree(one, second)
        // Papers of one day are read in any order: who spoke later stands first, whichever was read first.
        let (later, earlier) = one.isSaid(after: second) ? (one, second) : (second, one)
        let said = { (what: Change.What, severity: Change.Severity, comparison: FigureComparison) in
            comparison.change(what, severity, later, previous: earlier.quantity, other: earlier.claimant)
        }
        switch (wasOpen, isOpen) {
        case (false, true):
            outcome.opened.insert(pair)
            outcome.changes.append(said(.disagreementOpened, .warning, self))
        case (true, false):
            outcome.closed.insert(pair)
            outcome.changes.append(said(.disagreementClosed, .notice, self))
        case (true, true) where moved.contains(claimant) || moved.contains(other):
            outcome.renewed.append(said(.disagreementOpened, .warning, self))
        default: break
        }
    }
}

extension Observation {
    /// Whether it is the later word of the two; where both are of one moment, the first by name, so that the answer is always the same.
    fileprivate func isSaid(after other: Observation) -> Bool {
        (asOf, published, other.claimant) > (other.asOf, other.published, claimant)
    }
}
