import Foundation
import Queries

/// JSON for programs: the same answers as the command line's.
struct API {
    let ledger: Ledger

    func reply(to asked: Asked) throws -> Reply {
        let path = asked.path
        guard path.count >= 3, path[1] == "v1" else { throw Problem.notFound("the API begins at /api/v1/figures") }
        switch (path[2], path.count) {
        case ("figures", 3): return try figures(asked)
        case ("figures", 4): return try only(asked) { try ledger.figure(path[3]) }
        case ("figures", 5) where path[4] == "history": return try history(of: path[3], asked)
        case ("figures", 5) where path[4] == "comparison":
            try asked.allow("known_at")
            return json(try ledger.comparison(of: path[3], knownAt: try asked.instant("known_at")))
        case ("claims", 4): return try only(asked) { try ledger.claim(try Self.number(path[3], of: "claim")) }
        case ("alerts", 3): return try alerts(asked)
        case ("sources", 3): return try only(asked) { SourcePage(sources: try ledger.sources()) }
        default: throw Problem.notFound("there is no \(path.joined(separator: "/"))")
        }
    }

    private func figures(_ asked: Asked) throws -> Reply {
        try asked.allow("after", "limit")
        let limit = try asked.number("limit", in: 1...1000) ?? 100
        let figures = try ledger.figures(after: asked.text("after"), limit: limit + 1)
        return json(FigurePage(figures: Array(figures.prefix(limit)), next: figures.count > limit ? figures[limit - 1].figure.name : nil))
    }

    private func history(of name: String, _ asked: Asked) throws -> Reply {
        try asked.allow("claimant", "outlet", "since", "until", "known_at", "limit", "offset")
        return json(try ledger.history(of: name, try asked.points()))
    }

    private func alerts(_ asked: Asked) throws -> Reply {
        try asked.allow("figure", "before", "limit")
        let limit = try asked.number("limit", in: 1...1000) ?? 100
        let before = try asked.number("before", in: 1...Int.max).map { Int64($0) }
        let alerts = try ledger.alerts(AlertFilter(figure: asked.text("figure"), before: before, limit: limit + 1))
        return json(AlertPage(alerts: Array(alerts.prefix(limit)), next: alerts.count > limit ? alerts[limit - 1].id : nil))
    }

    private func only(_ asked: Asked, _ answer: () throws -> some Encodable) throws -> Reply {
        try asked.allow()
        return json(try answer())
    }

    private func json(_ answer: some Encodable) -> Reply {
        Reply(type: Reply.json, body: Site.json(answer))
    }

    static func number(_ text: String, of what: String) throws(Problem) -> Int64 {
        guard let number = Int64(text), number > 0 else { throw .notFound("no \(what) is called \(text)") }
        return number
    }
}

/// `next` is the value of `after`, or `before`, that gives the next page; absent on the last one.
private struct FigurePage: Encodable {
    let figures: [FigureSummary]
    let next: String?
}

private struct AlertPage: Encodable {
    let alerts: [AlertRecord]
    let next: Int64?
}

private struct SourcePage: Encodable {
    let sources: [SourceHealth]
}
