import Figures
import Foundation
import Queries

/// What somebody asks for: an address, taken apart.
///
///     "/api/v1/figures/gaza-killed/history?since=2024-05-08" → path ["api", "v1", …], parameters ["since": "2024-05-08"]
struct Asked {
    let path: [String]
    private let parameters: [String: String]

    /// Longer addresses are no addresses of ours.
    private static let longest = 4096

    init(_ address: String) throws(Problem) {
        guard address.utf8.count <= Self.longest else {
            throw Problem(status: 414, title: "Address too long", detail: "an address has at most \(Self.longest) bytes")
        }
        let parts = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = try (parts.first ?? "").split(separator: "/").map { part throws(Problem) in try Self.decoded(part) }
        var parameters: [String: String] = [:]
        for pair in (parts.count > 1 ? parts[1] : "").split(separator: "&") {
            let sides = pair.replacing("+", with: " ").split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = try Self.decoded(sides[0])
            guard parameters.updateValue(sides.count > 1 ? try Self.decoded(sides[1]) : "", forKey: name) == nil else {
                throw .malformed("\(name) is given twice")
            }
        }
        self.parameters = parameters
    }

    private static func decoded(_ text: some StringProtocol) throws(Problem) -> String {
        guard let decoded = text.removingPercentEncoding, !decoded.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
        else { throw .malformed("the address is not percent-encoded UTF-8") }
        return decoded
    }

    /// A parameter that nobody knows is a mistake that somebody wants to hear about.
    func allow(_ names: String...) throws(Problem) {
        if let unknown = parameters.keys.sorted().first(where: { !names.contains($0) }) {
            throw .malformed("there is no parameter \(unknown)" + (names.isEmpty ? "" : "; there are \(names.joined(separator: ", "))"))
        }
    }

    func text(_ name: String) -> String? {
        parameters[name]
    }

    func number(_ name: String, in range: ClosedRange<Int>) throws(Problem) -> Int? {
        guard let text = parameters[name] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw .malformed("\(name) is \(text), which is no whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func day(_ name: String) throws(Problem) -> Day? {
        guard let text = parameters[name] else { return nil }
        guard let day = Day(text) else { throw .malformed("\(name) is \(text), which is no day such as 2024-05-08") }
        return day
    }

    func instant(_ name: String) throws(Problem) -> Date? {
        guard let text = parameters[name] else { return nil }
        do {
            return try Date(text, strategy: .iso8601)
        } catch {
            throw .malformed("\(name) is \(text), which is no instant such as 2024-05-08T18:00:00Z")
        }
    }

    /// Which points of a figure.
    func points() throws(Problem) -> PointFilter {
        let (since, until) = (try day("since"), try day("until"))
        if let since, let until, since > until { throw .malformed("since \(since) is later than until \(until)") }
        var filter = PointFilter(
            claimant: text("claimant"), outlet: text("outlet"), since: since, until: until, knownAt: try instant("known_at"))
        filter.offset = try number("offset", in: 0...1_000_000_000) ?? 0
        filter.limit = try number("limit", in: 1...10_000) ?? 1000
        return filter
    }
}
