import Foundation
import Testing

@testable import Reading

/// Times as feeds and pages state them.
@Suite struct TimeTests {
    /// Where no zone is stated, Baghdad is meant, three hours east.
    static let times: [(text: String, instant: String?)] = [
        ("2024-11-11T14:05:00Z", "2024-11-11T14:05:00Z"),
        ("2024-11-11T14:05:00+03:00", "2024-11-11T11:05:00Z"),
        ("2024-11-11T14:05:00.123-0500", "2024-11-11T19:05:00Z"),
        ("2024-11-11 14:05:00 +01:00", "2024-11-11T13:05:00Z"),
        ("2024-11-11 14:05", "2024-11-11T11:05:00Z"),
        ("2024-11-11", "2024-11-10T21:00:00Z"),
        ("20241111T140500Z", "2024-11-11T14:05:00Z"),
        ("Mon, 11 Nov 2024 14:05:00 GMT", "2024-11-11T14:05:00Z"),
        ("Mon, 11 Nov 2024 14:05 EST", "2024-11-11T19:05:00Z"),
        ("11 Nov 24 14:05:00 +0300", "2024-11-11T11:05:00Z"),
        ("November 11, 2024 2:05 PM UTC", "2024-11-11T14:05:00Z"),
        ("Mon Nov 11 14:05:00 GMT 2024", "2024-11-11T14:05:00Z"),
        ("1731333900", "2024-11-11T14:05:00Z"),
        ("1731333900000", "2024-11-11T14:05:00Z"),
        ("11/12/2024", nil), ("yesterday", nil), ("", nil), ("2024-13-01", nil), ("2023-02-29T10:00:00Z", nil),
    ]

    @Test(arguments: times)
    func `a time is read as stated, or not at all`(text: String, instant: String?) throws {
        let zone = try #require(TimeZone(secondsFromGMT: 3 * 3600))
        #expect(TimeReader(zone: zone).instant(text)?.ISO8601Format() == instant)
    }

    static let written: [(line: String, time: String?)] = [
        ("Do 25.04.24 | 14:07 Uhr", "2024-04-25 14:07"), ("2024年04月24日05:30", "2024-04-24 05:30"), ("2024/04/24", "2024-04-24"),
        ("11/12/2024", nil), ("192.168.10.12", nil), ("3.4 per cent", nil),
    ]

    @Test(arguments: written)
    func `a date in digits is found in a line`(line: String, time: String?) {
        #expect(WrittenDate.iso(in: Array(line.utf8)[...]) == time)
    }
}
