import Fetching
import Figures
import Foundation
import Support
import Testing

/// Settings for loopback: the limits are small, so that tests are quick.
func quickSettings(_ change: (inout FetchSettings) -> Void = { _ in }) -> FetchSettings {
    var settings = FetchSettings()
    settings.userAgent = "figured-test/1.0 (desk@example.org)"
    settings.maximumBytes = 1 << 20
    settings.connectTimeout = .seconds(2)
    settings.totalTimeout = .seconds(8)
    settings.lowSpeedTime = .seconds(1)
    settings.perHostDelay = .zero
    settings.connectionsPerHost = 8
    change(&settings)
    return settings
}

/// A request to loopback, which is private and therefore opted in.
func request(_ address: String, validators: Validators = Validators(), obeysRobots: Bool = false) throws -> Request {
    let url = try #require(URL(string: address))
    return Request(url: url, validators: validators, allowPrivate: true, obeysRobots: obeysRobots)
}

@Suite struct DownloadTests {
    @Test func `a page comes with its headers, and its validators byte for byte`() async throws {
        let server = try LoopbackServer { _, connection in
            connection.answer(
                "200 OK",
                [
                    "Content-Type: text/html; charset=utf-8", "ETag: W/\"a b\"", "Last-Modified: yesterday, roughly",
                    "Cache-Control: public, max-age=600", "Set-Cookie: a=b",
                ], "<p>At least 40 people")
        }
        let fetcher = try Fetcher(quickSettings())
        let download = try await fetcher.download(request(server.base + "/news?a=1#top"))
        #expect(download.url.absoluteString == server.base + "/news?a=1")
        #expect(download.status == 200)
        #expect(String(decoding: download.body, as: UTF8.self) == "<p>At least 40 people")
        #expect(download.contentType == "text/html; charset=utf-8")
        #expect(download.validators == Validators(etag: "W/\"a b\"", lastModified: "yesterday, roughly"))
        #expect(download.freshFor == .seconds(600))
        #expect(download.movedTo == nil)
        #expect(server.asked.map(\.path) == ["/news?a=1"])
        #expect(server.asked.first?.value(of: "User-Agent") == "figured-test/1.0 (desk@example.org)")
        await fetcher.close()
    }
}
