import Figures
import Foundation
import Queries

/// What somebody asks for: an address, taken apart.
///
///     "/api/v1/figures/gaza-killed/history?since=2024-05-08" → path ["api", "v1", …], parameters ["since": "2024-05-08"]
struct Asked {
    /// As it was asked for.
    let address: String
    let path: [String]
    private let parameters: [String: String]

    /// Longer addresses are no addresses of ours.
    private static let longest = 4096

    init(_ address: String) throws(Problem) {
        guard address.utf8.count <= Self.longest else {
            throw Problem(status: 414, title: "Address too long", detail: "an address has at most \(Self.longest) bytes")
        }
        self.address = address
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
        // A form sends fields that nobody filled in.
        self.parameters = parameters.filter { !$0.value.isEmpty }
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

    /// Whether nothing narrows what is asked for.
    var isWhole: Bool { parameters.isEmpty }

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
            let instant = try Date(text, strategy: .iso8601)
            // A store counts milliseconds in 64 bits.
            guard abs(instant.timeIntervalSince1970) < 1e12 else {
                throw Problem.malformed("\(name) is \(text), which is beyond any calendar")
            }
            return instant
        } catch {
            throw .malformed("\(name) is \(text), which is no instant such as 2024-05-08T18:00:00Z")
        }
    }

    /// Where a page of a list begins: what `next` said.
    func cursor<Value: LosslessStringConvertible>(_ type: Value.Type = Value.self) throws(Problem) -> Value? {
        guard let text = parameters["cursor"] else { return nil }
        guard let value = Value(text) else { throw .malformed("cursor is \(text), which no answer gave as its next") }
        return value
    }

    /// The same address with another cursor.
    func address(at cursor: String) -> String {
        let others = parameters.filter { $0.key != "cursor" }.sorted { $0.key < $1.key }.map { "\($0.key.inAddress)=\($0.value.inAddress)" }
        return "/" + path.map(\.inAddress).joined(separator: "/") + "?" + (others + ["cursor=\(cursor.inAddress)"]).joined(separator: "&")
    }

    /// Which points of a figure.
    func points() throws(Problem) -> PointFilter {
        let (since, until) = (try day("since"), try day("until"))
        if let since, let until, since > until { throw .malformed("since \(since) is later than until \(until)") }
        return PointFilter(
            claimant: text("claimant"), outlet: text("outlet"), since: since, until: until, knownAt: try instant("known_at"))
    }
}
