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
    /// The time grows with the length of the text, whatever is in it.
    package func claims(in article: Article) -> [Claim] {
        claims(in: article.text)
    }

    func claims(in text: String) -> [Claim] {
        let document = Document(text, vocabulary)
        var passage = Passage(document, self)
        return passage.claims()
    }
}
