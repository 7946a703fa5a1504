import Figures
package import Lexicons

/// Everything that the examples of every language show to be wrong: a sentence that means something else, a pattern that no
/// sentence shows, two patterns for one claim, a `todo` that works by now.
package func failures(of shelf: LexiconShelf, places: PlaceNames) -> [LexiconFault] {
    shelf.lexicons.flatMap { ExampleRun($0, places).faults }
}

/// Runs the examples of one language.
struct ExampleRun {
    private let lexicon: Lexicon
    private let extractor: ClaimExtractor

    init(_ lexicon: Lexicon, _ places: PlaceNames) {
        self.lexicon = lexicon
        extractor = ClaimExtractor(lexicon: lexicon, places: places)
    }

    var faults: [LexiconFault] {
        var shown: Set<String> = []
        var faults: [LexiconFault] = []
        for example in lexicon.examples {
            let sightings = extractor.sightings(in: example.says)
            shown.formUnion(sightings.flatMap(names(of:)))
            faults += result(of: example) + sightings.compactMap { rivals($0, in: example) }
        }
        for pattern in lexicon.patterns where !shown.contains(pattern.name) {
            faults.append(
                LexiconFault(
                    file: pattern.file, line: pattern.line, message: "no “says” shows the pattern “\(pattern.name)”; add one that it reads")
            )
        }
        return faults
    }

    /// The pattern that decided about a number.
    private func names(of sighting: Sighting) -> [String] {
        sighting.winner.map { [extractor.rules.programs[$0].pattern.name] } ?? []
    }

    private func result(of example: Example) -> [LexiconFault] {
        let claims = extractor.claims(in: example.says)
        let difference = Comparison(example.means, claims).difference
        switch (example.todo, difference) {
        case (nil, let difference?): return [fault(example, difference)]
        case (_?, nil): return [fault(example, "this works by now; take the “todo” line away")]
        default: return []
        }
    }

    /// Two patterns of one kind that fit one number equally well.
    private func rivals(_ sighting: Sighting, in example: Example) -> LexiconFault? {
        guard let winner = sighting.winner, let best = sighting.matches.first(where: { $0.program == winner }) else { return nil }
        let programs = extractor.rules.programs
        let other = sighting.matches.first {
            $0.program != winner && $0.score == best.score && $0.span == best.span
                && programs[$0.program].pattern.kind == programs[winner].pattern.kind
        }
        return other.map {
            fault(
                example,
                "two patterns give one claim: “\(programs[winner].pattern.name)” and “\(programs[$0.program].pattern.name)”; make one narrower"
            )
        }
    }

    private func fault(_ example: Example, _ message: String) -> LexiconFault {
        LexiconFault(file: example.file, line: example.line, message: message)
    }

    /// Holds what a sentence should mean against what was found in it.
    private struct Comparison {
        let expected: [Meaning]
        let found: [Claim]

        init(_ expected: [Meaning], _ found: [Claim]) {
            self.expected = expected
            self.found = found
        }

        /// What differs, in words; nil where nothing does.
        var difference: String? {
            guard expected.count == found.count else {
                let got = found.map { "\($0.kind.rawValue) \($0.number)" }.joined(separator: ", ")
                return "\(expected.count) claims expected, found \(found.isEmpty ? "none" : got)"
            }
            return zip(expected, found).lazy.compactMap { differs($0, $1) }.first
        }

        private func differs(_ meaning: Meaning, _ claim: Claim) -> String? {
            guard meaning.kind == claim.kind else { return "\(claim.number) is \(claim.kind.rawValue), not \(meaning.kind.rawValue)" }
            let quantity = claim.quantity
            guard meaning.value == quantity.value, meaning.high == quantity.high, meaning.qualifier == quantity.qualifier else {
                return "found \(quantity.qualifier.rawValue) \(quantity.value)\(quantity.high.map { " \($0)" } ?? "")"
            }
            for (field, text) in meaning.fields where value(field, claim) != (text.isEmpty ? nil : text) {
                return "the \(field.rawValue) is “\(value(field, claim) ?? "none")”"
            }
            return nil
        }

        private func value(_ field: Meaning.Field, _ claim: Claim) -> String? {
            switch field {
            case .claimant: claim.attribution?.claimant
            case .organization: claim.attribution?.organization
            case .speaker: claim.attribution?.speaker
            case .place: claim.place
            case .measure: claim.measure.rawValue
            case .when: claim.when
            case .status: claim.status.rawValue
            case .group: claim.group
            case .unit: claim.quantity.unit
            case .number: claim.number
            }
        }
    }
}

extension ClaimExtractor {
    /// What every number of a text showed, sentence by sentence.
    func sightings(in text: String) -> [Sighting] {
        let document = Document(text, vocabulary)
        return document.sentences.flatMap { sentence in
            ClaimFinder(Reading(document, sentence), rules, everywhere: document.lists, after: nil).sightings()
        }
    }
}
