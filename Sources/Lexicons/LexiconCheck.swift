/// What can be told wrong of a lexicon without reading a sentence: names that lead nowhere.
struct LexiconCheck {
    let lexicon: Lexicon

    init(_ lexicon: Lexicon) {
        self.lexicon = lexicon
    }

    var faults: [LexiconFault] {
        lexicon.patterns.flatMap { pattern in
            Set(pattern.elements.flatMap(lists(in:))).subtracting(lexicon.lists.keys).subtracting(Self.givenLists).sorted().map { name in
                LexiconFault(
                    file: pattern.file, line: pattern.line,
                    message: "there is no list “\(name)”; \(suggestion(for: name)), or add “list \(name) = …”")
            }
        }
    }

    /// Lists that are filled from the gazetteer.
    private static let givenLists: Set<String> = ["place", "demonym", "country"]

    private func lists(in element: PatternElement) -> [String] {
        switch element {
        case .list(let name), .absent(let name): [name]
        case .quantity(of: let name?), .group(of: let name?): [name]
        case .optional(let inner): inner.flatMap(lists(in:))
        case .choice(let options): options.flatMap { $0.flatMap(lists(in:)) }
        case .word, .quantity, .group, .money, .gap, .reach, .start: []
        }
    }

    private func suggestion(for name: String) -> String {
        let near = lexicon.lists.keys.filter { $0.first == name.first }.sorted().prefix(6)
        return near.isEmpty ? "write the name of a list" : "did you mean \(near.joined(separator: ", "))?"
    }
}
