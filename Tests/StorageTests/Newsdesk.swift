import Comparison
import Figures
import Foundation
import GRDB

@testable import Storage

/// An archive in a folder of its own, gone with its test; and the shortest way to tell it news.
final class Newsdesk {
    static let start = Date(timeIntervalSince1970: 1_714_564_800)  // 2024-05-01, noon
    static let day: TimeInterval = 86_400

    let folder: URL
    let archive: Archive
    let figure: Figure

    init(
        _ measure: Measure = .cumulative, since: Day? = nil, alert: AlertRule = AlertRule(), claimants: [String: [String]] = [:]
    ) throws {
        folder = try Self.folder()
        figure = Figure(name: "toll", title: "Toll", kind: .killed, measure: measure, since: since, claimants: claimants, alert: alert)
        archive = try Archive(at: folder.appending(path: "figured.sqlite"))
        _ = try archive.register([Self.source], figures: [figure], at: Self.start)
    }

    deinit {
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            print("left behind: \(folder.path)")
        }
    }

    static func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "figured-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    static let source = Source(name: "wire", url: address("https://wire.example/feed"), outlet: "Wire")

    static func address(_ text: String) -> URL {
        guard let url = URL(string: text) else { fatalError("\(text) is no address") }
        return url
    }

    /// One article that says "… killed so many people, so-and-so said", recorded as the daemon would.
    @discardableResult
    func tell(
        _ value: Int?, by claimant: String = "ministry", days: Double = 0, outlet: String = "Wire", page: String = "1",
        words: String = "were killed", body: String = ""
    ) throws -> Recorded {
        let seen = Self.start.addingTimeInterval(days * Self.day)
        let read = read(value, by: claimant, seen: seen, outlet: outlet, page: page, words: words, body: body)
        let claims = claims(in: read.article)
        return try archive.record(
            read, claims: claims, observations: Self.observations(claims, read.article, seen), comparing: changes(_:to:standing:))
    }

    func read(
        _ value: Int?, by claimant: String, seen: Date, outlet: String, page: String, words: String = "were killed", body: String = ""
    ) -> ReadVersion {
        let sentence = value.map { "\($0) \(words), the \(claimant) said." } ?? "Nothing is known of a toll."
        let article = Article(
            url: Self.address("https://\(outlet.lowercased()).example/\(page)"), outlet: outlet, title: "News",
            text: body.isEmpty ? sentence : sentence + "\n" + body, published: seen, authors: ["A. Writer"], language: "en")
        return ReadVersion(
            article: article, source: "wire", seen: seen, nextVisit: seen.addingTimeInterval(3600),
            fingerprint: fingerprint(of: article.text))
    }

    /// The number that the first line begins with, credited to whoever stands between "the" and "said".
    func claims(in article: Article) -> [Claim] {
        let line = article.text.prefix { $0 != "\n" }
        guard let number = line.split(separator: " ").first.map(String.init), let value = Decimal(string: number), number != "Nothing"
        else { return [] }
        let claimant = line.components(separatedBy: ", the ").last?.replacingOccurrences(of: " said.", with: "") ?? ""
        return [
            Claim(
                kind: .killed, number: number, span: 0..<number.count, quantity: Quantity(value), group: "people", measure: .cumulative,
                attribution: Attribution(claimant: claimant), quote: String(line), quoteSpan: 0..<line.count, pattern: "test")
        ]
    }

    static func observations(_ claims: [Claim], _ article: Article, _ seen: Date) -> [Observation] {
        claims.enumerated().map { index, claim in
            let claimant = claim.attribution?.claimant ?? article.outlet
            return Observation(
                figure: "toll", claim: index, claimant: claimant, isOwnVoice: claimant == article.outlet, quantity: claim.quantity,
                asOf: Day(article.published ?? seen, in: .gmt), published: article.published ?? seen, seen: seen,
                outlet: article.outlet, url: article.url, quote: claim.quote, span: claim.span)
        }
    }

    func untold() throws -> [Alert] {
        try archive.untold(at: .distantFuture)
    }

    /// What stands in the views that people open.
    func values(_ sql: String) throws -> [String] {
        try archive.database.read { try String.fetchAll($0, sql: sql) }
    }
}

extension Change {
    var summary: String {
        let numbers = [previous, quantity].map { $0.map { "\($0.value)" } ?? "nothing" }
        return "\(what.rawValue) \(numbers[0]) → \(numbers[1])"
    }
}
