import Figures
import Foundation

/// Reads the times that feeds and pages state.
///
///     "2024-11-11T14:05:00+03:00"             11 November 2024, 11:05 UTC
///     "Mon, 11 Nov 2024 14:05 GMT"            11 November 2024, 14:05 UTC
///     "2024-11-11"                            11 November 2024, 00:00 where the outlet is
struct TimeReader {
    /// Where a time without a zone is meant.
    let zone: TimeZone

    /// The instant; nil where the text states none, or leaves open which.
    ///
    /// Source: RFC 3339 and ISO 8601 for numeric dates, RFC 5322 §3.3 and its obsolete forms for named months.
    func instant(_ text: String) -> Date? {
        stated(text)?.instant
    }

    /// A time as it was stated.
    struct Stated {
        let instant: Date
        /// Whether an hour was stated, not only a day.
        let hasHour: Bool
        /// Seconds east of Greenwich, where it was stated where the hour is meant.
        let offset: Int?
        var hasZone: Bool { offset != nil }
    }

    /// The instant, and how exactly it was stated.
    func stated(_ text: String) -> Stated? {
        let bytes = Array(text.collapsed.utf8)
        guard bytes.count >= 4, bytes.count <= 100 else { return nil }
        return numeric(bytes) ?? named(bytes) ?? stamp(bytes)
    }

    // MARK: 2024-11-11T14:05:00Z

    private func numeric(_ bytes: [UInt8]) -> Stated? {
        var scan = ByteScan(bytes)
        guard let year = scan.digits(4) else { return nil }
        let separator = scan.skip(anyOf: "-/.") || (scan.isDigit && bytes.count >= 8)
        guard separator, let month = scan.digits(2) ?? scan.digits(1) else {
            return scan.atEnd ? stated(day: Day(year: year, month: 1, day: 1), nil, offset: nil) : nil
        }
        _ = scan.skip(anyOf: "-/.")
        guard let day = scan.digits(2) ?? scan.digits(1) else {
            return scan.atEnd ? stated(day: Day(year: year, month: month, day: 1), nil, offset: nil) : nil
        }
        guard !scan.isDigit else { return nil }
        let date = Day(year: year, month: month, day: day)
        _ = scan.skip(anyOf: "Tt ,_")
        _ = scan.skip(anyOf: " ")
        guard scan.isDigit else { return stated(day: date, nil, offset: scan.offset()) }
        guard let seconds = scan.clock() else { return nil }
        return stated(day: date, seconds, offset: scan.offset())
    }

    // MARK: Mon, 11 Nov 2024 14:05:00 GMT

    private func named(_ bytes: [UInt8]) -> Stated? {
        var scan = ByteScan(bytes)
        var (day, month, year) = (nil as Int?, nil as Int?, nil as Int?)
        var seconds: Int?
        var offset: Int?
        while !scan.atEnd {
            if let word = scan.word() {
                if let number = Self.month(word), month == nil {
                    month = number
                } else if word == "am" || word == "pm", let clock = seconds {
                    seconds = clock % 43_200 + (word == "pm" ? 43_200 : 0)
                } else if seconds != nil, let zone = Self.zoneOffset(word) {
                    offset = zone
                }
            } else if scan.isDigit {
                if seconds == nil, scan.looksLikeClock {
                    guard let clock = scan.clock() else { return nil }
                    seconds = clock
                    if scan.startsOffset { offset = scan.offset() }
                    continue
                }
                guard let (value, width) = scan.number() else { return nil }
                if width <= 2 && day == nil {
                    day = value
                } else if year == nil {
                    year = width <= 2 ? value + (value < 70 ? 2000 : 1900) : value
                }
            } else if seconds != nil, offset == nil, year != nil || day != nil, scan.startsOffset {
                offset = scan.offset()
            } else {
                scan.advance()
            }
        }
        guard let day, let month, let year else { return nil }
        return stated(day: Day(year: year, month: month, day: day), seconds, offset: offset)
    }

    /// "1718000000", "1718000000000": seconds or thousandths since 1970.
    private func stamp(_ bytes: [UInt8]) -> Stated? {
        guard bytes.count == 10 || bytes.count == 13, let value = Double(String(decoding: bytes, as: UTF8.self)), value > 0 else {
            return nil
        }
        return Stated(
            instant: Date(timeIntervalSince1970: bytes.count == 13 ? value / 1000 : value), hasHour: true, offset: 0)
    }

    private func stated(day: Day?, _ seconds: Int?, offset: Int?) -> Stated? {
        guard let day else { return nil }
        let local = Date(timeIntervalSince1970: Double(day.number) * 86_400 + Double(seconds ?? 0))
        var instant = local.addingTimeInterval(Double(-(offset ?? 0)))
        if offset == nil {
            let guess = local.addingTimeInterval(Double(-zone.secondsFromGMT(for: local)))
            instant = local.addingTimeInterval(Double(-zone.secondsFromGMT(for: guess)))
        }
        return Stated(instant: instant, hasHour: seconds != nil, offset: offset)
    }

