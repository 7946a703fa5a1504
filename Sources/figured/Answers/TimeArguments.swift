import ArgumentParser
import Figures
import Foundation

extension Day: ExpressibleByArgument {
    public init?(argument: String) {
        self.init(argument)
    }
}

/// An instant as somebody types it, in UTC unless it says otherwise.
///
///     2024-05-08 · 2024-05-08T18:00 · "2024-05-08 18:00:30" · 2024-05-08T18:00+03:00
struct Instant: ExpressibleByArgument {
    let date: Date

    /// A bare day means the end of it: all that was known that day.
    init?(argument: String) {
        let text = argument.replacing(" ", with: "T")
        if let day = Day(text) {
            date = Date(timeIntervalSince1970: Double(day.number + 1) * 86_400 - 0.001)
            return
        }
        let zoned = text.dropFirst(10).contains { $0 == "Z" || $0 == "+" || $0 == "-" } ? text : text + "Z"
        let formats = ["yyyy-MM-dd'T'HH:mm:ssXXXXX", "yyyy-MM-dd'T'HH:mmXXXXX"]
        guard let date = formats.lazy.compactMap({ Self.date(zoned, format: $0) }).first, Day(String(text.prefix(10))) != nil else {
            return nil
        }
        self.date = date
    }

    private static func date(_ text: String, format: String) -> Date? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = .gmt
        formatter.dateFormat = format
        return formatter.date(from: text)
    }
}
