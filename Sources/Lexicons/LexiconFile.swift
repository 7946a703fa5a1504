import Figures
import Foundation

/// Reads one file of a lexicon, line by line, into the lexicon of its language.
struct LexiconFile {
    /// As shown in faults: "etc/lexicon/en/killed.lexicon".
    let name: String
    private(set) var faults: [LexiconFault] = []
    private var kind: Kind?
    /// Of the patterns that follow.
    private var measure = Measure.incident
    private var isFirm = false
    private var stem: String
    private var hasNothing = false
    private var isNothing = false

    init(name: String, stem: String) {
        self.name = name
        self.stem = stem
    }

    mutating func read(_ text: String, into lexicon: inout Lexicon) {
        let patternsBefore = lexicon.patterns.count
        for (number, line) in logicalLines(of: text) {
            read(line, number, into: &lexicon)
        }
        for example in lexicon.examples where example.file == name && !example.isComplete {
            fault(example.line, "this “says” has no “means”; write “means nothing” if there is no claim in it")
        }
        if lexicon.patterns.count > patternsBefore, !hasNothing {
            fault(1, "no “means nothing” in this file; add a sentence that looks alike and is no claim")
        }
    }

    /// A line that begins with a blank continues the one before; "#" at the start of a line is a remark.
    private func logicalLines(of text: String) -> [(Int, String)] {
        var lines: [(Int, String)] = []
        for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = raw.trimmingCharacters(in: .whitespacesAndNewlines)
            if line.isEmpty || line.hasPrefix("#") { continue }
            if let first = raw.first, first == " " || first == "\t", !lines.isEmpty {
                lines[lines.count - 1].1 += " " + line
            } else {
                lines.append((index + 1, line))
            }
        }
        return lines
    }

    private mutating func read(_ line: String, _ number: Int, into lexicon: inout Lexicon) {
        let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
        let rest = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
        switch parts[0] {
        case "kind": readKind(rest, number)
        case "list": readList(rest, number, .words, into: &lexicon)
        case "nouns": readList(rest, number, .nouns, into: &lexicon)
        case "hints": readList(rest, number, .hints, into: &lexicon)
        case "pattern": readPattern(rest, number, into: &lexicon)
        case "never", "measure", "over", "context", "place", "status": readRule(parts[0], rest, number, into: &lexicon)
        case "says", "means", "todo": readExample(parts[0], rest, number, into: &lexicon)
        case "number", "scale", "order", "before", "after", "currency", "unit": readNumber(parts[0], rest, number, into: &lexicon)
        default:
            fault(
                number,
                "a line begins with kind, list, nouns, hints, pattern, never, over, context, place, status, measure, number, scale, order, before, after, currency, unit, says, means or todo, not “\(parts[0])”"
            )
        }
    }

    private mutating func readKind(_ rest: String, _ number: Int) {
        kind = Kind(rawValue: rest)
        isNothing = rest == "nothing"
        measure = .incident
        isFirm = false
        if kind == nil, rest != "nothing" {
            fault(number, "“\(rest)” is no kind; write one of \(Kind.allCases.map(\.rawValue).joined(separator: ", ")), or nothing")
        }
    }

    private mutating func readList(_ rest: String, _ number: Int, _ use: WordList.Use, into lexicon: inout Lexicon) {
        guard let (name, value) = assignment(rest, number) else { return }
        let phrases = value.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        if var known = lexicon.lists[name] {
            known.phrases += phrases
            lexicon.lists[name] = known
        } else {
            lexicon.lists[name] = WordList(name: name, use: use, isCue: kind != nil, phrases: phrases)
        }
    }

    private mutating func readPattern(_ rest: String, _ number: Int, into lexicon: inout Lexicon) {
        guard let (short, value) = assignment(rest, number) else { return }
        let full = "\(lexicon.language)/\(kind?.rawValue ?? stem)/\(short)"
        if lexicon.patterns.contains(where: { $0.name == full }) {
            return fault(number, "there is a pattern “\(short)” already; give this one another name")
        }
        var parser = PatternParser(value)
        switch parser.elements() {
        case .success(let elements):
            lexicon.patterns.append(
                Pattern(kind: kind, name: full, elements: elements, measure: measure, isFirm: isFirm, file: name, line: number))
        case .failure(let reason): fault(number, reason.message)
        }
    }

    private mutating func readRule(_ word: String, _ rest: String, _ number: Int, into lexicon: inout Lexicon) {
        if isNothing, word == "over", rest == "all" {
            isFirm = true
            return
        }
        guard let kind else {
            return fault(number, "“\(word)” belongs under a “kind” line; under “kind nothing” only “over all” may stand")
        }
        let names = rest.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        if word == "never" {
            lexicon.kinds[kind, default: KindRules()].never += names
        } else if word == "context" {
            lexicon.kinds[kind, default: KindRules()].context = rest
        } else if word == "place" {
            lexicon.kinds[kind, default: KindRules()].isPlacedBySentence = true
            if rest != "sentence" { fault(number, "write “place sentence”: only the own sentence tells the place") }
        } else if word == "status" {
            lexicon.kinds[kind, default: KindRules()].isReportedWhenPlanned = true
            if rest != "reported" { fault(number, "write “status reported”: a plan or a promise of it is reported") }
        } else if word == "over" {
            let kinds = names.compactMap(Kind.init(rawValue:))
            if kinds.count < names.count { fault(number, "“over” takes kinds, such as abducted, detained") }
            lexicon.kinds[kind, default: KindRules()].over += kinds
        } else if let measure = Measure(rawValue: rest) {
            self.measure = measure
        } else {
            fault(number, "“\(rest)” is no measure; write incident, cumulative or stock")
        }
    }

    private mutating func readExample(_ word: String, _ rest: String, _ number: Int, into lexicon: inout Lexicon) {
        if word == "says" {
            lexicon.examples.append(Example(language: lexicon.language, file: name, line: number, says: rest))
            return
        }
        guard let last = lexicon.examples.indices.last, lexicon.examples[last].file == name else {
            return fault(number, "“\(word)” belongs under a “says” line")
        }
        if word == "todo" {
            lexicon.examples[last].todo = rest
            return
        }
        lexicon.examples[last].isComplete = true
        if rest == "nothing" {
            hasNothing = true
            return
        }
        switch MeaningParser(text: rest).meaning() {
        case .success(let meaning): lexicon.examples[last].means.append(meaning)
        case .failure(let reason): fault(number, reason.message)
        }
    }

    private mutating func readNumber(_ word: String, _ rest: String, _ number: Int, into lexicon: inout Lexicon) {
        guard let (name, value) = assignment(rest, number), let role = role(word, name) else {
            return fault(number, "write for example “number 12 = twelve”, “before at_least = at least” or “currency USD = $, dollars”")
        }
        for phrase in value.split(separator: ",").map({ $0.trimmingCharacters(in: .whitespaces) }) where !phrase.isEmpty {
            lexicon.numbers.append(NumberWord(role: role, phrase: phrase))
        }
    }

    private func role(_ word: String, _ name: String) -> NumberWord.Role? {
        switch word {
        case "number": plainDecimal(name).map { .number($0) }
        case "scale": plainDecimal(name).map { .scale($0) }
        case "order": plainDecimal(name).map { .order($0) }
        case "before": Qualifier(rawValue: name).map { .before($0) }
        case "after": Qualifier(rawValue: name).map { .after($0) }
        case "currency": name.utf8.count == 3 ? .currency(name) : nil
        default: .unit(name)
        }
    }

    /// "people = people, civilians" → ("people", "people, civilians")
    private mutating func assignment(_ text: String, _ number: Int) -> (String, String)? {
        let sides = text.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
        guard sides.count == 2, !sides[0].isEmpty, !sides[0].contains(" ") else {
            fault(number, "write a name of one word, “=”, and what it stands for")
            return nil
        }
        return (sides[0], sides[1])
    }

    private mutating func fault(_ line: Int, _ message: String) {
        faults.append(LexiconFault(file: name, line: line, message: message))
    }
}
