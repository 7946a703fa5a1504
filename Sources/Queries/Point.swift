package import Figures
package import Foundation

/// A point of a series: who said it, how many, for which day, where it stands, and when we had it.
package struct Point: Codable, Hashable, Sendable, Identifiable {
    /// The claim behind it: `figured show ID`.
    package let id: Int64
    package let claimant: String
    /// Whether the outlet says so itself.
    package let isOwnVoice: Bool
    package let quantity: Amount
    package let status: Status
    /// The day for which it holds, and the last day for which it was said again.
    package let asOf: Day
    package let lastAsOf: Day
    /// From when it counts, where the words say so.
    package let since: Day?
    package let published: Date
    package let seen: Date
    package let lastSeen: Date
    /// Since when its article no longer says so.
    package let withdrawn: Date?
    package let outlet: String
    package let url: String
    package let quote: String
    package let pattern: String
    /// Independent reports of this number that stand: copies of one story count once; none where it was withdrawn.
    package let reports: Int

    /// Whether it is stated as fact and still stands.
    package var isStanding: Bool {
        withdrawn == nil && status == .reported
    }
}

/// Which figure an answer is about.
package struct FigureHead: Codable, Hashable, Sendable {
    package let name: String
    package let title: String
    package let kind: Kind
    package let measure: Measure
    package let place: String?
    package let since: Day?
    package let unit: String?
    /// Whether the settings still name it; its history stays in any case.
    package let isActive: Bool
}
