import Foundation
import HTTPTypes

/// What every answer says beside itself: nothing is loaded from elsewhere, only our own script runs, nobody frames a page, and a type is
/// what it says.
enum HeaderRules {
    static func fields(for answer: Answer, origin: String?) -> HTTPFields {
        var fields = always
        fields[.contentType] = answer.type
        fields[.vary] = "Accept-Encoding, Origin, Authorization"
        if let origin {
            fields[.accessControlAllowOrigin] = origin
            fields[.accessControlExposeHeaders] = "ETag, Link"
        }
        switch answer.status {
        case 200:
            fields[.eTag] = answer.tag
            if let link = answer.link, let name = HTTPField.Name("Link") { fields[name] = link }
        case 401: fields.append(contentsOf: challenges)
        case 405: fields[.allow] = "GET, HEAD"
        default: break
        }
        return fields
    }

    static func preflight(origin: String?) -> HTTPFields {
        var fields = always
        fields[.accessControlAllowOrigin] = origin
        fields[.accessControlAllowMethods] = "GET, HEAD"
        fields[.accessControlAllowHeaders] = "Authorization, If-None-Match"
        fields[.vary] = "Origin"
        return fields
    }

    /// RFC 9110 §5.6.7
    ///
    ///     "Sun, 06 Nov 1994 08:49:37 GMT"
    static func date(_ instant: Date) -> String {
        let style = Date.VerbatimFormatStyle(
            format: """
                \(weekday: .abbreviated), \(day: .twoDigits) \(month: .abbreviated) \(year: .padded(4)) \
                \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\(second: .twoDigits) GMT
                """, locale: Locale(identifier: "en_US_POSIX"), timeZone: .gmt, calendar: Calendar(identifier: .gregorian))
        return style.format(instant)
    }

    /// RFC 6750 §3 for programs, RFC 7617 for browsers.
    private static let challenges = [
        HTTPField(name: .wwwAuthenticate, value: "Bearer realm=\"figured\""),
        HTTPField(name: .wwwAuthenticate, value: "Basic realm=\"figured\", charset=\"UTF-8\""),
    ]

    private static let policy = [
        "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'", "form-action 'self'", "base-uri 'none'",
        "frame-ancestors 'none'",
    ]

    private static let always: HTTPFields = {
        var fields = HTTPFields()
        let rules = [
            ("Content-Security-Policy", policy.joined(separator: "; ")), ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Resource-Policy", "same-origin"), ("Cache-Control", "no-cache"),
        ]
        for (name, value) in rules {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        return fields
    }()
}
