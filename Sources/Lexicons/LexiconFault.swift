/// What is wrong in a lexicon, where, and what to write instead.
///
///     etc/lexicon/en/killed.lexicon:12: there is no list "peple"; …
package struct LexiconFault: Error, Hashable, Sendable, CustomStringConvertible {
    package let file: String
    package let line: Int
    package let message: String

    package init(file: String, line: Int, message: String) {
        self.file = file
        self.line = line
        self.message = message
    }

    package var description: String { "\(file):\(line): \(message)" }
}

/// Everything that is wrong in the lexicons of a folder, a line each.
package struct LexiconFaults: Error, Hashable, Sendable, CustomStringConvertible {
    package let faults: [LexiconFault]

    package init(_ faults: [LexiconFault]) {
        self.faults = faults
    }

    package var description: String { faults.map(\.description).joined(separator: "\n") }
}
