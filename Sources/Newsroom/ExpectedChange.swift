package import Foundation

/// A change that the demonstration's settings must bring on a day, as the table in `Outlets/README.md` has it.
package struct ExpectedChange: Hashable, Sendable {
    package let day: NewsDay
    /// The figure's name in `etc/demo/figures.d`.
    package let figure: String
    /// "first", "rise", "fall", "disagreement_opened" …
    package let change: String
    package let claimant: String
    package let value: Decimal
    /// The number before, or the other claimant's.
    package let before: Decimal?
    /// The other claimant of a disagreement.
    package let other: String?

    /// A row: `| day | figure | change | claimant | value | before | other |`; nil for what is no such row.
    init?(row: String) {
        let cells = row.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
        guard cells.count == 9, let day = NewsDay(cells[1]), let value = Self.number(cells[5]) else { return nil }
        self.day = day
        figure = cells[2]
        change = cells[3]
        claimant = cells[4]
        self.value = value
        before = Self.number(cells[6])
        other = cells[7].isEmpty ? nil : cells[7]
    }

    /// "≥41" → 41: the bound is the claim's affair.
    private static func number(_ cell: String) -> Decimal? {
        Decimal(string: cell.trimmingCharacters(in: CharacterSet(charactersIn: "≥≈")))
    }
}

extension Newsroom {
    /// What must be told over the two weeks, day by day.
    package static func expectedChanges() throws -> [ExpectedChange] {
        guard let table = Bundle.module.url(forResource: "README", withExtension: "md", subdirectory: "Outlets") else {
            throw NewsroomError("Outlets/README.md is missing beside the program: build it again with swift build")
        }
        return try String(contentsOf: table, encoding: .utf8).split(separator: "\n").compactMap { ExpectedChange(row: String($0)) }
    }
}
