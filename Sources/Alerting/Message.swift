package import Figures
import Foundation

/// What a hand is given: an alert, or many as one.
package enum Message: Sendable {
    case alert(Alert)
    case summary(Summary)

    /// The same each time it is tried, so that who hears it twice can tell.
    package var id: String {
        switch self {
        case .alert(let alert): "alert-\(alert.id)"
        case .summary(let summary): "alerts-\(summary.numbers.min() ?? 0)-\(summary.numbers.max() ?? 0)"
        }
    }

    /// One JSON object on one line, for a program: its keys are those of the journal, in small letters.
    ///
    ///     {"alert":7,"as_of":"2024-09-10","change":"rise","claimant":"health ministry","figure":"gaza-killed", …}
    package var json: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            encoder.dateEncodingStrategy = .iso8601
            return switch self {
            case .alert(let alert): Array(try encoder.encode(AlertLetter(alert)))
            case .summary(let summary): Array(try encoder.encode(SummaryLetter(summary)))
            }
        }
    }
}

/// A number as a program takes it.
private struct Number: Encodable {
    let value: Decimal
    let high: Decimal?
    let qualifier: Qualifier
    let unit: String?
    /// As a person writes it.
    let text: String

    init(_ quantity: Quantity) {
        value = quantity.value
        high = quantity.high
        qualifier = quantity.qualifier
        unit = quantity.unit
        text = quantity.words
    }
}

private struct AlertLetter: Encodable {
    /// A pipe takes 64 KiB without being read.
    private static let longestQuote = 8000

    let alert: Int64
    let sentence: String
    let figure: String
    let title: String
    let change: Change.What
    let severity: String
    let claimant: String
    let number: Number?
    let previous: Number?
    let other: String?
    let outlet: String
    let url: String?
    let quote: String
    let asOf: String
    let made: Date

    enum CodingKeys: String, CodingKey {
        case alert, sentence, figure, title, change, severity, claimant, number, previous, other, outlet, url, quote, made
        case asOf = "as_of"
    }

    init(_ alert: Alert) {
        let change = alert.change
        self.alert = alert.id
        sentence = alert.sentence
        figure = change.figure
        title = alert.title.printable
        self.change = change.what
        severity = "\(change.severity)"
        claimant = change.claimant.printable
        number = change.quantity.map(Number.init)
        previous = change.previous.map(Number.init)
        other = change.other?.printable
        outlet = change.outlet.printable
        url = change.url?.absoluteString
        quote = String(change.quote.printable.prefix(Self.longestQuote))
        asOf = change.asOf.description
        made = alert.made
    }
}

private struct SummaryLetter: Encodable {
    let summary: Int
    let sentence: String
    let severity: String
    let figures: [String]
    let firstAlert: Int64
    let lastAlert: Int64
    let made: Date

    enum CodingKeys: String, CodingKey {
        case summary, sentence, severity, figures, made
        case firstAlert = "first_alert"
        case lastAlert = "last_alert"
    }

    init(_ summary: Summary) {
        self.summary = summary.alerts.count
        sentence = summary.sentence
        severity = "\(summary.severity)"
        figures = Array(Set(summary.alerts.map(\.change.figure)).sorted().prefix(200))
        firstAlert = summary.numbers.min() ?? 0
        lastAlert = summary.numbers.max() ?? 0
        made = summary.alerts.map(\.made).max() ?? Date(timeIntervalSince1970: 0)
    }
}
