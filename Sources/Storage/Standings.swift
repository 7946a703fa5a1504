import Figures
import Foundation
import GRDB

/// What is known of a figure, and the rows in which it is kept.
struct KnownStanding {
    var standing = Standing()
    private(set) var rows: [Observation: KnownObservation] = [:]

    private static let window = 3

    private let figure: Int64
    private let database: Database

    /// Everything that new points may have to be held against, and no more: the newest of each claimant; of the claimants of the new
    /// points the last three days, and what lies beside the new points; and the points of copies.
    init(of figure: Int64, filledAt filled: Int64?, for new: [Observation], before: [KnownObservation]?, in database: Database) throws {
        self.figure = figure
        self.database = database
        let touched = Set(new.map(\.claimant) + (before ?? []).map(\.observation.claimant))
        for claimant in try claimants() {
            try addNewest(of: claimant, days: touched.contains(claimant) ? Self.window : nil)
        }
        for place in Set(new.map(Place.init)) {
            try addPoints(beside: place)
        }
        for report in Set(new.map(\.report)) where !report.isEmpty {
            try add("o.report = (SELECT id FROM article WHERE url = ?2) AND +o.figure = ?1 AND \(Self.standing)", [report])
        }
        try addSaid(by: Set(new.map(\.outlet)))
        try addTold(of: Set(new.map(\.claimant)), since: filled ?? 0)
        standing.disagreements = try openDisagreements()
        standing.versionBefore = before?.map(\.observation)
        for known in before ?? [] {
            rows[known.observation] = known
        }
        order()
    }

    private struct Place: Hashable {
        let claimant: String
        let asOf: Day
        let since: Day?

        init(_ observation: Observation) {
            claimant = observation.claimant
            asOf = observation.asOf
            since = observation.since
        }
    }

    private static let standing = "o.confirms IS NULL AND o.withdrawn IS NULL"
    private static let point = "o.figure = ? AND o.claimant = ? AND " + standing
    private static let newestFirst = "ORDER BY o.asOf DESC, o.published DESC, o.seen DESC LIMIT 1"

    /// Jumps from claimant to claimant through the index, past all their points.
    private func claimants() throws -> [String] {
        try String.fetchAll(
            database.cachedStatement(
                sql: """
                    WITH RECURSIVE step (claimant) AS (
                      SELECT min(claimant) FROM observation WHERE figure = ?1 AND confirms IS NULL
                      UNION ALL
                      SELECT (SELECT min(claimant) FROM observation WHERE figure = ?1 AND confirms IS NULL AND claimant > step.claimant)
                      FROM step WHERE step.claimant IS NOT NULL)
                    SELECT claimant FROM step WHERE claimant IS NOT NULL
                    """), arguments: [figure])
    }

    /// The claimant's newest number, or what it only projects; and all of its last days where they are asked for.
    private mutating func addNewest(of claimant: String, days: Int?) throws {
        if try add("\(Self.point) AND o.status = 'reported' \(Self.newestFirst)", [claimant]).isEmpty {
            try add("\(Self.point) \(Self.newestFirst)", [claimant])
        } else {
            try add("\(Self.point) AND o.status = 'projected' \(Self.newestFirst)", [claimant])
        }
        guard let days, let newest = standing.series[claimant]?.map(\.asOf).max() else { return }
        try add("\(Self.point) AND o.asOf >= ?", [claimant, (newest + -days).description])
    }

    private mutating func addPoints(beside place: Place) throws {
        let day = place.asOf.description
        try add("\(Self.point) AND o.asOf = ?", [place.claimant, day])
        try add("\(Self.point) AND o.asOf < ? \(Self.newestFirst)", [place.claimant, day])
        try add("\(Self.point) AND o.since IS ? \(Self.newestFirst)", [place.claimant, place.since?.description])
    }

    @discardableResult
    private mutating func add(_ condition: String, _ arguments: StatementArguments) throws -> [KnownObservation] {
        let found = try KnownObservation.all(database, where: condition, [figure] + arguments)
        for known in found where rows.updateValue(known, forKey: known.observation) == nil {
            standing.series[known.observation.claimant, default: []].append(known.observation)
        }
        return found
    }

    /// Of each outlet's last statements the newest for each claimant.
    private mutating func addSaid(by outlets: Set<String>) throws {
        for outlet in outlets {
            let last = try Row.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT id, claimant FROM observation WHERE figure = ? AND outlet = ? AND withdrawn IS NULL
                        ORDER BY asOf DESC, published DESC, seen DESC LIMIT 50
                        """), arguments: [figure, outlet])
            var claimants = Set<String>()
            for row in last where claimants.insert(row[1]).inserted {
                for known in try KnownObservation.all(database, where: "o.id = ?", [row[0] as Int64]) {
                    standing.said.append(known.observation)
                    if rows[known.observation] == nil { rows[known.observation] = known }
                }
            }
        }
    }

    /// What was told before the figure was filled anew belongs to another series.
    private mutating func addTold(of claimants: Set<String>, since filled: Int64) throws {
        for claimant in claimants {
            let row = try Row.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT value, valueHigh, qualifier, unit FROM change WHERE figure = ? AND claimant = ? AND made >= ?
                          AND value IS NOT NULL AND what IN ('first', 'rise', 'fall', 'switched', 'edited', 'outcome', 'misreport')
                        ORDER BY id DESC LIMIT 1
                        """), arguments: [figure, claimant, filled])
            standing.told[claimant] = row.flatMap { Quantity($0) }
        }
    }

    private func openDisagreements() throws -> Set<Pair> {
        let rows = try Row.fetchAll(
            database.cachedStatement(sql: "SELECT first, second FROM disagreement WHERE figure = ? AND closed IS NULL"),
            arguments: [figure])
        return Set(rows.map { Pair($0["first"], $0["second"]) })
    }

    private mutating func order() {
        for (claimant, points) in standing.series {
            let known = points.compactMap { rows[$0] }.sorted(by: KnownObservation.precedes)
            standing.series[claimant] = known.map(\.observation)
            guard let newest = known.last(where: { $0.observation.status == .reported }) else { continue }
            if newest.lastAsOf > newest.observation.asOf { standing.heldUntil[claimant] = newest.lastAsOf }
        }
        standing.said.sort { ($0.asOf, $0.published, $0.seen) < ($1.asOf, $1.published, $1.seen) }
    }
}
