/// Cuts a text into tokens and sentences, in one pass over its bytes.
struct Tokenizer {
    private let bytes: [UInt8]
    private let signs: Signs
    private let vocabulary: Vocabulary
    private let words: WordTable
    /// Whether the text has capitals at all, so that a small letter tells that a sentence goes on.
    private let isCased: Bool

    init(_ bytes: [UInt8], _ vocabulary: Vocabulary, isCased: Bool) {
        self.bytes = bytes
        self.vocabulary = vocabulary
        self.isCased = isCased
        signs = Signs(bytes, suffixes: vocabulary.suffixes)
        words = vocabulary.words
    }

    func cuttings() -> Cuttings {
        var cuttings = Cuttings(expecting: bytes.count / 5)
        var index = 0
        while index < bytes.count {
            switch signs.kind(at: index) {
            case .blank:
                cuttings.isSpaced = true
                index += 1
            case .line: index = line(at: index, &cuttings)
            case .letter: index = word(at: index, &cuttings)
            case .digit: index = digits(at: index, &cuttings)
            case .mark: index = plainMark(at: index, &cuttings)
            case .wide: index = wide(at: index, &cuttings)
            }
        }
        cuttings.endSentence(paragraph: true)
        return cuttings
    }

    // MARK: sentences

    /// A line ends a paragraph, but where a hard-wrapped one goes on with a small letter.
    private func line(at index: Int, _ cuttings: inout Cuttings) -> Int {
        cuttings.isSpaced = true
        var next = index
        var lines = 0
        while next < bytes.count, signs.kind(at: next) == .blank || signs.kind(at: next) == .line {
            if bytes[next] == 0x0A { lines += 1 }
            next += 1
        }
        let goesOn = lines < 2 && isCased && signs.isSmallLetter(next) && !cuttings.endsSentence
        if !goesOn { cuttings.endSentence(paragraph: true) }
        return next
    }

    /// Ends the sentence after a full stop, where what follows looks like the start of another.
    private func stop(after index: Int, isPeriod: Bool, _ cuttings: inout Cuttings) -> Int {
        var next = index
        while let length = signs.closing(at: next) {
            cuttings.append(next..<(next + length), mark: signs.closingMark(at: next))
            next += length
        }
        guard next >= bytes.count || signs.isBlank(next) || bytes[next] == 0x5B else { return next }
        if isPeriod, isAbbreviation(before: index, cuttings) { return next }
        var after = next
        while after < bytes.count, bytes[after] == 0x20 { after += 1 }
        if isCased, signs.isSmallLetter(after) { return next }
        cuttings.endSentence(paragraph: false)
        return next
    }

    /// "Mr", "Gen", a single capital: a full stop after them ends nothing.
    private func isAbbreviation(before index: Int, _ cuttings: Cuttings) -> Bool {
        guard cuttings.tokens.count > cuttings.sentenceStart + 1 else { return false }
        let word = cuttings.tokens[cuttings.tokens.count - 2]
        guard word.form == .word, Int(word.end) == index - 1 || Int(word.end) == index else { return false }
        return word.end - word.start == 1 && word.isCapital || vocabulary.has(Int(word.word), vocabulary[.abbreviation])
    }

    // MARK: words

    /// "'s", a word of its own.
    private func suffix(at start: Int, _ length: Int, _ cuttings: inout Cuttings) -> Int {
        var index = start + length
        var hash = WordTable.mixed(WordTable.seed, 0x27)
        while index < bytes.count, signs.kind(at: index) == .letter {
            hash = WordTable.mixed(hash, WordTable.lower(bytes[index]))
            index += 1
        }
        let number = words.number(in: bytes, from: start, to: index, hash: hash, isPlain: length == 1)
        cuttings.append(Token(start..<index, .word, word: number, isSpaced: cuttings.isSpaced))
        return index
    }

    /// "and" or "in", written together with the word or the digits behind it.
    private func prefix(at start: Int, _ length: Int, _ cuttings: inout Cuttings) -> Int {
        let number = words.number(of: bytes[start..<(start + length)])
        cuttings.append(Token(start..<(start + length), .word, word: number, isSpaced: cuttings.isSpaced))
        cuttings.isSpaced = true
        return start + length
    }

    /// Where the run of letters from here ends.
    private func endOfWord(_ start: Int) -> Int {
        var index = start
        while index < bytes.count, index - start < Self.longestPrefixed, signs.isLetter(index), signs.digitLength(at: index) == 0 {
            index += max(1, signs.wideLetter(at: index))
        }
        return index
    }

    private static let longestPrefixed = 64

