import Foundation
import GRDB
import Newsroom

/// What a store says, read as any other program would.
struct KeptStore {
    private let database: DatabaseQueue

    init(_ file: URL) throws {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        database = try DatabaseQueue(path: file.path, configuration: configuration)
    }

    func count(_ sql: String) throws -> Int {
        try database.read { try Int.fetchOne($0, sql: sql) ?? 0 }
    }

    func text(_ sql: String) throws -> String {
        try database.read { try String.fetchOne($0, sql: sql) ?? "" }
    }

    func changes() throws -> [KeptChange] {
        try database.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM changes ORDER BY id").map { row in
                KeptChange(
                    figure: row["figure"], what: row["what"], claimant: row["claimant"], value: row["value"] ?? "none", other: row["other"])
            }
        }
    }

    /// Every point with what it says and when it holds; of two outlets on one day, whichever was read first is its witness.
    func points() throws -> Set<String> {
        try database.read { database in
            Set(
                try Row.fetchAll(database, sql: "SELECT * FROM history").map { row in
                    ["figure", "claimant", "as_of", "qualifier", "value"].map { "\(row[$0] as String)" }.joined(separator: " ")
                })
        }
    }

    /// The ids of alerts that stand in the log more than once.
    func toldTwice(in log: String) -> [Int] {
        counts(in: log).filter { $0.value > 1 }.map(\.key).sorted()
    }

    /// The ids of alerts that do not stand in the log.
    func untold(in log: String) throws -> [Int] {
        let told = counts(in: log)
        return try database.read { try Int.fetchAll($0, sql: "SELECT id FROM alert") }.filter { told[$0] == nil }
    }

    private func counts(in log: String) -> [Int: Int] {
        log.split(separator: "\n").reduce(into: [:]) { counts, line in
            guard let match = line.firstMatch(of: /\ alert=(\d+)/), let id = Int(match.1) else { return }
            counts[id, default: 0] += 1
        }
    }
}

/// A change as it is kept.
struct KeptChange: Hashable, CustomStringConvertible {
    let figure: String
    let what: String
    let claimant: String
    let value: String
    let other: String?

    /// Whether it is the change that is expected; the two of a disagreement may stand either way round.
    func `is`(_ expected: ExpectedChange) -> Bool {
        guard figure == expected.figure, what == expected.change else { return false }
        return claimant == expected.claimant && other == expected.other && Decimal(string: value) == expected.value
    }

    var description: String { "\(figure): \(what) \(claimant) \(value)" + (other.map { " against \($0)" } ?? "") }
}
