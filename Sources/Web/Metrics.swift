import Foundation
import Queries

/// What Prometheus reads (its text format 0.0.4, its names).
struct Metrics {
    let text: String

    init(_ vitals: Vitals) {
        var lines: [String] = []
        func add(_ name: String, _ type: String, _ help: String, _ values: [(labels: String, value: Double)]) {
            lines += ["# HELP \(name) \(help)", "# TYPE \(name) \(type)"]
            lines += values.map { "\(name)\($0.labels) \(Self.written($0.value))" }
        }
        func counter(_ name: String, _ help: String, _ value: Int) { add(name, "counter", help, [("", Double(value))]) }
        func gauge(_ name: String, _ help: String, _ value: Int) { add(name, "gauge", help, [("", Double(value))]) }
        counter("figured_articles_total", "Articles kept since the store was begun.", vitals.articles)
        counter("figured_versions_total", "Texts of articles kept.", vitals.versions)
        counter("figured_claims_total", "Claims found in them.", vitals.claims)
        counter("figured_changes_total", "Changes of figures.", vitals.changes)
        counter("figured_alerts_total", "Changes that somebody is to hear about.", vitals.alerts)
        gauge("figured_figures", "Figures tracked.", vitals.figures)
        gauge("figured_disagreements_open", "Pairs of claimants that cannot both be right.", vitals.openDisagreements)
        gauge("figured_entries_waiting", "Items of feeds that wait to be read.", vitals.entriesWaiting)
        gauge("figured_deliveries_waiting", "Alerts that wait to be told.", vitals.deliveriesWaiting)
        let states = SourceHealth.State.allCases.map { (labels: "{state=\"\($0.rawValue)\"}", value: Double(vitals.sources[$0] ?? 0)) }
        add("figured_sources", "gauge", "Sources by how they fare.", states)
        if let last = vitals.lastSuccess {
            let help = "When a source last answered."
            add("figured_last_success_timestamp_seconds", "gauge", help, [("", last.timeIntervalSince1970.rounded(.down))])
        }
        text = lines.joined(separator: "\n") + "\n"
    }

    private static func written(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
    }
}
