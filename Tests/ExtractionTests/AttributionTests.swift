import Extraction
import Figures
import Foundation
import Testing

/// Passages of several sentences; what one sentence says of its speaker stands as examples in the lexicon.
struct `The credited` {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        /// For each claim, in order, the claimant; nil where the outlet speaks for itself.
        let claimants: [String?]

        init(_ text: String, _ claimants: String?...) {
            self.text = text
            self.claimants = claimants
        }

        var testDescription: String { text }
    }

    static let passages = [
        Case("The mayor wept. “It came at night,” he said. “The water killed 12 people.”", "mayor"),
        Case("“The water killed 12 people. It came at night. Nobody slept,” the mayor told AFP.", "mayor"),
        Case("The mayor said:\n“It came at night.\n“The water killed 12 people.”", "mayor"),
        Case("The mayor spoke at noon.\n“It came at night,” she said.\nThe water killed 12 people.", nil),
        Case("Ann Lee, the mayor, visited the school on Monday.\nShe said 12 people were killed.", "Ann Lee, the mayor"),
        Case("The Red Crescent sent boats.\nIt said 12 people were killed.", "Red Crescent"),
        Case("Police closed the road. They said 12 people were killed. Another 30 people were injured.", "Police", nil),
        Case("Police said one man was arrested. Twelve people were killed. Medics said 30 people were injured.", "Police", nil, "Medics"),
        Case("Twelve people were killed in the raid. That is according to the interior ministry.", "interior ministry"),
        Case("The ministry’s officials, who asked not to be named, told Reuters that “12 people were killed”.", "ministry’s officials"),
        Case("Israel and Hamas agreed, a source said, adding: “Fifty hostages will be released.”", "source"),
    ]

    @Test(arguments: passages)
    func `are named by the sentence or by its neighbours`(passage: Case) throws {
        #expect(try claims(in: passage.text).map { $0.attribution?.claimant } == passage.claimants)
    }

    static let bodies: [(text: String, organization: String?, speaker: String?)] = [
        ("Iraq's interior ministry said 12 people were killed.", "Iraq's interior ministry", nil),
        ("Israel said 12 people were killed.", nil, nil),
        ("U.S. officials said 12 people were killed.", nil, nil),
        ("Government officials said 12 people were killed.", nil, nil),
        ("Interior ministry officials said 12 people were killed.", "Interior ministry", nil),
        (
            "A spokesman for Air Navigation Indonesia, Yohannes Sirait, said 12 people were killed.", "Air Navigation Indonesia",
            "Yohannes Sirait"
        ),
        ("The African Union Mission to Somalia (AMISOM) said 12 people were killed.", "African Union Mission to Somalia", nil),
        ("Data from the Aviation Safety Network show 12 people were killed.", "Aviation Safety Network", nil),
        ("Ole Solvang, deputy director at HRW, said 12 people were killed.", "HRW", "Ole Solvang"),
        ("Taliban spokesperson Zabiullah Mujahid said 12 people were killed.", "Taliban", "Zabiullah Mujahid"),
        ("Mr Brown said 12 people were killed.", nil, "Brown"),
        ("Aid agencies said 12 people were killed.", nil, nil),
        (
            "UNHCR spokeswoman Ann Lee spoke on Monday, and UNHCR spokeswoman Ann Lee said so.\nLee said 12 people were killed.", "UNHCR",
            "Lee"
        ),
    ]

    @Test(arguments: bodies)
    func `are told apart as bodies and persons`(text: String, organization: String?, speaker: String?) throws {
        let attribution = try #require(try claims(in: text).first?.attribution)
        #expect(attribution.organization == organization)
        #expect(attribution.speaker == speaker)
    }

    private func claims(in text: String) throws -> [Claim] {
        let article = Article(url: try #require(URL(string: "https://example.org/story")), outlet: "Example", title: "", text: text)
        return try #require(try Shelf.extractor("en")).claims(in: article)
    }
}
