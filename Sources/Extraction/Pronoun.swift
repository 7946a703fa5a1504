/// A pronoun that speaks, and what it may stand for.
struct Pronoun {
    private enum Form {
        case person, thing, many
    }

    private let form: Form

    init(_ reading: Reading, _ claimant: Range<Int>) {
        form = reading.has(claimant.lowerBound, .pronounPerson) ? .person : reading.has(claimant.lowerBound, .pronounThing) ? .thing : .many
    }

    /// Whether the words may be whom the pronoun means: a person, a body, or several.
    func mayStand(for claimant: Range<Int>, in reading: Reading) -> Bool {
        let isTitled = claimant.contains { reading.has($0, .personTitle) || reading.has($0, .spokesperson) }
        let isBody = claimant.contains { reading.has($0, .organizationNoun) || reading.has($0, .reportNoun) || reading.has($0, .namedBody) }
        let isPlace = claimant.allSatisfy { reading.has($0, .place) || reading.tokens[$0].form == .mark }
        let isName = !reading.isCased || claimant.allSatisfy { reading.tokens[$0].isCapital || reading.tokens[$0].form == .mark }
        let speaks = claimant.contains { reading.has($0, .claimantNoun) }
        switch form {
        case .person: return isTitled || !isBody && !isPlace && (speaks || isName && isSure(claimant, reading))
        case .thing: return isBody || isPlace || !isTitled && (speaks || isSure(claimant, reading))
        case .many: return speaks || isBody || isTitled || isPlace
        }
    }

    /// The first word of a sentence has its capital for another reason.
    private func isSure(_ claimant: Range<Int>, _ reading: Reading) -> Bool {
        if !reading.isCased { return claimant.count <= 4 }
        return claimant.lowerBound > reading.range.lowerBound || claimant.count > 1 && reading.tokens[claimant.lowerBound + 1].isCapital
            || reading.tokens[claimant.lowerBound].word == 0
    }
}
