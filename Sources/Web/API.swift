import Foundation
import Queries

/// JSON for programs: the same answers as the command line's. `OpenAPI` describes it.
struct API {
    let ledger: Ledger

    func reply(to asked: Asked) throws -> Reply {
        let path = asked.path
        guard path.count >= 3, path[1] == "v1" else {
            throw Problem.notFound("the API begins at /api/v1/figures; /api/v1/openapi.json describes it")
        }
        switch (path[2], path.count) {
        case ("figures", 3): return try figures(asked)
        case ("figures", 4): return try only(asked) { try ledger.figure(path[3]) }
        case ("figures", 5) where path[4] == "history": return try history(of: path[3], asked)
        case ("figures", 5) where path[4] == "comparison": return try comparison(of: path[3], asked)
        case ("claims", 4): return try only(asked) { try ledger.claim(try Self.number(path[3], of: "claim")) }
        case ("claims", 5) where path[4] == "rewriting": return try rewriting(of: path[3], asked)
        case ("changes", 3): return try changes(asked)
        case ("alerts", 3): return try alerts(asked)
        case ("sources", 3): return try only(asked) { SourcePage(sources: try ledger.sources()) }
        case ("search", 3): return try search(asked)
        case ("discoveries", 3): return try discoveries(asked)
        default: throw Problem.notFound("there is no \(path.joined(separator: "/")); /api/v1/openapi.json says what there is")
        }
    }

    private func figures(_ asked: Asked) throws -> Reply {
        try asked.allow("cursor", "limit")
        let limit = try asked.number("limit", in: 1...1000) ?? 100
        let found = try ledger.figures(after: try asked.cursor(String.self), limit: limit + 1)
        return page(found, limit, asked, cursor: \.figure.name, as: { FigurePage(figures: $0, next: $1) })
    }

    private func history(of name: String, _ asked: Asked) throws -> Reply {
        try asked.allow("claimant", "outlet", "since", "until", "known_at", "cursor", "limit")
        let limit = try asked.number("limit", in: 1...10_000) ?? 1000
        var filter = try asked.points()
        filter.after = try asked.cursor()
        filter.limit = limit + 1
        let history = try ledger.history(of: name, filter)
        let points = Array(history.points.prefix(limit))
        let next = history.points.count > limit ? points.last.map { PointCursor($0).description } : nil
        let text = try HistoryText.json(HistoryPage(history, points: points, next: next))
        return Reply(type: Reply.json, body: text, next: next.map { asked.address(at: $0) })
    }

    private func comparison(of name: String, _ asked: Asked) throws -> Reply {
        try asked.allow("known_at")
        return json(try ledger.comparison(of: name, knownAt: try asked.instant("known_at")))
    }

    private func rewriting(of claim: String, _ asked: Asked) throws -> Reply {
        try asked.allow("from", "to")
        let (from, to) = (try asked.number("from", in: 1...1_000_000), try asked.number("to", in: 1...1_000_000))
        return json(try ledger.rewriting(ofPageOf: try Self.number(claim, of: "claim"), from: from, to: to))
    }

    private func changes(_ asked: Asked) throws -> Reply {
        try asked.allow("figure", "cursor", "limit")
        let limit = try asked.number("limit", in: 1...1000) ?? 100
        let found = try ledger.changes(ChangeFilter(figure: asked.text("figure"), before: try asked.cursor(), limit: limit + 1))
        return page(found, limit, asked, cursor: { "\($0.id)" }, as: { ChangePage(changes: $0, next: $1) })
    }

    private func alerts(_ asked: Asked) throws -> Reply {
        try asked.allow("figure", "cursor", "limit")
        let limit = try asked.number("limit", in: 1...1000) ?? 100
        let found = try ledger.alerts(AlertFilter(figure: asked.text("figure"), before: try asked.cursor(), limit: limit + 1))
        return page(found, limit, asked, cursor: { "\($0.id)" }, as: { AlertPage(alerts: $0, next: $1) })
    }

    private func search(_ asked: Asked) throws -> Reply {
        try asked.allow("q", "cursor", "limit")
        guard let words = asked.text("q") else {
            throw Problem.malformed("q is missing: words of the sentence, such as q=earthquake+killed")
        }
        let limit = try asked.number("limit", in: 1...1000) ?? 100
        let found = try ledger.search(words, before: try asked.cursor(), limit: limit + 1)
        return page(found, limit, asked, cursor: { "\($0.id)" }, as: { FindingPage(claims: $0, next: $1) })
    }

    private func discoveries(_ asked: Asked) throws -> Reply {
        try asked.allow("limit")
        return json(DiscoveryPage(discoveries: try ledger.discoveries(limit: try asked.number("limit", in: 1...1000) ?? 100)))
    }

    /// - Parameter found: one more than `limit`, where there are more.
    private func page<Item>(
        _ found: [Item], _ limit: Int, _ asked: Asked, cursor: (Item) -> String, as answer: ([Item], String?) -> some Encodable
    ) -> Reply {
        let next = found.count > limit ? cursor(found[limit - 1]) : nil
        return json(answer(Array(found.prefix(limit)), next), next: next.map { asked.address(at: $0) })
    }

    private func only(_ asked: Asked, _ answer: () throws -> some Encodable) throws -> Reply {
        try asked.allow()
        return json(try answer())
    }

    private func json(_ answer: some Encodable, next: String? = nil) -> Reply {
        Reply(type: Reply.json, body: Site.json(answer), next: next)
    }

    static func number(_ text: String, of what: String) throws(Problem) -> Int64 {
        guard let number = Int64(text), number > 0 else { throw .notFound("no \(what) is called \(text)") }
        return number
    }
}
