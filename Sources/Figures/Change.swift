package import Foundation

/// What a new point did to its figure.
package struct Change: Hashable, Sendable {
    package enum What: String, CaseIterable, Codable, Sendable {
        case first, rise, fall
        case disagreementOpened = "disagreement_opened"
        case disagreementClosed = "disagreement_closed"
        case misreport, edited, withdrawn, inconsistent, switched, outcome, silence
    }

    /// As in syslog: the smaller, the more urgent.
    package enum Severity: Int, Comparable, Codable, Sendable {
        case warning = 4
        case notice = 5
        case info = 6

        package static func < (left: Severity, right: Severity) -> Bool {
            left.rawValue > right.rawValue
        }
    }

    package var what: What
    package var severity: Severity
    /// The figure's name.
    package var figure: String
    /// Whose number moved.
    package var claimant: String
    /// The number now; nil where there is none any more.
    package var quantity: Quantity?
    /// The number before, or the other's number.
    package var previous: Quantity?
    /// The other claimant of a disagreement, the other outlet of a misreport, the claimant switched from.
    package var other: String?
    /// Who published it, and where it stands.
    package var outlet: String
    package var url: URL?
    package var quote: String
    /// The day for which it holds.
    package var asOf: Day

    package init(
        _ what: What, severity: Severity, figure: String, claimant: String, quantity: Quantity?, previous: Quantity? = nil,
        other: String? = nil, outlet: String, url: URL?, quote: String, asOf: Day
    ) {
        self.what = what
        self.severity = severity
        self.figure = figure
        self.claimant = claimant
        self.quantity = quantity
        self.previous = previous
        self.other = other
        self.outlet = outlet
        self.url = url
        self.quote = quote
        self.asOf = asOf
    }
}

/// A change that somebody asked to hear about, waiting in the outbox or told.
package struct Alert: Hashable, Sendable, Identifiable {
    /// Stays the same when a crash makes us tell it again.
    package let id: Int64
    package let title: String
    package let change: Change
    package let made: Date

    package init(id: Int64, title: String, change: Change, made: Date) {
        self.id = id
        self.title = title
        self.change = change
        self.made = made
    }
}
