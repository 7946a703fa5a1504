/// A word, a number in digits, or a mark, and where it stands in the text.
struct Token: Hashable, Sendable {
    enum Form: UInt8, Sendable {
        case word, digits, mark
    }

    /// Bytes from the start of the text, end excluded.
    let start: Int32
    let end: Int32
    /// The word's number in the vocabulary; 0 for a word it does not hold.
    var word: Int32
    let form: Form
    /// For a mark, what it is.
    let mark: Mark
    /// Whether it begins with a capital letter, and whether all its letters are capitals (two or more).
    let isCapital: Bool
    let isAllCapitals: Bool
    /// Whether blank space stands before it.
    let isSpaced: Bool

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
    private static let nothing = Token(
        start: 0, end: 0, word: 0, form: .mark, mark: .none, isCapital: false, isAllCapitals: false, isSpaced: false)

    init(_ all: [Token]) {
        self.all = all
    }

    var indices: Range<Int> { all.indices }

    subscript(index: Int) -> Token {
        index >= 0 && index < all.count ? all[index] : Self.nothing
    }
}

extension Int {
    /// The range from here to an end; empty where the end lies before.
    func upTo(_ end: Int) -> Range<Int> {
        self..<Swift.max(self, end)
    }
}
