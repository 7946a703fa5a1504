import Foundation

/// A day of the sample newsroom.
///
///     2026-03-02, "Monday 2 March 2026"
package struct NewsDay: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// "2026-03-02"
    package let description: String

    /// Nil unless the text is a year, a month and a day with hyphens between.
    init?(_ text: String) {
        guard text.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil else { return nil }
        description = text
    }

    /// For people: "Monday 2 March 2026".
    package var label: String {
        guard let noon = instant("\(description)T12:00:00Z") else { return description }
        let calendar = newsCalendar
        let parts = calendar.dateComponents([.weekday, .day, .month, .year], from: noon)
        guard let weekday = parts.weekday, let day = parts.day, let month = parts.month, let year = parts.year else {
            return description
        }
        return "\(weekdayNames[weekday - 1]) \(day) \(monthNames[month - 1]) \(year)"
    }

    package static func < (left: NewsDay, right: NewsDay) -> Bool {
        left.description < right.description
    }
}

let weekdayNames = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
]

/// The Gregorian calendar in UTC.
var newsCalendar: Calendar {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar
}

/// An instant as RFC 3339 writes it: "2026-03-02T19:40:00+03:00"; nil where it is none.
func instant(_ text: String) -> Date? {
    do {
        return try Date(text, strategy: .iso8601)
    } catch {
        return nil
    }
}

/// "Mon, 02 Mar 2026 16:40:00 GMT", as HTTP (RFC 9110 §5.6.7) and RSS write a date.
func httpDate(_ date: Date) -> String {
    let parts = newsCalendar.dateComponents([.weekday, .day, .month, .year, .hour, .minute, .second], from: date)
    func two(_ value: Int?) -> String {
        let digits = String(value ?? 0)
        return digits.count < 2 ? "0" + digits : digits
    }
    let weekday = weekdayNames[(parts.weekday ?? 1) - 1].prefix(3)
    let month = monthNames[(parts.month ?? 1) - 1].prefix(3)
    return "\(weekday), \(two(parts.day)) \(month) \(parts.year ?? 0) \(two(parts.hour)):\(two(parts.minute)):\(two(parts.second)) GMT"
}
