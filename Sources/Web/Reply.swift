import Foundation

/// What a page or an address of the API answers, before it becomes HTTP.
package struct Reply: Sendable, Hashable {
    package let status: Int
    package let type: String
    package let body: String
    /// The address of the next page, where there is one (RFC 8288).
    package let next: String?

    package init(_ status: Int = 200, type: String, body: String, next: String? = nil) {
        self.status = status
        self.type = type
        self.body = body
        self.next = next
    }

    static let html = "text/html; charset=utf-8"
    static let json = "application/json"

    /// A name for this content, packed or not, by which a browser asks whether it changed (RFC 9110 §8.8.3).
    ///
    /// Method: FNV-1a, 64 bits (G. Fowler, L. C. Noll, P. Vo).
    package var tag: String {
        let hash = body.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return "W/\"\(String(hash, radix: 16))\""
    }
}

/// Why a request is not answered; shown as a problem (RFC 9457) to programs and as a page to people.
struct Problem: Error, Hashable {
    let status: Int
    let title: String
    let detail: String

    static func notFound(_ detail: String) -> Problem {
        Problem(status: 404, title: "Not found", detail: detail)
    }

    static func malformed(_ detail: String) -> Problem {
        Problem(status: 400, title: "Malformed request", detail: detail)
    }
}
