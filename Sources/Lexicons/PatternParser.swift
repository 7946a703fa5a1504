/// Reads the text of a pattern.
///
///     "{quantity} [{people}] (were|have been) killed"
struct PatternParser {
    private var pieces: [String]
    private var next = 0
    private static let marks: Set<Character> = ["{", "}", "[", "]", "(", ")", "|", "<", "!"]

    init(_ text: String) {
        var pieces: [String] = []
        var word = ""
        for character in text {
            if character == " " || Self.marks.contains(character) {
                if !word.isEmpty { pieces.append(word) }
                word = ""
                if character != " " { pieces.append(String(character)) }
            } else {
                word.append(character)
            }
        }
        self.pieces = word.isEmpty ? pieces : pieces + [word]
    }

    mutating func elements() -> Result<[PatternElement], ParseFault> {
        do {
            let found = try sequence(until: [])
            guard next == pieces.count else { return .failure(ParseFault("“\(pieces[next])” closes nothing")) }
            return quantities(in: found) == 1
                ? .success(found) : .failure(ParseFault("a pattern holds exactly one {quantity} or {money}, outside of [ ] and ( )"))
        } catch {
            return .failure(error)
        }
    }

    private func quantities(in elements: [PatternElement]) -> Int {
        elements.count {
            switch $0 {
            case .quantity, .money: true
            default: false
            }
        }
    }

    private mutating func sequence(until closing: Set<String>) throws(ParseFault) -> [PatternElement] {
        var found: [PatternElement] = []
        while next < pieces.count, !closing.contains(pieces[next]) {
            found.append(try element())
        }
        return found
    }

    private mutating func element() throws(ParseFault) -> PatternElement {
        let piece = pieces[next]
        next += 1
        switch piece {
        case "{": return try braced()
        case "[":
            let inner = try sequence(until: ["]"])
            try close("]")
            return .optional(inner)
        case "(": return try choice()
        case "<": return .start
        case "!":
            guard next < pieces.count, case .list(let name) = try element() else { throw ParseFault("after “!” write a list, as in !{be}") }
            return .absent(name)
        case "}", "]", ")", "|": throw ParseFault("“\(piece)” closes nothing")
        default: return gap(piece) ?? .word(piece.lowercased())
        }
    }

    private func gap(_ piece: String) -> PatternElement? {
        guard piece.hasPrefix("…") else { return nil }
        if piece == "……" { return .reach }
        let count = piece.dropFirst()
        return count.isEmpty ? .gap(12) : Int(count).map { .gap(min($0, 40)) }
    }

    private mutating func braced() throws(ParseFault) -> PatternElement {
        let words = try sequence(until: ["}"]).map { element -> String in
            if case .word(let word) = element { word } else { "" }
        }
        try close("}")
        switch (words.first, words.count) {
        case ("quantity", 1): return .quantity(of: nil)
        case ("quantity", 2): return .quantity(of: words[1])
        case ("money", 1): return .money
        case ("group", 1): return .group(of: nil)
        case ("group", 2): return .group(of: words[1])
        case (let name?, 1) where !name.isEmpty: return .list(name)
        default: throw ParseFault("write {quantity}, {quantity people}, {money} or the name of one list in { }")
        }
    }

    private mutating func choice() throws(ParseFault) -> PatternElement {
        var options: [[PatternElement]] = [try sequence(until: ["|", ")"])]
        while next < pieces.count, pieces[next] == "|" {
            next += 1
            options.append(try sequence(until: ["|", ")"]))
        }
        try close(")")
        return .choice(options)
    }

    private mutating func close(_ mark: String) throws(ParseFault) {
        guard next < pieces.count, pieces[next] == mark else { throw ParseFault("“\(mark)” is missing") }
        next += 1
    }
}
