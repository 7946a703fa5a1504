import Figures
import Foundation

extension Notation<String> {
    /// Any text that a line of a log can hold.
    static var text: Self {
        Self { text throws(Complaint) in
            guard !text.isEmpty, text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
                throw Complaint("a text without control characters is wanted")
            }
            guard text.utf8.count <= 1000 else { throw Complaint("the text is longer than 1,000 bytes") }
            return text
        }
    }

    /// "gaza-killed": what can stand in a command line, a journal field and an address without being escaped.
    static var name: Self {
        Self { text throws(Complaint) in
            let allowed = text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || byte == UInt8(ascii: "-")
            }
            guard allowed, (1...64).contains(text.utf8.count), text.first != "-", text.last != "-" else {
                throw Complaint("'\(text)' is no name: up to 64 of a-z, 0-9 and hyphens, such as gaza-killed")
            }
            return text
        }
    }
}

extension Notation<Int> {
    /// "8"
    static var number: Self {
        Self { text throws(Complaint) in
            guard let number = Int(text) else { throw Complaint("'\(text)' is no whole number") }
            return number
        }
    }

    /// "5 MiB", "500 kB", "65536": a number of bytes (IEC 80000-13).
    static var bytes: Self {
        Self { text throws(Complaint) in
            let digits = text.prefix { $0.isASCII && $0.isNumber }
            let unit = text.dropFirst(digits.count).trimmingCharacters(in: .whitespaces)
            let units = ["": 1, "B": 1, "kB": 1000, "MB": 1_000_000, "KiB": 1024, "kiB": 1024, "MiB": 1_048_576]
            guard let number = Int(digits), number <= 1_000_000_000, let size = units[unit] else {
                throw Complaint("'\(text)' is no size: write 5 MiB, 500 kB or a number of bytes")
            }
            return number * size
        }
    }
}

extension Notation<Bool> {
    static var truth: Self {
        Self { text throws(Complaint) in
            switch text {
            case "true": true
            case "false": false
            default: throw Complaint("'\(text)' is neither true nor false")
            }
        }
    }
}

extension Notation<Duration> {
    /// "30s", "15m", "6h", "7d"
    static var duration: Self {
        Self { text throws(Complaint) in
            let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
            guard let last = text.last, let unit = units[last], let number = Int(text.dropLast()), text.first?.isNumber == true,
                number <= 1_000_000_000
            else { throw Complaint("'\(text)' is no duration: write 30s, 15m, 6h or 7d") }
            return .seconds(number * unit)
        }
    }
}

extension Notation<ClosedRange<Duration>> {
    /// "15m": just so; "15m..6h": within these.
    static var durations: Self {
        Self { text throws(Complaint) in
            guard let dots = text.range(of: "..") else {
                let just = try Notation<Duration>.duration.read(text)
                return just...just
            }
            let shortest = try Notation<Duration>.duration.read(String(text[..<dots.lowerBound]))
            let longest = try Notation<Duration>.duration.read(String(text[dots.upperBound...]))
            guard shortest <= longest else { throw Complaint("'\(text)' is upside down: write \(longest.written)..\(shortest.written)") }
            return shortest...longest
        }
    }
}

extension Notation where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One word of a closed list.
    static var word: Self {
        Self { text throws(Complaint) in
            guard let value = Value(rawValue: text) else {
                let words = Value.allCases.map(\.rawValue)
                throw Complaint(
                    "'\(text)' is none of \(words.joined(separator: ", "))\(suggestion(for: text, among: words))")
            }
            return value
        }
    }
}

extension Notation<TimeZone> {
    /// A name of the IANA time zone database: "Asia/Baghdad".
    static var timeZone: Self {
        Self { text throws(Complaint) in
            guard text == "UTC" || text.contains("/"), let zone = TimeZone(identifier: text) else {
                let meant = suggestion(for: text, among: TimeZone.knownTimeZoneIdentifiers)
                throw Complaint("'\(text)' is no time zone such as Asia/Baghdad or UTC\(meant)")
            }
            return zone
        }
    }
}

extension Notation<Day> {
    /// "2023-10-07"
    static var day: Self {
        Self { text throws(Complaint) in
            guard let day = Day(text) else { throw Complaint("'\(text)' is no day such as 2023-10-07") }
            return day
        }
    }
}

extension ClosedRange<Duration> {
    /// As settings write it: "15m", "15m..6h".
    package var written: String {
        lowerBound == upperBound ? lowerBound.written : "\(lowerBound.written)..\(upperBound.written)"
    }
}

extension Duration {
    /// As settings write it: "15m"; the largest unit that leaves nothing over.
    package var written: String {
        let seconds = components.seconds
        for (unit, letter) in [(86_400, "d"), (3600, "h"), (60, "m")] as [(Int64, String)] where seconds != 0 && seconds % unit == 0 {
            return "\(seconds / unit)\(letter)"
        }
        return "\(seconds)s"
    }
}
