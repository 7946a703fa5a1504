import Figures
import Foundation
import Matching
import Places

/// What the tests of Matching read once: the gazetteer and the words of every language.
enum Given {
    private static let etc = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../etc").standardized
    private static let readPlaces = Result { try Gazetteer(folder: etc.appending(path: "places")) }
    private static let readWords = Result { try Wording.languages(in: etc.appending(path: "lexicon")) }

    static func places() throws -> Gazetteer {
        try readPlaces.get()
    }

    static func words() throws -> [String: Wording] {
        try readWords.get()
    }

    static func names() throws -> ClaimantNames {
        ClaimantNames(places: try places(), words: try words()["en"]?.claimants ?? ClaimantWords())
    }

    static func matcher(_ figures: Figure...) throws -> Matcher {
        Matcher(figures: figures, places: try places(), words: try words())
    }

    /// An article of the day, published at noon UTC.
    static func article(_ day: String, outlet: String = "Rudaw", zone: String = "UTC") -> Article {
        Article(
            url: URL(filePath: "/article"), outlet: outlet, title: "", text: "", published: noon(day), language: "en",
            timeZone: TimeZone(identifier: zone) ?? .gmt)
    }

    static func noon(_ day: String) -> Date {
        Date(timeIntervalSince1970: Double((Day(day) ?? Day(number: 0)).number) * 86_400 + 43_200)
    }

    static func claim(
        _ quantity: Quantity, of kind: Kind = .killed, group: String? = "people", place: String? = "Gaza",
        measure: Measure = .cumulative, when: String? = nil, by claimant: String? = nil, organization: String? = nil,
        speaker: String? = nil,
        status: Status = .reported, confidence: Double = 1
    ) -> Claim {
        Claim(
            kind: kind, number: "\(quantity.value)", span: 0..<1, quantity: quantity, group: group, place: place, measure: measure,
            when: when, attribution: claimant.map { Attribution(claimant: $0, organization: organization, speaker: speaker) },
            status: status,
            quote: "", quoteSpan: 0..<1, pattern: "test", confidence: confidence)
    }
}
