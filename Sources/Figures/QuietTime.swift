package import Foundation

/// The time of day in which nothing is told of a figure: what happens then is told when it ends.
///
///     22:00-07:00 Europe/Berlin
package struct QuietTime: Hashable, Sendable, Codable {
    /// Minutes after midnight; a time that begins after it ends runs over midnight.
    package let begin: Int
    package let end: Int
    /// The IANA name of the zone whose clock is meant.
    package let zone: String

    private static let day = 1440

    package init(begin: Int, end: Int, zone: String) {
        self.begin = begin
        self.end = end
        self.zone = zone
    }

    /// When the quiet time around the instant ends; nil where it is not quiet then.
    package func end(around instant: Date) -> Date? {
        let zone = TimeZone(identifier: zone) ?? .gmt
        let local = Int(instant.timeIntervalSince1970.rounded(.down)) + zone.secondsFromGMT(for: instant)
        let minute = (local / 60 % Self.day + Self.day) % Self.day
        guard (minute - begin + Self.day) % Self.day < (end - begin + Self.day) % Self.day else { return nil }
        let wait = (end - minute + Self.day) % Self.day
        let ending = Date(timeIntervalSince1970: Double(Int(instant.timeIntervalSince1970.rounded(.down)) / 60 * 60 + wait * 60))
        // The clock may have been put back or forward in between.
        return ending.addingTimeInterval(Double(zone.secondsFromGMT(for: instant) - zone.secondsFromGMT(for: ending)))
    }
}
