import Evaluation
import Foundation
import Testing

/// The annotated articles and the program that scored them first, where they lie beside the checkout.
private struct Yardstick {
    let gold: URL
    let program: URL
    let python = URL(filePath: "/usr/bin/python3")

    init?() {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let named = ProcessInfo.processInfo.environment["FIGURED_CORPUS"].map { URL(filePath: $0) }
        let corpus = named ?? root.deletingLastPathComponent().appending(path: "shared/corpus")
        gold = corpus.appending(path: "dev.jsonl")
        program = corpus.deletingLastPathComponent().appending(path: "tools/score.py")
        for file in [gold, program, python] where !FileManager.default.fileExists(atPath: file.path) { return nil }
    }

    /// What the program says of the predictions.
    func report(on predicted: Data) throws -> NSDictionary {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).jsonl")
        try predicted.write(to: file)
        defer { unlink(file.path) }
        let process = Process()
        let pipe = Pipe()
        process.executableURL = python
        process.arguments = [program.path, gold.path, file.path, "--json"]
        process.standardOutput = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return try #require(try JSONSerialization.jsonObject(with: output) as? NSDictionary)
    }
}

@Suite(
    .enabled(
        if: Yardstick() != nil, "there are no annotated articles with their scorer beside the checkout; FIGURED_CORPUS names the folder"))
struct `Over the annotated articles` {
    /// The marked claims with every fault that an extractor can make, the same at every run.
    private static func worsened(_ line: Substring, _ seed: Int) throws -> [String: Any] {
        var document = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        let claims = try #require(document["claims"] as? [[String: Any]])
        document["claims"] = claims.enumerated().flatMap { worsened($1, seed + $0) }
        return document
    }

    private static func worsened(_ claim: [String: Any], _ seed: Int) -> [[String: Any]] {
        var claim = claim
        let words = ((claim["attribution"] as? [String: Any])?["claimant"] as? String ?? "").split(separator: " ")
        switch seed % 13 {
        case 0: return []
        case 1: claim["kind"] = "killed"
        case 2: claim["place"] = "the Gaza Strip"
        case 3: claim["attribution"] = ["claimant": words.prefix(2).joined(separator: " ")]
        case 4: claim["attribution"] = NSNull()
        case 5: claim["value"] = (claim["value"] as? Double ?? 0) * 1.004
        case 6: claim["value"] = (claim["value"] as? Double ?? 0) * 1.01
        case 7: claim["status"] = NSNull()
        case 8: claim["qualifier"] = "about"
        case 9: return [claim, claim]
        case 10: claim["group"] = "The \((claim["group"] as? String ?? "people").uppercased())’s"
        case 11: claim["when"] = NSNull()
        default: break
        }
        return [claim]
    }

    @Test(arguments: [0, 5, 11])
    func `the scores are those of the scorer`(seed: Int) throws {
        let yardstick = try #require(Yardstick())
        let bytes = try Data(contentsOf: yardstick.gold)
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        let predicted = Data(
            try lines.enumerated().map {
                String(decoding: try JSONSerialization.data(withJSONObject: Self.worsened($1, $0 + seed)), as: UTF8.self)
            }
            .joined(separator: "\n").utf8)
        let gold = DocumentFile<GoldDocument>(bytes, named: "gold", id: \.id)
        let found = DocumentFile<PredictedDocument>(predicted, named: "found", id: \.id)
        #expect(gold.faults + found.faults == [])
        var scores = Scores()
        for (document, claims) in zip(gold.documents, found.documents) { scores.add(claims.claims, for: document) }
        let report = try JSONSerialization.jsonObject(with: try JSONEncoder().encode(ScoreReport(scores, mistakes: 0))) as? NSDictionary
        #expect(try #require(report) == yardstick.report(on: predicted))
    }
}
