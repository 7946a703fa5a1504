import Foundation
import Glibc
import Synchronization
import Testing

/// The built `figured`, run as a process in a folder of its own: what an operator has, kill -9 included.
struct FiguredProcess: ~Copyable {
    /// Beside the test bundle, where the build puts every executable.
    static var binary: URL {
        URL(filePath: ProcessInfo.processInfo.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "figured")
    }

    let process = Process()
    let log: URL

    /// Starts `figured` with the arguments; its standard error is appended to `log`, a file.
    init(_ arguments: [String], log: URL) throws {
        self.log = log
        if !FileManager.default.fileExists(atPath: log.path) {
            try Data().write(to: log)
        }
        let handle = try FileHandle(forWritingTo: log)
        try handle.seekToEnd()
        process.executableURL = Self.binary
        process.arguments = arguments
        process.standardError = handle
        process.standardOutput = handle
        try process.run()
    }

    func kill() {
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Asks it to stop, and returns its exit code and how long it took.
    func stop() -> (code: Int32, seconds: Double) {
        let started = ContinuousClock.now
        process.terminate()
        process.waitUntilExit()
        return (process.terminationStatus, Double((ContinuousClock.now - started).components.attoseconds) / 1e18
            + Double((ContinuousClock.now - started).components.seconds))
    }
}
