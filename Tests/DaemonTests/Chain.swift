import Comparison
import Extraction
import Figures
import Foundation
import Lexicons
import Matching
import Places
import Storage
import Testing

/// Articles as they come, through extraction, matching and comparison into a real store, with the lexicon and the places that ship.
final class Chain {
    private static let etc = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../etc").standardized
    private static let readPlaces = Result { try Gazetteer(folder: etc.appending(path: "places")) }
    private static let readShelf = Result { try LexiconShelf.load(from: etc.appending(path: "lexicon")) }
    private static let readWords = Result { try Wording.languages(in: etc.appending(path: "lexicon")) }

    private let folder: URL
    let archive: Archive
    private let extractors: Extractors
    private let matcher: Matcher
    private var count = 0

    init(_ figures: Figure...) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "figured-chain-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        archive = try Archive(at: folder.appending(path: "figured.db"))
        _ = try archive.register([], figures: figures, at: Date(timeIntervalSince1970: 0))
        let places = try Self.readPlaces.get()
        extractors = Extractors(try Self.readShelf.get(), places: PlaceNames(places))
        matcher = Matcher(figures: figures, places: places, words: try Self.readWords.get())
    }

    deinit {
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            print("left behind: \(folder.path)")
        }
    }

    /// An article published at noon of a day; what it changed.
    @discardableResult
    func publish(_ text: String, on day: String, in outlet: String, title: String = "") throws -> [Change] {
        count += 1
        let published = try Date("\(day)T12:00:00Z", strategy: .iso8601)
        let article = Article(
            url: try #require(URL(string: "https://\(outlet.lowercased()).example/\(count)")), outlet: outlet, title: title, text: text,
            published: published, language: "en")
        let claims = extractors.claims(in: article)
        let read = ReadVersion(article: article, seen: published + 600, fingerprint: fingerprint(of: text))
        let observations = matcher.observations(from: claims, in: article, seen: read.seen)
        return try archive.record(read, claims: claims, observations: observations) {
            changes($0, to: $1, standing: $2, beside: claims)
        }.changes
    }
}

extension Change {
    /// "fall 41200 → 40100", to be compared at a glance.
    var summary: String {
        let numbers = [previous, quantity].map { $0.map { "\($0.value)" } ?? "nothing" }
        return "\(what.rawValue) \(numbers[0]) → \(numbers[1])"
    }
}
