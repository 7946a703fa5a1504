package import Figures

/// Somebody whom alerts are told to.
package protocol Hand: Sendable {
    /// Tells one alert; throws when it was not taken, and is asked again later.
    func tell(_ alert: Alert) throws
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
}
