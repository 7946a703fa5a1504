import Foundation

/// Each stage measured alone: `make bench`, or with names, `make bench ONLY="extraction matching"`.
///
/// Figures are throughputs or ratios of two things measured in the same run; nothing is asserted.
@main
enum Benchmarks {
    private static let all: [(name: String, run: @Sendable () async throws -> Void)] = [
        ("fetching", { try await FetchBenchmark.run() }),
        ("reading", { try ReadingBenchmark.run(folder: corpus) }),
        ("extraction", { try ExtractionBenchmarks.run(corpus: corpus) }),
        ("matching", { try MatchingBenchmark.run() }),
        ("storage", { try await StorageBenchmark.run() }),
        ("queries", { try QueriesBenchmark.run() }),
    ]

    /// A folder of real articles and pages.
    private static var corpus: URL {
        URL(filePath: ProcessInfo.processInfo.environment["FIGURED_CORPUS"] ?? "../shared/corpus")
    }

    static func main() async {
        let chosen = Set(CommandLine.arguments.dropFirst())
        for (name, run) in all where chosen.isEmpty || chosen.contains(name) {
            print("— \(name)")
            do {
                try await run()
            } catch {
                print("  not measured: \(error)")
            }
        }
    }
}
