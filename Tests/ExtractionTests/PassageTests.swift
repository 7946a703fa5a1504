import Extraction
import Figures
import Foundation
import Testing

/// What the sentences before tell of a count: where it was, and over what it runs.
struct `A passage` {
    static let places: [(text: String, places: [String?])] = [
        ("An earthquake struck Izmir on Friday. At least 40 people were killed and 800 injured.", ["Izmir", "Izmir"]),
        ("A bus fell into a gorge near Manali in India. Officials said 12 people were killed.", ["Manali"]),
        ("A blast rocked a market in Quetta. Nine people died. Last month a bomb killed 30 people in Karachi.", ["Quetta", "Karachi"]),
    ]

    @Test(arguments: places)
    func `tells where its counts were`(text: String, places: [String?]) throws {
        #expect(try claims(in: text).map(\.place) == places)
    }

    static let measures: [(text: String, measures: [Measure])] = [
        ("A bomb killed 12 people at a market on Monday.", [.incident]),
        ("The war has killed more than 150,000 people since 2014.", [.cumulative]),
        ("Some 40,000 people remain in camps.", [.stock]),
        ("Since January 300 people have been killed in the war. Another 9,000 have been wounded.", [.cumulative, .cumulative]),
    ]

    @Test(arguments: measures)
    func `tells over what its counts run`(text: String, measures: [Measure]) throws {
        #expect(try claims(in: text).map(\.measure) == measures)
    }

    private func claims(in text: String) throws -> [Claim] {
        let article = Article(url: try #require(URL(string: "https://example.org/story")), outlet: "Example", title: "", text: text)
        return try #require(try Shelf.extractor("en")).claims(in: article)
    }
}
