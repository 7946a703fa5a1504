import Evaluation
import Figures
import Foundation
import Testing

/// A claim as a gold file writes it; what is not given is null.
private func claim(_ fields: String) throws -> MarkedClaim {
    try JSONDecoder().decode(MarkedClaim.self, from: Data("{\(fields)}".utf8))
}

private func document(_ id: String, _ claims: [MarkedClaim]) -> GoldDocument {
    GoldDocument(id: id, text: "Police said 12 people were killed in Gaza and 30 were hurt.", claims: claims)
}

private let killed = #""kind": "killed", "start": 12, "end": 14, "value": 12, "qualifier": "exact", "measure": "incident""#
private let hurt = #""kind": "injured", "start": 45, "end": 47, "value": 30, "qualifier": "exact", "measure": "incident""#

/// Marked, found, right.
private func counts(of score: Score?) -> [Int] {
    score.map { [$0.gold, $0.found, $0.right] } ?? []
}

struct `The scores` {
    @Test func `count what was marked, found and matched`() throws {
        var scores = Scores()
        let marked = [try claim(killed + #", "place": "Gaza", "attribution": {"claimant": "Police"}"#), try claim(hurt)]
        let found = [
            try claim(killed + #", "place": "the Gaza Strip", "attribution": {"claimant": "police"}, "status": "reported""#),
            try claim(#""kind": "casualties", "start": 45, "end": 47, "value": 30"#),
            try claim(#""kind": "killed", "start": 50, "end": 52, "value": 1"#),
        ]
        scores.add(found, for: document("a", marked))
        scores.add([], for: document("b", [try claim(killed)]))
        #expect(scores.documents == 2)
        #expect(counts(of: scores.claim) == [3, 3, 1])
        #expect(counts(of: scores.loose) == [3, 3, 2])
        #expect(counts(of: scores.strict) == [3, 3, 1])
        #expect(counts(of: scores.attributionPresent) == [1, 1, 1])
        #expect(Field.allCases.allSatisfy { scores.share(of: $0) == 1 })
        #expect(counts(of: scores.kinds[.killed]) == [2, 2, 1])
        #expect(counts(of: scores.kinds[.casualties]) == [0, 1, 0])
        #expect(abs(scores.claim.f1 - 1.0 / 3) < 1e-12)
    }

    @Test func `of nothing are nothing`() {
        let scores = Scores()
        let shares: [Double] = [scores.claim.precision, scores.claim.recall, scores.claim.f1, scores.complete, scores.share(of: .place)]
        #expect(shares.allSatisfy { $0 == 0 })
    }

    static let sizes: [(marked: String, found: String, isSame: Bool)] = [
        ("1000", "1005", true), ("1000", "995", true), ("1000", "1006", false), ("0", "0", true), ("0", "1", false),
        ("1000", "null", false),
        (#"10, "value_high": 20"#, "10", false), (#"10, "value_high": 20"#, #"10, "value_high": 20.1"#, true), ("null", "null", true),
    ]

    @Test(arguments: sizes)
    func `pair values that lie within half of one per cent`(marked: String, found: String, isSame: Bool) throws {
        let place = #""kind": "killed", "start": 0, "end": 4, "value": "#
        var scores = Scores()
        scores.add([try claim(place + found)], for: document("a", [try claim(place + marked)]))
        #expect(scores.claim.right == (isSame ? 1 : 0))
    }

    static let spans: [(found: Range<Int>, isSame: Bool)] = [
        (10..<12, false), (11..<13, true), (12..<14, true), (13..<20, true), (14..<16, false),
    ]

    @Test(arguments: spans)
    func `pair numbers that overlap in the text`(found: Range<Int>, isSame: Bool) throws {
        var scores = Scores()
        let other = try claim(#""kind": "killed", "start": \#(found.lowerBound), "end": \#(found.upperBound), "value": 12"#)
        scores.add([other], for: document("a", [try claim(killed)]))
        #expect(scores.claim.right == (isSame ? 1 : 0))
    }

    @Test func `pair first what agrees on more fields`() throws {
        let place = #""kind": "killed", "start": 0, "end": 4, "value": 12, "group": "#
        let marked = [try claim(place + #""men""#), try claim(place + #""women""#)]
        let found = [try claim(place + #""women""#), try claim(place + #""men""#)]
        var scores = Scores()
        scores.add(found, for: document("a", marked))
        #expect(scores.claim.right == 2)
        #expect(scores.share(of: .group) == 1)
    }

    static let wordings: [(marked: String?, found: String?, isNear: Bool)] = [
        (nil, nil, true), ("", nil, true), ("the", nil, true), ("Gaza", nil, false), ("Gaza", "the Gaza Strip", true),
        ("Gaza", "gaza", true),
        ("Gaza health ministry", "the ministry of health of Gaza", true), ("Gaza City", "Khan Younis", false),
        ("Iraq’s interior ministry", "Iraq interior ministry", true), ("Reuters", "Reuters'", true), ("it's", "its", false),
        ("a b c d", "d e f g", false), ("b b c", "b d e", false), ("b c", "b d", true), ("under_score", "under score", false),
        ("36 ألف", "ألف 36", true),
        ("U.S. military", "US military", false), ("ÉTAT", "état", true),
    ]

    @Test(arguments: wordings)
    func `take wordings for near that share half of their words`(marked: String?, found: String?, isNear: Bool) throws {
        func text(_ place: String?) -> String { killed + (place.map { #", "place": "\#($0)""# } ?? "") }
        var scores = Scores()
        scores.add([try claim(text(found))], for: document("a", [try claim(text(marked))]))
        #expect(scores.share(of: .place) == (isNear ? 1 : 0))
    }

    @Test func `name the mistakes in the order of the text`() throws {
        var scores = Scores()
        let denied = try claim(killed + #", "status": "denied""#)
        scores.add(
            [denied, try claim(#""kind": "troops", "start": 50, "end": 52, "value": 1"#)],
            for: document("a", [try claim(killed), try claim(hurt)]))
        let whats = scores.mistakes.map(\.what)
        #expect(
            whats == [
                .differs(try claim(killed), denied, [.status]), .missed(try claim(hurt)),
                .spurious(try claim(#""kind": "troops", "start": 50, "end": 52, "value": 1"#)),
            ])
        #expect(scores.mistakes.first?.context.contains("12 people") == true)
    }

    @Test func `survive a place outside the text`() throws {
        var scores = Scores()
        let far = [(-5, -2), (5, 2), (1_000_000, 1_000_004)].map { #""kind": "killed", "start": \#($0.0), "end": \#($0.1), "value": 12"# }
        scores.add([], for: document("a", try far.map(claim)))
        #expect(scores.mistakes.count == 3)
    }

    @Test func `are written with four decimals under plain names`() throws {
        var scores = Scores()
        scores.add([try claim(killed)], for: document("a", [try claim(killed), try claim(hurt), try claim(hurt)]))
        let json = try JSONSerialization.jsonObject(with: try JSONEncoder().encode(ScoreReport(scores, mistakes: 1))) as? [String: Any]
        let report = try #require(json)
        #expect(report["matched"] as? Int == 1)
        #expect((report["claim"] as? [String: Double]) == ["precision": 1, "recall": 0.3333, "f1": 0.5])
        #expect((report["fields"] as? [String: Double])?["place"] == 1)
        #expect((report["kinds"] as? [String: [String: Double]])?["injured"] == ["gold": 2, "precision": 0, "recall": 0, "f1": 0])
        #expect((report["errors"] as? [[String: Any]])?.count == 1)
    }
}

struct `A file of documents` {
    @Test func `is read past the lines that are none`() {
        let lines = [
            #"{"id": "a", "text": "", "claims": []}"#, "", "not json", #"{"id": "b", "claims": []}"#,
            #"{"id": "a", "text": "", "claims": []}"#,
            #"{"id": 7, "text": "", "claims": [{"kind": "killed", "start": 0, "end": 1, "value": 1}, {"kind": "slain", "start": 0, "end": 1, "value": 1}]}"#,
            #"{"id": 7, "text": "", "claims": [{"kind": "killed", "start": "0", "end": 1, "value": 1}]}"#,
            #"{"id": 8, "text": "", "claims": [{"kind": "killed", "end": 1, "value": 1}]}"#, #"{"id": 9, "text": "", "claims": null}"#,
            "[]",
            #"{"id": 10, "text": "", "claims": []}"#,
        ]
        let file = DocumentFile<GoldDocument>(Data(lines.joined(separator: "\r\n").utf8), named: "gold.jsonl", id: \.id)
        #expect(file.documents.map(\.id) == ["a", "10"])
        #expect(
            file.faults == [
                "gold.jsonl:3: this is not a JSON object on one line",
                "gold.jsonl:4: there is no \"text\"",
                "gold.jsonl:5: the document \"a\" stands above already",
                "gold.jsonl:6: \"claims\" 2 \"kind\": holds a word that is none of those it may hold",
                "gold.jsonl:7: \"claims\" 1 \"start\": is of another type than it must be",
                "gold.jsonl:8: \"claims\" 1: there is no \"start\"",
                "gold.jsonl:9: \"claims\": is null",
                "gold.jsonl:10: this is not a JSON object on one line",
            ])
    }

    @Test func `may say what was found, and credit nobody`() throws {
        let file = DocumentFile<PredictedDocument>(
            Data(#"{"id": "a", "claims": [{"kind": "killed", "start": 0, "end": 2, "value": 12, "attribution": {"claimant": ""}}]}"#.utf8),
            named: "found", id: \.id)
        #expect(file.faults == [])
        #expect(try #require(file.documents.first?.claims.first).claimant == nil)
    }
}
