package import Foundation

/// When a number holds.
///
///     "killed 12 on Sunday"        first = last = that Sunday
///     "in September"               first 1 September, last 30 September
///     "since October 7"            first 7 October, last the day of publication
package struct Period: Hashable, Sendable, Codable {
    package let first: Day
    package let last: Day

    package init(first: Day, last: Day) {
        self.first = first
        self.last = max(first, last)
    }
}

/// A claim accepted as a point of a figure.
package struct Observation: Hashable, Sendable {
    /// The figure's name.
    package var figure: String
    /// Which claim of its version it is, counted from 0.
    package var claim: Int
    /// Whose series it belongs to: the claimant's name as we show it, or the outlet's where the outlet speaks for itself.
    package var claimant: String
    /// Whether the outlet speaks for itself.
    package var isOwnVoice: Bool
    /// Whether it is said of what lies in the figure's place, not of the whole of it: a town's dead in a country's quake.
    package var isPart: Bool
    package var quantity: Quantity
    package var status: Status
    /// When the number holds: its last day orders the series.
    package var asOf: Day
    /// From when it counts ("since October 7"), where the words say so: another baseline is another count.
    package var since: Day?
    package var published: Date
    package var seen: Date
    package var outlet: String
    package var url: URL
    package var quote: String
    /// Where the number stands in its text: Unicode code points.
    package var span: Range<Int>
    /// The article of which this one is a copy, or itself: one independent report. Empty until the archive has it.
    package var report: String

    package init(
        figure: String, claim: Int, claimant: String, isOwnVoice: Bool, isPart: Bool = false, quantity: Quantity,
        status: Status = .reported,
        asOf: Day, since: Day? = nil, published: Date, seen: Date, outlet: String, url: URL, quote: String,
        span: Range<Int>, report: String = ""
    ) {
        self.figure = figure
        self.claim = claim
        self.claimant = claimant
        self.isOwnVoice = isOwnVoice
        self.isPart = isPart
        self.quantity = quantity
        self.status = status
        self.asOf = asOf
        self.since = since
        self.published = published
        self.seen = seen
        self.outlet = outlet
        self.url = url
        self.quote = quote
        self.span = span
        self.report = report
    }
}
