/// A text being cut: its tokens and sentences so far.
struct Cuttings {
    private(set) var tokens: [Token] = []
    private(set) var sentences: [Sentence] = []
    /// The token with which the sentence begins that is being read.
    private(set) var sentenceStart = 0
    private var startsParagraph = true
    /// Whether blank space stands before the next token.
    var isSpaced = true
    private static let longestSentence = 300

    init(expecting count: Int) {
        tokens.reserveCapacity(count)
    }

    mutating func append(_ token: Token) {
        tokens.append(token)
        isSpaced = false
        if tokens.count - sentenceStart >= Self.longestSentence { endSentence(paragraph: false) }
    }

    mutating func append(_ bytes: Range<Int>, mark: Mark, word: Int = 0) {
        append(Token(bytes, .mark, mark, word: word, isSpaced: isSpaced))
    }

    mutating func endSentence(paragraph: Bool) {
        if tokens.count > sentenceStart {
            sentences.append(Sentence(tokens: sentenceStart..<tokens.count, startsParagraph: startsParagraph))
            startsParagraph = false
            sentenceStart = tokens.count
        }
        if paragraph { startsParagraph = true }
    }

    /// Whether the last token ends a sentence.
    var endsSentence: Bool {
        guard let last = tokens.last else { return true }
        return last.mark == .period || last.mark == .question || last.mark == .exclamation
    }
}
