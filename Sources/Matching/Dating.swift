package import Figures

/// When a number holds, as its words and the day of publication say together.
///
///     published on Wednesday 2024-05-08:
///     "on Sunday"                 2024-05-05, day
///     "since October 7"           2023-10-07 to 2024-05-08, open
///     "in September"              2023-09-01 to 2023-09-30, month
///     "since the war began"       2024-05-08, from nobody says when
package struct Dating: Hashable, Sendable {
    /// How exactly the words date it.
    package enum Precision: String, Sendable {
        case day, week, month, year
    }

    package var period: Period
    package var precision: Precision
    /// From when the count runs on until the last day ("since …"), or the first day of the window it covers ("in September").
    package var since: Day?
    /// The last day that `since` may mean: the end of the month of "since October".
    package var sinceAtLatest: Day?
    /// Whether the words say from when on, so that the count is still running.
    package var isRunning: Bool
    /// Whether the words date the number at all; else the day of publication stands for it.
    package var isStated: Bool

    /// Whether there are words that date it and do not say when ("over the last few days"), or are not known.
    package var isVague: Bool = false

    /// The day that orders the series.
    package var asOf: Day { period.last }

    /// Whether the words bound the count at both ends, over more than one day.
    package var isWindow: Bool { isStated && !isRunning && since != nil }
}

extension TimeWords {
    /// Dates a number.
    ///
    /// A weekday is the nearest past one, the day of publication included; a date without its year likewise. Nothing is dated
    /// after the day of publication.
    package func dating(of when: String?, published: Day) -> Dating {
        let reader = DateReader(published: published, tokens: meanings(in: when ?? ""))
        guard let when, !when.isEmpty else { return reader.unstated }
        return reader.isoDay(in: when) ?? reader.dating
    }
}

/// Reads the dates in a run of meanings.
struct DateReader {
    typealias Meaning = TimeWords.Meaning

    struct Span {
        var first: Day
        var last: Day
        var precision: Dating.Precision
        /// Which token it begins with.
        var place: Int
    }

    let published: Day
    let tokens: [Meaning?]

    /// The number holds on the day of publication, as nothing else is said.
    var unstated: Dating {
        Dating(
            period: Period(first: published, last: published), precision: .day, since: nil, isRunning: false, isStated: false)
    }

    /// A count that began nobody knows when is still running; any other may be of some days only.
    private var undated: Dating {
        var dating = unstated
        dating.isVague = !tokens.contains(.since)
        return dating
    }

    /// "2023-10-07" as it stands.
    func isoDay(in text: String) -> Dating? {
        let days = text.split(separator: " ").compactMap { Day(String($0)) }
        guard let day = days.first else { return nil }
        return combined([Span(first: day, last: day, precision: .day, place: tokens.count)])
    }

    var dating: Dating {
        combined(spans)
    }

    private func combined(_ spans: [Span]) -> Dating {
        guard let first = spans.first, let last = spans.last else { return undated }
        let opening = tokens.prefix(first.place)
        let start = spans.map(\.first).min() ?? first.first
        let end = min(spans.map(\.last).max() ?? last.last, published)
        guard start <= published else { return unstated }
        let isRange = opening.contains(.range) && spans.count > 1
        if (opening.contains(.since) || opening.contains(.range)) && !isRange {
            var running = dating(first.first, published, first.precision, isRunning: true)
            running.sinceAtLatest = first.last
            return running
        }
        return dating(start, max(start, end), first.precision, isRunning: false)
    }

    private func dating(_ first: Day, _ last: Day, _ precision: Dating.Precision, isRunning: Bool) -> Dating {
        let isOpen = isRunning || first < last
        return Dating(
            period: Period(first: first, last: last), precision: precision, since: isOpen ? first : nil, isRunning: isRunning,
            isStated: true)
    }

    private var spans: [Span] {
        var result: [Span] = []
        var next = 0
        while next < tokens.count {
            if let (span, length) = span(at: next) {
                result.append(span)
                next += length
            } else {
                next += 1
            }
        }
        return result
    }

