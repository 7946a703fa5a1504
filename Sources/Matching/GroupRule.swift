import Figures

/// Which counted groups are meant by a figure.
///
/// With no group named, any that leaves nobody out: "three children" is a part of the people, "12 more" comes on top of them;
/// where troops are counted, "300 soldiers" is all of them.
/// With groups named, those alone; `people` stands for all the words that leave nobody out, and for no word at all.
struct GroupRule: Sendable {
    private let wanted: Set<[String]>
    private let wantsPeople: Bool
    private let wantsAny: Bool

    init(_ groups: [String], words: ClaimantWords) {
        wantsAny = groups.isEmpty
        wanted = Set(groups.map { Self.form($0, words) })
        wantsPeople = groups.contains { words.phrases[.people]?.contains(ClaimantWords.words(in: $0)) ?? false }
    }

    func takes(_ group: String?, of kind: Kind, words: ClaimantWords) -> Bool {
        guard let group else { return wantsAny || wantsPeople }
        let all = ClaimantWords.words(in: group)
        let form = Self.form(group, words)
        if words.has(anyOf: all, as: .more), !wanted.contains(form) { return false }
        let rest = form.filter { !(words.wholes[kind]?.contains($0) ?? false) }
        if wantsAny { return !words.has(anyOf: rest, as: .part) }
        if wantsPeople, rest.isEmpty || words.phrases[.people]?.contains(rest) ?? false { return true }
        return wanted.contains(form)
    }

    /// "the Palestinian people, mostly civilians" → palestinian people
    private static func form(_ group: String, _ words: ClaimantWords) -> [String] {
        let head = group.split(separator: ",", maxSplits: 1).first.map(String.init) ?? group
        let all = ClaimantWords.words(in: head).filter { !words.has($0, as: .article) }.map { words.same[$0] ?? $0 }
        let end = all.indices.first { words.has(all[$0], as: .but) } ?? all.endIndex
        return Array(all[..<end])
    }
}
