import Fetching
import Figures
import Foundation
import Support
import Testing

@Suite struct PostTests {
    @Test func `a body is posted to where the operator says, and the next call asks again`() async throws {
        let server = try LoopbackServer { asked, connection in
            connection.answer(
                asked.path == "/hook" ? "204 No Content" : "200 OK", ["Content-Type: text/plain"], asked.path == "/hook" ? "" : "news")
        }
        let fetcher = try Fetcher(quickSettings())
        let url = try #require(URL(string: "\(server.base)/hook"))
        let status = try await fetcher.post(
            Array("{}".utf8), to: url, headers: ["Content-Type: application/json"], allowPrivate: true, timeout: .seconds(8))
        #expect(status == 204)
        #expect(server.asked.first?.lines.first?.hasPrefix("POST /hook ") == true)
        #expect(server.asked.first?.body == "{}")
        #expect(server.asked.first?.value(of: "Content-Type") == "application/json")
        let download = try await fetcher.download(request("\(server.base)/page"))
        #expect(String(decoding: download.body, as: UTF8.self) == "news")
        #expect(server.asked.last?.lines.first?.hasPrefix("GET /page ") == true)
        await #expect(throws: FetchError.refusedAddress(ip: "127.0.0.1")) {
            try await fetcher.post([], to: url, headers: [], allowPrivate: false, timeout: .seconds(8))
        }
        await fetcher.close()
    }
}
