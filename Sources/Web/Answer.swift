import Foundation
import NIOCore

/// A reply as it goes over the wire, plain and packed, made once and sent as often as it is asked for.
struct Answer: Sendable {
    let status: Int
    let type: String
    let tag: String
    let link: String?
    let plain: ByteBuffer
    let packed: ByteBuffer?

    init(_ reply: Reply) {
        status = reply.status
        type = reply.type
        tag = reply.tag
        link = reply.next.map { "<\($0)>; rel=\"next\"" }
        let bytes = Array(reply.body.utf8)
        plain = ByteBuffer(bytes: bytes)
        packed = bytes.count < Gzip.least ? nil : Gzip.packed(bytes).map { ByteBuffer(bytes: $0) }
    }

    /// What it takes to keep it.
    var size: Int { plain.readableBytes + (packed?.readableBytes ?? 0) + 500 }

    /// Whether an If-None-Match names it (RFC 9110 §13.1.2: compared weakly).
    func isKnown(_ condition: String) -> Bool {
        condition.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            .contains { $0 == "*" || $0 == tag || "W/\($0)" == tag }
    }
}
