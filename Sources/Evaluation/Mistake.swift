/// A claim that is not as it was marked, with the words around it.
package struct Mistake: Hashable, Sendable {
    package enum What: Hashable, Sendable {
        /// Marked and not found.
        case missed(MarkedClaim)
        /// Found and not marked.
        case spurious(MarkedClaim)
        /// Found, with these fields wrong: the marked one, then the found one.
        case differs(MarkedClaim, MarkedClaim, [Field])
    }

    /// The document's name.
    package let document: String
    package let what: What
    /// The text from 160 code points before the number to 160 behind it.
    package let context: String
    private static let reach = 160

    init(_ document: GoldDocument, _ what: What) {
        self.document = document.id
        self.what = what
        let claim =
            switch what {
            case .missed(let claim), .spurious(let claim), .differs(let claim, _, _): claim
            }
        context = Self.context(of: claim, in: document.text)
    }

    private static func context(of claim: MarkedClaim, in text: String) -> String {
        let scalars = text.unicodeScalars
        let (start, end) = (max(0, min(claim.start, scalars.count)), max(0, min(claim.end, scalars.count)))
        let first = scalars.index(scalars.startIndex, offsetBy: max(0, start - reach))
        let last = scalars.index(scalars.startIndex, offsetBy: min(scalars.count, max(start, end) + reach))
        return String(scalars[first..<last]).replacing("\n", with: " ⏎ ")
    }
}