    private static func month(_ word: String) -> Int? {
        let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        guard word.count >= 3 else { return nil }
        return names.firstIndex { word.hasPrefix($0) }.map { $0 + 1 }
    }

    /// Seconds east of Greenwich of a zone's letters.
    private static func zoneOffset(_ word: String) -> Int? {
        switch word {
        case "gmt", "ut", "utc", "z", "wet": 0
        case "est", "cdt": -5 * 3600
        case "edt": -4 * 3600
        case "cst", "mdt": -6 * 3600
        case "mst", "pdt": -7 * 3600
        case "pst", "akdt": -8 * 3600
        case "akst": -9 * 3600
        case "hst": -10 * 3600
        case "bst", "cet", "wat": 3600
        case "cest", "eet", "sast": 2 * 3600
        case "eest", "msk", "trt": 3 * 3600
        case "pkt": 5 * 3600
        case "jst", "kst": 9 * 3600
        case "aest": 10 * 3600
        case "aedt": 11 * 3600
        case "nzst": 12 * 3600
        default: nil
        }
    }
}

/// A place in a short text that moves on as parts are read.
struct ByteScan {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var atEnd: Bool { place >= bytes.count }
    var isDigit: Bool { digit(at: place) != nil }

    private func digit(at place: Int) -> Int? {
        place < bytes.count && (0x30...0x39).contains(bytes[place]) ? Int(bytes[place] - 0x30) : nil
    }

    mutating func advance() {
        place += 1
    }

    /// Exactly so many digits.
    mutating func digits(_ count: Int) -> Int? {
        var value = 0
        for offset in 0..<count {
            guard let digit = digit(at: place + offset) else { return nil }
            value = value * 10 + digit
        }
        place += count
        return value
    }

    /// All digits that stand here, up to nine, and how many they are.
    mutating func number() -> (value: Int, width: Int)? {
        var (value, width) = (0, 0)
        while let digit = digit(at: place), width < 10 {
            value = value * 10 + digit
            width += 1
            place += 1
        }
        return (1...9).contains(width) ? (value, width) : nil
    }

    mutating func skip(anyOf characters: StaticString) -> Bool {
        guard !atEnd, (0..<characters.utf8CodeUnitCount).contains(where: { characters.utf8Start[$0] == bytes[place] }) else {
            return false
        }
        place += 1
        return true
    }

    /// A run of ASCII letters, in small ones.
    mutating func word() -> String? {
        let start = place
        while place < bytes.count, (0x61...0x7A).contains(bytes[place] | 0x20) { place += 1 }
        return place > start ? String(decoding: bytes[start..<place], as: UTF8.self).lowercased() : nil
    }

    /// Digits followed by a colon.
    var looksLikeClock: Bool {
        for width in 1...2 where place + width < bytes.count && bytes[place + width] == 0x3A { return digit(at: place) != nil }
        return false
    }

    /// "14:05", "14:05:30.250", "1405": seconds since midnight.
    mutating func clock() -> Int? {
        guard let hour = digits(2) ?? digits(1) else { return nil }
        _ = skip(anyOf: ":.h")
        let minute = digits(2) ?? 0
        var second = 0
        if skip(anyOf: ":") || isDigit { second = digits(2) ?? 0 }
        if skip(anyOf: ".,") { _ = number() }
        guard hour <= 24, minute < 60, second <= 60 else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    /// Whether a sign and a digit, or a Z, stand here, spaces passed over.
    var startsOffset: Bool {
        var next = place
        while next < bytes.count, bytes[next] == 0x20 { next += 1 }
        guard next < bytes.count else { return false }
        if bytes[next] | 0x20 == 0x7A { return next + 1 == bytes.count }
        return (bytes[next] == 0x2B || bytes[next] == 0x2D) && digit(at: next + 1) != nil
    }

    /// "Z", "+03:00", "-0500", "+2": seconds east of Greenwich; nil where none is stated.
    mutating func offset() -> Int? {
        while skip(anyOf: " ") {}
        if skip(anyOf: "Zz") { return 0 }
        if let name = word() { return name == "utc" || name == "gmt" || name == "ut" ? 0 : nil }
        let west = !atEnd && bytes[place] == 0x2D
        guard skip(anyOf: "+-"), let hours = digits(2) ?? digits(1) else { return nil }
        _ = skip(anyOf: ":")
        let minutes = digits(2) ?? 0
        guard hours <= 14, minutes < 60 else { return nil }
        return (west ? -1 : 1) * (hours * 3600 + minutes * 60)
    }
}
