import Foundation
package import Queries

/// Every address that is answered, and with what: pages for people, JSON under /api/v1 for programs.
package struct Site: Sendable {
    private let ledger: @Sendable () throws(LedgerError) -> Ledger
    private let tally: RequestTally

    /// - Parameter ledger: opens the store; asked for each request, so that a store that comes later is found.
    package init(_ ledger: @escaping @Sendable () throws(LedgerError) -> Ledger) {
        self.init(tally: RequestTally(), ledger)
    }

    init(tally: RequestTally, _ ledger: @escaping @Sendable () throws(LedgerError) -> Ledger) {
        self.tally = tally
        self.ledger = ledger
    }

    /// Answers an address: "/figures/gaza-killed?since=2024-05-08".
    package func reply(to address: String) -> Reply {
        do {
            return try answer(try Asked(address))
        } catch {
            return Self.refusal(Self.problem(error), of: address)
        }
    }

    /// What is the same until the store changes may be kept until then.
    static func isLasting(_ path: Substring) -> Bool {
        path != "/metrics" && path != "/healthz"
    }

    /// A question that reads every claim: asked by one at a time, and answered for a while with what it gave.
    static func isHeavy(_ path: Substring) -> Bool {
        path == "/discovered" || path == "/api/v1/discoveries"
    }

    private func answer(_ asked: Asked) throws -> Reply {
        if asked.path.count == 1, let reply = try single(asked) { return reply }
        if asked.path == ["api", "v1", "openapi.json"] { return Reply(type: Reply.json, body: OpenAPI.document) }
        if asked.path.first == "api" { return try API(ledger: try ledger()).reply(to: asked) }
        return try Pages(ledger: try ledger()).reply(to: asked)
    }

    /// What lies at the top; nil: that is a page.
    private func single(_ asked: Asked) throws -> Reply? {
        switch asked.path[0] {
        case "style.css": return Reply(type: "text/css; charset=utf-8", body: Style.sheet)
        case "zoom.js": return Reply(type: "text/javascript; charset=utf-8", body: Script.zoom)
        case "icon.svg": return Reply(type: "image/svg+xml", body: Style.icon)
        case "healthz":
            _ = try ledger().figureCount()
            return Reply(type: "text/plain; charset=utf-8", body: "ok\n")
        case "metrics":
            let ledger = try ledger()
            let metrics = Metrics(
                try ledger.vitals(), try ledger.sources(), try ledger.queueAges(), requests: tally.counts, now: Date())
            return Reply(type: "text/plain; version=0.0.4; charset=utf-8", body: metrics.text)
        case "feed.atom", "feed.json":
            try asked.allow("figure")
            let feed = Feed(try ledger().changes(ChangeFilter(figure: asked.text("figure"))), at: asked.address)
            return asked.path[0] == "feed.json"
                ? Reply(type: "application/feed+json; charset=utf-8", body: Self.json(feed.json))
                : Reply(type: "application/atom+xml; charset=utf-8", body: feed.atom.source)
        default: return nil
        }
    }

    /// A problem as a program or a person reads it.
    static func refusal(_ problem: Problem, of address: String) -> Reply {
        let machines = ["/api", "/healthz", "/metrics", "/feed."]
        guard machines.contains(where: address.hasPrefix) else {
            return Reply(problem.status, type: Reply.html, body: Page.problem(problem).source)
        }
        let body = ProblemDocument(title: problem.title, status: problem.status, detail: problem.detail)
        return Reply(problem.status, type: "application/problem+json", body: json(body))
    }

    static func problem(_ error: any Error) -> Problem {
        switch error {
        case let problem as Problem: problem
        case LedgerError.unknown: .notFound("\(error)")
        case LedgerError.malformed(let why): .malformed(why)
        case is LedgerError: Problem(status: 503, title: "No store", detail: "the store cannot be read now; `figured list` says why")
        default: Problem(status: 500, title: "Failed", detail: "this address could not be answered")
        }
    }

    static func json(_ answer: some Encodable) -> String {
        do {
            return String(decoding: try AnswerCoding.json(answer), as: UTF8.self)
        } catch {
            return "{}"
        }
    }
}

/// A problem as programs read it (RFC 9457).
private struct ProblemDocument: Encodable {
    let type = "about:blank"
    let title: String
    let status: Int
    let detail: String

    private enum CodingKeys: CodingKey {
        case type, title, status, detail
    }
}
