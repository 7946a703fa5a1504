import Foundation

/// What a server says of when to come back: `Cache-Control`, `Expires`, `Retry-After`, never more than a day.
struct CacheHeaders {
    /// No wait that a server asks for is longer.
    static let longest = Duration.seconds(86_400)

    /// How long the answer stays fresh (RFC 9111 §4.2): `max-age`, else `Expires`, less the age it had when it came; nil: not said.
    static func freshness(cacheControl: String?, expires: String?, date: String?, age: String?, now: Date) -> Duration? {
        let directives = directives(in: cacheControl ?? "")
        if directives["no-store"] != nil || directives["no-cache"] != nil { return .zero }
        if let maxAge = directives["max-age"] {
            // An age that is no number makes the answer stale (§4.2.1); one too large for any counter is only clamped.
            guard let seconds = deltaSeconds(maxAge) else { return .zero }
            return .seconds(max(0, seconds - (age.flatMap(deltaSeconds) ?? 0)))
        }
        guard let expires else { return nil }
        let sent = date.flatMap(httpDate) ?? now
        return httpDate(expires).map { clamped($0.timeIntervalSince(sent)) } ?? .zero
    }

    /// `Retry-After` in both its forms (RFC 9110 §10.2.3); nil for what is neither, so that our own back-off holds.
    ///
    ///     "120"                              120 s
    ///     "Fri, 31 Dec 1999 23:59:59 GMT"    until then
    ///     "-5", "soon", "99999999999999999999"    nil
    static func retryAfter(_ text: String?, now: Date) -> Duration? {
        guard let text else { return nil }
        if let seconds = digits(text) { return .seconds(min(seconds, longest.components.seconds)) }
        return httpDate(text).map { clamped($0.timeIntervalSince(now)) }
    }

    /// The directives of `Cache-Control` by their lower-case names (RFC 9111 §5.2); the first of a name counts.
    private static func directives(in text: String) -> [String: String] {
        var directives: [String: String] = [:]
        for part in text.split(separator: ",") {
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = halves[0].trimmingCharacters(in: .whitespaces).lowercased()
            let value = halves.count > 1 ? halves[1].trimmingCharacters(in: CharacterSet(charactersIn: " \t\"")) : ""
            if directives[name] == nil { directives[name] = value }
        }
        return directives
    }

    /// Seconds at most a day; what is too large for any counter is a day too (RFC 9111 §1.2.2). Nil unless all are digits.
    private static func deltaSeconds(_ text: String) -> Int64? {
        let text = text.trimmingCharacters(in: .whitespaces)
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return min(digits(text) ?? .max, longest.components.seconds)
    }

    /// A number written in digits alone; nil also for one that is too large.
    private static func digits(_ text: String) -> Int64? {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int64(text) : nil
    }

    private static func clamped(_ interval: TimeInterval) -> Duration {
        .seconds(min(max(0, interval.rounded()), Double(longest.components.seconds)))
    }
}

/// A date as HTTP writes it, in its three forms (RFC 9110 §5.6.7).
///
///     "Sun, 06 Nov 1994 08:49:37 GMT"
///     "Sunday, 06-Nov-94 08:49:37 GMT"
///     "Sun Nov  6 08:49:37 1994"
func httpDate(_ text: String) -> Date? {
    let words = text.split { " ,-".contains($0) }.map(String.init)
    switch words.count {
    case 6 where words[5] == "GMT" || words[5] == "UTC":
        return date(day: words[1], month: words[2], year: words[3], time: words[4])
    case 5:
        return date(day: words[2], month: words[1], year: words[4], time: words[3])
    default:
        return nil
    }
}

private func date(day: String, month: String, year: String, time: String) -> Date? {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let clock = time.split(separator: ":").compactMap { UInt8($0) }
    guard let month = months.firstIndex(of: month), let day = UInt8(day), (1...31).contains(day),
        var year = UInt16(year), year < 10_000, clock.count == 3, clock[0] < 24, clock[1] < 60, clock[2] <= 60
    else { return nil }
    if year < 100 { year += year < 70 ? 2000 : 1900 }
    let days = daysSince1970(year: Int(year), month: month + 1, day: Int(day))
    return Date(timeIntervalSince1970: Double(days * 86_400 + Int(clock[0]) * 3600 + Int(clock[1]) * 60 + Int(clock[2])))
}

/// Days of the Gregorian calendar, counted in years that begin in March so that leap days come last.
private func daysSince1970(year: Int, month: Int, day: Int) -> Int {
    let year = month > 2 ? year : year - 1
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
}
