/// Words that credit somebody: who is credited, and which part of the sentence they answer for.
struct SpeechCue: Hashable {
    enum Form: Hashable {
        /// "officials said that …": what follows.
        case leading
        /// "…, officials said" and "…, said officials": what comes before.
        case trailing
        /// "according to officials": what follows at the start of a clause, else what comes before.
        case according
        /// "citing officials": what the cue beside it answers for.
        case citing
        /// "This was reported by officials.": the sentence before.
        case previous
        /// "officials lamented": only what stands in quotation marks.
        case speech
    }

    /// How the credited are named.
    enum Naming: Hashable {
        case written, pronoun
        /// Not at all, as in "…, adding that": they are those of the cue before, or who the sentence is about.
        case left
    }

    let form: Form
    /// The credited, as written, with nothing around them; empty where they are left out.
    let claimant: Range<Int>
    /// The cue with its claimant.
    let span: Range<Int>
    let naming: Naming
    /// Whether it opens its clause: "According to officials, …".
    var opens = false
    /// Whether it is a name with a colon that opens a paragraph, and so answers for all of it.
    var isLabel = false

    /// Whether it can answer for what follows it.
    var isForward: Bool { form == .leading || form == .according && opens }
    /// Whether it can answer for what comes before it.
    var isBackward: Bool { form == .trailing || form == .according && !opens }
}
