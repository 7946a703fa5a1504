package import Places

/// Names of places and of who comes from them, to be found in texts.
package struct PlaceNames: Sendable {
    struct Name: Hashable, Sendable {
        let name: String
        /// "Lebanese", in place of "Lebanon".
        let isDemonym: Bool
        let isCountry: Bool
    }

    let names: [Name]
    /// What lies in what.
    let gazetteer: Gazetteer

    /// The names of a gazetteer; those that are also common words are left to the words around them.
    package init(_ gazetteer: Gazetteer) {
        var countries: [Int: Bool] = [:]
        var names: [Name] = []
        for name in gazetteer.names where !name.isAmbiguous {
            let isCountry = countries[name.place] ?? (gazetteer.place(name.place)?.kind == .country)
            countries[name.place] = isCountry
            names.append(Name(name: name.text, isDemonym: name.isDemonym, isCountry: isCountry))
        }
        self.names = names
        self.gazetteer = gazetteer
    }
}
