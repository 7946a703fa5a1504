package import Figures

/// How many there are, how many were found, and how many of those are right.
package struct Score: Hashable, Sendable {
    package private(set) var gold = 0
    package private(set) var found = 0
    package private(set) var right = 0

    /// The share of the found that is right.
    package var precision: Double { found == 0 ? 0 : Double(right) / Double(found) }
    /// The share of the marked that was found.
    package var recall: Double { gold == 0 ? 0 : Double(right) / Double(gold) }
    /// The harmonic mean of both (van Rijsbergen, Information Retrieval, 1979).
    package var f1: Double {
        let (precision, recall) = (precision, recall)
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall)
    }

    mutating func add(gold: Int, found: Int, right: Int) {
        self.gold += gold
        self.found += found
        self.right += right
    }
}

/// How well found claims agree with those that were marked by hand, document by document.
package struct Scores: Hashable, Sendable {
    package private(set) var documents = 0
    /// Same number, value and kind.
    package private(set) var claim = Score()
    /// Same number and value, whatever the kind.
    package private(set) var loose = Score()
    /// Same number, value and kind, with qualifier, status, place and attribution right.
    package private(set) var strict = Score()
    /// Of the claims that were matched, those that somebody is credited with.
    package private(set) var attributionPresent = Score()
    package private(set) var kinds: [Kind: Score] = [:]
    /// What is wrong, in the order of the documents.
    package private(set) var mistakes: [Mistake] = []
    private var right: [Field: Int] = [:]

    package init() {}

    /// The share of the matched claims that have the field right.
    package func share(of field: Field) -> Double { share(right[field] ?? 0) }

    /// The share of the matched claims that have all right that makes them complete.
    package var complete: Double { share(strict.right) }

    private func share(_ count: Int) -> Double { claim.right == 0 ? 0 : Double(count) / Double(claim.right) }

    package mutating func add(_ found: [MarkedClaim], for document: GoldDocument) {
        let gold = document.claims
        let pairs = Pairing(gold, found).pairs
        documents += 1
        claim.add(gold: gold.count, found: found.count, right: pairs.count)
        loose.add(gold: gold.count, found: found.count, right: Pairing(gold, found, regardingKind: false).pairs.count)
        strict.add(gold: gold.count, found: found.count, right: 0)
        for marked in gold { kinds[marked.kind, default: Score()].add(gold: 1, found: 0, right: 0) }
        for claim in found { kinds[claim.kind, default: Score()].add(gold: 0, found: 1, right: 0) }
        for pair in pairs { add(gold[pair.gold], found[pair.found], of: document) }
        let open = (gold: Set(pairs.map(\.gold)), found: Set(pairs.map(\.found)))
        for (index, claim) in gold.enumerated() where !open.gold.contains(index) { mistakes.append(Mistake(document, .missed(claim))) }
        for (index, claim) in found.enumerated() where !open.found.contains(index) { mistakes.append(Mistake(document, .spurious(claim))) }
    }

    private mutating func add(_ gold: MarkedClaim, _ found: MarkedClaim, of document: GoldDocument) {
        let agreed = Field.allCases.filter { $0.agrees(gold, found) }
        for field in agreed { right[field, default: 0] += 1 }
        kinds[gold.kind, default: Score()].add(gold: 0, found: 0, right: 1)
        strict.add(gold: 0, found: 0, right: Field.essential.isSubset(of: agreed) ? 1 : 0)
        attributionPresent.add(
            gold: gold.claimant == nil ? 0 : 1, found: found.claimant == nil ? 0 : 1,
            right: gold.claimant != nil && agreed.contains(.attribution) ? 1 : 0)
        let wrong = Field.allCases.filter { !agreed.contains($0) }
        if !wrong.isEmpty { mistakes.append(Mistake(document, .differs(gold, found, wrong))) }
    }
}
