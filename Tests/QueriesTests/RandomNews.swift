import Comparison
import Figures
import Foundation
import Storage
import Support

/// Made-up news of every shape that a series must bear: new numbers, the same again, copies, late pages, rewritten and vanished pages,
/// series filled anew. The same seed makes the same news.
struct RandomNews: RandomNumberGenerator {
    private var state: UInt64
    private var pages: [URL] = []
    private let store: TestStore
    private(set) var now = TestStore.instant("2024-08-15T12:00:00Z")

    init(seed: UInt64, for store: TestStore) {
        state = seed &* 0x9e37_79b9_7f4a_7c15 | 1
        self.store = store
    }

    /// Method: splitmix64, S. Vigna.
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// One thing happens, some hours after the last.
    ///
    /// - Parameter rebuilding: whether a series may be filled anew, which rewrites what was known.
    mutating func happen(rebuilding: Bool = false) throws {
        now += 3600 * Double(Int.random(in: 1...30, using: &self))
        switch Int.random(in: 0..<20, using: &self) {
        case 0..<10: try publish(numbers: Int.random(in: 1...2, using: &self), at: nil)
        case 10..<14: try publish(numbers: Int.random(in: 0...2, using: &self), at: pages.randomElement(using: &self))
        case 14..<17: try vanish()
        case 17 where rebuilding: try rebuild()
        default: try publish(numbers: 1, at: pages.randomElement(using: &self))
        }
    }

    private mutating func publish(numbers: Int, at known: URL?) throws {
        let outlet = ["Rudaw", "The Wire", "The Desk"].randomElement(using: &self) ?? "Rudaw"
        let page = try known ?? TestStore.url("https://news.example/\(pages.count)")
        if known == nil { pages.append(page) }
        let sentences = (0..<numbers).map { _ in sentence(outlet) } + ["Told at \(now.timeIntervalSince1970)."]
        let article = Article(url: page, outlet: outlet, title: "News", text: sentences.joined(separator: "\n"), published: published)
        let claims = claims(in: article)
        let copied = Int.random(in: 0..<4, using: &self) == 0 ? UInt32(7) : UInt32(truncatingIfNeeded: next())
        let read = ReadVersion(
            article: article, seen: now,
            fingerprint: Fingerprint(minima: (0..<UInt32(Fingerprint.size)).map { ($0 &+ copied) &* 2_654_435_761 }))
        _ = try store.archive.record(
            read, claims: claims, observations: observations(of: claims, in: article, seen: now), comparing: changes(_:to:standing:))
    }

    private mutating func sentence(_ outlet: String) -> String {
        let claimant = ["ministry", "army", outlet].randomElement(using: &self) ?? outlet
        return "\(100 + Int.random(in: 0...4, using: &self)) were killed, \(claimant) said."
    }

    /// Mostly just now, sometimes late.
    private var published: Date {
        mutating get { now - 86_400 * Double([0, 0, 0, 1, 5].randomElement(using: &self) ?? 0) - 60 }
    }

    private mutating func vanish() throws {
        guard let page = pages.randomElement(using: &self) else { return }
        _ = try store.archive.vanished(page, at: now, comparing: changes(_:to:standing:))
    }

    private func rebuild() throws {
        try store.archive.rebuild(
            TestStore.killed, matching: observations(of:in:seen:), comparing: changes(_:to:standing:), at: now)
    }

    private func claims(in article: Article) -> [Claim] {
        var position = 0
        return article.text.split(separator: "\n").compactMap { line in
            defer { position += line.count + 1 }
            guard let value = Decimal(string: String(line.prefix(3))), line.hasSuffix("said.") else { return nil }
            let claimant = line.dropFirst(17).dropLast(6)
            return Claim(
                kind: .killed, number: String(line.prefix(3)), span: position..<position + 3, quantity: Quantity(value),
                measure: .cumulative, attribution: Attribution(claimant: String(claimant)), quote: String(line),
                quoteSpan: position..<position + line.count, pattern: "test")
        }
    }

    private func observations(of claims: [Claim], in article: Article, seen: Date) -> [Observation] {
        claims.enumerated().map { index, claim in
            let claimant = claim.attribution?.claimant ?? article.outlet
            let published = article.published ?? seen
            return Observation(
                figure: TestStore.killed.name, claim: index, claimant: claimant, isOwnVoice: claimant == article.outlet,
                quantity: claim.quantity, asOf: Day(published, in: .gmt), published: published, seen: seen, outlet: article.outlet,
                url: article.url, quote: claim.quote, span: claim.span)
        }
    }
}
