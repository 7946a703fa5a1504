import Figures
package import Foundation
import GRDB

/// How a number moved: every point of a figure that was asked for, in order of the day for which it holds.
package struct History: Codable, Hashable, Sendable {
    package let figure: FigureHead
    /// The instant of knowledge; absent: now.
    package let knownAt: Date?
    package let points: [Point]
    package let claimants: Int
    /// Independent reports that stand behind these points: copies of one story count once.
    package let reports: Int

    /// The points, series by series: the series that spoke last comes first, each in order of its days.
    package var series: [(claimant: String, points: [Point])] {
        Dictionary(grouping: points, by: \.claimant)
            .map { (claimant: $0.key, points: $0.value) }
            .sorted { Self.turn($0) > Self.turn($1) }
    }

    private static func turn(_ series: (claimant: String, points: [Point])) -> (Day, Date, String) {
        let last = series.points.max { ($0.lastAsOf, $0.lastSeen) < ($1.lastAsOf, $1.lastSeen) }
        return (last?.lastAsOf ?? Day(number: 0), last?.lastSeen ?? .distantPast, series.claimant)
    }
}

extension Ledger {
    /// The points of a figure, narrowed by the filter.
    ///
    /// Throws `LedgerError.unknown` where the figure, claimant or outlet has no such name, with the names nearest to it.
    package func history(of name: String, _ filter: PointFilter = .all) throws(LedgerError) -> History {
        try read { database in
            try Self.history(of: name, filter, in: database)
        }
    }

    static func history(of name: String, _ filter: PointFilter, in database: Database) throws -> History {
        let figure = try FigureRow.named(name, in: database)
        let query = PointQuery(figure: figure.id, filter: try filter.resolved(for: figure, in: database))
        let points = try query.points(in: database)
        return History(
            figure: figure.head, knownAt: filter.knownAt, points: points, claimants: Set(points.map(\.claimant)).count,
            reports: try query.reports(in: database))
    }
}

extension PointFilter {
    /// The same filter with claimant and outlet as the figure's series spell them.
    func resolved(for figure: FigureRow, in database: Database) throws -> PointFilter {
        if let since, let until, since > until {
            throw LedgerError.malformed("--since \(since) is later than --until \(until): swap them")
        }
        var filter = self
        if let claimant { filter.claimant = try Self.spelling(of: claimant, column: "claimant", figure: figure, in: database) }
        if let outlet { filter.outlet = try Self.spelling(of: outlet, column: "outlet", figure: figure, in: database) }
        return filter
    }

    static func spellingSQL(_ column: String) -> String {
        "SELECT DISTINCT \(column) FROM observation WHERE figure = ? ORDER BY 1"
    }

    /// - Parameter column: one of our own words, never text from outside.
    private static func spelling(of name: String, column: String, figure: FigureRow, in database: Database) throws -> String {
        let names = try String.fetchAll(database, sql: spellingSQL(column), arguments: [figure.id])
        if names.contains(name) { return name }
        if let same = names.first(where: { $0.lowercased() == name.lowercased() }) { return same }
        throw LedgerError.unknown(what: "\(column) of \(figure.head.name)", name: name, near: nearest(to: name, in: names))
    }
}
