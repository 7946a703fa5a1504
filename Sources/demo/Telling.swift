import Newsroom

/// Two weeks, day by day: what the papers print, and what the daemon says to it.
struct Telling {
    let newsroom: Newsroom
    let daemon: DaemonProcess

    func tell() async throws {
        repeat {
            say("\n— \(await newsroom.today.label) —")
            try await waitUntilHeard()
        } while await newsroom.advance()
        try await daemon.end()
    }

    /// A day is over when all sources were asked, everything new was read, and the daemon has nothing more to say.
    private func waitUntilHeard() async throws {
        guard try await daemonDoes(within: .seconds(60), { try await newsroom.allPolled() }) else {
            throw DemoError("the daemon did not ask all three sources within a minute: look into its log")
        }
        if try await !daemonDoes(within: .seconds(20), { try await newsroom.allRead() }) {
            say("  (not everything of today was read yet)")
        }
        daemon.noteActivity()
        _ = try await daemonDoes(within: .seconds(5)) {
            while daemon.quietFor < .milliseconds(800) {
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    /// Waits for the work, not longer than the time, and not for a daemon that is gone.
    ///
    /// - Returns: whether the work was done in time.
    private func daemonDoes(within time: Duration, _ work: @escaping @Sendable () async throws -> Void) async throws -> Bool {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            defer { group.cancelAll() }
            group.addTask {
                try await work()
                return true
            }
            group.addTask {
                let deadline = ContinuousClock.now + time
                while ContinuousClock.now < deadline {
                    guard daemon.isRunning else { throw daemon.obituary }
                    try await Task.sleep(for: .milliseconds(50))
                }
                return false
            }
            return try await group.next() ?? false
        }
    }
}
