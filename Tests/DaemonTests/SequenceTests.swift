import Comparison
import Figures
import Foundation
import Testing

/// A week of news about one number at a time, as it really comes, and what a careful reader would want to hear of it.
@Suite struct SequenceTests {
    static let quake = Figure(
        name: "quake", title: "Killed by the Van earthquake", kind: .killed, measure: .incident, place: "Turkey", since: Day("2026-03-01"))
    static let flood = Figure(
        name: "flood", title: "Killed by floods in Kenya", kind: .killed, measure: .incident, place: "Kenya", since: Day("2026-02-20"))
    static let missing = Figure(name: "missing", title: "Missing in Kenya", kind: .missing, measure: .stock, place: "Kenya")
    static let gaza = Figure(
        name: "gaza", title: "Killed in Gaza", kind: .killed, measure: .cumulative, place: "Gaza", since: Day("2023-10-07"))
    static let refugees = Figure(name: "refugees", title: "Refugees in Chad", kind: .refugees, measure: .stock, place: "Chad")

    struct Said: Sendable {
        let day: String
        let outlet: String
        let text: String
        let told: [String]

        init(_ day: String, _ outlet: String, _ text: String, _ told: String...) {
            (self.day, self.outlet, self.text, self.told) = (day, outlet, text, told)
        }
    }

    static let sequences: [(what: String, figure: Figure, said: [Said])] = [
        (
            "a toll that goes on, dated by the day of counting", quake,
            [
                Said(
                    "2026-03-02", "Wire",
                    "At least 97 people were killed in the earthquake in Van, in eastern Turkey, the disaster agency said.",
                    "first nothing → 97"),
                Said(
                    "2026-03-03", "Wire",
                    "The death toll from the earthquake in Van, Turkey, rose to 150 on Tuesday, the disaster agency said.",
                    "rise 97 → 150"),
                Said(
                    "2026-03-04", "Post", "The earthquake in Turkey has killed 210 people, the chamber of physicians said.",
                    "first nothing → 210"),
                Said(
                    "2026-03-05", "Wire", "The death toll from the earthquake in Turkey has reached 231, the disaster agency said.",
                    "rise 150 → 231"),
            ]
        ),
        (
            "round numbers and bounds are no falls", flood,
            [
                Said("2026-03-02", "Wire", "Floods in Kenya have killed 71 people, the interior ministry said.", "first nothing → 71"),
                Said("2026-03-03", "Echo", "About 70 people have been killed by floods in Kenya, the interior ministry said."),
                Said("2026-03-04", "Echo", "Floods in Kenya have killed more than 60 people, the interior ministry said."),
                Said("2026-03-05", "Wire", "Floods in Kenya have killed 84 people, the interior ministry said.", "rise 71 → 84"),
            ]
        ),
        (
            "a toll that others put higher a day later is none that contradicts", flood,
            [
                Said("2026-03-02", "Wire", "Floods in Kenya have killed 71 people, the interior ministry said.", "first nothing → 71"),
                Said("2026-03-03", "Post", "Floods in Kenya have killed 90 people, the Red Cross said.", "first nothing → 90"),
                Said(
                    "2026-03-04", "Wire", "Floods in Kenya have killed 73 people, the interior ministry said.", "rise 71 → 73",
                    "disagreement_opened 90 → 73"),
            ]
        ),
        (
            "a toll that is revised downwards", flood,
            [
                Said("2026-03-02", "Wire", "Floods in Kenya have killed 71 people, the interior ministry said.", "first nothing → 71"),
                Said(
                    "2026-03-04", "Wire",
                    "The death toll from the floods in Kenya was lowered to 63 on Wednesday, the interior ministry said.",
                    "fall 71 → 63"),
            ]
        ),
        (
            "missing who are found", missing,
            [
                Said(
                    "2026-03-02", "Wire", "In Kenya 43 people are still missing after the floods, the Red Cross said.", "first nothing → 43"
                ),
                Said(
                    "2026-03-04", "Wire",
                    "Twelve bodies were found in Kenya on Wednesday and 31 people are still missing, the Red Cross said.", "fall 43 → 31"),
            ]
        ),
        (
            "fears and denials are no facts", flood,
            [
                Said("2026-03-02", "Wire", "The floods in Kenya could kill 1,000 people, the Red Cross warned."),
                Said("2026-03-03", "Wire", "Floods in Kenya have killed 71 people, the interior ministry said.", "outcome 1000 → 71"),
                Said("2026-03-04", "Post", "Police denied that 300 people had been killed by the floods in Kenya."),
            ]
        ),
        (
            "a day's dead and a town's are no total", gaza,
            [
                Said(
                    "2024-11-11", "Wire",
                    "At least 43,600 people have been killed in Gaza since 7 October 2023, the Gaza health ministry said.",
                    "first nothing → 43600"),
                Said(
                    "2024-11-12", "Wire", "Israeli strikes killed 46 people in Gaza over the past 24 hours, the Gaza health ministry said."),
                Said("2024-11-12", "Post", "In Rafah, 300 people have been killed since the war began, the Gaza health ministry said."),
                Said(
                    "2024-11-14", "Echo",
                    "More than 43,000 people have been killed in Gaza since the war began, according to the Gaza health ministry."),
            ]
        ),
        (
            "one disaster's toll is told as its own and as a running total", flood,
            [
                Said("2026-02-22", "Wire", "Floods in Kenya have killed 71 people, the Red Cross said.", "first nothing → 71"),
                Said(
                    "2026-03-04", "Wire", "At least 98 people have died in floods across Kenya since February, the Red Cross said.",
                    "rise 71 → 98"),
                Said(
                    "2026-04-20", "Post", "Floods have killed 169 people in Kenya since late February, according to the Red Cross.",
                    "rise 98 → 169"),
                Said("2026-04-21", "Post", "Floods have killed 2,300 people in Kenya since 2018, according to the Red Cross."),
            ]
        ),
        (
            "a town's dead do not contradict the whole country's", quake,
            [
                Said(
                    "2026-03-02", "Wire", "The earthquake killed 138 people in Turkey, the disaster agency said.", "first nothing → 138"),
                Said("2026-03-02", "Wire", "In Ercis 45 people were killed by the earthquake, the disaster agency said."),
                Said("2026-03-02", "Post", "In Ercis 45 people were killed by the earthquake, the mayor said.", "first nothing → 45"),
                Said(
                    "2026-03-03", "Wire", "The earthquake killed 160 people in Turkey, the disaster agency said.", "rise 138 → 160"),
                Said("2026-03-04", "Echo", "In Ercis 210 people were killed by the earthquake, a hospital said.", "first nothing → 210"),
            ]
        ),
        (
            "officials of two outlets are not the same people", refugees,
            [
                Said("2026-03-02", "Wire", "Chad now hosts 1.1 million Sudanese refugees, officials said.", "first nothing → 1100000"),
                Said(
                    "2026-03-02", "Post", "Chad now hosts 900,000 Sudanese refugees, officials said.", "first nothing → 900000",
                    "disagreement_opened 1100000 → 900000"),
            ]
        ),
    ]

    @Test(arguments: sequences.indices)
    func `what is told is what a careful reader would tell`(case index: Int) throws {
        let (what, figure, said) = Self.sequences[index]
        let chain = try Chain(figure)
        for said in said {
            let told = try chain.publish(said.text, on: said.day, in: said.outlet).map(\.summary)
            #expect(told == said.told, "\(what): \(said.day), \(said.outlet)")
        }
    }
}