    private func token(_ place: Int) -> Meaning? {
        tokens.indices.contains(place) ? tokens[place] : nil
    }

    private func number(_ place: Int) -> Int? {
        guard case .number(let number) = token(place) else { return nil }
        return number
    }

    private func span(at place: Int) -> (Span, Int)? {
        switch token(place) {
        case .month(let month):
            return monthFirst(month, at: place)
        case .weekday(let weekday):
            return weekdaySpan(weekday, at: place)
        case .day(let offset):
            return (day(published + offset, place), 1)
        case .this, .last, .past:
            return unitSpan(at: place)
        case .unit(.weekend):
            return (weekend(place), 1)
        case .number(let number):
            return numberFirst(number, at: place)
        default:
            return nil
        }
    }

    private func day(_ day: Day, _ place: Int) -> Span {
        Span(first: day, last: day, precision: .day, place: place)
    }
}

// MARK: - Dates of the calendar

extension DateReader {
    private func year(_ place: Int) -> Int? {
        number(place).flatMap { (1900...2100).contains($0) ? $0 : nil }
    }

    private func dayOfMonth(_ place: Int) -> Int? {
        number(place).flatMap { (1...31).contains($0) ? $0 : nil }
    }

    /// "October 7, 2023", "October 7", "October 2023", "October".
    private func monthFirst(_ month: Int, at place: Int) -> (Span, Int)? {
        if let number = dayOfMonth(place + 1) {
            let year = year(place + 2)
            guard let day = date(number, month, year) else { return nil }
            return (self.day(day, place), year == nil ? 2 : 3)
        }
        let year = year(place + 1)
        return monthSpan(month, year, place).map { ($0, year == nil ? 1 : 2) }
    }

    /// "7 October 2023", "7 October", "2023", "three days ago".
    private func numberFirst(_ number: Int, at place: Int) -> (Span, Int)? {
        if case .month(let month) = token(place + 1), dayOfMonth(place) != nil {
            let year = year(place + 2)
            guard let day = date(number, month, year) else { return nil }
            return (self.day(day, place), year == nil ? 2 : 3)
        }
        if case .unit(let unit) = token(place + 1), token(place + 2) == .ago {
            return (day(back(number, unit), place), 3)
        }
        guard year(place) != nil else { return nil }
        return yearSpan(number, place).map { ($0, 1) }
    }

    /// The day in the year given, else the nearest past one.
    private func date(_ day: Int, _ month: Int, _ year: Int?) -> Day? {
        if let year { return Day(year: year, month: month, day: day) }
        let this = published.civil.year
        return [this, this - 1, this - 2, this - 3, this - 4].lazy
            .compactMap { Day(year: $0, month: month, day: day) }
            .first { $0 <= published }
    }

    private func monthSpan(_ month: Int, _ year: Int?, _ place: Int) -> Span? {
        let (thisYear, thisMonth, _) = published.civil
        let isLast = token(place - 1) == .last
        let isThisYears = month < thisMonth || (month == thisMonth && !isLast)
        return whole(month: month, of: year ?? (isThisYears ? thisYear : thisYear - 1)).map {
            Span(first: $0.first, last: $0.last, precision: .month, place: place)
        }
    }

    private func whole(month: Int, of year: Int) -> Period? {
        let next = month == 12 ? (year + 1, 1) : (year, month + 1)
        guard let first = Day(year: year, month: month, day: 1), let after = Day(year: next.0, month: next.1, day: 1) else { return nil }
        return Period(first: first, last: after + -1)
    }

    private func yearSpan(_ year: Int, _ place: Int) -> Span? {
        guard let first = Day(year: year, month: 1, day: 1), let last = Day(year: year, month: 12, day: 31) else { return nil }
        return Span(first: first, last: last, precision: .year, place: place)
    }
}

// MARK: - Dates told from the day of publication

