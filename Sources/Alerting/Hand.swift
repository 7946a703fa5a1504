package import Figures
import Foundation

/// Somebody whom alerts are told to.
package protocol Hand: Sendable {
    /// Tells one alert; throws when it was not taken, and is asked again later.
    func tell(_ alert: Alert) throws
    /// Tells many as one.
    func tell(_ summary: Summary) throws
}

/// An alert that nobody took.
package struct AlertError: Error, CustomStringConvertible {
    package let description: String
}

/// The journal: one native entry an alert, found again by `journalctl -u figured FIGURE=gaza-killed`.
package struct JournalHand: Hand {
    private let journal = Journal()

    package init() {}

    package func tell(_ alert: Alert) throws {
        let fields = alert.fields + [(name: "MESSAGE_ID", value: alert.change.what.messageID)]
        guard journal.write(alert.sentence, priority: alert.change.severity.rawValue, fields: fields) else {
            throw AlertError(description: "the journal did not take alert \(alert.id); is systemd-journald running?")
        }
    }

    package func tell(_ summary: Summary) throws {
        let fields = summary.fields + [(name: "MESSAGE_ID", value: Summary.messageID)]
        guard journal.write(summary.sentence, priority: summary.severity.rawValue, fields: fields) else {
            throw AlertError(description: "the journal did not take a summary; is systemd-journald running?")
        }
    }
}

/// Standard error: one line an alert.
package struct LineHand: Hand {
    private let writer: LineWriter

    package init(_ writer: LineWriter = LineWriter()) {
        self.writer = writer
    }

    package func tell(_ alert: Alert) throws {
        writer.write(alert.sentence, level: "\(alert.change.severity)", time: alert.made, fields: alert.fields)
    }

    /// A key stands once in a line, so the figures are one list.
    package func tell(_ summary: Summary) throws {
        let figures = summary.fields.filter { $0.name == "FIGURE" }.map(\.value).joined(separator: " ")
        let fields = summary.fields.filter { $0.name != "FIGURE" } + [(name: "FIGURES", value: figures)]
        let made = summary.alerts.map(\.made).max() ?? Date(timeIntervalSince1970: 0)
        writer.write(summary.sentence, level: "\(summary.severity)", time: made, fields: fields)
    }
}
