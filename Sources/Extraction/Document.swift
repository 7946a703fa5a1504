/// A text cut into tokens and sentences.
struct Document {
    let bytes: [UInt8]
    /// Its tokens, with nothing around them.
    let all: Tokens
    let tokens: [Token]
    let sentences: [Sentence]
    let vocabulary: Vocabulary
    /// Whether small letters and capitals are both used, as in most printed text.
    let isCased: Bool
    /// The lists of single words that a kind may want in the text.
    let lists: ClassSet

    init(_ text: String, _ vocabulary: Vocabulary) {
        bytes = Array(text.utf8)
        self.vocabulary = vocabulary
        isCased = Self.isCased(bytes)
        let cuttings = Tokenizer(bytes, vocabulary, isCased: isCased).cuttings()
        tokens = cuttings.tokens
        sentences = cuttings.sentences
        var lists = ClassSet()
        for token in tokens where vocabulary.hints[Int(token.word)].contains(.context) {
            lists.formUnion(vocabulary.sets[Int(vocabulary.setOfWord[Int(token.word)])])
        }
        self.lists = lists
        all = Tokens(tokens)
    }

    /// The sentence in which a token stands.
    func sentence(of token: Int) -> Int {
        var (low, high) = (0, sentences.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if sentences[middle].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func isCased(_ bytes: [UInt8]) -> Bool {
        var capitals = 0
        var smalls = 0
        for byte in bytes.prefix(4000) {
            capitals += byte &- 0x41 < 26 ? 1 : 0
            smalls += byte &- 0x61 < 26 ? 1 : 0
        }
        return capitals * 100 > smalls && smalls * 4 > capitals
    }
}
