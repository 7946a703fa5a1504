import Figures
import Foundation

/// A place in the order of a figure's points: the next page begins behind it, whatever was filed meanwhile.
///
///     "2024-08-15.1723723800000.1723724400000.17"
package struct PointCursor: Hashable, Sendable, LosslessStringConvertible {
    let asOf: Day
    let published: Int64
    let seen: Int64
    let claim: Int64

    package init(_ point: Point) {
        asOf = point.asOf
        published = point.published.nearestMillisecond
        seen = point.seen.nearestMillisecond
        claim = point.id
    }

    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, let asOf = Day(String(parts[0])), let published = Int64(parts[1]), let seen = Int64(parts[2]),
            let claim = Int64(parts[3])
        else { return nil }
        self.asOf = asOf
        self.published = published
        self.seen = seen
        self.claim = claim
    }

    package var description: String {
        "\(asOf).\(published).\(seen).\(claim)"
    }
}

extension Date {
    /// The column that this instant was read from, undone.
    fileprivate var nearestMillisecond: Int64 {
        Int64((timeIntervalSince1970 * 1000).rounded())
    }
}
