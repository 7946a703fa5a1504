import Foundation
import Glibc
import Synchronization

/// `figured run` as a child: what it says on standard error goes into a log, and its alerts to the screen.
final class DaemonProcess: Sendable {
    private struct State {
        var pending: [UInt8] = []
        var lastAlert = ContinuousClock.now
        var lastLines: [String] = []
    }

    private let process = Process()
    private let state = Mutex(State())
    private let log: FileHandle

    init(_ program: URL, settings: URL, log file: URL) throws {
        guard FileManager.default.createFile(atPath: file.path, contents: nil) else {
            throw DemoError("\(file.path) cannot be written: check the folder's permissions")
        }
        log = try FileHandle(forWritingTo: file)
        process.executableURL = program
        process.arguments = ["run", "--config", settings.path]
        process.environment = ProcessInfo.processInfo.environment.filter { $0.key != "STATE_DIRECTORY" }
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = errors
        errors.fileHandleForReading.readabilityHandler = { [self] handle in
            let bytes = handle.availableData
            if bytes.isEmpty { handle.readabilityHandler = nil }
            take(Array(bytes))
        }
        try process.runHearingSignals()
    }

    var isRunning: Bool { process.isRunning }

    /// How long nothing has been told.
    var quietFor: Duration { state.withLock { ContinuousClock.now - $0.lastAlert } }

    func noteActivity() {
        state.withLock { $0.lastAlert = .now }
    }

    /// Why it is not running any more, with its last words.
    var obituary: DemoError {
        let words = state.withLock { $0.lastLines }.joined(separator: "\n  ")
        return DemoError("the daemon ended with status \(process.terminationStatus); its last words:\n  \(words)")
    }

    /// Ends the daemon as systemd would, and proves that it went in peace.
    func end() async throws {
        process.terminate()
        let deadline = ContinuousClock.now + .seconds(5)
        while isRunning {
            guard ContinuousClock.now < deadline else {
                throw DemoError("the daemon did not end within 5 seconds of SIGTERM")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        guard process.terminationStatus == 0, process.terminationReason == .exit else { throw obituary }
    }

    /// Ends the daemon because the demonstration failed, which has its own error to tell.
    func abandon() {
        if isRunning { process.terminate() }
    }

    private func take(_ bytes: [UInt8]) {
        do {
            try log.write(contentsOf: bytes)
        } catch {
            say("  (the log cannot be written: \(error))")
        }
        for line in lines(adding: bytes) {
            guard let shown = LogLine(line).shown else { continue }
            noteActivity()
            say(shown)
        }
    }

    private func lines(adding bytes: [UInt8]) -> [String] {
        state.withLock { state in
            state.pending += bytes
            let parts = state.pending.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            state.pending = Array(parts.last ?? [])
            let lines = parts.dropLast().map { String(decoding: $0, as: UTF8.self) }
            state.lastLines = Array((state.lastLines + lines).suffix(5))
            return lines
        }
    }
}

extension Process {
    /// Starts it with no signal blocked.
    ///
    /// A child inherits the signal mask of the thread that starts it, and the threads of Swift's pool block nearly all
    /// signals: started from there it would never hear SIGTERM.
    func runHearingSignals() throws {
        var none = sigset_t()
        var before = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try run()
    }
}
