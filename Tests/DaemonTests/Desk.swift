import Foundation
import GRDB
import Glibc
import Newsroom
import Synchronization
import Testing

/// A folder with the demonstration's settings, in which the built `figured` runs as a process: what an operator has.
final class Desk: Sendable {
    private let root: URL
    private let newsroom: Newsroom
    private let home = Mutex<DemoFolder?>(nil)
    private let killed = Mutex(0)
    /// Where in the log the daemon that was started last begins.
    private let logBegin = Mutex(0)

    init() throws {
        root = FileManager.default.temporaryDirectory.appending(path: "figured-\(UUID().uuidString)")
        newsroom = try Newsroom()
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    }

    /// How often a daemon was killed here.
    var kills: Int { killed.withLock { $0 } }

    func remove() {
        do {
            try FileManager.default.removeItem(at: root)
        } catch {
            Issue.record("\(root.path) stays behind: \(error)")
        }
    }

    /// All days of the newsroom, each of them read to its end; with `killing`, after the daemon was killed on it at some moment.
    static func afterTwoWeeks(killing: Bool) async throws -> Desk {
        let desk = try Desk()
        try await desk.serving { newsroom in
            var daemon = try desk.start()
            repeat {
                if killing {
                    try await Task.sleep(for: .milliseconds(Int.random(in: 50...1500)))
                    desk.kill(daemon)
                    daemon = try desk.start()
                }
                try await desk.settle(newsroom)
            } while await newsroom.advance()
            #expect(daemon.stop().code == 0)
        }
        return desk
    }

    /// Opens the newsroom while the work goes on.
    func serving(_ work: @escaping @Sendable (Newsroom) async throws -> Void) async throws {
        let settings = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../etc/demo.yaml").standardizedFileURL
        try await NewsroomServer(newsroom).serving { [self] address in
            let folder = try DemoFolder(at: root.appending(path: "demo").path, settings: settings, newsroom: address)
            home.withLock { $0 = folder }
            try await work(newsroom)
        }
    }

    func start() throws -> RunningFigured {
        let home = try #require(home.withLock { $0 })
        let size = FileManager.default.fileExists(atPath: home.log.path) ? try log().utf8.count : 0
        logBegin.withLock { $0 = size }
        return try RunningFigured(["run", "--config", home.settings.path], log: home.log)
    }

    func kill(_ daemon: RunningFigured) {
        daemon.kill()
        killed.withLock { $0 += 1 }
    }

    /// Waits until the daemon that was started last is at work, everything of the day was read, and nothing is filed any more.
    func settle(_ newsroom: Newsroom) async throws {
        let begin = logBegin.withLock { $0 }
        while try !String(decoding: log().utf8.dropFirst(begin), as: UTF8.self).contains("figured is watching") {
            try await Task.sleep(for: .milliseconds(50))
        }
        try await newsroom.allPolled()
        try await newsroom.allRead()
        var before = -1
        var now = try filed()
        while now != before {
            try await Task.sleep(for: .milliseconds(2500))
            (before, now) = (now, try filed())
        }
    }

    private func filed() throws -> Int {
        try store().count("SELECT (SELECT count(*) FROM version) + (SELECT count(*) FROM entry WHERE nextTry IS NOT NULL) * 1000000")
    }

    func store() throws -> KeptStore {
        try KeptStore(try #require(home.withLock { $0 }).store)
    }

    func log() throws -> String {
        try String(contentsOf: try #require(home.withLock { $0 }).log, encoding: .utf8)
    }
}

/// A `figured` process.
struct RunningFigured: Sendable {
    /// Beside the test bundle, where the build puts every executable.
    static let binary = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "figured")

    let process = Process()

    /// Its standard error is appended to the log.
    init(_ arguments: [String], log: URL) throws {
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

    /// Asks it to stop; its exit code, and how long it took.
    func stop() -> (code: Int32, seconds: Double) {
        let started = ContinuousClock.now
        process.terminate()
        process.waitUntilExit()
        return (process.terminationStatus, (ContinuousClock.now - started) / .seconds(1))
    }
}
