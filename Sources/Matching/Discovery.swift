package import Figures
package import Foundation
package import Places

/// A number that two outlets or more report and that nobody tracks yet.
///
///     killed, incident, Magnitogorsk, 2018-12-31: four claims of three outlets
package struct Discovery: Hashable, Sendable {
    /// Where a claim stands in what was searched.
    package struct Source: Hashable, Sendable {
        package let article: Int
        package let claim: Int
    }

    package let kind: Kind
    package let measure: Measure
    package let place: Place
    /// The day of an incident; nil for what is counted over many.
    package let day: Day?
    package let unit: String?
    package let sources: [Source]
    /// In alphabetical order.
    package let outlets: [String]

    /// The figure that would track it.
    package var figure: Figure {
        Figure(
            name: [kind.rawValue, place.name, day?.description].compactMap(\.self).map(slug).joined(separator: "-"),
            title: [kind.rawValue, place.name, day?.description].compactMap(\.self).joined(separator: ", "), kind: kind,
            measure: measure, place: place.name, since: day, unit: unit)
    }

    private func slug(_ text: String) -> String {
        let plain = folded(text).map { $0.isLetter || $0.isNumber ? $0 : "-" }
        return String(plain).split(separator: "-").joined(separator: "-")
    }
}

/// An article and what was found in it.
package struct Report: Sendable {
    package let article: Article
    package let claims: [Claim]
    package let seen: Date

    package init(article: Article, claims: [Claim], seen: Date) {
        self.article = article
        self.claims = claims
        self.seen = seen
    }
}

extension Matcher {
    /// The numbers that two outlets or more report and that no figure of ours takes, those of most outlets first.
    ///
    /// Claims belong together when kind, measure, unit and place are the same and, for incidents, the days: one outlet's Sunday
    /// night is another's Monday, so two days in a row count as one.
    package func discoveries(in reports: [Report]) -> [Discovery] {
        var found: [DiscoveryKey: [Finding]] = [:]
        for (number, report) in reports.enumerated() {
            for (key, finding) in findings(in: report, number: number) { found[key, default: []].append(finding) }
        }
        return found.flatMap { key, findings in discoveries(key, findings) }
            .sorted { ($1.outlets.count, $0.figure.name) < ($0.outlets.count, $1.figure.name) }
    }

    struct DiscoveryKey: Hashable {
        let kind: Kind
        let measure: Measure
        let place: Place
        let unit: String?
    }

    struct Finding {
        let source: Discovery.Source
        let outlet: String
        let day: Day
    }

    private func findings(in report: Report, number: Int) -> [(DiscoveryKey, Finding)] {
        let tracked = Set(observations(from: report.claims, in: report.article, seen: report.seen).map(\.claim))
        return report.claims.enumerated().compactMap { index, claim in
            guard !tracked.contains(index), let (place, day) = placeAndDay(of: claim, in: report) else { return nil }
            let key = DiscoveryKey(kind: claim.kind, measure: claim.measure, place: place, unit: claim.quantity.unit)
            return (key, Finding(source: .init(article: number, claim: index), outlet: report.article.outlet, day: day))
        }
    }

    private func discoveries(_ key: DiscoveryKey, _ findings: [Finding]) -> [Discovery] {
        guard key.measure == .incident else { return discovery(key, findings, day: nil).map { [$0] } ?? [] }
        let sorted = findings.sorted { $0.day < $1.day }
        var days: [[Finding]] = []
        for finding in sorted {
            if let first = days.last?.first, finding.day - first.day <= 1 {
                days[days.count - 1].append(finding)
            } else {
                days.append([finding])
            }
        }
        return days.compactMap { discovery(key, $0, day: $0.first?.day) }
    }

    private func discovery(_ key: DiscoveryKey, _ findings: [Finding], day: Day?) -> Discovery? {
        let outlets = Set(findings.map(\.outlet)).sorted()
        guard outlets.count >= 2 else { return nil }
        return Discovery(
            kind: key.kind, measure: key.measure, place: key.place, day: day, unit: key.unit, sources: findings.map(\.source),
            outlets: outlets)
    }
}