extension DateReader {
    private func weekdaySpan(_ weekday: Int, at place: Int) -> (Span, Int)? {
        let distance = ((published.weekday - weekday) % 7 + 7) % 7
        let isBefore = token(place - 1) == .last && distance == 0
        let isDated = dayIsWritten(after: place)
        return isDated ? nil : (day(published + -(isBefore ? 7 : distance), place), 1)
    }

    /// "Monday 16 June": the date says it all.
    private func dayIsWritten(after place: Int) -> Bool {
        if case .month = token(place + 1), dayOfMonth(place + 2) != nil { return true }
        if case .month = token(place + 2), dayOfMonth(place + 1) != nil { return true }
        return false
    }

    /// "this week", "last month", "the past 24 hours".
    private func unitSpan(at place: Int) -> (Span, Int)? {
        let lead = token(place)
        if let number = number(place + 1), case .unit(let unit) = token(place + 2), lead != .this {
            return (rolling(number, unit, place), 3)
        }
        guard case .unit(let unit) = token(place + 1) else { return nil }
        switch lead {
        case .past: return (rolling(1, unit, place), 2)
        case .this: return calendar(unit, place).map { ($0, 2) }
        default: return calendarBefore(unit, place).map { ($0, 2) }
        }
    }

    private func rolling(_ number: Int, _ unit: TimeWords.Unit, _ place: Int) -> Span {
        Span(first: back(number, unit), last: published, precision: precision(unit), place: place)
    }

    private func precision(_ unit: TimeWords.Unit) -> Dating.Precision {
        switch unit {
        case .hour, .day: .day
        case .week, .weekend: .week
        case .month: .month
        case .year, .decade: .year
        }
    }

    /// So many units before the day of publication.
    private func back(_ number: Int, _ unit: TimeWords.Unit) -> Day {
        let number = min(number, 10_000)
        let (year, month, day) = published.civil
        switch unit {
        case .hour: return published + -((number + 23) / 24)
        case .day: return published + -number
        case .week, .weekend: return published + -7 * number
        case .month:
            let months = year * 12 + month - 1 - number
            return clipped(months / 12, months % 12 + 1, day)
        case .year: return clipped(year - number, month, day)
        case .decade: return clipped(year - 10 * number, month, day)
        }
    }

    /// The day, or the last one of a month that is too short for it.
    private func clipped(_ year: Int, _ month: Int, _ day: Int) -> Day {
        (0...3).lazy.compactMap { Day(year: year, month: month, day: day - $0) }.first ?? published
    }

    private func calendar(_ unit: TimeWords.Unit, _ place: Int) -> Span? {
        let (year, month, _) = published.civil
        switch unit {
        case .week: return Span(first: published + -published.weekday, last: published, precision: .week, place: place)
        case .weekend: return weekend(place)
        case .month: return whole(month: month, of: year).map { Span(first: $0.first, last: published, precision: .month, place: place) }
        case .year: return yearSpan(year, place)
        case .hour, .day, .decade: return nil
        }
    }

    private func calendarBefore(_ unit: TimeWords.Unit, _ place: Int) -> Span? {
        let (year, month, _) = published.civil
        let monday = published + -published.weekday
        switch unit {
        case .week: return Span(first: monday + -7, last: monday + -1, precision: .week, place: place)
        case .weekend: return weekend(place)
        case .month:
            let before = month == 1 ? whole(month: 12, of: year - 1) : whole(month: month - 1, of: year)
            return before.map { Span(first: $0.first, last: $0.last, precision: .month, place: place) }
        case .year: return yearSpan(year - 1, place)
        case .hour, .day, .decade: return nil
        }
    }

    /// The nearest Saturday and Sunday, the day of publication included.
    private func weekend(_ place: Int) -> Span {
        let saturday = published + -((published.weekday + 2) % 7)
        return Span(first: saturday, last: min(saturday + 1, published), precision: .week, place: place)
    }
}
