/// All patterns of a lexicon in a few flat arrays, so that holding them against a number makes no copies.
struct PatternTable: Sendable {
    /// A step of a pattern; what it tests stands in `tests`.
    struct Step: Sendable {
        enum Form: UInt8, Sendable {
            case test, maybe, gap, reach, group, absent, start
        }

        var form: Form
        /// The list of a group or of what is absent, or -1; how long a gap may be.
        var number: Int32 = -1
        var tests: Range<Int32> = 0..<0
        /// How much it tells that one of the tests holds.
        var weight: Int32 = 0
    }

    /// A word, or a list of which a word or phrase stands there.
    struct Test: Sendable {
        let number: Int32
        let isList: Bool
    }

    /// One way through the choices of a pattern.
    struct Path: Sendable {
        let program: Int
        /// Steps before the number, from right to left, and behind it.
        let before: Range<Int>
        let after: Range<Int>
        /// Lists that must all occur in the sentence.
        let required: ClassSet
        /// Whether the number is the object of a word of a list.
        let takesObject: Bool
    }

    /// What holds for all ways through a pattern.
    struct Head: Sendable {
        let isMoney: Bool
        let counts: ListNumber?
    }

    private(set) var heads: [Head] = []
    private(set) var paths: [Path] = []
    private(set) var steps: [Step] = []
    private(set) var tests: [Test] = []
    /// For each list the ways that are tried where it occurs; those that need no list at all at the end.
    private var pathsOfList: [[Int32]]
    /// The lists that have such ways.
    private var keys = ClassSet()

    init(_ programs: [PatternProgram]) {
        pathsOfList = Array(repeating: [], count: ClassSet.capacity + 1)
        for (index, program) in programs.enumerated() {
            heads.append(Head(isMoney: program.isMoney, counts: program.counts))
            for path in program.paths { add(path, of: index) }
        }
        index(programs.flatMap(\.paths).map(\.required))
    }

    private mutating func add(_ path: PatternProgram.Path, of program: Int) {
        let start = steps.count
        for step in path.before { add(step) }
        let middle = steps.count
        for step in path.after { add(step) }
        var required = ClassSet()
        for list in path.required { required.insert(list) }
        paths.append(
            Path(
                program: program, before: start..<middle, after: middle..<steps.count, required: required, takesObject: path.takesObject))
    }

    private mutating func add(_ step: PatternProgram.Step) {
        switch step {
        case .test(let tests): add(tests, .test)
        case .maybe(let tests): add(tests, .maybe)
        case .gap(let longest): steps.append(Step(form: .gap, number: Int32(longest)))
        case .reach: steps.append(Step(form: .reach))
        case .group(let list): steps.append(Step(form: .group, number: list.map(Int32.init) ?? -1))
        case .absent(let list): steps.append(Step(form: .absent, number: Int32(list)))
        case .start: steps.append(Step(form: .start))
        }
    }

    private mutating func add(_ added: [PatternProgram.Test], _ form: Step.Form) {
        let start = Int32(tests.count)
        for test in added {
            switch test {
            case .word(let word): tests.append(Test(number: word, isList: false))
            case .list(let list): tests.append(Test(number: Int32(list), isList: true))
            }
        }
        steps.append(Step(form: form, tests: start..<Int32(tests.count), weight: Self.weight(added)))
    }

    /// A word of a list tells more than a word that the pattern spells out, such as "to".
    private static func weight(_ tests: [PatternProgram.Test]) -> Int32 {
        for case .list in tests { return 6 }
        return 1
    }

    // MARK: which to try

    /// Files each way under the list that it needs and fewest others do, as that one is rarest in texts.
    private mutating func index(_ required: [[ListNumber]]) {
        var uses: [ListNumber: Int] = [:]
        for list in required.flatMap(Set.init) { uses[list, default: 0] += 1 }
        for (path, lists) in required.enumerated() {
            let key = lists.min { (uses[$0] ?? 0, $0) < (uses[$1] ?? 0, $1) }
            pathsOfList[key.map(Int.init) ?? ClassSet.capacity].append(Int32(path))
            if let key { keys.insert(key) }
        }
    }

    /// The ways that may fit in a sentence with these lists, in order.
    func candidates(_ lists: ClassSet) -> [Int32] {
        var found = pathsOfList[ClassSet.capacity]
        for list in keys.intersection(lists) {
            for path in pathsOfList[Int(list)] where paths[Int(path)].required.isSubset(of: lists) { found.append(path) }
        }
        return found.sorted()
    }
}
