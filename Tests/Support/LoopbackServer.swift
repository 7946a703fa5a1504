import Foundation
import Glibc
import Synchronization

/// A server on loopback that says exactly the bytes a test wants, fit for HTTP or not.
///
/// Each connection has a thread; the script gets each request's first line and headers, and writes what it likes.
package final class LoopbackServer: Sendable {
    /// What a client has asked.
    package struct Asked: Sendable {
        package let path: String
        /// The request's lines, the first included.
        package let lines: [String]
        package let body: String

        package func value(of header: String) -> String? {
            lines.dropFirst().first { $0.lowercased().hasPrefix(header.lowercased() + ":") }
                .map { $0.dropFirst(header.count + 1).trimmingCharacters(in: .whitespaces) }
        }
    }

    package typealias Script = @Sendable (Asked, LoopbackConnection) -> Void

    package let port: Int
    private let listener: Int32
    private let host: String
    private let accepted = Mutex(0)
    private let log = Mutex<[Asked]>([])

    /// "http://127.0.0.1:40123"
    package var base: String { "http://\(host):\(port)" }

    /// How many connections were made so far.
    package var connections: Int { accepted.withLock { $0 } }

    /// What was asked so far, in order.
    package var asked: [Asked] { log.withLock { $0 } }

    /// Opens a server at any free port of an IPv4 or IPv6 address of this machine.
    package init(host: String = "127.0.0.1", _ script: @escaping Script) throws {
        let isIPv6 = host.contains(":")
        let listener = socket(isIPv6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        self.host = isIPv6 ? "[\(host)]" : host
        guard let port = isIPv6 ? Self.openIPv6(listener, host) : Self.openIPv4(listener, host) else {
            throw LoopbackFault(message: "no port at \(host): \(String(cString: strerror(errno)))")
        }
        self.port = port
        Thread.detachNewThread { [weak self] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0, let self else { return }
                self.serve(LoopbackConnection(client), script)
            }
        }
    }

    private static func openIPv4(_ listener: Int32, _ host: String) -> Int? {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else { return nil }
        return open(listener, &address).map { Int(UInt16(bigEndian: $0.sin_port)) }
    }

    private static func openIPv6(_ listener: Int32, _ host: String) -> Int? {
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        guard inet_pton(AF_INET6, host, &address.sin6_addr) == 1 else { return nil }
        return open(listener, &address).map { Int(UInt16(bigEndian: $0.sin6_port)) }
    }

    /// Listens at any free port of the address, and gives the address with that port.
    private static func open<Address>(_ listener: Int32, _ address: inout Address) -> Address? {
        var length = socklen_t(MemoryLayout<Address>.size)
        let isOpen = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 1024) == 0 && getsockname(listener, address, &length) == 0
            }
        }
        return isOpen ? address : nil
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        Glibc.close(listener)
    }

    private func serve(_ connection: LoopbackConnection, _ script: @escaping Script) {
        accepted.withLock { $0 += 1 }
        Thread.detachNewThread { [weak self] in
            while connection.isOpen, let asked = connection.readRequest() {
                self?.log.withLock { $0.append(asked) }
                script(asked, connection)
            }
            connection.close()
        }
    }
}

package struct LoopbackFault: Error, CustomStringConvertible {
    package let message: String
    package var description: String { message }
}

/// The server's end of a connection; used by one thread.
package final class LoopbackConnection: Sendable {
    private let socket: Int32
    private let openness = Mutex(true)

    package private(set) var isOpen: Bool {
        get { openness.withLock { $0 } }
        set { openness.withLock { $0 = newValue } }
    }

    init(_ socket: Int32) {
        self.socket = socket
    }

    /// Sends bytes as they are; false once the client has gone.
    @discardableResult
    package func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while isOpen, sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else {
                isOpen = false
                return false
            }
            sent += count
        }
        return isOpen
    }

    @discardableResult
    package func send(_ text: String) -> Bool {
        send(Array(text.utf8))
    }

    /// A whole answer: "200 OK", header lines, and a body with its length.
    package func answer(_ status: String = "200 OK", _ headers: [String] = [], _ body: String = "") {
        answer(status, headers, Array(body.utf8))
    }

    package func answer(_ status: String, _ headers: [String], _ body: [UInt8]) {
        let lines = ["HTTP/1.1 \(status)"] + headers + ["Content-Length: \(body.count)", "", ""]
        send(Array(lines.joined(separator: "\r\n").utf8) + body)
    }

    /// Ends the connection in order, once the script is done.
    package func end() {
        isOpen = false
    }

    func close() {
        isOpen = false
        Glibc.close(socket)
    }

    /// Ends the connection with a reset, once the script is done.
    package func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
        isOpen = false
    }

    /// Waits until the client goes, at most so long.
    package func hang(seconds: Int = 30) {
        var limit = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var byte: UInt8 = 0
        _ = recv(socket, &byte, 1, 0)
        isOpen = false
    }

    func readRequest() -> LoopbackServer.Asked? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while bytes.count < 1 << 20 {
            let count = recv(socket, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
            if let request = request(in: bytes) { return request }
        }
        return nil
    }

    /// A whole request, its body included; nil as long as some of it is missing.
    private func request(in bytes: [UInt8]) -> LoopbackServer.Asked? {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n").filter { !$0.isEmpty }
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count == 3 else { return nil }
        let body = bytes[end.upperBound...]
        let asked = LoopbackServer.Asked(path: String(words[1]), lines: lines, body: String(decoding: body, as: UTF8.self))
        return body.count >= asked.value(of: "Content-Length").flatMap { Int($0) } ?? 0 ? asked : nil
    }
}

/// Lets the server's thread wait.
package func pause(milliseconds: Int) {
    usleep(useconds_t(milliseconds * 1000))
}
