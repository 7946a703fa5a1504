import Glibc

/// A listening socket that somebody else has opened and goes on holding, such as systemd (sd_listen_fds(3)): whoever comes while we
/// are not there waits in its queue.
///
///     127.0.0.1:8765, [::1]:8765, /run/figured.sock
package struct InheritedSocket: Sendable, CustomStringConvertible {
    let descriptor: CInt
    /// The address of this machine that it is bound to; nil: it is a Unix socket.
    let host: String?
    package let description: String

    /// Nil where nobody can listen on the descriptor: it is a file, or a socket of another kind.
    package init?(_ descriptor: CInt) {
        guard Self.option(SO_ACCEPTCONN, of: descriptor) == 1, let name = Self.name(of: descriptor) else { return nil }
        self.descriptor = descriptor
        host = name.port == nil ? nil : name.host
        description = name.port.map { (name.host.contains(":") ? "[\(name.host)]" : name.host) + ":\($0)" } ?? name.host
    }

    /// Whether other machines can reach it.
    package var isWide: Bool {
        host.map { $0 != "::1" && !$0.hasPrefix("127.") } ?? false
    }

    private static func option(_ name: CInt, of descriptor: CInt) -> CInt? {
        var value: CInt = 0
        var size = socklen_t(MemoryLayout<CInt>.size)
        return getsockopt(descriptor, SOL_SOCKET, name, &value, &size) == 0 ? value : nil
    }

    /// What the socket is bound to: an address and a port, or a path.
    private static func name(of descriptor: CInt) -> (host: String, port: String?)? {
        var address = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutableBytes(of: &address) { bytes in
            let start = bytes.bindMemory(to: sockaddr.self).baseAddress
            guard let start, getsockname(descriptor, start, &size) == 0 else { return nil }
            if Int32(start.pointee.sa_family) == AF_UNIX {
                let path = bytes[MemoryLayout<sa_family_t>.size..<Int(size)].prefix { $0 != 0 }
                return (path.isEmpty ? "a Unix socket" : String(decoding: path, as: UTF8.self), nil)
            }
            var (host, port) = ([CChar](repeating: 0, count: 64), [CChar](repeating: 0, count: 8))
            let flags = NI_NUMERICHOST | NI_NUMERICSERV
            guard getnameinfo(start, size, &host, socklen_t(host.count), &port, socklen_t(port.count), flags) == 0 else { return nil }
            return (Self.text(host), Self.text(port))
        }
    }

    private static func text(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
