import Fetching
import Figures
import Foundation
import Glibc

/// Pages a second from nginx on loopback, beside `curl --parallel` in the same run: small pages and pages of 100 kB, 64 connections.
enum FetchBenchmark {
    private static let connections = 64

    /// Prints a line for each size of page; needs nginx and curl in /usr/sbin and /usr/bin.
    static func run(pages: Int = 10_000, rounds: Int = 7) async throws {
        let server = try PageServer(files: ["small": 9_000, "large": 100_000])
        for file in ["small", "large"] {
            let address = "\(server.base)/\(file)"
            var pairs: [(ours: Double, curls: Double)] = []
            // By turns, as other work on the machine comes and goes: each turn of ours is held against curl's just before.
            for _ in 0..<rounds {
                let curls = Double(pages) / (try curl(address, pages: pages))
                pairs.append((ours: Double(pages) / (try await figured(address, pages: pages)), curls: curls))
            }
            pairs.sort { $0.ours / $0.curls < $1.ours / $1.curls }
            let shares = pairs.map { ($0.ours / $0.curls).formatted(.number.precision(.fractionLength(2))) }
            let middle = pairs[rounds / 2]
            print(
                "fetch \(pages) \(file) pages, \(rounds) pairs: figured \(Int(middle.ours)) pages/s, curl --parallel \(Int(middle.curls)) "
                    + "pages/s, ratio \(shares[rounds / 2]), from \(shares[0]) to \(shares[rounds - 1])")
        }
    }

    /// The seconds that we take.
    private static func figured(_ address: String, pages: Int) async throws -> Double {
        var settings = FetchSettings()
        settings.connections = connections
        settings.connectionsPerHost = connections
        settings.perHostDelay = .zero
        let fetcher = try Fetcher(settings)
        let time = try await ContinuousClock().measure {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for worker in 0..<connections {
                    group.addTask { try await fetch(stride(from: worker, to: pages, by: connections), at: address, with: fetcher) }
                }
                try await group.waitForAll()
            }
        }
        await fetcher.close()
        return time / .seconds(1)
    }

    private static func fetch(_ pages: StrideTo<Int>, at address: String, with fetcher: Fetcher) async throws {
        for page in pages {
            guard let url = URL(string: "\(address)?\(page)") else { throw BenchmarkFault("no address: \(address)") }
            _ = try await fetcher.download(Request(url: url, allowPrivate: true, obeysRobots: false))
        }
    }

    /// The seconds that curl takes for the same addresses.
    private static func curl(_ address: String, pages: Int) throws -> Double {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/curl")
        process.arguments = [
            "--silent", "--no-progress-meter", "--fail", "--compressed", "--parallel", "--parallel-immediate", "--parallel-max",
            "\(connections)", "--output",
            "/dev/null", "\(address)?[1-\(pages)]",
        ]
        let time = try ContinuousClock().measure {
            try process.run()
            process.waitUntilExit()
        }
        guard process.terminationStatus == 0 else { throw BenchmarkFault("curl has failed with \(process.terminationStatus)") }
        return time / .seconds(1)
    }
}

struct BenchmarkFault: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// nginx on a free port of loopback, with files of given sizes; it ends with this object.
private final class PageServer {
    let base: String
    private let folder: URL
    private let process = Process()

    init(files: [String: Int]) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "figured-pages-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // nginx drops its privileges, if it has any.
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
        for (name, size) in files {
            try Data((0..<size).map { UInt8(truncatingIfNeeded: 0x61 + $0 % 26) }).write(to: folder.appending(path: name))
        }
        let port = try Self.freePort()
        base = "http://127.0.0.1:\(port)"
        try Data(Self.settings(port: port, folder: folder).utf8).write(to: folder.appending(path: "nginx.conf"))
        process.executableURL = URL(filePath: "/usr/sbin/nginx")
        process.arguments = [
            "-c", folder.appending(path: "nginx.conf").path, "-p", folder.path, "-e", folder.appending(path: "error.log").path,
        ]
        try process.run()
        try Self.wait(until: port)
    }

    deinit {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            print("left behind: \(folder.path)")
        }
    }

    private static func settings(port: Int, folder: URL) -> String {
        """
        daemon off; master_process off; pid nginx.pid;
        events { worker_connections 1024; }
        http {
            access_log off; sendfile on; keepalive_requests 100000000;
            client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
            server { listen 127.0.0.1:\(port) backlog=1024; root \(folder.path); }
        }
        """
    }

    /// A port that was free a moment ago.
    private static func freePort() throws -> Int {
        try withSocket { socket, address in
            var address = address
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let isBound = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
                }
            }
            guard isBound else { throw BenchmarkFault("no free port on loopback") }
            return Int(UInt16(bigEndian: address.sin_port))
        }
    }

    /// Waits until somebody listens at the port, ten seconds at most.
    private static func wait(until port: Int) throws {
        for _ in 0..<1000 {
            let isOpen = try withSocket { socket, address in
                var address = address
                address.sin_port = UInt16(port).bigEndian
                return withUnsafePointer(to: &address) { pointer in
                    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                    }
                }
            }
            if isOpen { return }
            usleep(10_000)
        }
        throw BenchmarkFault("nginx does not answer at port \(port)")
    }

    private static func withSocket<Value>(_ work: (Int32, sockaddr_in) throws -> Value) throws -> Value {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { throw BenchmarkFault("no socket") }
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return try work(socket, address)
    }
}
