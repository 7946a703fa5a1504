package import Places

/// Names of places and of who comes from them, to be found in texts.
package struct PlaceNames: Sendable {
    package struct Name: Hashable, Sendable {
        package let name: String
        /// "Lebanese", in place of "Lebanon".
        package let isDemonym: Bool
        package let isCountry: Bool

        package init(_ name: String, isDemonym: Bool = false, isCountry: Bool = false) {
            self.name = name
            self.isDemonym = isDemonym
            self.isCountry = isCountry
        }
    }

    package let names: [Name]

    package init(_ names: [Name]) {
        self.names = names
    }

    /// The names of a gazetteer; those that are also common words are left to the words around them.
    package init(_ gazetteer: Gazetteer) {
        var countries: [Int: Bool] = [:]
        var names: [Name] = []
        for name in gazetteer.names where !name.isAmbiguous {
            let isCountry = countries[name.place] ?? (gazetteer.place(name.place)?.kind == .country)
            countries[name.place] = isCountry
            names.append(Name(name.text, isDemonym: name.isDemonym, isCountry: isCountry))
        }
        self.names = names
    }
}
