import Figures
import Foundation
import Matching
import Places

/// What it costs to load the places, to match an article's claims with few figures and with many, and to group articles by event.
enum MatchingBenchmark {
    static func run() throws {
        let etc = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../etc").standardized
        let places = try Gazetteer(folder: etc.appending(path: "places"))
        let words = try Wording.languages(in: etc.appending(path: "lexicon"))
        try report("load the places", times: 10) { _ = try Gazetteer(folder: etc.appending(path: "places")) }
        let claims = claims()
        for count in [10, 10_000] {
            let matcher = Matcher(figures: figures(count, in: places), places: places, words: words)
            report("match \(claims.count) claims with \(count) figures", times: 100) {
                _ = matcher.observations(from: claims, in: article(0), seen: Date(timeIntervalSince1970: 1_715_200_000))
            }
        }
        let articles = (0..<1000).map(article)
        report("group \(articles.count) articles", times: 1) { _ = groups(of: articles) }
    }

    /// Prints the shortest of several runs, as other work on the machine only adds to it.
    private static func report(_ what: String, times: Int, _ work: () throws -> Void) rethrows {
        var shortest = Duration.seconds(3600)
        for _ in 0..<times { shortest = min(shortest, try ContinuousClock().measure(work)) }
        print("\(what): \(shortest.formatted(.units(allowed: [.milliseconds, .microseconds], width: .narrow)))")
    }

    private static let towns = ["Gaza", "Khan Younis", "Aleppo", "Kharkiv", "Khartoum", "Beirut", "Mosul", "Kabul", "Juba", "Sanaa"]

    /// Figures of every kind, measure and place, the towns above first.
    private static func figures(_ count: Int, in places: Gazetteer) -> [Figure] {
        let known = places.names.lazy.filter { !$0.isDemonym && !$0.isAmbiguous }.map(\.text)
        return (towns + known.prefix(count)).prefix(count).enumerated().map { number, place in
            Figure(
                name: "figure-\(number)", title: place, kind: Kind.allCases[number / 20 % Kind.allCases.count],
                measure: Measure.allCases[number / 10 % Measure.allCases.count], place: place)
        }
    }

    private static func claims() -> [Claim] {
        (0..<50).map { number in
            let place = towns[number % towns.count]
            return Claim(
                kind: .killed, number: "\(number)", span: number..<number + 1, quantity: Quantity(Decimal(number + 1)), group: "people",
                place: place, measure: .incident, when: "on Sunday", attribution: Attribution(claimant: "\(place)'s health ministry"),
                quote: "", quoteSpan: 0..<1, pattern: "benchmark")
        }
    }

    /// An article of some 300 words, three to an event.
    private static func article(_ number: Int) -> Article {
        let words = (0..<300).map { place in
            let seed = place % 3 == 0 ? number / 3 : place
            return "\(place % 3 == 0 ? "Name" : "word")\((seed * 7919 + place * 104_729) % 50_021)"
        }
        return Article(
            url: URL(filePath: "/article/\(number)"), outlet: "Outlet", title: "", text: words.joined(separator: " "),
            published: Date(timeIntervalSince1970: 1_715_170_000), language: "en")
    }
}
