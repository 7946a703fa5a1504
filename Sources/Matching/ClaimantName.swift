import Figures
package import Places

/// The name of a claimant in a form that is the same for every way to write it, and differs for every other body.
///
///     "Iraq's interior ministry"               Iraqi interior ministry
///     "the Iraqi Interior Ministry"            Iraqi interior ministry
///     "the Ministry of the Interior of Iraq"   Iraqi interior ministry
///     "an Israeli official"                    Israeli official
package struct ClaimantName: Hashable, Sendable {
    /// Words and places in the order of the normal form; equal names have equal parts.
    let parts: [Part]
    /// As shown: the same for equal names.
    package let shown: String

    enum Part: Hashable, Sendable {
        case word(String)
        case place(Int, name: String)
    }

    package static func == (left: ClaimantName, right: ClaimantName) -> Bool {
        left.shown == right.shown
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(shown)
    }
}

/// Finds the normal form of claimants' names.
package struct ClaimantNames: Sendable {
    private let places: Gazetteer
    private let words: ClaimantWords
    /// Normal forms of the other names of a body → its name.
    private var bodies: [[ClaimantName.Part]: ClaimantName] = [:]

    package init(places: Gazetteer, words: ClaimantWords) {
        self.places = places
        self.words = words
        for body in words.bodies {
            let main = ClaimantName(parts: parts(body.name), shown: body.name)
            bodies[main.parts] = main
            for other in body.others { bodies[parts(other)] = main }
        }
    }

    /// The normal form of a name as written. A short word is the name of a body in capitals alone: "WHO" is one, "who" is not.
    package func name(_ written: String) -> ClaimantName {
        let parts = parts(written)
        let isBody = parts.count > 1 || written.count > 3 || !written.contains(where: \.isLowercase)
        return bodies[parts].flatMap { isBody ? $0 : nil } ?? ClaimantName(parts: parts, shown: shown(parts))
    }

    /// Whether nobody knows who it is: "officials", "an Israeli official", "two medical sources".
    func isUnnamed(_ name: ClaimantName) -> Bool {
        name.parts.last.map { isWord($0, .unnamed) } ?? false
    }

    /// Whose number it is: the body's where one is named or spoken for, else the person's, else the claimant's as written.
    func name(of attribution: Attribution) -> ClaimantName {
        if let organization = attribution.organization { return name(organization) }
        let speaks = tokens(in: attribution.claimant)
        if bodySpokenFor(speaks).count < speaks.count { return name(attribution.claimant) }
        return name(attribution.speaker ?? attribution.claimant)
    }

    private func parts(_ written: String) -> [ClaimantName.Part] {
        var tokens = bodySpokenFor(tokens(in: written))
        tokens.removeAll { words.has($0.text, as: .article) }
        var parts = isPublic(tokens) || isWholePlace(tokens) ? located(tokens) : tokens.map { .word($0.text) }
        parts = placeFirst(turned(parts))
        return parts.filter { !isWord($0, .and) }
    }

    /// Whether it is a body of which every country has its own, so that the country's name may take any form.
    private func isPublic(_ tokens: [Token]) -> Bool {
        words.has(anyOf: tokens.map(\.text), as: .public)
    }

    /// "the United States" says something; no town does.
    private func isWholePlace(_ tokens: [Token]) -> Bool {
        place(at: 0, of: tokens).map { $0.1 == tokens.count && $0.0.kind != .city } ?? false
    }
}

// MARK: - Words

extension ClaimantNames {
    struct Token {
        /// In small letters, the possessive ending taken off, in the spelling that stands for all.
        var text: String
        /// As written.
        var written: Substring
        /// Whether it owns what follows.
        var isPossessive: Bool
    }

    /// The words, without what stands in brackets.
    private func tokens(in written: String) -> [Token] {
        let plain = withoutBrackets(written).replacing("’", with: "'").replacing("‘", with: "'").replacing(".", with: "")
        let pieces = plain.split { $0.isWhitespace || $0 == "-" || $0 == "–" || $0 == "," || $0 == "\"" || $0 == "“" || $0 == "”" }
        return pieces.map(token)
    }

    private func token(_ piece: Substring) -> Token {
        var text = piece.lowercased()
        var written = piece
        var isPossessive = false
        if let ending = words.possessives.first(where: { text.hasSuffix($0) && text.count > $0.count }) {
            text.removeLast(ending.count)
            written = written.dropLast(ending.count)
            isPossessive = true
        } else if text.hasSuffix("s'") {
            text.removeLast()
            written = written.dropLast()
            isPossessive = true
        }
        return Token(text: words.same[text] ?? text, written: written, isPossessive: isPossessive)
    }

    private func withoutBrackets(_ text: String) -> String {
        var depth = 0
        let kept = text.filter { letter in
            if letter == "(" { depth += 1 }
            defer { if letter == ")" { depth = max(0, depth - 1) } }
            return depth == 0
        }
        return kept.contains { $0.isLetter || $0.isNumber } ? kept : text
    }

