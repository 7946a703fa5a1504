package import Figures
package import Lexicons

/// Finds the numeric claims in an article.
package struct ClaimExtractor: Sendable {
    let vocabulary: Vocabulary
    let programs: [PatternProgram]
    let never: [Kind: [UInt8]]
    let defaults: [Kind: Measure]
    /// Lists of which one must occur in a sentence with a claim.
    let needed: ClassSet

    package init(lexicon: Lexicon, places: PlaceNames) {
        var vocabulary = Vocabulary(lexicon, places)
        programs = lexicon.patterns.map { PatternProgram($0, &vocabulary) }
        never = lexicon.kinds.mapValues { rules in rules.never.compactMap { [vocabulary] in vocabulary.classOfList[$0] } }
        defaults = lexicon.kinds.compactMapValues(\.measure)
        var needed = ClassSet()
        for list in programs.flatMap(\.paths).compactMap(\.needs) { needed.insert(list) }
        self.needed = needed
        self.vocabulary = vocabulary
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
