package import Alerting
package import Figures
import Foundation
package import Logging
import Synchronization

/// How everything is said that the daemon says, log lines and alerts: to the journal, or in lines; the settings may change it.
package final class LogForm: Hand {
    private let form: Mutex<LineWriter?>

    /// - Parameter lines: nil: to the journal.
    package init(_ lines: LineWriter?) {
        form = Mutex(lines)
    }

    package func change(to lines: LineWriter?) {
        form.withLock { $0 = lines }
    }

    var lines: LineWriter? { form.withLock { $0 } }

    private var hand: any Hand { lines.map { LineHand($0) } ?? JournalHand() }

    package func tell(_ alert: Alert) throws {
        try hand.tell(alert)
    }

    package func tell(_ summary: Summary) throws {
        try hand.tell(summary)
    }
}

/// Where log lines go: the journal natively where standard error is one, else a line each on standard error.
package struct LogOutput: LogHandler {
    package var logLevel: Logger.Level = .info
    package var metadata: Logger.Metadata = [:]
    private let form: LogForm
    private let journal = Journal()

    package init(_ form: LogForm) {
        self.form = form
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        let fields = all.sorted { $0.key < $1.key }.map { (name: $0.key.uppercased(), value: "\($0.value)") }
        if let lines = form.lines {
            lines.write("\(event.message)", level: event.level.rawValue, time: Date(), fields: fields)
        } else {
            journal.write(sentence(event.message, fields), priority: event.level.priority, fields: fields)
        }
    }

    /// `journalctl` shows the message alone, so the fields stand in it too.
    private func sentence(_ message: Logger.Message, _ fields: [(name: String, value: String)]) -> String {
        ([("\(message)")] + fields.map { "\($0.name.lowercased())=\($0.value)" }).joined(separator: " ")
    }
}

extension Logger.Level {
    /// The syslog priority (RFC 5424 §6.2.1).
    var priority: Int {
        switch self {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
