import Figures

/// Which of a version's numbers stand for it.
extension FigureComparison {
    /// What a version states of one count: the number it stands for, and others that it mentions beside.
    struct Statement {
        let leader: Int
        let others: [Int]
    }

    /// The version's numbers, sorted by what they count; earlier days first.
    func statementsByDay() -> [Statement] {
        var groups: [[Int]] = []
        let reported = new.indices.filter { new[$0].status == .reported && !isBesideWhole(new[$0]) }
        for index in reported {
            let group = groups.firstIndex {
                new[$0[0]].claimant == new[index].claimant && new[$0[0]].asOf == new[index].asOf && counts.areOne(new[$0[0]], new[index])
            }
            if let group { groups[group].append(index) } else { groups.append([index]) }
        }
        return groups.map(statement).sorted { (new[$0.leader].asOf, $0.leader) < (new[$1.leader].asOf, $1.leader) }
    }

    /// A town's dead, where the same claimant has told of more in the whole place.
    private func isBesideWhole(_ observation: Observation) -> Bool {
        points(counting: observation).last { !$0.isPart }.map { counts.isAsidePart(observation, of: $0) } ?? false
    }

    /// Of several numbers one that is not looked back at, that is as narrow as any, and of these the highest; of a level the last.
    private func statement(_ group: [Int]) -> Statement {
        let fresh = group.filter { !isLookedBackAt(new[$0]) }
        let candidates = narrowest(of: fresh.isEmpty ? group : fresh)
        let highest = candidates.reduce(candidates[0]) { best, index in
            figure.measure == .stock || new[index].quantity.stated.lowerBound > new[best].quantity.stated.lowerBound ? index : best
        }
        return Statement(leader: highest, others: group.filter { $0 != highest })
    }

    /// Without those that another one implies: "up to 100" beside "43".
    private func narrowest(of group: [Int]) -> [Int] {
        group.filter { index in
            !group.contains { other in
                let isWider = isImplied(index, by: other)
                return other != index && isWider && (!isImplied(other, by: index) || other < index)
            }
        }
    }

    func isImplied(_ index: Int, by other: Int) -> Bool {
        new[index].quantity.interval.contains(new[other].quantity.interval)
    }

    /// "Rose from 19 to 37": the 19 is what was known before.
    private func isLookedBackAt(_ observation: Observation) -> Bool {
        points(counting: observation).contains {
            $0.asOf < observation.asOf && $0.quantity.value == observation.quantity.value
        }
    }

    /// The standing points of the same claimant that count the same thing.
    func points(counting observation: Observation) -> [Observation] {
        (series[observation.claimant] ?? []).filter { $0.status == .reported && counts.areOne($0, observation) }
    }
}
