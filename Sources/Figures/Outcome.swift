/// What the observations of one version did to a figure: all that is to be written down, and what is to be said of it.
///
/// An observation that is neither among `points` nor `confirmed` is only mentioned beside the number that the version stands for
/// ("rose from 19"): its claim is kept, and no series takes it.
package struct Outcome: Hashable, Sendable {
    /// What to tell, in reading order.
    package var changes: [Change]
    /// Which of the new observations become points of their series, as indices, in the order in which they are to be filed.
    package var points: [Int]
    /// Which of the new observations only say a point again, and which point: one that stood, or one of the new ones.
    package var confirmed: [Int: Observation]
    /// The points of the version before that its article no longer states.
    package var withdrawn: [Observation]
    package var opened: Set<Pair>
    package var closed: Set<Pair>
    /// Disagreements that were open and stay open although a number in them moved: told only where somebody had acknowledged them.
    package var renewed: [Change]

    package init(
        changes: [Change] = [], points: [Int] = [], confirmed: [Int: Observation] = [:], withdrawn: [Observation] = [],
        opened: Set<Pair> = [], closed: Set<Pair> = [], renewed: [Change] = []
    ) {
        self.changes = changes
        self.points = points
        self.confirmed = confirmed
        self.withdrawn = withdrawn
        self.opened = opened
        self.closed = closed
        self.renewed = renewed
    }
}
