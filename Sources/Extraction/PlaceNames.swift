package import Places

/// Names of places and of who comes from them, to be found in texts.
package struct PlaceNames: Sendable {
    package struct Name: Hashable, Sendable {
        package let name: String
        /// "Lebanese", in place of "Lebanon".
        package let isDemonym: Bool

        package init(_ name: String, isDemonym: Bool = false) {
            self.name = name
            self.isDemonym = isDemonym
        }
    }

    package let names: [Name]

    package init(_ names: [Name]) {
        self.names = names
    }

    /// The names of a gazetteer; those that are also common words are left to the words around them.
    package init(_ gazetteer: Gazetteer) {
        names = gazetteer.names.filter { !$0.isAmbiguous }.map { Name($0.text, isDemonym: $0.isDemonym) }
    }
}
