package import Foundation
import HTTPTypes
package import Hummingbird
package import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import Queries
import Synchronization

/// The pages and the API over HTTP: read-only, for this machine unless the settings say otherwise.
///
/// It runs until it is asked to stop, as a service of swift-service-lifecycle, finishing the answers it has begun.
package struct WebService: ApplicationProtocol {
    package let configuration: ApplicationConfiguration
    package let responder: WebResponder

    private let place: WebDoor.Place
    private let seats: Int

    /// - Parameters:
    ///   - store: the store's file; it may come later than the service.
    ///   - door: where to listen, and whom to let in.
    ///   - seats: more than this are never connected at once.
    package init(store: URL, at door: WebDoor, seats: Int = 256) {
        self.seats = seats
        place = door.place
        configuration = ApplicationConfiguration(address: door.address, serverName: nil, backlog: 1024)
        responder = WebResponder(desk: AnswerDesk(store), doorkeeper: Doorkeeper(door))
    }

    /// For this machine alone.
    package init(store: URL, host: String = "127.0.0.1", port: Int) {
        self.init(store: store, at: WebDoor(.port(port, host: host)))
    }

    /// Listens until it is asked to stop.
    package func run() async throws {
        guard case .inherited(let socket) = place else {
            return try await Application(responder: responder, server: server, configuration: configuration).run()
        }
        let logger = Logger(label: "Hummingbird")
        let room = WaitingRoom(seats: seats)
        let guests = HTTP1Channel(
            responder: { [responder] request, writer, _ in try await responder.answer(request, writer) },
            configuration: Self.manners(room))
        try await InheritedServer(socket: socket, room: room, guests: guests, logger: logger).run()
    }

    package var server: HTTPServerBuilder {
        .http1(configuration: Self.manners(WaitingRoom(seats: seats)))
    }

    /// A client that has not said what it wants after ten seconds has gone.
    private static func manners(_ room: WaitingRoom) -> HTTP1Channel.Configuration {
        .init(
            additionalChannelHandlers: [GuestWatch(room)], idleTimeout: .seconds(10),
            httpDecoderConfiguration: .init(maxHeaderFieldSize: 16_384, maxHeaderListSize: 16_384, maxHeaderFieldCount: 100))
    }
}

extension WebDoor {
    /// Where Hummingbird binds; what was inherited is bound already.
    fileprivate var address: BindAddress {
        switch place {
        case .port(let port, let host): .hostname(host, port: port)
        case .socket(let path): .unixDomainSocket(path: path)
        case .inherited(let socket): .unixDomainSocket(path: socket.description)
        }
    }
}

/// HTTP around the site: who may ask, how, and what a browser must not do with the answer.
package struct WebResponder: HTTPResponder {
    package typealias Context = BasicRequestContext

    let desk: AnswerDesk
    let doorkeeper: Doorkeeper

    package func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        await counted(request)
    }

    /// The same where Hummingbird's application does not stand around it.
    func answer(_ request: Request, _ writer: consuming ResponseWriter) async throws {
        var response = await counted(request)
        response.headers[.date] = HeaderRules.date(Date())
        try await writer.write(response: response.head, body: response.body)
    }

    private func counted(_ request: Request) async -> Response {
        let begun = ContinuousClock.now
        let response = await response(to: request)
        desk.tally.count(response.status.code, taking: .now - begun)
        return response
    }

    private func response(to request: Request) async -> Response {
        let address = request.uri.string
        let origin = doorkeeper.origin(of: request.head)
        if request.method == .options, origin != nil { return preflight(origin) }
        let path = address.prefix { $0 != "?" }
        let answer: Answer
        if let problem = doorkeeper.refusal(of: request.head, path: path) {
            answer = Answer(Site.refusal(problem, of: address))
        } else {
            answer = await desk.answer(to: address, path: path)
        }
        return response(answer, to: request, origin)
    }

    private func response(_ answer: Answer, to request: Request, _ origin: String?) -> Response {
        var headers = HeaderRules.fields(for: answer, origin: origin)
        if answer.status == 200, let known = request.headers[.ifNoneMatch], answer.isKnown(known) {
            return Response(status: .notModified, headers: headers)
        }
        var body = answer.plain
        if let accepted = request.headers[.acceptEncoding], Gzip.isWelcome(accepted), let packed = answer.packed {
            headers[.contentEncoding] = "gzip"
            body = packed
        }
        let size = body.readableBytes
        return Response(
            status: .init(code: answer.status), headers: headers,
            body: request.method == .head
                ? ResponseBody(contentLength: size) { try await $0.finish(nil) } : ResponseBody(byteBuffer: body))
    }

    /// What a browser asks before it lets a page elsewhere name a token (Fetch Standard §3.2.2).
    private func preflight(_ origin: String?) -> Response {
        Response(status: .noContent, headers: HeaderRules.preflight(origin: origin))
    }
}

/// Where answers come from: the shelf, or the store, which is read on threads that may wait.
final class AnswerDesk: Sendable {
    let tally = RequestTally()
    private let store: URL
    private let site: Site
    private let shelf = AnswerShelf()
    private let version = Mutex<StoreVersion?>(nil)
    private let heavy: HeavyLane

    init(_ store: URL) {
        self.store = store
        let door = LedgerDoor(store)
        let site = Site(tally: tally) { () throws(LedgerError) in try door.ledger() }
        self.site = site
        heavy = HeavyLane(site)
    }

    func answer(to address: String, path: Substring) async -> Answer {
        if Site.isHeavy(path) { return await heavy.answer(to: address) }
        // The version is read first: what is written meanwhile makes the answer too new for its name, never too old.
        guard Site.isLasting(path), let number = storeVersion?.number else { return await waiting(for: address) }
        if let answer = shelf.answer(to: address, at: number) { return answer }
        let answer = await waiting(for: address)
        if answer.status == 200 { shelf.keep(answer, to: address, at: number) }
        return answer
    }

    private func waiting(for address: String) async -> Answer {
        let site = site
        do {
            return try await NIOThreadPool.singleton.runIfActive { Answer(site.reply(to: address)) }
        } catch {
            return Answer(Site.refusal(Problem(status: 503, title: "Stopping", detail: "the daemon is about to stop"), of: address))
        }
    }

    /// Nil until there is a store.
    private var storeVersion: StoreVersion? {
        version.withLock { version in
            if version == nil, FileManager.default.fileExists(atPath: store.path) { version = StoreVersion(at: store) }
            return version
        }
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

/// Answers one question after the other, each for a minute the same: for what reads the whole store.
final class HeavyLane: Sendable {
    private let site: Site
    private let queue = DispatchQueue(label: "heavy questions", qos: .utility)
    private let kept = Mutex<[String: (answer: Answer, until: ContinuousClock.Instant)]>([:])

    init(_ site: Site) {
        self.site = site
    }

    func answer(to address: String) async -> Answer {
        if let answer = keptAnswer(to: address) { return answer }
        return await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.madeAnswer(to: address)) }
        }
    }

    private func madeAnswer(to address: String) -> Answer {
        if let answer = keptAnswer(to: address) { return answer }
        let answer = Answer(site.reply(to: address))
        if answer.status == 200 {
            kept.withLock { kept in
                if kept.count >= 16 { kept.removeAll() }
                kept[address] = (answer, .now + .seconds(60))
            }
        }
        return answer
    }

    private func keptAnswer(to address: String) -> Answer? {
        kept.withLock { kept in kept[address].flatMap { $0.until > .now ? $0.answer : nil } }
    }
}
