import Figures
import Foundation
import Reading

/// How fast pages become articles, and feeds entries.
enum ReadingBenchmark {
    /// Reads what is in the folder's `pages` (`.html`, `.html.gz`) and `feeds`, and prints megabytes a second of one core.
    static func run(folder: URL) throws {
        let pages = try files(in: folder.appending(path: "pages")) { $0.hasSuffix(".html") || $0.hasSuffix(".html.gz") }
        let feeds = try files(in: folder.appending(path: "feeds")) { !$0.hasSuffix(".jsonl") }.filter { $0.count > 5000 }
        let reader = Reader()
        let source = Source(name: "benchmark", url: folder, outlet: "benchmark")
        measure("pages to articles", pages, rounds: 5) { download throws(ReadError) in
            _ = try reader.article(in: download, for: nil, of: source)
        }
        try TrafilaturaRun.measure(pages)
        measure("feeds to entries", feeds, rounds: 5) { download throws(ReadError) in
            _ = try reader.entries(in: download, of: source)
        }
        measure("feeds to entries, their texts read too", feeds, rounds: 5) { download throws(ReadError) in
            _ = try reader.entries(in: download, of: source).map(\.text)
        }
    }

    private static func measure(
        _ what: String, _ bodies: [[UInt8]], rounds: Int, _ read: (Download) throws(ReadError) -> Void
    ) {
        let address = URL(string: "https://post.example/news/flood") ?? URL(filePath: "/")
        let downloads = bodies.map { Download(url: address, body: $0, fetched: Date(timeIntervalSince1970: 0)) }
        var refused = 0
        let start = clock()
        for download in downloads + Array(repeating: downloads, count: rounds - 1).flatMap(\.self) {
            do throws(ReadError) {
                try read(download)
            } catch {
                refused += 1
            }
        }
        let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
        let megabytes = Double(bodies.reduce(0) { $0 + $1.count } * rounds) / 1_000_000
        let rate = (megabytes / max(seconds, 0.000_001) * 10).rounded() / 10
        print("reading: \(what): \(bodies.count) files, \(refused / rounds) refused, \(rate) MB/s")
    }

    private static func files(in folder: URL, where wanted: (String) -> Bool) throws -> [[UInt8]] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter(wanted).sorted().map { name in
            try name.hasSuffix(".gz") ? unpacked(folder.appending(path: name)) : Array(Data(contentsOf: folder.appending(path: name)))
        }
    }

    private static func unpacked(_ file: URL) throws -> [UInt8] {
        let gzip = Process()
        gzip.executableURL = URL(filePath: "/bin/gzip")
        gzip.arguments = ["-dc", file.path]
        let output = Pipe()
        gzip.standardOutput = output
        try gzip.run()
        return Array(try output.fileHandleForReading.readToEnd() ?? Data())
    }
}
