package import Foundation

/// A number we track.
///
///     gaza-killed: killed, cumulative, in Gaza, since 2023-10-07
package struct Figure: Hashable, Sendable, Codable {
    /// The operator's name for it, in settings, commands and the journal: "gaza-killed".
    package let name: String
    package let title: String
    package let kind: Kind
    package let measure: Measure
    /// Where: it and what lies in it; nil: anywhere.
    package let place: String?
    /// From when a cumulative figure counts, or the day of an incident.
    package let since: Day?
    /// Which counted groups are meant, as written: "people", "Palestinians"; empty: any.
    package let groups: [String]
    /// For funding: which currency; nil: the first that comes is not mixed with others.
    package let unit: String?
    /// What lies outside is kept as a claim, never as a point.
    package let plausible: ClosedRange<Decimal>?
    /// One name for many: the name shown, and the names that mean it.
    package let claimants: [String: [String]]
    package let alert: AlertRule

    package init(
        name: String, title: String, kind: Kind, measure: Measure, place: String? = nil, since: Day? = nil,
        groups: [String] = [], unit: String? = nil, plausible: ClosedRange<Decimal>? = nil,
        claimants: [String: [String]] = [:], alert: AlertRule = AlertRule()
    ) {
        self.name = name
        self.title = title
        self.kind = kind
        self.measure = measure
        self.place = place
        self.since = since
        self.groups = groups
        self.unit = unit
        self.plausible = plausible
        self.claimants = claimants
        self.alert = alert
    }
}

/// How much must happen before a figure's change is told.
///
///     {rise: 1%, fall: any, disagreement: 5%, silence: 7d}
package struct AlertRule: Hashable, Sendable, Codable {
    /// A change counts from this size on: a share of the value before, or a number; nothing: any.
    package enum Threshold: Hashable, Sendable, Codable {
        case any
        /// 0.01 is one percent.
        case share(Decimal)
        case amount(Decimal)
        case never
    }

    package var rise: Threshold
    package var fall: Threshold
    /// How far apart two claimants must be: a share of the lower number, or a number.
    package var disagreement: Threshold
    /// Days without a new point after which silence is told; nil: never.
    package var silence: Int?
    /// When nothing is told.
    package var quiet: QuietTime?

    package init(
        rise: Threshold = .any, fall: Threshold = .any, disagreement: Threshold = .any, silence: Int? = nil, quiet: QuietTime? = nil
    ) {
        self.rise = rise
        self.fall = fall
        self.disagreement = disagreement
        self.silence = silence
        self.quiet = quiet
    }
}
