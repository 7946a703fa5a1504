package import Foundation
import HTTPTypes
package import Hummingbird
package import HummingbirdCore
import Queries
import Synchronization

/// The pages and the API over HTTP: read-only, for this machine unless the settings say otherwise.
///
/// It runs until it is asked to stop, as a service of swift-service-lifecycle, finishing the answers it has begun.
package struct WebService: ApplicationProtocol {
    package let configuration: ApplicationConfiguration
    package let responder: WebResponder

    /// More at once wait for a place.
    private static let connections = 64

    /// - Parameters:
    ///   - store: the store's file; it may come later than the service.
    ///   - host: the address to listen on, and a name by which it may be asked for.
    package init(store: URL, host: String = "127.0.0.1", port: Int) {
        configuration = ApplicationConfiguration(
            address: .hostname(host, port: port), serverName: nil,
            availableConnectionsDelegate: MaximumAvailableConnections(Self.connections))
        let door = LedgerDoor(store)
        responder = WebResponder(
            site: Site { () throws(LedgerError) in try door.ledger() }, hosts: [host, "localhost", "127.0.0.1", "[::1]"])
    }

    /// Listens until it is asked to stop.
    package func run() async throws {
        try await Application(responder: responder, server: server, configuration: configuration).run()
    }

    /// A client that says nothing for ten seconds has gone.
    package var server: HTTPServerBuilder {
        .http1(
            configuration: .init(
                idleTimeout: .seconds(10),
                httpDecoderConfiguration: .init(maxHeaderFieldSize: 16_384, maxHeaderListSize: 16_384, maxHeaderFieldCount: 100)))
    }
}

/// Opens the store when it is first asked for, and keeps it open.
private final class LedgerDoor: Sendable {
    private let store: URL
    private let opened = Mutex<Ledger?>(nil)

    init(_ store: URL) {
        self.store = store
    }

    func ledger() throws(LedgerError) -> Ledger {
        if let ledger = opened.withLock({ $0 }) { return ledger }
        let ledger = try Ledger(at: store)
        opened.withLock { $0 = ledger }
        return ledger
    }
}

/// HTTP around the site: who may ask, how, and what a browser must not do with the answer.
package struct WebResponder: HTTPResponder {
    package typealias Context = BasicRequestContext

    let site: Site
    /// Names by which this server may be asked for: any other is a page elsewhere that reaches for it (DNS rebinding).
    let hosts: [String]

    package func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        guard isAsked(byName: request.head.authority) else {
            return plain(421, "this server is not asked for by that name\n")
        }
        guard request.method == .get || request.method == .head else {
            var response = plain(405, "this server only answers questions: GET or HEAD\n")
            response.headers[.allow] = "GET, HEAD"
            return response
        }
        let reply = await waiting(for: request.uri.string)
        return response(
            reply, isKnown: request.headers[.ifNoneMatch].map { $0.contains(reply.tag) } ?? false, isHead: request.method == .head)
    }

    private func isAsked(byName authority: String?) -> Bool {
        guard let authority = authority?.lowercased() else { return false }
        return hosts.contains { host in
            authority == host || authority.hasPrefix(host + ":") && authority.dropFirst(host.count + 1).allSatisfy(\.isNumber)
        }
    }

    /// The store is read on a thread that may wait.
    private func waiting(for address: String) async -> Reply {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: site.reply(to: address)) }
        }
    }

    private func response(_ reply: Reply, isKnown: Bool, isHead: Bool) -> Response {
        var headers = Self.headers
        headers[.contentType] = reply.type
        guard reply.status == 200 else {
            return Response(status: .init(code: reply.status), headers: headers, body: body(reply.body, isHead))
        }
        headers[.eTag] = reply.tag
        if isKnown { return Response(status: .notModified, headers: headers) }
        return Response(status: .ok, headers: headers, body: body(reply.body, isHead))
    }

    private func body(_ text: String, _ isHead: Bool) -> ResponseBody {
        isHead ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(string: text))
    }

    private func plain(_ status: Int, _ text: String) -> Response {
        response(Reply(status, type: "text/plain; charset=utf-8", body: text), isKnown: false, isHead: false)
    }

    /// Nothing is loaded from elsewhere, nothing runs, nobody frames it, and a type is what it says.
    private static let headers: HTTPFields = {
        var headers = HTTPFields()
        let rules: [(String, String)] = [
            (
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
            ),
            ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cache-Control", "no-cache"),
        ]
        for (name, value) in rules {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        return headers
    }()
}
