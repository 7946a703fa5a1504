package import Foundation
import Hummingbird
import Logging
import NIOCore

/// Serves the sample newsroom on loopback, for as long as somebody needs it.
package struct NewsroomServer: Sendable {
    private let newsroom: Newsroom
    private let port: Int

    /// - Parameter port: 0...65535; 0 takes any free port.
    package init(_ newsroom: Newsroom, port: Int = 0) {
        self.newsroom = newsroom
        self.port = port
    }

    /// Runs the server while the work goes on, and stops it after.
    ///
    /// - Parameter work: is given the server's address: http://127.0.0.1:PORT
    /// - Throws: what the work throws, or why the server cannot listen.
    package func serving<Outcome: Sendable>(_ work: @escaping @Sendable (URL) async throws -> Outcome) async throws -> Outcome {
        let (ports, opened) = AsyncStream.makeStream(of: Int.self)
        let application = application { opened.yield($0) }
        return try await withThrowingTaskGroup(of: Outcome?.self) { group in
            defer { group.cancelAll() }
            group.addTask {
                try await run(application)
                return nil
            }
            group.addTask {
                for await port in ports {
                    guard let base = URL(string: "http://127.0.0.1:\(port)") else { continue }
                    return try await work(base)
                }
                return nil
            }
            while let outcome = try await group.next() {
                if let outcome { return outcome }
            }
            throw CancellationError()
        }
    }

    private func run(_ application: some ApplicationProtocol) async throws {
        do {
            try await application.run()
        } catch let error as IOError {
            throw NewsroomError("the newsroom cannot listen on 127.0.0.1:\(port) (\(error)): give another port, or 0 for any")
        }
    }

    private func application(opened: @escaping @Sendable (Int) -> Void) -> some ApplicationProtocol {
        let router = Router()
        router.get("/") { request, _ in await respond(to: request) }
        router.get("**") { request, _ in await respond(to: request) }
        var logger = Logger(label: "newsroom")
        logger.logLevel = .critical
        return Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: port), serverName: "newsroom"),
            onServerRunning: { channel in
                if let port = channel.localAddress?.port { opened(port) }
            }, logger: logger)
    }

    private func respond(to request: Request) async -> Response {
        let base = "http://\(request.head.authority ?? "127.0.0.1")"
        guard let answer = await newsroom.answer(to: request.uri.path, base: base) else {
            return Response(status: .notFound, body: .init(byteBuffer: ByteBuffer(string: "There is nothing here, or not yet.\n")))
        }
        let changed = httpDate(answer.changed)
        var headers = HTTPFields()
        headers[.eTag] = answer.etag
        headers[.lastModified] = changed
        headers[.cacheControl] = "no-cache"
        if isUnchanged(request, etag: answer.etag, changed: changed) {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = answer.type.rawValue
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: answer.text)))
    }

    /// RFC 9110 §13.2.2: `If-None-Match` decides alone where it is sent, else `If-Modified-Since`.
    private func isUnchanged(_ request: Request, etag: String, changed: String) -> Bool {
        if let known = request.headers[.ifNoneMatch] {
            return known.split(separator: ",").contains { $0.trimmingCharacters(in: .whitespaces) == etag }
        }
        return request.headers[.ifModifiedSince] == changed
    }
}
