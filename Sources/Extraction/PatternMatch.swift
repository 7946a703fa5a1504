/// What a pattern saw at a number.
struct Match: Hashable {
    let program: Int
    /// How well it fits: words that agree count for it, words skipped against it.
    let score: Int
    /// The tokens it spans, with the number.
    let span: Range<Int>
    let usesBefore: Bool
    let usesAfter: Bool
    /// What is counted, where the pattern finds it before the number.
    let group: Range<Int>?
}