    /// "interior ministry spokesman Saad Maan" → "interior ministry"; "spokesman for the army" → "the army".
    private func bodySpokenFor(_ tokens: [Token]) -> [Token] {
        guard let speaker = tokens.firstIndex(where: { words.has($0.text, as: .spokes) }) else { return tokens }
        let before = tokens[..<speaker].filter { !words.has($0.text, as: .article) }
        let after = tokens[(speaker + 1)...]
        if let link = after.first, words.has(link.text, as: .of), after.count > 1 { return Array(after.dropFirst()) }
        let names = before.contains { $0.written.first?.isUppercase ?? false }
        return names || isPublic(before) ? before : tokens
    }
}

// MARK: - Places

extension ClaimantNames {
    /// Names of places and of those who come from them become the place, whatever form they have.
    private func located(_ tokens: [Token]) -> [ClaimantName.Part] {
        var parts: [ClaimantName.Part] = []
        var next = 0
        while next < tokens.count {
            if let (place, length) = place(at: next, of: tokens) {
                parts.append(.place(place.id, name: length == tokens.count ? place.name : place.adjective ?? place.name))
                next += length
            } else {
                parts.append(.word(tokens[next].text))
                next += 1
            }
        }
        return parts
    }

    /// The longest name of a place that begins there; the words of a name begin with capitals.
    private func place(at start: Int, of tokens: [Token]) -> (Place, Int)? {
        for length in stride(from: min(4, tokens.count - start), through: 1, by: -1) {
            let run = tokens[start..<start + length]
            guard isName(run) else { continue }
            let text = run.map(\.written).joined(separator: " ")
            guard let place = places.place(exactly: text), isCapital(run) || place.kind != .city else { continue }
            return (place, length)
        }
        return nil
    }

    /// Short names count in capitals alone: "US" is a country, "us" is not.
    private func isName(_ run: ArraySlice<Token>) -> Bool {
        guard let first = run.first, !run.dropLast().contains(where: \.isPossessive) else { return false }
        return run.count > 1 || first.written.count > 3 || !first.written.contains(where: \.isLowercase)
    }

    private func isCapital(_ run: ArraySlice<Token>) -> Bool {
        run.first?.written.first?.isLowercase == false
    }
}

// MARK: - Order

extension ClaimantNames {
    private func isWord(_ part: ClaimantName.Part, _ role: ClaimantWords.Role) -> Bool {
        guard case .word(let word) = part else { return false }
        return words.has(word, as: role)
    }

    private func isPlace(_ part: ClaimantName.Part) -> Bool {
        if case .place = part { true } else { false }
    }

    /// "ministry of health (in …)" → "health ministry (in …)".
    private func turned(_ parts: [ClaimantName.Part]) -> [ClaimantName.Part] {
        guard let head = parts.indices.first(where: { isWord(parts[$0], .turns) && isLink(parts, $0 + 1) }) else { return parts }
        let what = parts[(head + 2)...]
        let end = what.indices.first { isWord(what[$0], .of) || isWord(what[$0], .in) } ?? what.endIndex
        guard !what[..<end].contains(where: isPlace), end > what.startIndex else { return parts }
        return Array(parts[..<head]) + what[..<end] + [parts[head]] + what[end...]
    }

    private func isLink(_ parts: [ClaimantName.Part], _ place: Int) -> Bool {
        parts.indices.contains(place) && isWord(parts[place], .of)
    }

    /// "interior ministry of Iraq", "health ministry in Gaza" → the place first, for bodies of which every country has its own.
    private func placeFirst(_ parts: [ClaimantName.Part]) -> [ClaimantName.Part] {
        guard let place = parts.last, isPlace(place), parts.count > 1 else { return parts }
        var rest = Array(parts.dropLast())
        guard words.has(anyOf: rest.compactMap(word), as: .public), !rest.contains(where: isPlace) else { return parts }
        if let link = rest.last, isWord(link, .of) || isWord(link, .in) { rest.removeLast() }
        return [place] + rest
    }

    private func word(_ part: ClaimantName.Part) -> String? {
        if case .word(let word) = part { word } else { nil }
    }

    private func isDemonym(_ word: String) -> Bool {
        places.country(ofDemonym: word) != nil
    }

    /// Proper names in capitals; common ones, and bodies of which every country has its own, in small letters.
    private func shown(_ parts: [ClaimantName.Part]) -> String {
        let all = parts.compactMap(word)
        let isPlain = words.has(anyOf: all, as: .public) || all.allSatisfy { words.has($0, as: .plain) || isDemonym($0) }
        return parts.map { shown($0, isPlain: isPlain) }.joined(separator: " ").capitalizedFirst
    }

    private func shown(_ part: ClaimantName.Part, isPlain: Bool) -> String {
        switch part {
        case .place(_, let name): name
        case .word(let word) where words.has(word, as: .acronym): word.uppercased()
        case .word(let word) where isPlain && words.has(word, as: .plain): word
        case .word(let word) where words.has(word, as: .of) || words.has(word, as: .in): word
        case .word(let word): word.capitalizedFirst
        }
    }
}

extension String {
    fileprivate var capitalizedFirst: String {
        prefix(1).uppercased() + dropFirst()
    }
}
