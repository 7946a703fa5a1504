package import Figures
package import Lexicons

/// Finds the numeric claims in an article.
package struct ClaimExtractor: Sendable {
    let vocabulary: Vocabulary
    let rules: Rules

    package init(lexicon: Lexicon, places: PlaceNames) {
        var draft = VocabularyDraft(lexicon, places)
        rules = Rules(lexicon, &draft)
        vocabulary = Vocabulary(draft, for: rules)
    }

    /// Every claim of the article, in the order of the text.
    ///
    /// None stands in a note of correction, which repeats what was wrong. The time grows with the length of the text, whatever is in it.
    package func claims(in article: Article) -> [Claim] {
        let corrections = article.blocks.filter { $0.role == .correction }.map(\.span)
        return claims(in: article.text).filter { claim in !corrections.contains { $0.overlaps(claim.span) } }
    }

    func claims(in text: String) -> [Claim] {
        let document = Document(text, vocabulary)
        var passage = Passage(document, self)
        return passage.claims()
    }
}
