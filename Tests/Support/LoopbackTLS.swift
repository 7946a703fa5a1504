import Foundation
import Glibc

/// A TLS server on loopback: the `openssl` command with a certificate made for the test.
///
/// It serves files that hold whole answers, head and body, as its option `-HTTP` has it.
package final class LoopbackTLS {
    /// What is wrong with the certificate.
    package enum Certificate: String, CaseIterable, Sendable {
        case good, expired, otherHost, selfSigned
    }

    package let port: Int
    /// The authority that has signed the certificate.
    package var authority: String { folder.appending(path: "ca.pem").path }
    private let folder: URL
    private let process: Process

    /// Whether there is an `openssl` to make certificates with.
    package static var isAvailable: Bool { FileManager.default.isExecutableFile(atPath: openssl) }
    private static let openssl = "/usr/bin/openssl"

    /// Starts a server; `files` are its answers by name, such as "page": "HTTP/1.1 200 OK\r\n…".
    package init(_ certificate: Certificate, files: [String: String]) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "figured-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files {
            try Data(text.utf8).write(to: folder.appending(path: name))
        }
        try Self.make(certificate, in: folder)
        let output = Pipe()
        process = try Self.start(
            ["s_server", "-accept", "127.0.0.1:0", "-cert", "cert.pem", "-key", "key.pem", "-HTTP"], in: folder, output)
        port = try Self.port(in: output.fileHandleForReading)
    }

    deinit {
        // SIGTERM may be blocked: the process inherits the signal mask of whichever thread has started it.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            print("left behind: \(folder.path)")
        }
    }

    private static func make(_ certificate: Certificate, in folder: URL) throws {
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        try run(
            ["req", "-x509", "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=authority of the test"] + key, in: folder)
        let name = "subjectAltName=" + (certificate == .otherHost ? "DNS:elsewhere.invalid" : "IP:127.0.0.1")
        if certificate == .selfSigned {
            let itself = ["req", "-x509", "-keyout", "key.pem", "-out", "cert.pem", "-days", "2", "-subj", "/CN=self", "-addext", name]
            return try run(itself + key, in: folder)
        }
        try Data(name.utf8).write(to: folder.appending(path: "names"))
        try run(["req", "-keyout", "key.pem", "-out", "request.pem", "-subj", "/CN=leaf"] + key, in: folder)
        let days = certificate == .expired ? "-1" : "2"
        try run(
            [
                "x509", "-req", "-in", "request.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", days, "-extfile",
                "names",
                "-out", "cert.pem",
            ], in: folder)
    }

    private static func run(_ arguments: [String], in folder: URL) throws {
        let process = try start(arguments, in: folder, Pipe())
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw LoopbackFault(message: "openssl \(arguments[0]) failed") }
    }

    private static func start(_ arguments: [String], in folder: URL, _ output: Pipe) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: openssl)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// Reads on until the server tells its port: "ACCEPT 127.0.0.1:40123".
    private static func port(in output: FileHandle) throws -> Int {
        var text = ""
        while true {
            let bytes = output.availableData
            guard !bytes.isEmpty else { throw LoopbackFault(message: "openssl s_server has ended: \(text)") }
            text += String(decoding: bytes, as: UTF8.self)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            if let line = lines.first(where: { $0.hasPrefix("ACCEPT ") }), let port = line.split(separator: ":").last.flatMap({ Int($0) }) {
                return port
            }
        }
    }
}
