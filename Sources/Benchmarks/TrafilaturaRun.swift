import Foundation

/// The same pages by trafilatura, in the same run: how fast another reader is on this machine.
///
/// FIGURED_TRAFILATURA names the python that has it: `python3 -m venv v && v/bin/pip install trafilatura`, then `v/bin/python`.
enum TrafilaturaRun {
    private static let program = """
        import sys, time, trafilatura
        pages = []
        while True:
            size = sys.stdin.buffer.readline()
            if not size: break
            pages.append(sys.stdin.buffer.read(int(size)))
        trafilatura.bare_extraction(pages[0], with_metadata=True)
        start = time.process_time()
        for page in pages: trafilatura.bare_extraction(page, with_metadata=True)
        print(trafilatura.__version__, time.process_time() - start)
        """

    static func measure(_ pages: [[UInt8]]) throws {
        guard let python = ProcessInfo.processInfo.environment["FIGURED_TRAFILATURA"] else {
            return print("reading: trafilatura: not measured: FIGURED_TRAFILATURA names no python that has it")
        }
        guard !pages.isEmpty else { return }
        let input = FileManager.default.temporaryDirectory.appending(path: "figured-pages-\(UUID().uuidString)")
        let framed = pages.flatMap { Array("\($0.count)\n".utf8) + $0 }
        try Data(framed).write(to: input)
        defer { unlink(input.path) }
        let words = try output(of: python, reading: input).split(separator: " ")
        guard words.count == 2, let seconds = Double(words[1]) else {
            return print("reading: trafilatura: not measured: \(python) has no trafilatura")
        }
        let megabytes = Double(pages.reduce(0) { $0 + $1.count }) / 1_000_000
        print("reading: trafilatura \(words[0]): \(pages.count) files, \((megabytes / seconds * 10).rounded() / 10) MB/s")
    }

    private static func output(of python: String, reading input: URL) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = ["-c", program]
        process.standardInput = try FileHandle(forReadingFrom: input)
        process.standardError = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
