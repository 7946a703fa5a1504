/// A text's shape, by which a lightly edited copy of it is known again.
///
/// Method: min-wise independent permutations, A. Broder, "On the resemblance and containment of documents", 1997: of every
/// hash function the least value over the text's shingles is kept, and two texts share as many of these as they share shingles.
/// Bands: J. Leskovec, A. Rajaraman, J. Ullman, "Mining of Massive Datasets", §3.4.
package struct Fingerprint: Hashable, Sendable {
    /// How many hash functions there are.
    package static let size = 64
    /// So many minima make a band.
    private static let rows = 4
    /// Two texts that share this much of their shingles are one report.
    private static let threshold = 0.5

    /// The least value of each hash function; empty: the text is too short to tell.
    package let minima: [UInt32]

    package init(minima: [UInt32]) {
        self.minima = minima.count == Self.size ? minima : []
    }

    /// The share of shingles that both texts have, 0...1, as the minima estimate it.
    package func resemblance(to other: Fingerprint) -> Double {
        guard !minima.isEmpty, !other.minima.isEmpty else { return 0 }
        return Double(zip(minima, other.minima).count { $0 == $1 }) / Double(Self.size)
    }

    /// Whether one text is the other, lightly edited.
    package func isCopy(of other: Fingerprint) -> Bool {
        resemblance(to: other) >= Self.threshold
    }

    /// Sixteen keys: copies share at least one of them in 65 of 66 cases, strangers hardly ever.
    package var bands: [Int64] {
        stride(from: 0, to: minima.count, by: Self.rows).map { start in
            var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(start)
            for minimum in minima[start..<start + Self.rows] {
                hash = (hash ^ UInt64(minimum)) &* 0x0000_0100_0000_01b3
                hash ^= hash >> 29
            }
            return Int64(bitPattern: hash)
        }
    }
}
