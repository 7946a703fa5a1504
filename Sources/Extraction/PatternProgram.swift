import Figures
import Lexicons

/// A pattern made ready: what must stand before the quantity, from right to left, and what after it.
struct PatternProgram: Sendable {
    enum Test: Hashable, Sendable {
        case word(Int32)
        case list(ListNumber)
    }

    enum Step: Hashable, Sendable {
        case test([Test])
        case maybe([Test])
        case gap(Int)
        case reach
        case group(ListNumber?)
        case absent(ListNumber)
        case start
    }

    /// One way through the pattern's choices.
    struct Path: Hashable, Sendable {
        var before: [Step]
        var after: [Step]
        /// A list that must occur in the sentence.
        var needs: ListNumber?

        /// Every list that must occur.
        var required: [ListNumber] {
            (before + after).compactMap { step in
                switch step {
                case .test(let tests): if tests.count == 1, case .list(let list) = tests[0] { list } else { nil }
                case .group(let list): list
                default: nil
                }
            } + [needs].compactMap { $0 }
        }

        /// Whether the number follows right upon a word of a list, and nothing else is asked for: "killing {quantity}".
        var takesObject: Bool {
            guard after.isEmpty else { return false }
            let nearest = before.first {
                if case .maybe = $0 { false } else { true }
            }
            guard case .test(let tests)? = nearest else { return false }
            return tests.contains { if case .list = $0 { true } else { false } }
        }

        /// The words that it spells out, and those of lists among alternatives.
        var words: [Int32] {
            (before + after).flatMap { step -> [Int32] in
                guard case .test(let tests) = step else { return [] }
                return tests.compactMap { if case .word(let word) = $0 { word } else { nil } }
            }
        }
    }

    let pattern: Pattern
    let paths: [Path]
    let isMoney: Bool
    /// The list that must occur in what is counted.
    let counts: ListNumber?

    init(_ pattern: Pattern, _ vocabulary: inout VocabularyDraft) {
        self.pattern = pattern
        let split = pattern.elements.firstIndex {
            switch $0 {
            case .quantity, .money: true
            default: false
            }
        }
        let middle = split ?? pattern.elements.startIndex
        isMoney = pattern.elements[middle] == .money
        if case .quantity(of: let name?) = pattern.elements[middle] { counts = vocabulary.classOfList[name] } else { counts = nil }
        let before = Self.sequences(pattern.elements[..<middle], &vocabulary)
        let after = Self.sequences(pattern.elements[(middle + 1)...], &vocabulary)
        let needed = counts
        paths = before.flatMap { left in
            after.map { right in
                let path = Path(before: left.reversed(), after: right)
                return Path(before: path.before, after: path.after, needs: needed ?? Self.need(of: left + right))
            }
        }
    }

    private static func need(of steps: [Step]) -> ListNumber? {
        for case .test(let tests) in steps {
            if tests.count == 1, case .list(let list) = tests[0] { return list }
        }
        return nil
    }

    private static func sequences(_ elements: ArraySlice<PatternElement>, _ vocabulary: inout VocabularyDraft) -> [[Step]] {
        var found: [[Step]] = [[]]
        for element in elements {
            let options = self.options(element, &vocabulary)
            found = found.flatMap { head in options.map { head + $0 } }
        }
        return found
    }

    private static func options(_ element: PatternElement, _ vocabulary: inout VocabularyDraft) -> [[Step]] {
        switch element {
        case .word(let word): return [vocabulary.numbers(of: word).map { .test([.word(Int32($0))]) }]
        case .list(let name): return [[.test([.list(vocabulary.classOfList[name] ?? 0)])]]
        case .gap(let count): return [[.gap(count)]]
        case .reach: return [[.reach]]
        case .group(of: let name): return [[.group(name.map { vocabulary.classOfList[$0] ?? 0 })]]
        case .absent(let name): return [[.absent(vocabulary.classOfList[name] ?? 0)]]
        case .start: return [[.start]]
        case .optional(let inner):
            let steps = sequences(inner[...], &vocabulary)
            if steps.count == 1, steps[0].count == 1, case .test(let tests) = steps[0][0] { return [[.maybe(tests)]] }
            return steps + [[]]
        case .choice(let choices):
            let steps = choices.flatMap { sequences($0[...], &vocabulary) }
            let singles = steps.compactMap { path -> [Test]? in
                if path.count == 1, case .test(let tests) = path[0] { tests } else { nil }
            }
            return singles.count == steps.count ? [[.test(singles.flatMap { $0 })]] : steps
        case .quantity, .money: return [[]]
        }
    }
}
