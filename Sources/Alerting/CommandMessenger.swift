package import Foundation
import Glibc
import Synchronization

/// A program that is run for each message, with the message as JSON on its standard input.
///
/// No shell: the words are the program and its arguments as they stand. What it prints goes where our own log goes. It has taken the
/// message when it ends with 0 in time; else it is ended, and asked again later.
package struct CommandMessenger: Messenger {
    private let words: [String]
    private let timeout: Duration

    /// - Parameter words: the program's path and its arguments.
    package init(_ words: [String], timeout: Duration) {
        self.words = words
        self.timeout = timeout
    }

    package func deliver(_ message: Message, at now: Date) async throws {
        guard let program = words.first else { return }
        let child = Child(program, Array(words.dropFirst()), input: try message.json + [UInt8(ascii: "\n")])
        try await withTaskCancellationHandler {
            try await finish(child, of: program)
        } onCancel: {
            child.end()
        }
    }

    private func finish(_ child: Child, of program: String) async throws {
        let status = try await withThrowingTaskGroup(of: Int32?.self) { group in
            group.addTask { try await child.status() }
            group.addTask {
                try await Task.sleep(for: timeout)
                return nil
            }
            defer {
                child.end()
                group.cancelAll()
            }
            return try await group.next() ?? nil
        }
        guard let status else { throw AlertError(description: "\(program) did not end within \(timeout) and was ended") }
        guard status == 0 else { throw AlertError(description: "\(program) ended with \(status), not 0") }
    }
}

/// A process of ours and its end.
private final class Child: Sendable {
    /// Nothing but what a program needs to find others: our own environment may hold what is not for it.
    private static let kept = ["PATH", "HOME", "LANG", "TZ", "TMPDIR"]

    private let process = Mutex(Process())
    private let program: String
    private let arguments: [String]
    private let input: [UInt8]

    init(_ program: String, _ arguments: [String], input: [UInt8]) {
        self.program = program
        self.arguments = arguments
        self.input = input
    }

    /// Runs it and waits for its end.
    func status() async throws -> Int32 {
        let pipe = Pipe()
        return try await withCheckedThrowingContinuation { continuation in
            do {
                try process.withLock { process in
                    process.executableURL = URL(filePath: program)
                    process.arguments = arguments
                    process.environment = ProcessInfo.processInfo.environment.filter { Self.kept.contains($0.key) }
                    process.standardInput = pipe
                    process.standardOutput = FileHandle.standardError
                    process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
                    try process.run()
                }
            } catch {
                continuation.resume(throwing: AlertError(description: "\(program) cannot be run: \(error.localizedDescription)"))
                return
            }
            give(pipe.fileHandleForWriting)
        }
    }

    /// A message is smaller than a pipe, so this never waits; who does not read it misses it.
    private func give(_ pipe: FileHandle) {
        do {
            try pipe.write(contentsOf: input)
            try pipe.close()
        } catch {
            return  // it closed its standard input: its exit code says whether it was content
        }
    }

    func end() {
        process.withLock { process in
            guard process.isRunning else { return }
            Glibc.kill(process.processIdentifier, SIGKILL)
        }
    }
}
