package import Figures
package import Foundation
package import Queries
package import Storage

/// A real store in a folder of its own, filled as the daemon fills it.
package final class TestStore {
    package let file: URL
    package let archive: Archive
    private let figure: Figure
    private var count = 0

    package init(_ figure: Figure = TestStore.killed) throws {
        self.figure = figure
        file = try Self.folder().appending(path: "figured.db")
        archive = try Archive(at: file)
        let source = Source(name: "rudaw", url: try Self.url("https://rudaw.example/feed"), outlet: "Rudaw")
        _ = try archive.register([source], figures: [figure], at: Self.instant("2024-08-01T00:00:00Z"))
    }

    deinit {
        do {
            try FileManager.default.removeItem(at: file.deletingLastPathComponent())
        } catch {
            print("\(file.path) stays: \(error)")
        }
    }

    package static let killed = Figure(name: "gaza-killed", title: "Killed in Gaza", kind: .killed, measure: .cumulative, place: "Gaza")

    package static func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "figured-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    package static func instant(_ text: String) -> Date {
        do {
            return try Date(text, strategy: .iso8601)
        } catch {
            preconditionFailure("\(text) is no instant")
        }
    }

    package static func url(_ text: String) throws -> URL {
        guard let url = URL(string: text) else { throw URLError(.badURL) }
        return url
    }

    package func ledger() throws -> Ledger {
        try Ledger(at: file)
    }

    /// An article in which the claimant states the number; the same number again confirms the point.
    @discardableResult
    package func says(
        _ claimant: String, _ value: Decimal, on day: String, _ qualifier: Qualifier = .exact, high: Decimal? = nil,
        in outlet: String = "Rudaw",
        titled title: String = "A toll", at url: String? = nil, copyOf original: URL? = nil, disagreeingWith other: String? = nil,
        around: (before: String, after: String) = ("", ""), seen: String? = nil, raw: String? = nil
    ) throws -> URL {
        count += 1
        let quantity = Quantity(value, qualifier, high: high)
        let number = value.grouped
        let quote = "\(claimant) said that \(number) people were killed."
        let text = [around.before, quote, around.after].filter { !$0.isEmpty }.joined(separator: " ")
        let start = around.before.isEmpty ? 0 : around.before.unicodeScalars.count + 1
        let numberStart = start + claimant.unicodeScalars.count + 11
        let instant = Self.instant(seen ?? "\(day)T12:00:00Z")
        let address = try Self.url(url ?? "https://\(outlet.lowercased().replacing(" ", with: "-")).example/\(count)")
        let claim = Claim(
            kind: figure.kind, number: number, span: numberStart..<numberStart + number.unicodeScalars.count, quantity: quantity,
            place: "Gaza",
            measure: figure.measure, attribution: Attribution(claimant: claimant), quote: quote,
            quoteSpan: start..<start + quote.unicodeScalars.count, pattern: "en/killed/passive", confidence: 0.9)
        let observation = Observation(
            figure: figure.name, claim: 0, claimant: claimant, isOwnVoice: claimant == outlet, quantity: quantity, asOf: try Self.day(day),
            published: instant - 600, seen: instant, outlet: outlet, url: address, quote: quote, span: claim.span)
        let article = Article(url: address, outlet: outlet, title: title, text: text, published: instant - 600)
        var read = ReadVersion(article: article, seen: instant, fingerprint: Self.fingerprint(of: original ?? address))
        read.capture = raw.map { raw in
            Capture(Download(url: address, body: Array(raw.utf8), contentType: "text/html", fetched: instant))
        }
        _ = try archive.record(read, claims: [claim], observations: [observation]) { new, figure, standing in
            Self.outcome(of: new, figure, standing, disagreeingWith: other)
        }
        return address
    }

    /// Another text at a known address.
    package func rewrite(_ page: URL, saying text: String, seen: String) throws {
        let article = Article(url: page, outlet: "Rudaw", title: "A toll", text: text)
        _ = try archive.record(ReadVersion(article: article, seen: Self.instant(seen)), claims: [], observations: []) { _, _, standing in
            Outcome(withdrawn: standing.versionBefore ?? [])
        }
    }

    /// An article about something that no figure tracks.
    package func mentions(_ value: Decimal, at place: String, on day: String, in outlet: String) throws {
        count += 1
        let quote = "A flood killed \(value.grouped) people in \(place)."
        let claim = Claim(
            kind: .killed, number: value.grouped, span: 15..<15 + value.grouped.count, quantity: Quantity(value), place: place,
            measure: .incident, quote: quote, quoteSpan: 0..<quote.unicodeScalars.count, pattern: "en/killed/active")
        let instant = Self.instant("\(day)T12:00:00Z")
        let address = try Self.url("https://flood.example/\(count)")
        let article = Article(url: address, outlet: outlet, title: "A flood", text: quote, published: instant)
        _ = try archive.record(ReadVersion(article: article, seen: instant), claims: [claim], observations: []) { _, _, _ in Outcome() }
    }

    private static func day(_ text: String) throws -> Day {
        guard let day = Day(text) else { throw URLError(.badURL) }
        return day
    }

    /// Every number is a point, unless its series has it already.
    private static func outcome(of new: [Observation], _ figure: Figure, _ standing: Standing, disagreeingWith other: String?) -> Outcome {
        var outcome = Outcome()
        for (index, observation) in new.enumerated() {
            if let point = standing.series[observation.claimant]?.last(where: { $0.quantity == observation.quantity }) {
                outcome.confirmed[index] = point
            } else {
                outcome.points.append(index)
            }
            guard let other else { continue }
            outcome.opened.insert(Pair(observation.claimant, other))
            outcome.changes.append(
                Change(
                    .disagreementOpened, severity: .warning, figure: figure.name, claimant: observation.claimant,
                    quantity: observation.quantity, other: other, outlet: observation.outlet, url: observation.url,
                    quote: observation.quote,
                    asOf: observation.asOf))
        }
        return outcome
    }

    /// The same for the same page, unlike for every other.
    private static func fingerprint(of page: URL) -> Fingerprint {
        let seed = page.absoluteString.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        return Fingerprint(minima: (0..<UInt32(Fingerprint.size)).map { ($0 &+ seed) &* 2_654_435_761 })
    }
}
