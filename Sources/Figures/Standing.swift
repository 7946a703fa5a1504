/// What is known of a figure before a new version is filed: what Comparison holds the new points against.
package struct Standing: Hashable, Sendable {
    /// Per claimant, points in order of `asOf`, then `seen`: at least the newest, and all of its last three days.
    package var series: [String: [Observation]]
    /// The pairs of claimants whose disagreement is open, each in alphabetical order.
    package var disagreements: Set<Pair>
    /// The points that the version before of the same article gave; nil when the article is new.
    package var versionBefore: [Observation]?

    package init(series: [String: [Observation]] = [:], disagreements: Set<Pair> = [], versionBefore: [Observation]? = nil) {
        self.series = series
        self.disagreements = disagreements
        self.versionBefore = versionBefore
    }
}

/// Two claimants, in alphabetical order.
package struct Pair: Hashable, Sendable {
    package let first: String
    package let second: String

    package init(_ one: String, _ other: String) {
        first = min(one, other)
        second = max(one, other)
    }
}
