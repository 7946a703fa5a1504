import Foundation
import Queries

/// What Prometheus reads (its text format 0.0.4, its names: prometheus.io/docs/practices/naming).
struct Metrics {
    private(set) var text = ""

    init(_ vitals: Vitals, _ sources: [SourceHealth], _ ages: QueueAges, requests: RequestTally.Counts, now: Date) {
        counter("figured_articles_total", "Articles kept since the store was begun.", vitals.articles)
        counter("figured_versions_total", "Texts of articles kept.", vitals.versions)
        counter("figured_claims_total", "Claims found in them.", vitals.claims)
        counter("figured_changes_total", "Changes of figures.", vitals.changes)
        counter("figured_alerts_total", "Changes that somebody is to hear about.", vitals.alerts)
        gauge("figured_figures", "Figures tracked.", vitals.figures)
        gauge("figured_disagreements_open", "Pairs of claimants that cannot both be right.", vitals.openDisagreements)
        gauge("figured_entries_waiting", "Items of feeds that wait to be read.", vitals.entriesWaiting)
        age("figured_entries_oldest_waiting_seconds", "Since when the oldest of them waits.", ages.entry, now)
        gauge("figured_deliveries_waiting", "Alerts that wait to be told.", vitals.deliveriesWaiting)
        age("figured_deliveries_oldest_waiting_seconds", "Since when the oldest of them waits.", ages.delivery, now)
        let states = SourceHealth.State.allCases.map { (labels: "{state=\"\($0.rawValue)\"}", value: Double(vitals.sources[$0] ?? 0)) }
        add("figured_sources", "gauge", "Sources by how they fare.", states)
        add(sources)
        if let last = vitals.lastSuccess {
            let help = "When a source last answered."
            add("figured_last_success_timestamp_seconds", "gauge", help, [("", last.timeIntervalSince1970.rounded(.down))])
        }
        add(requests)
        let start = Self.start.timeIntervalSince1970
        add("process_start_time_seconds", "gauge", "When this process began.", [("", start)])
    }

    private static let start = Date()

    private mutating func add(_ sources: [SourceHealth]) {
        let polled = sources.filter { $0.state != .retired }
        func each(_ value: (SourceHealth) -> Double?) -> [(labels: String, value: Double)] {
            polled.compactMap { source in value(source).map { (Self.labels("source", source.name), $0) } }
        }
        add("figured_source_polls_total", "counter", "Polls, answered or not.", each { Double($0.polls) })
        add("figured_source_failed_polls_total", "counter", "Polls that brought nothing.", each { Double($0.failedPolls) })
        add("figured_source_failures", "gauge", "Polls that failed since the last that did not.", each { Double($0.failures) })
        add("figured_source_articles_total", "counter", "Articles that it has given.", each { Double($0.articles) })
        add(
            "figured_source_last_poll_timestamp_seconds", "gauge", "When it was last polled.",
            each { $0.lastPoll?.timeIntervalSince1970.rounded(.down) })
        add(
            "figured_source_last_success_timestamp_seconds", "gauge", "When it last answered.",
            each { $0.lastSuccess?.timeIntervalSince1970.rounded(.down) })
    }

    private mutating func add(_ requests: RequestTally.Counts) {
        add(
            "figured_http_requests_total", "counter", "HTTP requests answered, by status.",
            requests.byStatus.sorted { $0.key < $1.key }.map { (Self.labels("code", "\($0.key)"), Double($0.value)) })
        let name = "figured_http_request_duration_seconds"
        let bounds = RequestTally.bounds.map { "\($0)" } + ["+Inf"]
        let buckets = zip(bounds, requests.buckets).map { (Self.labels("le", $0), Double($1)) }
        let total = Double(requests.buckets.last ?? 0)
        header(name, "histogram", "How long HTTP requests took to be answered.")
        lines("\(name)_bucket", buckets)
        lines("\(name)_sum", [("", requests.seconds)])
        lines("\(name)_count", [("", total)])
    }

    private mutating func counter(_ name: String, _ help: String, _ value: Int) {
        add(name, "counter", help, [("", Double(value))])
    }

    private mutating func gauge(_ name: String, _ help: String, _ value: Int) {
        add(name, "gauge", help, [("", Double(value))])
    }

    private mutating func age(_ name: String, _ help: String, _ since: Date?, _ now: Date) {
        add(name, "gauge", help, [("", since.map { max(0, now.timeIntervalSince($0).rounded()) } ?? 0)])
    }

    private mutating func add(_ name: String, _ type: String, _ help: String, _ values: [(labels: String, value: Double)]) {
        guard !values.isEmpty else { return }
        header(name, type, help)
        lines(name, values)
    }

    private mutating func header(_ name: String, _ type: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    private mutating func lines(_ name: String, _ values: [(labels: String, value: Double)]) {
        for (labels, value) in values { text += "\(name)\(labels) \(Self.written(value))\n" }
    }

    private static func labels(_ name: String, _ value: String) -> String {
        let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        return "{\(name)=\"\(escaped)\"}"
    }

    private static func written(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
    }
}
