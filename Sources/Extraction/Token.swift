/// A word, a number in digits, or a mark, and where it stands in the text.
struct Token: Hashable, Sendable {
    enum Form: UInt8, Sendable {
        case word, digits, mark
    }

    /// Bytes from the start of the text, end excluded.
    let start: Int32
    let end: Int32
    /// The word's number in the vocabulary; 0 for a word it does not hold.
    let word: Int32
    let form: Form
    /// For a mark, what it is.
    let mark: Mark
    /// Whether it begins with a capital letter, and whether all its letters are capitals (two or more).
    let isCapital: Bool
    let isAllCapitals: Bool
    /// Whether blank space stands before it.
    let isSpaced: Bool
    /// Whether it is a word with a hyphen in it.
    let isHyphenated: Bool

    /// What stands before a text and behind it.
    static var nothing: Token {
        Token(0..<0, .mark, isSpaced: false)
    }

    init(
        _ bytes: Range<Int>, _ form: Form, _ mark: Mark = .none, word: Int = 0, isCapital: Bool = false, isAllCapitals: Bool = false,
        isSpaced: Bool, isHyphenated: Bool = false
    ) {
        start = Int32(bytes.lowerBound)
        end = Int32(bytes.upperBound)
        self.word = Int32(word)
        self.form = form
        self.mark = mark
        self.isCapital = isCapital
        self.isAllCapitals = isAllCapitals
        self.isSpaced = isSpaced
        self.isHyphenated = isHyphenated
    }

    var bytes: Range<Int> { Int(start)..<Int(end) }
}

/// Punctuation, whatever its shape: “ and « open a quotation alike.
enum Mark: UInt8, Sendable {
    case none, comma, period, semicolon, colon, question, exclamation, dash, hyphen, open, close, quote, openQuote, closeQuote
    case slash, percent, currency, bullet, other
}

/// A sentence: which tokens it has, and whether a paragraph begins with it.
struct Sentence: Hashable, Sendable {
    let tokens: Range<Int>
    let startsParagraph: Bool
}

/// The tokens of a text, with nothing before the first and after the last, so that a look beside a word is never a step too far.
struct Tokens: Sendable {
    private let all: [Token]

    init(_ all: [Token]) {
        self.all = all
    }

    var indices: Range<Int> { all.indices }

    subscript(index: Int) -> Token {
        all.indices.contains(index) ? all[index] : .nothing
    }
}

extension Int {
    /// The range from here to an end; empty where the end lies before.
    func upTo(_ end: Int) -> Range<Int> {
        self..<Swift.max(self, end)
    }
}
