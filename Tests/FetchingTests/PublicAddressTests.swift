import Fetching
import Figures
import Foundation
import Glibc
import Support
import Testing

private let publicAddress = ProcessInfo.processInfo.environment["FIGURED_PUBLIC_ADDRESS"]

/// What only a public address can show. The tests give themselves one, in a network of their own:
///
///     unshare --net --mount sh -c '
///         ip link set lo up; ip addr add 9.9.9.9/32 dev lo
///         printf "127.0.0.1 localhost inside.test mixed.test\n9.9.9.9 mixed.test outside.test\n" > hosts; mount --bind hosts /etc/hosts
///         echo nameserver 9.9.9.9 > resolv.conf; mount --bind resolv.conf /etc/resolv.conf
///         FIGURED_PUBLIC_ADDRESS=9.9.9.9 swift test --skip-build --filter PublicAddressTests'
@Suite(.enabled(if: publicAddress != nil, "FIGURED_PUBLIC_ADDRESS names no public address of this machine"))
struct PublicAddressTests {
    private func ask(_ address: String) async throws -> Visit {
        let fetcher = try Fetcher(quickSettings())
        let visit = try await fetcher.visit(Request(url: try #require(URL(string: address)), obeysRobots: false))
        await fetcher.close()
        return visit
    }

    static let places = ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "inside.test"]

    @Test(arguments: places)
    func `a redirect from outside to inside is refused at the hop`(place: String) async throws {
        let inside = try LoopbackServer { _, connection in connection.answer("200 OK", [], "secret") }
        let location = "http://\(place):\(inside.port)/"
        let outside = try LoopbackServer(host: try #require(publicAddress)) { _, connection in
            connection.answer("302 Found", ["Location: \(location)"])
        }
        let visit = try await ask(outside.base)
        #expect(throws: FetchError.self) { try visit.result.get() }
        guard case .failure(.refusedRedirect(let reason)) = visit.result else {
            Issue.record("\(visit.result)")
            return
        }
        #expect(reason.hasPrefix("to the private address "))
        #expect(visit.hops.map(\.status) == [302])
        #expect(inside.asked.isEmpty)
    }

    @Test func `of a name's addresses the private ones are left out`() async throws {
        let outside = try LoopbackServer(host: try #require(publicAddress)) { _, connection in connection.answer("200 OK", [], "outside") }
        let visit = try await ask("http://mixed.test:\(outside.port)/")
        #expect(try visit.result.get().body == Array("outside".utf8))
        #expect(visit.hops.map(\.ip) == [publicAddress])
        #expect(visit.hops.allSatisfy { $0.refused.isEmpty || $0.refused == ["127.0.0.1"] })
    }

    @Test func `a name that leads inside is refused`() async throws {
        let inside = try LoopbackServer { _, connection in connection.answer("200 OK", [], "secret") }
        let visit = try await ask("http://inside.test:\(inside.port)/")
        #expect(throws: FetchError.refusedAddress(ip: "127.0.0.1")) { try visit.result.get() }
        #expect(inside.asked.isEmpty)
    }

    @Test func `a resolver that never answers holds up neither the others nor the end`() async throws {
        let resolver = try SilentResolver(host: try #require(publicAddress))
        let outside = try LoopbackServer(host: try #require(publicAddress)) { _, connection in connection.answer("200 OK", [], "outside") }
        let fetcher = try Fetcher(quickSettings { $0.connectTimeout = .seconds(1) })
        let lost = try request("http://lost.test/")
        let task = Task { try await fetcher.download(lost) }
        for page in 0..<10 {
            #expect(try await fetcher.download(request(outside.base + "/\(page)")).body == Array("outside".utf8))
        }
        await #expect(throws: FetchError.tooSlow("connect timeout at lost.test")) { try await task.value }
        let other = try request("http://other.test/")
        let pending = Task { try await fetcher.download(other) }
        try await Task.sleep(for: .milliseconds(100))
        await fetcher.close()
        await #expect(throws: CancellationError.self) { try await pending.value }
        resolver.close()
    }
}

/// Takes questions at the port of DNS and answers none.
private struct SilentResolver {
    private let socket: Int32

    init(host: String) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(53).bigEndian
        inet_pton(AF_INET, host, &address.sin_addr)
        let socket = socket
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        try #require(code == 0, "port 53 of \(host): \(String(cString: strerror(errno)))")
    }

    func close() {
        Glibc.close(socket)
    }
}
