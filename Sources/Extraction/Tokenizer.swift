/// Cuts a text into tokens and sentences, in one pass over its bytes.
struct Tokenizer {
    private let bytes: [UInt8]
    private let vocabulary: Vocabulary
    private var tokens: [Token] = []
    private var sentences: [Sentence] = []
    private var sentenceStart = 0
    private var startsParagraph = true
    private var isSpaced = true
    /// Whether the text has capitals at all, so that a small letter tells that a sentence goes on.
    private let isCased: Bool
    private static let longestSentence = 300

    init(_ bytes: [UInt8], _ vocabulary: Vocabulary, isCased: Bool) {
        self.bytes = bytes
        self.vocabulary = vocabulary
        self.isCased = isCased
    }

    static func result(_ bytes: [UInt8], _ vocabulary: Vocabulary, isCased: Bool) -> (tokens: [Token], sentences: [Sentence]) {
        var tokenizer = Tokenizer(bytes, vocabulary, isCased: isCased)
        tokenizer.run()
        return (tokenizer.tokens, tokenizer.sentences)
    }

    private mutating func run() {
        tokens.reserveCapacity(bytes.count / 5)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            switch Self.classes[Int(byte)] {
            case .blank:
                isSpaced = true
                index += 1
            case .line:
                index = line(at: index)
            case .letter:
                index = word(at: index)
            case .digit:
                index = digits(at: index)
            case .mark:
                index = byte == 0x27 && !isSpaced && isSuffix(index) ? suffix(at: index, 1) : mark(at: index, 1, Self.mark(byte))
            case .wide:
                index = wide(at: index)
            }
        }
        endSentence(paragraph: true)
    }

    // MARK: sentences

    private mutating func endSentence(paragraph: Bool) {
        if tokens.count > sentenceStart {
            sentences.append(Sentence(tokens: sentenceStart..<tokens.count, startsParagraph: startsParagraph))
            startsParagraph = false
            sentenceStart = tokens.count
        }
        if paragraph { startsParagraph = true }
    }

    /// A line ends a paragraph, but where a hard-wrapped one goes on with a small letter.
    private mutating func line(at index: Int) -> Int {
        isSpaced = true
        var next = index
        var lines = 0
        while next < bytes.count, Self.classes[Int(bytes[next])] == .blank || Self.classes[Int(bytes[next])] == .line {
            if bytes[next] == 0x0A { lines += 1 }
            next += 1
        }
        let goesOn = lines < 2 && isCased && next < bytes.count && (0x61...0x7A).contains(bytes[next]) && !endsSentence
        if !goesOn { endSentence(paragraph: true) }
        return next
    }

    private var endsSentence: Bool {
        guard let last = tokens.last else { return true }
        return last.mark == .period || last.mark == .question || last.mark == .exclamation
    }

    /// Ends the sentence after a full stop, where what follows looks like the start of another.
    private mutating func stop(after index: Int, isPeriod: Bool) -> Int {
        var next = index
        while let length = closing(at: next) {
            append(next, next + length, .mark, closingMark(at: next))
            next += length
        }
        guard next >= bytes.count || isBlank(next) || bytes[next] == 0x5B else { return next }
        if isPeriod, isAbbreviation(before: index) { return next }
        var after = next
        while after < bytes.count, bytes[after] == 0x20 { after += 1 }
        if after < bytes.count, isCased, (0x61...0x7A).contains(bytes[after]) { return next }
        endSentence(paragraph: false)
        return next
    }

    private func isBlank(_ index: Int) -> Bool {
        let kind = Self.classes[Int(bytes[index])]
        return kind == .blank || kind == .line || bytes[index] == 0xC2
    }

    private func closing(at index: Int) -> Int? {
        guard index < bytes.count else { return nil }
        switch bytes[index] {
        case 0x22, 0x27, 0x29, 0x5D: return 1
        case 0xE2 where index + 2 < bytes.count && bytes[index + 1] == 0x80 && (bytes[index + 2] == 0x9D || bytes[index + 2] == 0x99):
            return 3
        case 0xC2 where index + 1 < bytes.count && bytes[index + 1] == 0xBB: return 2
        default: return nil
        }
    }

    private func closingMark(at index: Int) -> Mark {
        bytes[index] == 0x29 || bytes[index] == 0x5D ? .close : .closeQuote
    }

    /// "Mr", "Gen", a single capital: a full stop after them ends nothing.
    private func isAbbreviation(before index: Int) -> Bool {
        guard tokens.count > sentenceStart + 1 else { return false }
        let word = tokens[tokens.count - 2]
        guard word.form == .word, Int(word.end) == index - 1 || Int(word.end) == index else { return false }
        return word.end - word.start == 1 && word.isCapital || vocabulary.has(Int(word.word), vocabulary[.abbreviation])
    }

    // MARK: tokens

    private mutating func append(
        _ start: Int, _ end: Int, _ form: Token.Form, _ mark: Mark = .none, word: Int = 0, capital: Bool = false, allCapitals: Bool = false
    ) {
        tokens.append(
            Token(
                start: Int32(start), end: Int32(end), word: Int32(word), form: form, mark: mark, isCapital: capital,
                isAllCapitals: allCapitals,
                isSpaced: isSpaced))
        isSpaced = false
        if tokens.count - sentenceStart >= Self.longestSentence { endSentence(paragraph: false) }
    }

    /// "'s", a word of its own.
    private mutating func suffix(at start: Int, _ length: Int) -> Int {
        var index = start + length
        var hash = WordTable.mixed(WordTable.seed, 0x27)
        while index < bytes.count, Self.classes[Int(bytes[index])] == .letter {
            hash = WordTable.mixed(hash, WordTable.lower(bytes[index]))
            index += 1
        }
        append(start, index, .word, word: vocabulary.words.number(in: bytes, from: start, to: index, hash: hash, isPlain: length == 1))
        return index
    }

    /// "and" or "in", written together with the word or the digits behind it.
    private mutating func prefix(at start: Int, _ length: Int) -> Int {
        append(
            start, start + length, .word,
            word: vocabulary.words.number(of: String(decoding: bytes[start..<(start + length)], as: UTF8.self)))
        isSpaced = true
        return start + length
    }

    /// Where the run of letters from here ends.
    private func endOfWord(_ start: Int) -> Int {
        var index = start
        while index < bytes.count, index - start < Self.longestPrefixed, isLetter(index), digitLength(at: index) == 0 {
            index += max(1, wideLetter(at: index))
        }
        return index
    }

    private static let longestPrefixed = 64

    private mutating func mark(at index: Int, _ length: Int, _ mark: Mark) -> Int {
        let hash = bytes[index..<(index + length)].reduce(WordTable.seed) { WordTable.mixed($0, $1) }
        let word = vocabulary.words.number(in: bytes, from: index, to: index + length, hash: hash, isPlain: true)
        let isDash = mark == .hyphen && isSpaced && index + length < bytes.count && bytes[index + length] <= 0x20
        append(index, index + length, .mark, isDash ? .dash : mark, word: word)
        switch mark {
        case .period: return stop(after: index + length, isPeriod: true)
        case .question, .exclamation: return stop(after: index + length, isPeriod: false)
        default: return index + length
        }
    }

    /// Letters, with hyphens, full stops between single letters, and apostrophes inside: "state-run", "U.S.", "Sana'a".
    private mutating func word(at start: Int) -> Int {
        var index = start
        var hash = WordTable.seed
        var isPlain = true
        var capitals = 0
        var letters = 0
        scan: while index < bytes.count {
            let byte = bytes[index]
            switch Self.classes[Int(byte)] {
            case .letter, .digit:
                if byte &- 0x41 < 26 { capitals += 1 }
                letters += 1
                hash = WordTable.mixed(hash, WordTable.lower(byte))
                index += 1
            case .wide:
                let length = wideLetter(at: index)
                if length > 0 {
                    for offset in index..<(index + length) { hash = WordTable.mixed(hash, bytes[offset]) }
                    letters += 1
                    index += length
                } else if isApostrophe(index), isLetter(index + 3), !isSuffix(index) {
                    hash = WordTable.mixed(hash, 0x27)
                    isPlain = false
                    index += 3
                } else {
                    break scan
                }
            case .mark:
                guard joins(byte, at: index, from: start) else { break scan }
                hash = WordTable.mixed(hash, byte)
                index += 1
            default:
                break scan
            }
        }
        guard index > start else { return skipInvalid(at: start) }
        let number = vocabulary.words.number(in: bytes, from: start, to: index, hash: hash, isPlain: isPlain)
        let first =
            bytes[start] &- 0x41 < 26 || isParticleName(from: start, to: index)
            || bytes[start] == 0xC3 && start + 1 < bytes.count && bytes[start + 1] < 0x9F
        append(start, index, .word, word: number, capital: first, allCapitals: capitals == letters && letters > 1)
        return index
    }

    /// "al-Midan" is as good as a capital.
    private func isParticleName(from start: Int, to end: Int) -> Bool {
        start + 3 < end && bytes[start + 2] == 0x2D && bytes[start + 3] &- 0x41 < 26
    }

    private func joins(_ byte: UInt8, at index: Int, from start: Int) -> Bool {
        switch byte {
        case 0x2D: isLetter(index + 1)
        case 0x27: isLetter(index + 1) && !isSuffix(index)
        case 0x2E: isInitials(from: start, to: index)
        case 0x26: isLetter(index + 1) && bytes[index + 1] &- 0x41 < 26
        default: false
        }
    }

    /// "U.S." and "a.m.": single letters, each with its full stop.
    private func isInitials(from start: Int, to index: Int) -> Bool {
        guard index - start == 1 || (index - start >= 3 && bytes[index - 2] == 0x2E) else { return false }
        return index - start >= 3 || isLetter(index + 1) && index + 2 < bytes.count && bytes[index + 2] == 0x2E
    }

    private func isLetter(_ index: Int) -> Bool {
        guard index < bytes.count else { return false }
        let kind = Self.classes[Int(bytes[index])]
        return kind == .letter || kind == .digit || kind == .wide && wideLetter(at: index) > 0
    }

    private func isApostrophe(_ index: Int) -> Bool {
        index + 2 < bytes.count && bytes[index] == 0xE2 && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x99
    }

    /// Whether what follows from an apostrophe is a word of its own: "'s".
    private func isSuffix(_ index: Int) -> Bool {
        let from = bytes[index] == 0x27 ? index + 1 : index + 3
        return vocabulary.suffixes.contains { suffix in
            from + suffix.count <= bytes.count && !isLetter(from + suffix.count)
                && suffix.indices.allSatisfy { WordTable.lower(bytes[from + $0]) == suffix[$0] }
        }
    }

    /// Digits with separators inside: "1,170", "1.2", "10 000" with a thin space. What is glued to them is another token.
    private mutating func digits(at start: Int) -> Int {
        var index = start
        while index < bytes.count {
            if digitLength(at: index) > 0 {
                index += digitLength(at: index)
            } else if let length = separatorLength(at: index), digitLength(at: index + length) > 0 {
                index += length
            } else {
                break
            }
        }
        append(start, index, .digits)
        return index
    }

    private func digitLength(at index: Int) -> Int {
        guard index < bytes.count else { return 0 }
        if bytes[index] &- 0x30 < 10 { return 1 }
        guard index + 1 < bytes.count else { return 0 }
        let isArabic = bytes[index] == 0xD9 && (0xA0...0xA9).contains(bytes[index + 1])
        let isPersian = bytes[index] == 0xDB && (0xB0...0xB9).contains(bytes[index + 1])
        return isArabic || isPersian ? 2 : 0
    }

    private func separatorLength(at index: Int) -> Int? {
        switch bytes[index] {
        case 0x2C, 0x2E: return 1
        case 0xD9 where index + 1 < bytes.count && (bytes[index + 1] == 0xAB || bytes[index + 1] == 0xAC): return 2
        case 0xC2 where index + 1 < bytes.count && bytes[index + 1] == 0xA0 && isThousand(index + 2): return 2
        case 0xE2
        where index + 2 < bytes.count && bytes[index + 1] == 0x80 && (bytes[index + 2] == 0x89 || bytes[index + 2] == 0xAF)
            && isThousand(index + 3):
            return 3
        default: return nil
        }
    }

    private func isThousand(_ index: Int) -> Bool {
        (0..<3).allSatisfy { index + $0 < bytes.count && bytes[index + $0] &- 0x30 < 10 }
            && !(index + 3 < bytes.count && bytes[index + 3] &- 0x30 < 10)
    }

    /// What begins with a byte above 127: a letter, a digit of another script, a mark, a blank, or no UTF-8.
    private mutating func wide(at index: Int) -> Int {
        if digitLength(at: index) > 0 { return digits(at: index) }
        if wideLetter(at: index) > 0 {
            if let length = vocabulary.prefixLength(in: bytes, at: index, endOfWord) { return prefix(at: index, length) }
            return word(at: index)
        }
        if isApostrophe(index), !isSpaced, isSuffix(index) { return suffix(at: index, 3) }
        let (length, mark) = wideMark(at: index)
        guard let mark else {
            isSpaced = true
            return index + length
        }
        return self.mark(at: index, length, mark)
    }

    private mutating func skipInvalid(at index: Int) -> Int {
        isSpaced = true
        return index + 1
    }

    /// How many bytes a letter above U+007F has here; 0 where none stands.
    private func wideLetter(at index: Int) -> Int {
        let byte = bytes[index]
        let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 0
        guard length > 0, index + length <= bytes.count else { return 0 }
        let second = bytes[index + 1]
        switch byte {
        case 0xC2: return 0
        case 0xC3 where second == 0x97 || second == 0xB7: return 0
        case 0xD8 where second == 0x8C || second == 0x9B || second == 0x9F: return 0
        case 0xD9 where (0xA0...0xAC).contains(second): return 0
        case 0xDB where (0xB0...0xB9).contains(second) || second == 0x94: return 0
        case 0xE2 where second <= 0x8B || second == 0x96 || second == 0x97: return 0
        case 0xE3 where second == 0x80: return 0
        case 0xEF where second == 0xBB: return 0
        case 0xF0...: return 0
        default: return length
        }
    }

    /// How long a mark above U+007F is, and what it is; nil for blanks and what cannot be read.
    private func wideMark(at index: Int) -> (Int, Mark?) {
        let byte = bytes[index]
        let second = index + 1 < bytes.count ? bytes[index + 1] : 0
        let third = index + 2 < bytes.count ? bytes[index + 2] : 0
        switch (byte, second, third) {
        case (0xC2, 0xAB, _): return (2, .openQuote)
        case (0xC2, 0xBB, _): return (2, .closeQuote)
        case (0xC2, 0xA3, _), (0xC2, 0xA5, _): return (2, .currency)
        case (0xC2, 0xA0, _), (0xC2, 0xAD, _): return (2, nil)
        case (0xC2, 0xB7, _): return (2, .bullet)
        case (0xC2, _, _), (0xC3, _, _): return (2, .other)
        case (0xD8, 0x8C, _): return (2, .comma)
        case (0xD8, 0x9B, _): return (2, .semicolon)
        case (0xD8, 0x9F, _): return (2, .question)
        case (0xD9, 0xAA, _): return (2, .percent)
        case (0xDB, 0x94, _): return (2, .period)
        case (0xE2, 0x80, 0x90), (0xE2, 0x80, 0x91): return (3, .hyphen)
        case (0xE2, 0x80, 0x92), (0xE2, 0x80, 0x93), (0xE2, 0x80, 0x94), (0xE2, 0x80, 0x95): return (3, .dash)
        case (0xE2, 0x80, 0x9C), (0xE2, 0x80, 0x9E), (0xE2, 0x80, 0x98): return (3, .openQuote)
        case (0xE2, 0x80, 0x9D), (0xE2, 0x80, 0x99): return (3, .closeQuote)
        case (0xE2, 0x80, 0xA2): return (3, .bullet)
        case (0xE2, 0x80, 0xA6): return (3, .other)
        case (0xE2, 0x80, _): return (3, nil)
        case (0xE2, 0x82, _): return (3, .currency)
        case (0xE2, _, _): return (3, .other)
        case (0xE3, 0x80, 0x82): return (3, .period)
        case (0xF0..., _, _): return (4, .other)
        default: return (1, nil)
        }
    }

    private enum Class: UInt8 {
        case blank, line, letter, digit, mark, wide
    }

    private static let classes: [Class] = (0...255).map { byte in
        switch byte {
        case 0x0A, 0x0D: .line
        case 0...0x20, 0x7F: .blank
        case 0x30...0x39: .digit
        case 0x41...0x5A, 0x61...0x7A, 0x5F: .letter
        case 0x80...: .wide
        default: .mark
        }
    }

    private static func mark(_ byte: UInt8) -> Mark {
        switch byte {
        case 0x2C: .comma
        case 0x2E: .period
        case 0x3B: .semicolon
        case 0x3A: .colon
        case 0x3F: .question
        case 0x21: .exclamation
        case 0x2D: .hyphen
        case 0x28, 0x5B, 0x7B: .open
        case 0x29, 0x5D, 0x7D: .close
        case 0x22: .quote
        case 0x27, 0x60: .other
        case 0x2F: .slash
        case 0x25: .percent
        case 0x24: .currency
        case 0x2A: .bullet
        default: .other
        }
    }
}
