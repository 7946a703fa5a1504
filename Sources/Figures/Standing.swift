/// What is known of a figure before a new version is filed: what Comparison holds the new points against.
package struct Standing: Hashable, Sendable {
    /// Per claimant, points in order of `asOf`, then `published`, then `seen`: at least the newest; of the
    /// claimants of the new points all of the last three days, and what lies beside the new points.
    package var series: [String: [Observation]]
    /// The pairs of claimants whose disagreement is open, each in alphabetical order.
    package var disagreements: Set<Pair>
    /// The points that the version before of the same article gave; nil when the article is new.
    package var versionBefore: [Observation]?
    /// What the outlets of the new points last said of the figure, one for each claimant they credited, whether it was news or not.
    package var said: [Observation]
    /// Per claimant, the number that was last told: small steps add up until they are worth telling.
    package var told: [String: Quantity]
    /// Per claimant, the last day for which its newest number was said again, where that is later than the point itself.
    package var heldUntil: [String: Day]

    package init(
        series: [String: [Observation]] = [:], disagreements: Set<Pair> = [], versionBefore: [Observation]? = nil,
        said: [Observation] = [], told: [String: Quantity] = [:], heldUntil: [String: Day] = [:]
    ) {
        self.series = series
        self.disagreements = disagreements
        self.versionBefore = versionBefore
        self.said = said
        self.told = told
        self.heldUntil = heldUntil
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
