package import Foundation

/// The places of the world that the news names, what lies in what, and who comes from where.
///
///     "Khan Younis"    city in Gaza, in Palestine
///     "Lebanese"       Lebanon
package struct Gazetteer: Sendable {
    private let places: SortedLines
    private let entries: SortedLines
    private let affixes: Affixes

    /// No place at all.
    package static let empty = Gazetteer(places: .empty, entries: .empty, affixes: Affixes())

    private init(places: SortedLines, entries: SortedLines, affixes: Affixes) {
        self.places = places
        self.entries = entries
        self.affixes = affixes
    }

    /// Reads `places.tsv`, `names.tsv` and `affixes.tsv` of a folder, as its README describes them.
    package init(folder: URL) throws(PlacesError) {
        try self.init(
            places: SortedLines(folder.appending(path: "places.tsv"), fields: 7, order: .number),
            entries: SortedLines(folder.appending(path: "names.tsv"), fields: 4, order: .bytes),
            affixes: Affixes(folder.appending(path: "affixes.tsv")))
    }

    /// A way to write a place, or those who come from it.
    package struct Name: Hashable, Sendable {
        package let text: String
        package let place: Int
        /// "Lebanese", "Syrians".
        package let isDemonym: Bool
        /// Also a common word or a person's name ("Nice", "Jackson"): a place only where the words around it say so.
        package let isAmbiguous: Bool
    }

    /// Every way to write every place, in no order that matters.
    package var names: [Name] {
        (0..<entries.count).map(name)
    }

    private func name(_ line: Int) -> Name {
        Name(
            text: entries.text(3, of: line), place: entries.number(1, of: line) ?? 0,
            isDemonym: isDemonym(line), isAmbiguous: entries.has(UInt8(ascii: "a"), in: 2, of: line))
    }

    private func isDemonym(_ line: Int) -> Bool {
        entries.has(UInt8(ascii: "d"), in: 2, of: line)
    }

    package func place(_ id: Int) -> Place? {
        guard let line = places.line(numbered: id), let kind = Place.Kind(rawValue: places.text(1, of: line)) else { return nil }
        return Place(
            id: id, name: places.text(2, of: line), kind: kind,
            parents: places.text(3, of: line).split(separator: ",").compactMap { Int($0) },
            code: places.isEmpty(4, of: line) ? nil : places.text(4, of: line),
            population: places.number(5, of: line) ?? 0,
            adjective: places.isEmpty(6, of: line) ? nil : places.text(6, of: line))
    }

    /// The place that a name means, however it is spelt; the most prominent where several have the name.
    ///
    ///     "the Gaza Strip"     Gaza
    ///     "Aleppo province"    the region, "Aleppo" the city
    ///     "southern Israel"    Israel, its south
    ///     "Paris, Texas"       the Paris in Texas
    package func place(named name: String) -> Place? {
        if let place = place(key: affixes.withoutArticle(folded(name))) { return place }
        let parts = name.split(separator: ",", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        guard let outer = place(named: String(parts[1])) else { return nil }
        return candidates(affixes.withoutArticle(folded(parts[0]))).first { contains(outer, $0) }
    }

    /// The place whose name, or whose people's name, stands there as it is, without words around it; none where the name is ambiguous.
    ///
    ///     "Gaza"             Gaza
    ///     "Iraqi"            Iraq
    ///     "southern Gaza"    none
    package func place(exactly name: String) -> Place? {
        let key = folded(name)
        guard let line = entries.lines(keyed: key).first, !entries.has(UInt8(ascii: "a"), in: 2, of: line) else { return nil }
        return place(entries.number(1, of: line) ?? 0)
    }

    private func place(key: String) -> Place? {
        if let place = candidates(key).first { return place }
        if let (rest, kind) = affixes.withoutSuffix(key) {
            let found = candidates(rest)
            if let place = found.first(where: { $0.kind == kind }) { return place }
            if let place = found.first, kind == .city || place.kind == .area { return place }
        }
        guard let (rest, part) = affixes.withoutCompass(key), let whole = place(key: affixes.withoutArticle(rest)), whole.part == nil
        else { return nil }
        return whole.only(part)
    }

    private func candidates(_ key: String) -> [Place] {
        entries.lines(keyed: key).filter { !isDemonym($0) }.compactMap { place(entries.number(1, of: $0) ?? 0) }
    }

    /// The place that those people come from: "Lebanese", "Syrians", "Gazan".
    package func country(ofDemonym word: String) -> Place? {
        let lines = entries.lines(keyed: affixes.withoutArticle(folded(word)))
        return lines.first(where: isDemonym).flatMap { place(entries.number(1, of: $0) ?? 0) }
    }

    /// Whether the inner place is the outer one, a part of it, or lies in it.
    package func contains(_ outer: Place, _ inner: Place) -> Bool {
        if outer.id == inner.id { return outer.part == nil || outer.part == inner.part }
        guard outer.part == nil else { return false }
        return ancestors(of: inner).contains(outer.id)
    }

    /// Everything that the place lies in, nearest first.
    package func ancestors(of place: Place) -> [Int] {
        var found = place.parents
        var next = 0
        while next < found.count {
            for parent in self.place(found[next])?.parents ?? [] where !found.contains(parent) { found.append(parent) }
            next += 1
        }
        return found
    }
}
