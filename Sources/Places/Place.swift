/// Somewhere on earth that has a name in the news.
///
///     "Khan Younis"        city, in Gaza
///     "southern Israel"    country, its southern part
///     "Middle East"        area
package struct Place: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case continent
        /// Wider than a country ("Sahel"), or with borders that no register draws ("Donbas", "Eastern Ghouta").
        case area
        case country
        /// What a country is first divided into: states, provinces, governorates, Gaza.
        case region
        case city
    }

    /// The GeoNames number; below 1000 for the areas that GeoNames does not have.
    package let id: Int
    /// The name in English: "Khan Younis".
    package let name: String
    package let kind: Kind
    /// The places that it lies in directly.
    package let parents: [Int]
    /// ISO 3166-1 alpha-2 for a country ("LB"), ISO 3166-2 for a region ("SY-ID"), else nil.
    package let code: String?
    /// Inhabitants; 0 where unknown.
    package let population: Int
    /// What stands before the name of a body from there ("Iraqi", "US"); nil where that is the place's own name.
    package let adjective: String?
    /// The part of it that is meant: "south" for "southern Israel"; nil for all of it.
    package let part: String?

    package init(
        id: Int, name: String, kind: Kind, parents: [Int] = [], code: String? = nil, population: Int = 0, adjective: String? = nil,
        part: String? = nil
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.parents = parents
        self.code = code
        self.population = population
        self.adjective = adjective
        self.part = part
    }

    func only(_ part: String) -> Place {
        Place(
            id: id, name: name, kind: kind, parents: parents, code: code, population: population, adjective: adjective, part: part)
    }
}

/// Why the files of places cannot be used, and what to do.
package enum PlacesError: Error, Hashable, CustomStringConvertible {
    /// The file is not there or cannot be read.
    case unreadable(file: String, reason: String)
    /// A line is not as the README of the folder says.
    case malformed(file: String, line: Int, reason: String)

    package var description: String {
        switch self {
        case .unreadable(let file, let reason):
            "\(file): \(reason); install the folder `places` again, or name its folder in the settings"
        case .malformed(let file, let line, let reason):
            "\(file):\(line): \(reason); mend the line, or install the folder `places` again"
        }
    }
}
