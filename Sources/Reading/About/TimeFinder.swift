import Foundation

/// When a page was published and changed, as it says in its head, its data and beside its headline.
struct TimeFinder {
    let page: Page
    let data: LinkedData
    let visible: VisibleMarks
    let times: TimeReader
    let titles: [String]

    var published: TimeReader.Stated? {
        let noted = notes([
            "article:published_time", "og:article:published_time", "datepublished", "date.available", "dcterms.issued", "dc.date.issued",
            "dcterms.created", "dc.date.created", "date.created", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
            "publishdate", "publish-date", "publish_date", "publication_date", "pubdate", "datecreated", "dcterms.date", "dc.date", "date",
        ])
        let marked = visible.marks.filter { $0.hints.contains(.published) } + visible.marks.filter { $0.tag == .time }
        return best([data.published].compactMap(\.self) + noted + texts(of: marked)) ?? best(byHeadline)
    }

    var modified: TimeReader.Stated? {
        let noted = notes([
            "article:modified_time", "og:updated_time", "datemodified", "date.modified", "dcterms.modified", "lastupdate", "last-modified",
        ])
        return best([data.modified].compactMap(\.self) + noted + texts(of: visible.marks.filter { $0.hints.contains(.modified) }))
    }

    private func notes(_ names: [String]) -> [String] {
        names.compactMap { page.note($0) }
    }

    private func texts(of marks: [Page.Mark]) -> [String] {
        marks.prefix(6).compactMap { $0.value ?? page.string($0.span) }
    }

    /// Systems write the year 1 where they know none; what is older than newspapers on the web is a mistake.
    private static let earliest = Date(timeIntervalSince1970: -2_208_988_800)

    /// The first that can be read; of the same day, one with the hour rather than without, and one with the zone.
    private func best(_ texts: [String]) -> TimeReader.Stated? {
        let stated = texts.compactMap(times.stated).filter { $0.instant > Self.earliest }
        guard let first = stated.first else { return nil }
        if !first.hasHour {
            let exact = stated.first { $0.hasHour && abs($0.instant.timeIntervalSince(first.instant)) < 36 * 3600 }
            return exact ?? first
        }
        guard !first.hasZone else { return first }
        let zoned = stated.first { other in
            let difference = abs(other.instant.timeIntervalSince(first.instant))
            return other.hasHour && other.hasZone && difference <= 14 * 3600 && difference.truncatingRemainder(dividingBy: 900) < 60
        }
        return zoned ?? first
    }

    /// The line of the headline: the first that holds a title.
    private var headline: Int? {
        let wanted = titles.map { Likeness.letters($0.utf8) }.filter { $0.count >= 12 }
        return page.lines.firstIndex { line in
            guard line.span.count < 500 else { return false }
            let letters = Likeness.letters(page.text[line.span])
            return wanted.contains { $0.count <= letters.count && $0.count * 2 > letters.count && letters.firstRange(of: $0) != nil }
        }
    }

    /// Dates in digits in the short lines around the headline: "25.04.24 | 14:07", "2024年04月24日05:30".
    private var byHeadline: [String] {
        guard let start = headline else { return [] }
        let near = max(0, start - 3)..<min(page.lines.count, start + 12)
        return near.compactMap { index in
            let line = page.lines[index]
            return line.span.count < 120 ? WrittenDate.iso(in: page.text[line.span]) : nil
        }
    }
}

/// A date written in digits, wherever it stands in a line.
enum WrittenDate {
    /// "Do 25.04.24 | 14:07 Uhr" → "2024-04-25 14:07"; with slashes only where the year comes first, as the order is open otherwise.
    static func iso(in line: ArraySlice<UInt8>) -> String? {
        let numbers = numbers(in: line)
        for place in numbers.indices.dropLast(2) {
            let (first, second, third) = (numbers[place], numbers[place + 1], numbers[place + 2])
            guard let (year, month, day) = date(first, second, third) else { continue }
            let clock =
                place + 4 < numbers.count && numbers[place + 3].follows == [0x3A]
                ? (numbers[place + 3].value, numbers[place + 4].value) : nil
            let hour = clock.map { " \(padded($0.0)):\(padded($0.1))" } ?? ""
            return "\(year)-\(padded(month))-\(padded(day))\(hour)"
        }
        return nil
    }

    /// A run of digits, and the bytes between it and the next one.
    private struct Number {
        var value = 0
        var width = 0
        var follows: [UInt8] = []
    }

    private static func numbers(in line: ArraySlice<UInt8>) -> [Number] {
        var numbers: [Number] = []
        var isInNumber = false
        for byte in line {
            if (0x30...0x39).contains(byte) {
                if !isInNumber { numbers.append(Number()) }
                isInNumber = true
                if numbers[numbers.count - 1].width < 9 {
                    numbers[numbers.count - 1].value = numbers[numbers.count - 1].value * 10 + Int(byte - 0x30)
                }
                numbers[numbers.count - 1].width += 1
            } else {
                isInNumber = false
                if !numbers.isEmpty { numbers[numbers.count - 1].follows.append(byte) }
            }
        }
        return numbers
    }

    private static func date(_ first: Number, _ second: Number, _ third: Number) -> (Int, Int, Int)? {
        let dots = first.follows == [0x2E] && second.follows == [0x2E]
        let yearFirst =
            first.width == 4 && first.follows == second.follows && [[0x2D], [0x2F], [0x2E]].contains(first.follows)
            || first.width == 4 && first.follows == Array("年".utf8) && second.follows == Array("月".utf8)
        if yearFirst { return valid(first.value, second.value, third.value) }
        if dots && first.width <= 2 && (third.width == 4 || third.width == 2) {
            return valid(third.value + (third.width == 2 ? 2000 : 0), second.value, first.value)
        }
        return nil
    }

    private static func valid(_ year: Int, _ month: Int, _ day: Int) -> (Int, Int, Int)? {
        (1990...2100).contains(year) && (1...12).contains(month) && (1...31).contains(day) ? (year, month, day) : nil
    }

    private static func padded(_ value: Int) -> String {
        value < 10 ? "0\(value)" : "\(value)"
    }
}
