import Figures
import Foundation

/// What a rewritten article no longer states, or states otherwise.
struct Edits {
    /// So near, in code points, another number stands in the same place though its claimant is another.
    private static let samePlace = 200

    /// The old points that stand no more.
    private(set) var withdrawn: [Observation] = []
    /// Which new observation took the place of which old one.
    private(set) var replaced: [Int: Observation] = [:]
    /// What is gone without another number in its place.
    private(set) var lost: [Observation] = []

    init() {}

    /// - Parameter leaders: which of the new observations may take an old one's place.
    init(from before: [Observation], to new: [Observation], replacing leaders: [Int]) {
        let isNewEdition = Self.isNewEdition(new, of: before)
        for old in before where !isNewEdition && !new.contains(where: { Self.isSame(old, $0) }) {
            withdrawn.append(old)
            guard old.status == .reported else { continue }
            if let index = Self.successor(of: old, in: new, among: leaders.filter { replaced[$0] == nil }) {
                replaced[index] = old
            } else if !new.contains(where: { $0.status == .reported && $0.quantity.value == old.quantity.value }) {
                lost.append(old)
            }
        }
    }

    /// Whether the page carries a later day of publication now: a situation report under an old address is new, not rewritten.
    private static func isNewEdition(_ new: [Observation], of before: [Observation]) -> Bool {
        guard let now = new.map(\.published).max(), let then = before.map(\.published).max() else { return false }
        return now.timeIntervalSince(then) >= 6 * 3600
    }

    /// Whether the new version still credits the same claimant with the same number, however it is now worded.
    private static func isSame(_ old: Observation, _ new: Observation) -> Bool {
        old.claimant == new.claimant && old.status == new.status && old.quantity.value == new.quantity.value
            && old.quantity.high == new.quantity.high && old.quantity.unit == new.quantity.unit
    }

    /// The number that now stands in the same place: the same claimant's nearest, else the nearest of all.
    private static func successor(of old: Observation, in new: [Observation], among leaders: [Int]) -> Int? {
        func distance(_ index: Int) -> Int { abs(new[index].span.lowerBound - old.span.lowerBound) }
        let candidates = leaders.filter {
            new[$0].quantity.unit == old.quantity.unit && new[$0].quantity.value != old.quantity.value
        }
        let own = candidates.filter { new[$0].claimant == old.claimant }.min { distance($0) < distance($1) }
        return own ?? candidates.filter { distance($0) <= samePlace }.min { distance($0) < distance($1) }
    }
}
