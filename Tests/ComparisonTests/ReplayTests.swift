import Comparison
import Figures
import Foundation
import Testing

/// A real, revised series of daily records, column by column.
private struct RealSeries: Sendable, CustomTestStringConvertible {
    let name: String
    let days: [(day: Day, value: Int)]

    var testDescription: String { name }

    /// What stands in the data: each step from one day to the next that has a number.
    var steps: [String] {
        zip(days, days.dropFirst()).filter { $0.value != $1.value }.map { before, now in
            "\(now.day) \(now.value > before.value ? "rise" : "fall") \(before.value) → \(now.value)"
        }
    }

    static var isThere: Bool { FileManager.default.fileExists(atPath: file.path) }

    static func all() throws -> [RealSeries] {
        guard isThere else { return [] }
        var columns: [String: [(Day, Int)]] = [:]
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            let row = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let record = try #require(row["record"] as? [String: Any])
            let day = try #require((record["report_date"] as? String).flatMap(Day.init))
            for (column, value) in record where column.hasSuffix("_cum") {
                if let value = value as? Int { columns["\(row["place"] ?? "") \(column)", default: []].append((day, value)) }
            }
        }
        return columns.sorted { $0.key < $1.key }.map { RealSeries(name: $0.key, days: $0.value) }
    }

    private static var file: URL {
        let folder =
            ProcessInfo.processInfo.environment["FIGURED_CORPUS"].map { URL(filePath: $0) }
            ?? URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../shared/corpus")
        return folder.appending(path: "external/gaza_timeseries.jsonl")
    }
}

@Test(.enabled(if: RealSeries.isThere, "the corpus is not here"), arguments: try RealSeries.all())
private func `a real series gives exactly its rises and falls, and a second time nothing`(series: RealSeries) {
    var ledger = Ledger(figure())
    func replay() -> [Change] {
        series.days.flatMap { day, value in
            ledger.tell(observation(Quantity(Decimal(value)), day: day.number - 19_844))
        }
    }
    let changes = replay()
    #expect(changes.first?.what == .first)
    #expect(changes.dropFirst().map { "\($0.asOf) \($0.summary)" } == series.steps)
    #expect(changes.filter { $0.what == .fall }.allSatisfy { $0.severity == .warning })
    #expect(replay().isEmpty)
}
