package import Figures
package import Foundation
import GRDB

/// Who says what: the claimants of one figure side by side.
package struct SideBySide: Codable, Hashable, Sendable {
    package let figure: FigureHead
    package let knownAt: Date?
    /// The claimant that spoke last comes first.
    package let sides: [Side]
    /// The pairs that cannot both be right; at a past instant: those that were open then.
    package let openDisagreements: [Disagreement]
    package let reports: Int
}

/// One claimant's part in a figure.
package struct Side: Codable, Hashable, Sendable {
    package let claimant: String
    package let isOwnVoice: Bool
    /// The newest number that stands; absent where every one was withdrawn, denied or only projected.
    package let newest: Point?
    /// The number before that one.
    package let previous: Amount?
    package let firstDay: Day
    package let points: Int
    package let outlets: [String]
    /// Claimants whose newest number and this one cannot both be right.
    package let contradicts: [String]

    init(claimant: String, points: [Point], disagreements: [Disagreement]) {
        let standing = points.filter(\.isStanding)
        self.claimant = claimant
        isOwnVoice = points.contains(where: \.isOwnVoice)
        newest = standing.last
        previous = standing.dropLast().last?.quantity
        firstDay = points.first?.asOf ?? Day(number: 0)
        self.points = points.count
        outlets = Set(points.map(\.outlet)).sorted()
        contradicts = disagreements.compactMap { pair in
            pair.first == claimant ? pair.second : pair.second == claimant ? pair.first : nil
        }
    }
}

extension Ledger {
    /// The claimants of a figure side by side, as known at an instant.
    package func comparison(of name: String, knownAt: Date? = nil) throws(LedgerError) -> SideBySide {
        try read { database in
            let history = try Self.history(of: name, PointFilter(knownAt: knownAt), in: database)
            let disagreements = try Self.disagreements(of: name, openAt: knownAt, in: database)
            return SideBySide(
                figure: history.figure, knownAt: knownAt,
                sides: history.series.map { Side(claimant: $0.claimant, points: $0.points, disagreements: disagreements) },
                openDisagreements: disagreements, reports: history.reports)
        }
    }

    private static func disagreements(of name: String, openAt instant: Date?, in database: Database) throws -> [Disagreement] {
        let figure = try FigureRow.named(name, in: database)
        guard let instant else { return try FigureList.openDisagreements(of: figure.id, in: database) }
        let arguments: StatementArguments = ["figure": figure.id, "at": instant.milliseconds]
        return try Row.fetchAll(database, sql: disagreementsThenSQL, arguments: arguments).map { Disagreement($0) }
    }

    static let disagreementsThenSQL = """
        SELECT first, second, opened, NULL AS closed FROM disagreement
        WHERE figure = :figure AND opened <= :at AND (closed IS NULL OR closed > :at) ORDER BY first, second
        """
}
