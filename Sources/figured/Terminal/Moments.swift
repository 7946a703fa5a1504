import Foundation

/// Instants as people read them.
struct Moments {
    let now: Date

    /// "just now", "5 min ago", "3 h ago", "in 12 min", "6 days ago"; further away the day itself.
    func relative(_ instant: Date) -> String {
        let seconds = Int(now.timeIntervalSince(instant).rounded())
        guard let length = Self.length(abs(seconds)) else { return Self.absolute(instant, seconds: false).prefix(10).description }
        if abs(seconds) < 60 { return seconds < -5 ? "in \(length)" : "just now" }
        return seconds < 0 ? "in \(length)" : "\(length) ago"
    }

    /// "2024-05-08 18:00Z, 3 h ago"
    func full(_ instant: Date) -> String {
        let (absolute, relative) = (Self.absolute(instant, seconds: false), relative(instant))
        return absolute.hasPrefix(relative) ? absolute : "\(absolute), \(relative)"
    }

    /// "2024-05-08 18:00Z": UTC, and said so.
    static func absolute(_ instant: Date, seconds: Bool = true) -> String {
        let text = instant.formatted(.iso8601)
        let clock = text.dropFirst(11).prefix(seconds ? 8 : 5)
        return "\(text.prefix(10)) \(clock)Z"
    }

    /// "40 s", "5 min", "3 h", "6 days"; nil beyond thirty days.
    private static func length(_ seconds: Int) -> String? {
        switch seconds {
        case ..<60: "\(seconds) s"
        case ..<3600: "\(seconds / 60) min"
        case ..<172_800: "\(seconds / 3600) h"
        case ..<2_592_000: "\(seconds / 86_400) days"
        default: nil
        }
    }
}
