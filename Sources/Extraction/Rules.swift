import Figures
import Lexicons

/// A lexicon's patterns and what holds for its kinds, made ready.
final class Rules: Sendable {
    let programs: [PatternProgram]
    /// The same patterns as the matcher reads them.
    let table: PatternTable
    let never: [Kind: [ListNumber]]
    let over: [Kind: [Kind]]
    let context: [Kind: ListNumber]
    let placedBySentence: Set<Kind>
    let reportedWhenPlanned: Set<Kind>
    /// Lists of which one must occur in a sentence with a claim.
    let needed: ClassSet
    /// Words of which one will do as well, where a pattern names no list.
    let neededWords: Set<Int32>

    init(_ lexicon: Lexicon, _ vocabulary: inout VocabularyDraft) {
        var programs: [PatternProgram] = []
        for pattern in lexicon.patterns { programs.append(PatternProgram(pattern, &vocabulary)) }
        self.programs = programs
        table = PatternTable(programs)
        let lists = vocabulary.classOfList
        never = lexicon.kinds.mapValues { $0.never.compactMap { lists[$0] } }
        over = lexicon.kinds.mapValues(\.over)
        context = lexicon.kinds.compactMapValues { rules in rules.context.flatMap { lists[$0] } }
        placedBySentence = Set(lexicon.kinds.filter(\.value.isPlacedBySentence).keys)
        reportedWhenPlanned = Set(lexicon.kinds.filter(\.value.isReportedWhenPlanned).keys)
        var needed = ClassSet()
        for list in programs.flatMap(\.paths).compactMap(\.needs) { needed.insert(list) }
        self.needed = needed
        neededWords = Set(programs.flatMap(\.paths).filter { $0.needs == nil }.flatMap(\.words))
    }

    /// Lists of which a kind wants a word somewhere in the text.
    var contexts: ClassSet {
        var contexts = ClassSet()
        for list in context.values { contexts.insert(list) }
        return contexts
    }

    func kind(of match: Match) -> Kind? { programs[match.program].pattern.kind }
}
