/// A place in a settings file, both counted from 1; columns count Unicode code points.
package struct Position: Hashable, Sendable, CustomStringConvertible {
    package let file: String
    package let line: Int
    package let column: Int

    package init(file: String, line: Int = 1, column: Int = 1) {
        self.file = file
        self.line = line
        self.column = column
    }

    package var description: String { "\(file):\(line):\(column)" }
}

/// One thing that is wrong in the settings, where it stands, and what to write instead.
///
///     etc/figured.yaml:4:20: 200 is not between 1 and 64
package struct SettingsFault: Error, Hashable, Sendable, CustomStringConvertible {
    package let position: Position
    package let message: String

    package init(_ position: Position, _ message: String) {
        self.position = position
        self.message = message
    }

    package var file: String { position.file }
    package var line: Int { position.line }
    package var column: Int { position.column }
    package var description: String { "\(position): \(message)" }
}

/// Where a figure is written, for faults that show only once its place and names are looked up.
package struct FigurePosition: Hashable, Sendable {
    package let figure: Position
    /// Of its place, where it has one.
    package let place: Position?
    /// Of its first claimant, where it has one.
    package let claimants: Position?
}

/// Everything that is wrong in the settings, so that one look is enough to mend it all.
package struct SettingsFaults: Error, Hashable, Sendable, CustomStringConvertible {
    package let faults: [SettingsFault]

    package init(_ faults: [SettingsFault]) {
        self.faults = faults
    }

    /// One line a fault.
    package var description: String {
        faults.map(\.description).joined(separator: "\n")
    }
}

extension [SettingsFault] {
    /// The settings file first, then the others by name, each from top to bottom.
    func inReadingOrder(first: String) -> [SettingsFault] {
        sorted { one, other in
            (one.file == first ? "" : one.file, one.line, one.column) < (other.file == first ? "" : other.file, other.line, other.column)
        }
    }
}

/// What reading and proving the settings has brought to light so far.
struct Findings {
    var faults: [SettingsFault] = []
    /// What will run, but hardly as meant.
    var warnings: [SettingsFault] = []
    /// Where each figure stands, by its name.
    var figures: [String: FigurePosition] = [:]

    mutating func fault(_ position: Position, _ message: String) {
        faults.append(SettingsFault(position, message))
    }

    mutating func warning(_ position: Position, _ message: String) {
        warnings.append(SettingsFault(position, message))
    }
}
