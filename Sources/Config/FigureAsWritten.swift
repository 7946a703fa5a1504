import Figures
import Foundation

/// An item of `figures.d/*.yaml` as written: every key optional, nothing checked but its spelling.
struct FigureAsWritten {
    static let keys = [
        "figure", "title", "kind", "measure", "place", "since", "group", "unit", "plausible", "claimants", "alert",
    ]
    static let alertKeys = ["rise", "fall", "disagreement", "silence", "quiet"]

    let position: Position
    let name: Written<String>?
    let title: Written<String>?
    let kind: Written<Kind>?
    let measure: Written<Measure>?
    let place: Written<String>?
    let since: Written<Day>?
    let groups: [Written<String>]
    let unit: Written<String>?
    let plausible: Written<ClosedRange<Decimal>>?
    let claimants: [(name: Written<String>, values: [Written<String>])]
    let rise: Written<AlertRule.Threshold>?
    let fall: Written<AlertRule.Threshold>?
    let disagreement: Written<AlertRule.Threshold>?
    let silence: Written<Int?>?
    let quiet: Written<QuietTime>?

    init(_ reader: MappingReader, _ findings: inout Findings) {
        position = reader.position
        reader.require([("figure", "gaza-killed"), ("kind", "killed"), ("measure", "cumulative")], &findings)
        name = reader.value("figure", .name, &findings)
        title = reader.value("title", .text, &findings)
        kind = reader.value("kind", .word, &findings)
        measure = reader.value("measure", .word, &findings)
        place = reader.value("place", .text, &findings)
        since = reader.value("since", .day, &findings)
        groups = reader.list("group", .text, &findings)?.value ?? []
        unit = reader.value("unit", .unit, &findings)
        plausible = reader.value("plausible", .range, &findings)
        claimants = reader.names("claimants", &findings)
        let alert = reader.mapping("alert", keys: Self.alertKeys, &findings)
        rise = alert?.value("rise", .threshold, &findings)
        fall = alert?.value("fall", .threshold, &findings)
        disagreement = alert?.value("disagreement", .threshold, &findings)
        silence = alert?.value("silence", .days, &findings)
        quiet = alert?.value("quiet", .quietTime, &findings)
    }
}

extension Notation<String> {
    /// What is counted in place of persons, or an ISO 4217 currency.
    static var unit: Self {
        Self { text throws(Complaint) in
            let isCurrency = text.utf8.count == 3 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
            guard isCurrency || ["households", "families"].contains(text) else {
                throw Complaint("'\(text)' is no unit: write a currency such as USD, or households, or families")
            }
            return text
        }
    }
}

extension Notation<ClosedRange<Decimal>> {
    /// "1000..1000000"
    static var range: Self {
        Self { text throws(Complaint) in
            guard let dots = text.range(of: ".."), let low = decimal(text[..<dots.lowerBound]),
                let high = decimal(text[dots.upperBound...])
            else { throw Complaint("'\(text)' is no range: write the smallest and the largest number, such as 1000..1000000") }
            guard low <= high else {
                throw Complaint("'\(text)' is upside down: write \(high)..\(low)")
            }
            return low...high
        }
    }
}

extension Notation<AlertRule.Threshold> {
    /// "any", "never", "1%", "500"
    static var threshold: Self {
        Self { text throws(Complaint) in
            switch text {
            case "any": return .any
            case "never": return .never
            default: break
            }
            let isShare = text.hasSuffix("%")
            guard let value = decimal(isShare ? text.dropLast() : text[...]) else {
                throw Complaint("'\(text)' is no threshold: write any, never, a share such as 1%, or a number")
            }
            guard value > 0 else { throw Complaint("'\(text)' leaves nothing out: write any") }
            return isShare ? .share(value / 100) : .amount(value)
        }
    }
}

extension Notation<Int?> {
    /// Whole days: "7d", or "never".
    static var days: Self {
        Self { text throws(Complaint) in
            if text == "never" { return nil }
            guard text.hasSuffix("d"), let days = Int(text.dropLast()), (1...3650).contains(days) else {
                throw Complaint("'\(text)' is no number of days from 1d to 3650d, nor never")
            }
            return days
        }
    }
}

extension Notation<QuietTime> {
    /// "22:00-07:00", the clock being UTC's, or "22:00-07:00 Europe/Berlin"
    static var quietTime: Self {
        Self { text throws(Complaint) in
            let words = text.split(separator: " ")
            let times = words.first?.split(separator: "-", omittingEmptySubsequences: false).map(minute) ?? []
            guard (1...2).contains(words.count), times.count == 2, let begin = times[0], let end = times[1] else {
                throw Complaint("'\(text)' is no time of day: write such as 22:00-07:00, or 22:00-07:00 Europe/Berlin")
            }
            let zone = words.count == 2 ? String(words[1]) : "UTC"
            guard TimeZone(identifier: zone) != nil else { throw Complaint("'\(zone)' is no time zone such as Europe/Berlin") }
            guard begin != end else { throw Complaint("'\(text)' is no time at all: to hear nothing, write rise: never and so on") }
            return QuietTime(begin: begin, end: end, zone: zone)
        }
    }

    /// "07:30" → 450
    private static func minute(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
        else { return nil }
        return hour * 60 + minute
    }
}

/// Digits, with a decimal point at most: nothing that has two readings.
private func decimal(_ text: Substring) -> Decimal? {
    let text = text.trimmingCharacters(in: .whitespaces)
    let digits = text.utf8.count { (0x30...0x39).contains($0) }
    let points = text.utf8.count { $0 == UInt8(ascii: ".") }
    guard digits > 0, points <= 1, digits + points == text.utf8.count, digits <= 30, text.utf8.first != UInt8(ascii: ".") else {
        return nil
    }
    return Decimal(string: text, locale: Locale(identifier: "en_US_POSIX"))
}
