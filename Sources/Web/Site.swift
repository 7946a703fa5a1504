import Foundation
package import Queries

/// Every address that is answered, and with what: pages for people, JSON under /api/v1 for programs.
package struct Site: Sendable {
    private let ledger: @Sendable () throws(LedgerError) -> Ledger

    /// - Parameter ledger: opens the store; asked for each request, so that a store that comes later is found.
    package init(_ ledger: @escaping @Sendable () throws(LedgerError) -> Ledger) {
        self.ledger = ledger
    }

    /// Answers an address: "/figures/gaza-killed?since=2024-05-08".
    package func reply(to address: String) -> Reply {
        do {
            return try answer(try Asked(address))
        } catch {
            return refusal(
                error, isForPrograms: address.hasPrefix("/api") || address.hasPrefix("/healthz") || address.hasPrefix("/metrics"))
        }
    }

    private func answer(_ asked: Asked) throws -> Reply {
        switch asked.path.first {
        case "style.css" where asked.path.count == 1: return Reply(type: "text/css; charset=utf-8", body: Style.sheet)
        case "icon.svg" where asked.path.count == 1: return Reply(type: "image/svg+xml", body: Style.icon)
        case "api": return try API(ledger: try ledger()).reply(to: asked)
        case "healthz" where asked.path.count == 1:
            _ = try ledger().figureCount()
            return Reply(type: "text/plain; charset=utf-8", body: "ok\n")
        case "metrics" where asked.path.count == 1:
            return Reply(type: "text/plain; version=0.0.4; charset=utf-8", body: Metrics(try ledger().vitals()).text)
        case "feed.atom" where asked.path.count == 1:
            return Reply(type: "application/atom+xml; charset=utf-8", body: Feed(try ledger().changes()).document.source)
        default: return try Pages(ledger: try ledger()).reply(to: asked)
        }
    }

    private func refusal(_ error: any Error, isForPrograms: Bool) -> Reply {
        let problem = Self.problem(error)
        guard isForPrograms else { return Reply(problem.status, type: Reply.html, body: Page.problem(problem).source) }
        let body = ProblemDocument(title: problem.title, status: problem.status, detail: problem.detail)
        return Reply(problem.status, type: "application/problem+json", body: Self.json(body))
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
