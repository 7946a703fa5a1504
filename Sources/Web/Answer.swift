import Foundation
import NIOCore
import Synchronization

/// A reply as it goes over the wire, plain and packed, made once and sent as often as it is asked for.
struct Answer: Sendable {
    let status: Int
    let type: String
    let tag: String
    let link: String?
    let plain: ByteBuffer
    private let packing = Packing()

    init(_ reply: Reply) {
        status = reply.status
        type = reply.type
        tag = reply.tag
        link = reply.next.map { "<\($0)>; rel=\"next\"" }
        plain = ByteBuffer(string: reply.body)
    }

    /// The same in the gzip format, made when it is first asked for; nil where that gains nothing.
    var packed: ByteBuffer? {
        plain.readableBytes < Gzip.least ? nil : packing.made(of: plain)
    }

    /// What it takes to keep it, packed too.
    var size: Int { plain.readableBytes * 5 / 4 + 500 }

    /// Whether an If-None-Match names it (RFC 9110 §13.1.2: compared weakly).
    func isKnown(_ condition: String) -> Bool {
        condition.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            .contains { $0 == "*" || $0 == tag || "W/\($0)" == tag }
    }
}

/// What one answer is packed to, once.
private final class Packing: Sendable {
    private let kept = Mutex<ByteBuffer?>(nil)

    func made(of plain: ByteBuffer) -> ByteBuffer? {
        kept.withLock { kept in
            if kept == nil { kept = Gzip.packed(Array(plain.readableBytesView)).map { ByteBuffer(bytes: $0) } }
            return kept
        }
    }
}
