package import Figures

/// What the outlets say of one event's toll.
///
///     killed: abc.net.au 3, nypost.com 4      disputed
package struct EventToll: Hashable, Sendable {
    /// One number of one article.
    package struct Statement: Hashable, Sendable {
        package let outlet: String
        package let quantity: Quantity
        package let source: Discovery.Source
    }

    package let kind: Kind
    package let unit: String?
    /// In the order of the articles.
    package let statements: [Statement]

    /// The pairs of statements by different outlets that cannot both be true.
    package var disagreements: [(Statement, Statement)] {
        statements.indices.flatMap { first in
            statements[(first + 1)...].compactMap { other in
                let one = statements[first]
                guard one.outlet != other.outlet, !one.quantity.interval.overlaps(other.quantity.interval) else { return nil }
                return (one, other)
            }
        }
    }
}

extension Matcher {
    /// The tolls of an event, by kind: of each outlet the newest article's number of an incident.
    ///
    /// - Parameter event: the places, in the list of reports, of the articles on the event (`groups(of:)`).
    package func tolls(of event: [Int], in reports: [Report]) -> [EventToll] {
        var found: [TollKey: [String: EventToll.Statement]] = [:]
        for number in event.sorted(by: { reports[$0].seen < reports[$1].seen }) {
            for (key, statement) in largestTolls(of: reports[number], number: number) {
                found[key, default: [:]][statement.outlet] = statement
            }
        }
        return found.map { key, statements in
            EventToll(
                kind: key.kind, unit: key.unit,
                statements: statements.values.sorted { ($0.source.article, $0.source.claim) < ($1.source.article, $1.source.claim) })
        }
        .sorted { ($0.kind.rawValue, $0.unit ?? "") < ($1.kind.rawValue, $1.unit ?? "") }
    }

    /// What an event does to people and their homes; who attacked how often, and who paid, is no toll.
    private static let ofTolls: Set<Kind> = [
        .killed, .injured, .casualties, .missing, .detained, .abducted, .released, .rescued, .evacuated, .displaced, .refugees, .infected,
        .buildings,
    ]

    private struct TollKey: Hashable {
        let kind: Kind
        let unit: String?
    }

    /// Of each kind the largest number that leaves nobody out: an article names parts of a toll beside it.
    private func largestTolls(of report: Report, number: Int) -> [TollKey: EventToll.Statement] {
        var result: [TollKey: EventToll.Statement] = [:]
        for (index, claim) in report.claims.enumerated()
        where claim.measure == .incident && Self.ofTolls.contains(claim.kind) && isWhole(claim) {
            let key = TollKey(kind: claim.kind, unit: claim.quantity.unit)
            if let known = result[key], known.quantity.value >= claim.quantity.value { continue }
            result[key] = EventToll.Statement(
                outlet: report.article.outlet, quantity: claim.quantity, source: .init(article: number, claim: index))
        }
        return result
    }
}
