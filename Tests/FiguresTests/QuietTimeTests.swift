import Figures
import Foundation
import Testing

private let nights: [(quiet: QuietTime, at: String, end: String?)] = [
    (QuietTime(begin: 1320, end: 420, zone: "UTC"), "2024-05-08T21:59:59Z", nil),
    (QuietTime(begin: 1320, end: 420, zone: "UTC"), "2024-05-08T22:00:00Z", "2024-05-09T07:00:00Z"),
    (QuietTime(begin: 1320, end: 420, zone: "UTC"), "2024-05-09T06:59:59Z", "2024-05-09T07:00:00Z"),
    (QuietTime(begin: 1320, end: 420, zone: "UTC"), "2024-05-09T07:00:00Z", nil),
    (QuietTime(begin: 720, end: 780, zone: "Asia/Baghdad"), "2024-05-08T09:30:00Z", "2024-05-08T10:00:00Z"),
    // The clock is put forward in between.
    (QuietTime(begin: 1320, end: 420, zone: "Europe/Berlin"), "2024-03-30T22:00:00Z", "2024-03-31T05:00:00Z"),
]

@Test(arguments: nights)
func `a quiet time ends by the clock of its zone`(quiet: QuietTime, at: String, end: String?) throws {
    let instant = try Date(at, strategy: .iso8601)
    #expect(quiet.end(around: instant) == (try end.map { try Date($0, strategy: .iso8601) }))
}
