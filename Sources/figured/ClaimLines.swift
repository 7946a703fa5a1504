import Figures

/// A claim as a person reads it on a terminal.
///
///     killed      more than 40,000 people, Gaza, cumulative
///                 credited to Palestinian health ministry
///                 “Israel responded with a massive …”      [en/killed/active, 1218–1224]
struct ClaimLines {
    private let claim: Claim

    init(_ claim: Claim) {
        self.claim = claim
    }

    var text: String {
        let indent = String(repeating: " ", count: 12)
        let kind = claim.kind.rawValue.padding(to: 12)
        let said = claim.attribution.map { "credited to \($0.claimant)" } ?? "in the outlet's own voice"
        return [
            kind + what, indent + said, "\(indent)“\(claim.quote)”",
            "\(indent)[\(claim.pattern), \(claim.span.lowerBound)–\(claim.span.upperBound)]",
        ].map(\.printable).joined(separator: "\n") + "\n"
    }

    private var what: String {
        let counted = [claim.quantity.words, claim.group].compactMap(\.self).joined(separator: " ")
        let status = claim.status == .reported ? nil : claim.status.rawValue
        return [counted, claim.place, claim.when, claim.measure.rawValue, status].compactMap(\.self).joined(separator: ", ")
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }
}
