/// What stands in quotation marks in a text.
///
/// Marks are paired paragraph by paragraph, so that one left open does not run through the text; a paragraph that
/// ends inside a quotation and is followed by one that opens with a mark is one quotation with it, as printers do.
struct Quotations {
    /// The tokens of each quotation, its marks included, in order.
    private(set) var spans: [Range<Int>] = []
    /// For each quotation whether it goes on in the next one.
    private(set) var goesOn: [Bool] = []
    /// For each token the quotation it stands in, or -1.
    private var ofToken: [Int32]

    init(_ document: Document) {
        ofToken = [Int32](repeating: -1, count: document.tokens.count)
        var start: Int?
        for sentence in document.sentences {
            if sentence.startsParagraph, let open = start {
                close(open, sentence.tokens.lowerBound, goesOn: Self.opens(document.tokens[sentence.tokens.lowerBound].mark))
                start = nil
            }
            for index in sentence.tokens {
                switch document.tokens[index].mark {
                case .openQuote: start = start ?? index
                case .quote where start == nil: start = index
                case .closeQuote where Self.isApostrophe(index, document, open: start): break
                case .closeQuote, .quote:
                    if let open = start { close(open, index + 1, goesOn: false) }
                    start = nil
                default: break
                }
            }
        }
        if let open = start { close(open, document.tokens.count, goesOn: false) }
    }

    /// Whether a closing mark is of another shape than the one that opened: the apostrophe of "the Chiefs’ council".
    private static func isApostrophe(_ index: Int, _ document: Document, open: Int?) -> Bool {
        guard let open, document.tokens[open].mark == .openQuote else { return false }
        return document.bytes[Int(document.tokens[index].end) - 1] == 0x99 && document.bytes[Int(document.tokens[open].end) - 1] == 0x9C
    }

    private static func opens(_ mark: Mark) -> Bool { mark == .quote || mark == .openQuote }

    private mutating func close(_ start: Int, _ end: Int, goesOn: Bool) {
        for index in start..<end { ofToken[index] = Int32(spans.count) }
        spans.append(start..<end)
        self.goesOn.append(goesOn)
    }

    /// The number of the quotation a token stands in.
    func quotation(at token: Int) -> Int? {
        ofToken[token] >= 0 ? Int(ofToken[token]) : nil
    }

    /// From where a quotation begins to where it ends, over all its paragraphs.
    func whole(_ quotation: Int) -> Range<Int> {
        var first = quotation
        var last = quotation
        while first > 0, quotation - first < 8, goesOn[first - 1] { first -= 1 }
        while last + 1 < spans.count, last - quotation < 8, goesOn[last] { last += 1 }
        return spans[first].lowerBound..<spans[last].upperBound
    }
}
