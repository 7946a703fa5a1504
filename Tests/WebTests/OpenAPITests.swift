import Figures
import Foundation
import Queries
import Support
import Testing

@testable import Web

/// The description of the API is what the API answers, key by key.
struct OpenAPITests {
    /// Real answers of every path, among them such as leave out nothing and such as leave out much.
    static let questions = [
        ("/api/v1/figures", ["", "?limit=1", "?cursor=zzz"]), ("/api/v1/figures/{name}", [""]),
        (
            "/api/v1/figures/{name}/history",
            ["", "?limit=2", "?known_at=2024-09-01T00:00:00Z", "?claimant=Army", "?since=2030-01-01"]
        ),
        ("/api/v1/figures/{name}/comparison", ["", "?known_at=2024-09-01T00:00:00Z"]), ("/api/v1/claims/{id}", [""]),
        ("/api/v1/claims/{id}/rewriting", ["", "?from=1&to=2", "?from=2&to=1"]), ("/api/v1/changes", ["", "?figure=gaza-killed&limit=1"]),
        ("/api/v1/alerts", ["", "?limit=1"]), ("/api/v1/sources", [""]), ("/api/v1/search", ["?q=people", "?q=people&limit=1"]),
        ("/api/v1/discoveries", [""]),
    ]

    @Test func `every answer is as described, and every path and shape is described and used`() throws {
        let (store, site) = try Self.filledSite()
        defer { withExtendedLifetime(store) {} }
        let document = try Value(json: site.reply(to: "/api/v1/openapi.json").body)
        let paths = try #require(document["paths"]?.object)
        let check = SchemaCheck(schemas: try #require(document["components"]?["schemas"]?.object))
        #expect(Set(paths.keys) == Set(Self.questions.map(\.0)))
        for (path, questions) in Self.questions {
            let content = paths[path]?["get"]?["responses"]?["200"]?["content"]?["application/json"]
            let schema = try #require(content?["schema"], "\(path)")
            for question in questions {
                let address = path.replacing("{name}", with: "gaza-killed").replacing("{id}", with: "1") + question
                let reply = site.reply(to: address)
                #expect(reply.status == 200, "\(address): \(reply.body)")
                #expect(check.faults(try Value(json: reply.body), schema) == [], "\(address)")
            }
        }
    }

    @Test(arguments: ["/api/v1/figures?limit=0", "/api/v1/figures/none", "/api/v1/nothing", "/api/v1/search"])
    func `every refusal is a problem as described`(address: String) throws {
        let (store, site) = try Self.filledSite()
        defer { withExtendedLifetime(store) {} }
        let document = try Value(json: site.reply(to: "/api/v1/openapi.json").body)
        let check = SchemaCheck(schemas: try #require(document["components"]?["schemas"]?.object))
        let reply = site.reply(to: address)
        let problem = try Value(json: reply.body)
        #expect(check.faults(problem, try #require(check.schemas["Problem"])) == [])
        #expect(problem["status"]?.number == Double(reply.status))
    }

    /// A described parameter is taken, and the answer says what is wrong with one that is not.
    @Test func `every parameter that is described is taken, and no other`() throws {
        let (store, site) = try Self.filledSite()
        defer { withExtendedLifetime(store) {} }
        let samples = [
            "cursor": "", "limit": "5", "known_at": "2024-09-01T00:00:00Z", "figure": "gaza-killed", "claimant": "Army", "outlet": "Rudaw",
            "since": "2024-01-01", "until": "2025-01-01", "from": "1", "to": "2", "q": "people",
        ]
        for endpoint in Endpoint.all {
            let path = endpoint.path.replacing("{name}", with: "gaza-killed").replacing("{id}", with: "1")
            let needed = endpoint.parameters.filter(\.isRequired).map { "\($0.name)=\(samples[$0.name] ?? "")&" }.joined()
            for parameter in endpoint.parameters where !parameter.isRequired {
                let address = "\(path)?\(needed)\(parameter.name)=\(try #require(samples[parameter.name]))"
                #expect(site.reply(to: address).status == 200, "\(address)")
            }
            #expect(site.reply(to: "\(path)?\(needed)sort=up").status == 400)
        }
    }

    @Test(arguments: ["plain", "\"quoted\\back\"", "line\nend\ttab\r", "\u{01}\u{1F}\u{7F}", "غزة 🎈 ‮", "</script>&'/"])
    func `a history is written as every other answer is`(text: String) throws {
        let store = try TestStore()
        let page = try store.says(text, 40_000, on: "2024-08-15", .moreThan, in: "outlet \(text)", at: "https://example.org/1")
        try store.says("Army", 30.5, on: "2024-10-02", .between, high: 31_000, seen: "1969-12-31T23:59:59Z")
        try store.rewrite(page, saying: "Nothing is known.", seen: "2024-10-04T00:00:00Z")
        for filter in [PointFilter.all, PointFilter(knownAt: TestStore.instant("2024-09-01T00:00:00Z"))] {
            let history = try store.ledger().history(of: "gaza-killed", filter)
            let whole = HistoryPage(history, points: history.points, next: "2024-10-02.1.2.3")
            #expect(try HistoryText.json(whole) == String(decoding: try AnswerCoding.json(whole), as: UTF8.self))
        }
    }

    private static func filledSite() throws -> (TestStore, Site) {
        let store = try TestStore()
        let page = try store.says(
            "Health ministry", 40_000, on: "2024-08-15", .moreThan, around: (before: "Rain fell.", after: "So it was."))
        try store.says("Health ministry", 41_638, on: "2024-10-01")
        try store.says("Army", 30_000, on: "2024-10-02", .between, high: 31_000, disagreeingWith: "Health ministry")
        try store.says("Rudaw", 30_500, on: "2024-10-03", disagreeingWith: "Health ministry")
        try store.rewrite(page, saying: "Nothing is known.", seen: "2024-10-04T00:00:00Z")
        try store.mentions(12, at: "Basra", on: "2024-10-01", in: "Rudaw")
        try store.mentions(14, at: "Basra", on: "2024-10-01", in: "The Wire")
        let ledger = try store.ledger()
        return (store, Site { () throws(LedgerError) in ledger })
    }
}
