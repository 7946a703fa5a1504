import Figures
import Foundation
import GRDB

/// The filing of one version's observations, inside its transaction.
struct Filing {
    /// An observation and the row of its claim.
    struct New {
        var observation: Observation
        let claim: Int64
    }

    let version: Int64
    let article: Int64
    let seen: Date
    /// Whether changes are kept and told: not when a series is filled anew from what was known all along.
    let isTelling: Bool
    let database: Database

    /// The observations as they are to be filed: with their claims' rows, and as the report that their article is part of.
    ///
    /// - Parameter ids: the rows of the version's claims, in order.
    func new(_ observations: [Observation], ids: [Int64]) throws -> [New] {
        let report = try Copies(database).report(of: article)
        return observations.filter { ids.indices.contains($0.claim) }.map { observation in
            var observation = observation
            observation.report = report
            return New(observation: observation, claim: ids[observation.claim])
        }
    }

    /// Holds the observations against the figure, and writes down what comes of it; a figure nobody tracks takes none.
    func file(
        _ new: [New], to name: String, before: [KnownObservation]?, comparing: Comparing
    ) throws -> [Change] {
        guard
            let row = try Row.fetchOne(
                database.cachedStatement(sql: "SELECT id, definition, filled FROM figure WHERE name = ? AND isActive = 1"),
                arguments: [name])
        else { return [] }
        let figure: Int64 = row["id"]
        var known = try KnownStanding(
            of: figure, filledAt: row["filled"], for: new.map(\.observation), before: before, in: database)
        let new = new.map { citing($0, in: known.standing) }
        let definition = try Kept.value(Figure.self, from: row["definition"])
        let outcome = comparing(new.map(\.observation), definition, known.standing)
        try withdraw(outcome.withdrawn, known: known)
        try add(outcome, new: new, to: figure, known: &known)
        let announcing = Announcing(
            figure: figure, version: version, made: seen, tellable: definition.alert.quiet?.end(around: seen), database: database)
        let changes = isTelling ? try announcing.keep(outcome) : []
        if !isTelling { try keepDisagreements(outcome, figure: figure) }
        return changes
    }

    /// An outlet that credits another outlet is no report of its own: it counts as that one's.
    private func citing(_ new: New, in standing: Standing) -> New {
        guard !new.observation.isOwnVoice,
            let cited = standing.series[new.observation.claimant]?.last(where: { $0.isOwnVoice && $0.url != new.observation.url })
        else { return new }
        var new = new
        new.observation.report = cited.report
        return new
    }

    private func add(_ outcome: Outcome, new: [New], to figure: Int64, known: inout KnownStanding) throws {
        var points: [Observation: Int64] = [:]
        for index in outcome.points {
            points[new[index].observation] = try insert(new[index], to: figure, confirming: nil)
        }
        for (index, point) in outcome.confirmed.sorted(by: { $0.key < $1.key }) {
            guard let row = points[point] ?? known.rows[point]?.point else {
                throw ArchiveError.failed("a point of \(point.figure) that is not kept cannot be confirmed")
            }
            _ = try insert(new[index], to: figure, confirming: row)
        }
    }

    private func insert(_ new: New, to figure: Int64, confirming point: Int64?) throws -> Int64 {
        let observation = new.observation
        let place: StatementArguments = [
            figure, new.claim, observation.claimant, observation.isOwnVoice, observation.isPart, point, observation.asOf.description,
            observation.asOf.description, observation.since?.description, observation.published.instant,
            observation.seen.instant, observation.seen.instant, observation.outlet, observation.report, article,
            observation.status.rawValue,
        ]
        try database.cachedStatement(
            sql: """
                INSERT INTO observation (figure, claim, claimant, isOwnVoice, isPart, confirms, asOf, lastAsOf, since, published, seen, lastSeen,
                  outlet, report, status, value, valueHigh, qualifier, unit, low, high)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, coalesce((SELECT id FROM article WHERE url = ?), ?), ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: place + observation.quantity.exactColumns + observation.quantity.intervalColumns)
        let row = database.lastInsertedRowID
        if let point {
            try database.cachedStatement(
                sql: "UPDATE observation SET lastSeen = max(lastSeen, ?), lastAsOf = max(lastAsOf, ?) WHERE id = ?"
            ).execute(arguments: [observation.seen.instant, observation.asOf.description, point])
        }
        return row
    }

    /// The article no longer says so: neither this version nor those before it count any more.
    private func withdraw(_ observations: [Observation], known: KnownStanding) throws {
        for observation in observations {
            guard let row = known.rows[observation]?.row else { continue }
            let same = try Int64.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT o.id FROM observation o JOIN claim ON claim.id = o.claim JOIN version ON version.id = claim.version
                        JOIN observation lost ON lost.id = ?1
                        WHERE version.article = ?2 AND o.figure = lost.figure AND o.claimant = lost.claimant
                          AND o.value = lost.value AND o.qualifier = lost.qualifier AND o.withdrawn IS NULL
                        """), arguments: [row, article])
            for row in same {
                try database.cachedStatement(sql: "UPDATE observation SET withdrawn = ? WHERE id = ?")
                    .execute(arguments: [seen.instant, row])
            }
            for row in same {
                try passOn(row)
            }
        }
    }

    /// A point that others confirmed stands on with the first of them.
    private func passOn(_ point: Int64) throws {
        let heir = try Int64.fetchOne(
            database.cachedStatement(
                sql: "SELECT id FROM observation WHERE confirms = ? AND withdrawn IS NULL ORDER BY asOf, published, seen, id LIMIT 1"),
            arguments: [point])
        guard let heir else { return }
        try database.cachedStatement(
            sql: """
                UPDATE observation SET confirms = NULL, (lastSeen, lastAsOf) = (
                  SELECT max(seen), max(asOf) FROM observation WHERE (confirms = ?1 OR id = ?2) AND withdrawn IS NULL)
                WHERE id = ?2
                """
        ).execute(arguments: [point, heir])
        try database.cachedStatement(sql: "UPDATE observation SET confirms = ? WHERE confirms = ?").execute(arguments: [heir, point])
    }

    private func keepDisagreements(_ outcome: Outcome, figure: Int64) throws {
        for pair in outcome.opened {
            try Announcing.open(pair, figure: figure, at: seen, by: nil, in: database)
        }
        for pair in outcome.closed {
            try Announcing.close(pair, figure: figure, at: seen, by: nil, in: database)
        }
    }
}
