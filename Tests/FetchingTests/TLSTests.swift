import Fetching
import Figures
import Foundation
import Support
import Testing

@Suite(.enabled(if: LoopbackTLS.isAvailable, "the command openssl is missing, so no certificates can be made"))
struct TLSTests {
    private static let files = [
        "page": "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npage",
        "down": "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n",
    ]

    /// The beginning of the error's sentence; nil for the page.
    static let table: [(certificate: LoopbackTLS.Certificate, path: String, isKnown: Bool, error: String?)] = [
        (.good, "page", true, nil),
        (.good, "page", false, "TLS refused: the certificate of 127.0.0.1 is signed by an "),
        (.expired, "page", true, "TLS refused: the certificate of 127.0.0.1 has expired"),
        (.otherHost, "page", true, "TLS refused: the certificate is for another host than 127.0.0.1"),
        (.selfSigned, "page", true, "TLS refused: the certificate of 127.0.0.1 is self-signed"),
        (.good, "down", true, "redirect refused: from https to http"),
    ]

    @Test(arguments: table)
    func `a certificate is verified, and the fault named`(
        certificate: LoopbackTLS.Certificate, path: String, isKnown: Bool, error: String?
    ) async throws {
        let server = try LoopbackTLS(certificate, files: Self.files)
        let fetcher = try Fetcher(quickSettings { if isKnown { $0.caBundle = server.authority } })
        let visit = try await fetcher.visit(request("https://127.0.0.1:\(server.port)/\(path)"))
        switch visit.result {
        case .success(let download):
            #expect(error == nil)
            #expect(download.body == Array("page".utf8))
        case .failure(let found):
            let sentence = try #require(error, "\(found)")
            #expect(found.description.hasPrefix(sentence), "\(found)")
        }
        await fetcher.close()
    }

    @Test func `without a CA bundle https fails by name, and the operator is told at start`() async throws {
        let server = try LoopbackTLS(.good, files: Self.files)
        let settings = quickSettings { $0.caBundle = "/nowhere/ca.pem" }
        #expect(settings.notices.contains { $0.contains("/nowhere/ca.pem") })
        let fetcher = try Fetcher(settings)
        await #expect(throws: FetchError.noCertificates(path: "/nowhere/ca.pem")) {
            try await fetcher.download(request("https://127.0.0.1:\(server.port)/page"))
        }
        await fetcher.close()
    }

    @Test func `a server without TLS is no https server`() async throws {
        let server = try LoopbackServer { _, connection in connection.answer("200 OK", [], "page") }
        let fetcher = try Fetcher(quickSettings { $0.totalTimeout = .seconds(2) })
        let address = server.base.replacing("http://", with: "https://")
        let error = await #expect(throws: FetchError.self) { try await fetcher.download(request(address)) }
        #expect(try #require(error).retry == .backOff)
        #expect(server.asked.isEmpty)
        await fetcher.close()
    }
}

@Suite struct FetchSettingsTests {
    static let faults: [(change: @Sendable (inout FetchSettings) -> Void, sentence: String)] = [
        ({ $0.userAgent = "" }, "bad setting: the user agent"), ({ $0.userAgent = "a\r\nX: y" }, "bad setting: the user agent"),
        ({ $0.maximumBytes = 0 }, "bad setting: maximum bytes 0"), ({ $0.connectTimeout = .zero }, "bad setting: connect timeout"),
        ({ $0.totalTimeout = .seconds(86_400) }, "bad setting: total timeout"),
        ({ $0.lowSpeedTime = .milliseconds(500) }, "bad setting: low"),
        ({ $0.maximumRedirects = -1 }, "bad setting: maximum redirects"), ({ $0.connectionsPerHost = 0 }, "bad setting: connections per"),
        ({ $0.connections = 100_000 }, "bad setting: connections 100000"),
        ({ $0.perHostDelay = .seconds(-1) }, "bad setting: delay per host"),
    ]

    @Test(arguments: faults)
    func `a setting out of its range is named`(change: @Sendable (inout FetchSettings) -> Void, sentence: String) throws {
        let error = #expect(throws: FetchError.self) { try Fetcher(quickSettings(change)) }
        #expect(try #require(error).description.hasPrefix(sentence), "\(String(describing: error))")
    }

    @Test func `the operator is told of a proxy`() {
        #expect(quickSettings().notices.isEmpty)
        #expect(quickSettings { $0.proxy = "http://127.0.0.1:3128" }.notices.count == 1)
    }
}
