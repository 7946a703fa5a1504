package import Figures
package import Foundation

/// Many alerts told as one: a first run, an outlet's redesign, what gathered in a quiet time.
///
///     42 alerts at once: 30 of gaza-killed, 12 of iran-iraq-memoranda (20 rise, 12 first, 10 withdrawn); `figured alerts` lists them
package struct Summary: Sendable {
    package let alerts: [Alert]
    /// What `journalctl MESSAGE_ID=…` finds all summaries by, for ever.
    package static let messageID = "94c0d6a1f72e4be8b35a1c7f0e2d8b0d"
    /// So many names are told; the rest is counted.
    private static let most = 5

    package init(_ alerts: [Alert]) {
        self.alerts = alerts
    }

    /// Of the most urgent.
    package var severity: Change.Severity {
        alerts.map(\.change.severity).max() ?? .info
    }

    package var sentence: String {
        let figures = listed(counts(\.change.figure).map { "\($0.count) of \($0.name)" }, others: "other figures")
        let kinds = counts { $0.change.what.rawValue.replacing("_", with: " ") }.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
        return "\(alerts.count) alerts at once: \(figures) (\(kinds)); `figured alerts` lists them".printable
    }

    /// A field may stand several times: `journalctl FIGURE=gaza-killed` finds the summary too.
    package var fields: [(name: String, value: String)] {
        let figures = counts(\.change.figure).map { (name: "FIGURE", value: $0.name) }
        return [(name: "CHANGE", value: "summary"), (name: "ALERTS", value: "\(alerts.count)")]
            + [(name: "FIRST_ALERT", value: "\(numbers.min() ?? 0)"), (name: "LAST_ALERT", value: "\(numbers.max() ?? 0)")] + figures
    }

    package var numbers: [Int64] { alerts.map(\.id) }

    private func listed(_ items: [String], others: String) -> String {
        guard items.count > Self.most else { return items.joined(separator: ", ") }
        return items.prefix(Self.most).joined(separator: ", ") + " and those of \(items.count - Self.most) \(others)"
    }

    /// The most frequent first.
    private func counts(_ name: (Alert) -> String) -> [(name: String, count: Int)] {
        var counts: [String: Int] = [:]
        for alert in alerts { counts[name(alert), default: 0] += 1 }
        return counts.map { (name: $0.key, count: $0.value) }.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    }
}

/// Whether alerts come one by one, or so many at once that they are told as one.
///
/// More than the limit within ten minutes are a storm: what waits is told as one summary, and what follows as one more every ten
/// minutes, until it is over.
package struct Storm: Sendable {
    /// What to do with the alerts that wait.
    package enum Advice: Hashable, Sendable {
        case tellEach
        case tellAsOne
        /// Until the next summary is due.
        case wait
    }

    package static let window: TimeInterval = 600

    /// How many alerts within the window are told one by one; nil: however many.
    package var limit: Int?
    /// When alerts were told of late, and how many.
    private var told: [(at: Date, count: Int)] = []
    private var lastSummary: Date?

    package init(limit: Int?) {
        self.limit = limit
    }

    /// - Parameter waiting: how many alerts wait to be told.
    package mutating func advice(waiting: Int, at now: Date) -> Advice {
        guard let limit else { return .tellEach }
        told.removeAll { now.timeIntervalSince($0.at) >= Self.window || $0.at > now }
        guard waiting + told.reduce(0, { $0 + $1.count }) > limit else { return .tellEach }
        if let lastSummary, (0..<Self.window).contains(now.timeIntervalSince(lastSummary)) { return .wait }
        return waiting > 1 ? .tellAsOne : .tellEach
    }

    package mutating func didTell(_ count: Int, asOne: Bool, at now: Date) {
        told.append((now, count))
        if asOne { lastSummary = now }
    }
}
