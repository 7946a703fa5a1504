package import Figures
package import Lexicons

/// An extractor for each language that the shelf knows.
package struct Extractors: Sendable {
    private let shelf: LexiconShelf
    private let byLanguage: [String: ClaimExtractor]

    package init(_ shelf: LexiconShelf, places: PlaceNames) {
        self.shelf = shelf
        byLanguage = Dictionary(uniqueKeysWithValues: shelf.lexicons.map { ($0.language, ClaimExtractor(lexicon: $0, places: places)) })
    }

    /// The extractor for a BCP 47 language ("en-GB"); nil where its words are not known to us.
    package func extractor(for language: String?) -> ClaimExtractor? {
        shelf.lexicon(for: language).flatMap { byLanguage[$0.language] }
    }

    /// The claims in an article, by the lexicon of its language; none where its language is not known to us.
    package func claims(in article: Article) -> [Claim] {
        extractor(for: article.language)?.claims(in: article) ?? []
    }
}
