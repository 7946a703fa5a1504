package import Foundation
import Glibc
package import Logging
import ServiceLifecycle

/// Where `figured reload` knocks: a Unix socket that only the daemon's user and root may open.
///
/// A visitor writes one word on a line; the answer is "ok" or "refused" on a line, and what there is to say.
package struct ControlDoor: Service {
    private let path: String
    private let logger: Logger
    private let answer: @Sendable (String) async -> String

    package init(at path: String, logger: Logger, answer: @escaping @Sendable (String) async -> String) {
        self.path = path
        self.logger = logger
        self.answer = answer
    }

    /// In systemd's runtime directory; where the settings are the system's, in the same place; beside the store elsewhere.
    package static func path(
        settings: URL, store: () throws -> URL, environment: [String: String] = ProcessInfo.processInfo.environment
    ) rethrows -> String {
        if let given = environment["RUNTIME_DIRECTORY"]?.split(separator: ":").first { return "\(given)/control" }
        if settings.standardizedFileURL.path.hasPrefix("/etc/") { return "/run/figured/control" }
        return try store().path + ".control"
    }

    package func run() async throws {
        guard let listener = Listener(path) else {
            logger.info("no \(path): `figured reload` cannot ask this daemon; send it SIGHUP instead")
            return await wait()
        }
        await cancelWhenGracefulShutdown {
            for await visitor in listener.visitors {
                visitor.leave(with: await answer(visitor.word))
            }
        }
        listener.close()
    }

    /// A service that ends would take the others with it.
    private func wait() async {
        await cancelWhenGracefulShutdown {
            do {
                while true { try await Task.sleep(for: .seconds(3600)) }
            } catch {
                return
            }
        }
    }
}

/// Somebody who has asked, and waits.
private struct Visitor: Sendable {
    let descriptor: Int32
    let word: String

    /// Nil where nobody speaks within two seconds.
    init?(_ descriptor: Int32) {
        var patience = timeval(tv_sec: 2, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var buffer = [UInt8](repeating: 0, count: 64)
        let count = read(descriptor, &buffer, buffer.count)
        guard count > 0 else {
            Glibc.close(descriptor)
            return nil
        }
        self.descriptor = descriptor
        word = String(decoding: buffer.prefix(count), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    func leave(with answer: String) {
        UnixSocket.write(answer + "\n", to: descriptor)
        Glibc.close(descriptor)
    }
}

/// The open door; a thread of its own waits at it.
private struct Listener: Sendable {
    let visitors: AsyncStream<Visitor>
    private let descriptor: Int32
    private let path: String

    init?(_ path: String) {
        // Whoever holds the store's lock owns the socket beside it: one left behind is nobody's.
        unlink(path)
        guard let descriptor = UnixSocket.open(path, as: bind), chmod(path, 0o600) == 0, listen(descriptor, 8) == 0 else { return nil }
        let (stream, door) = AsyncStream.makeStream(of: Visitor.self)
        Thread.detachNewThread {
            while true {
                let guest = accept(descriptor, nil, nil)
                if guest < 0 && (errno == EINTR || errno == ECONNABORTED) { continue }
                guard guest >= 0 else { break }
                if let visitor = Visitor(guest) { door.yield(visitor) }
            }
            door.finish()
        }
        (self.descriptor, self.path, visitors) = (descriptor, path, stream)
    }

    /// Wakes the thread, which then ends.
    func close() {
        shutdown(descriptor, Int32(SHUT_RDWR))
        Glibc.close(descriptor)
        unlink(path)
    }
}

/// What both sides of the door need.
package enum UnixSocket {
    /// Asks the daemon behind the socket; nil when nobody is there.
    package static func ask(_ word: String, at path: String) -> String? {
        guard let descriptor = open(path, as: connect) else { return nil }
        defer { Glibc.close(descriptor) }
        write(word + "\n", to: descriptor)
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            answer += buffer.prefix(count)
        }
        return String(decoding: answer, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    static func open(_ path: String, as act: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        let result = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { act(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
        if result == 0 { return descriptor }
        Glibc.close(descriptor)
        return nil
    }

    static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}