    /// Letters, with hyphens, full stops between single letters, and apostrophes inside: "state-run", "U.S.", "Sana'a".
    private func word(at start: Int, _ cuttings: inout Cuttings) -> Int {
        var index = start
        var hash = WordTable.seed
        var isPlain = true
        var isHyphenated = false
        var capitals = 0
        var letters = 0
        scan: while index < bytes.count {
            let byte = bytes[index]
            switch signs.kind(at: index) {
            case .letter, .digit:
                if byte &- 0x41 < 26 { capitals += 1 }
                letters += 1
                hash = WordTable.mixed(hash, WordTable.lower(byte))
                index += 1
            case .wide:
                let length = signs.wideLetter(at: index)
                if length > 0 {
                    for offset in index..<(index + length) { hash = WordTable.mixed(hash, bytes[offset]) }
                    letters += 1
                    index += length
                } else if signs.isApostrophe(index), signs.isLetter(index + 3), !signs.isSuffix(index) {
                    hash = WordTable.mixed(hash, 0x27)
                    isPlain = false
                    index += 3
                } else {
                    break scan
                }
            case .mark:
                guard joins(byte, at: index, from: start) else { break scan }
                if byte == 0x2D { isHyphenated = true }
                hash = WordTable.mixed(hash, byte)
                index += 1
            default:
                break scan
            }
        }
        guard index > start else {
            cuttings.isSpaced = true
            return start + 1
        }
        let number = words.number(in: bytes, from: start, to: index, hash: hash, isPlain: isPlain)
        let first =
            bytes[start] &- 0x41 < 26 || isParticleName(from: start, to: index)
            || bytes[start] == 0xC3 && start + 1 < bytes.count && bytes[start + 1] < 0x9F
        cuttings.append(
            Token(
                start..<index, .word, word: number, isCapital: first, isAllCapitals: capitals == letters && letters > 1,
                isSpaced: cuttings.isSpaced, isHyphenated: isHyphenated))
        return index
    }

    /// "al-Midan" is as good as a capital.
    private func isParticleName(from start: Int, to end: Int) -> Bool {
        start + 3 < end && bytes[start + 2] == 0x2D && bytes[start + 3] &- 0x41 < 26
    }

    private func joins(_ byte: UInt8, at index: Int, from start: Int) -> Bool {
        switch byte {
        case 0x2D: signs.isLetter(index + 1)
        case 0x27: signs.isLetter(index + 1) && !signs.isSuffix(index)
        case 0x2E: isInitials(from: start, to: index)
        case 0x26: signs.isLetter(index + 1) && bytes[index + 1] &- 0x41 < 26
        default: false
        }
    }

    /// "U.S." and "a.m.": single letters, each with its full stop.
    private func isInitials(from start: Int, to index: Int) -> Bool {
        guard index - start == 1 || (index - start >= 3 && bytes[index - 2] == 0x2E) else { return false }
        return index - start >= 3 || signs.isLetter(index + 1) && index + 2 < bytes.count && bytes[index + 2] == 0x2E
    }

    // MARK: digits and marks

    /// Digits with separators inside: "1,170", "1.2", "10 000" with a thin space. What is glued to them is another token.
    private func digits(at start: Int, _ cuttings: inout Cuttings) -> Int {
        var index = start
        while index < bytes.count {
            if signs.digitLength(at: index) > 0 {
                index += signs.digitLength(at: index)
            } else if let length = signs.separatorLength(at: index), signs.digitLength(at: index + length) > 0 {
                index += length
            } else {
                break
            }
        }
        cuttings.append(Token(start..<index, .digits, isSpaced: cuttings.isSpaced))
        return index
    }

    private func plainMark(at index: Int, _ cuttings: inout Cuttings) -> Int {
        if bytes[index] == 0x27, !cuttings.isSpaced, signs.isSuffix(index) { return suffix(at: index, 1, &cuttings) }
        return mark(at: index, 1, Signs.mark(bytes[index]), &cuttings)
    }

    private func mark(at index: Int, _ length: Int, _ mark: Mark, _ cuttings: inout Cuttings) -> Int {
        let word = length == 1 ? Int(vocabulary.marks[Int(bytes[index])]) : wordOfMark(at: index, length)
        let isDash = mark == .hyphen && cuttings.isSpaced && index + length < bytes.count && bytes[index + length] <= 0x20
        cuttings.append(index..<(index + length), mark: isDash ? .dash : mark, word: word)
        switch mark {
        case .period: return stop(after: index + length, isPeriod: true, &cuttings)
        case .question, .exclamation: return stop(after: index + length, isPeriod: false, &cuttings)
        default: return index + length
        }
    }

    private func wordOfMark(at index: Int, _ length: Int) -> Int {
        let end = index + length
        let hash = bytes[index..<end].reduce(WordTable.seed, WordTable.mixed)
        return words.number(in: bytes, from: index, to: end, hash: hash, isPlain: true)
    }

    /// What begins with a byte above 127: a letter, a digit of another script, a mark, a blank, or no UTF-8.
    private func wide(at index: Int, _ cuttings: inout Cuttings) -> Int {
        if signs.digitLength(at: index) > 0 { return digits(at: index, &cuttings) }
        if signs.wideLetter(at: index) > 0 {
            if let length = vocabulary.prefixLength(in: bytes, at: index, endOfWord) { return prefix(at: index, length, &cuttings) }
            return word(at: index, &cuttings)
        }
        if signs.isApostrophe(index), !cuttings.isSpaced, signs.isSuffix(index) { return suffix(at: index, 3, &cuttings) }
        let (length, mark) = signs.wideMark(at: index)
        guard let mark else {
            cuttings.isSpaced = true
            return index + length
        }
        return self.mark(at: index, length, mark, &cuttings)
    }
}
