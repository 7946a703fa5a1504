import CCurl
import Foundation
import Glibc
import Synchronization

/// The one thread that owns every libcurl handle; others put commands into its inbox.
///
/// It is `@unchecked Sendable` because of the pointer to libcurl's multi handle: other threads use it for `curl_multi_wakeup` alone,
/// the one function that libcurl allows from any thread, and only under the inbox's lock while the thread still runs.
final class CurlLoop: @unchecked Sendable {
    private enum Command {
        case begin(Call, Reply<Response>)
        case cancel(Reply<Response>)
        case stop
    }

    private struct Inbox {
        var commands: [Command] = []
        var isOpen = true
        /// Whether the thread waits, or is about to, and must be woken for a command.
        var isAsleep = false
        /// Who waits for the thread's end.
        var leaving: [CheckedContinuation<Void, Never>] = []
        var hasEnded = false
    }

    private let settings: FetchSettings
    private let multi: UnsafeMutableRawPointer
    private let inbox = Mutex(Inbox())

    /// libcurl's preparation of itself, and malloc's for what it brings, once in a process.
    private static let preparation = {
        figured_keep_freed_memory(8 << 20)
        return curl_global_init(Int(CURL_GLOBAL_ALL))
    }()

    init(_ settings: FetchSettings) throws(FetchError) {
        guard Self.preparation == CURLE_OK, let multi = curl_multi_init() else {
            throw .badSetting("libcurl does not start: is there memory, and is its library complete?")
        }
        self.settings = settings
        self.multi = multi
        figured_multi_setopt_long(multi, CURLMOPT_MAXCONNECTS, settings.connections)
        let thread = Thread { [self] in run() }
        thread.name = "fetching"
        thread.start()
    }

    /// Makes a call and waits for its answer; throws `FetchError`, and `CancellationError` as soon as the task is cancelled.
    func response(to call: Call) async throws -> Response {
        do {
            return try await answer(to: call)
        } catch is WrongConnection {
            var call = call
            call.needsFreshConnection = true
            return try await answer(to: call)
        }
    }

    private func answer(to call: Call) async throws -> Response {
        let reply = Reply<Response>()
        return try await reply.value {
            if !send(.begin(call, reply)) { reply.give(.failure(CancellationError())) }
        } onCancel: { [self] in
            send(.cancel(reply))
        }
    }

    /// Lets every call fail with `CancellationError`, and the thread end.
    func stop() {
        inbox.withLock { inbox in
            guard inbox.isOpen else { return }
            inbox.isOpen = false
            inbox.commands.append(.stop)
            curl_multi_wakeup(multi)
        }
    }

    /// Waits until the thread has ended; after `stop()`.
    func end() async {
        await withCheckedContinuation { continuation in
            let hasEnded = inbox.withLock { inbox in
                if !inbox.hasEnded { inbox.leaving.append(continuation) }
                return inbox.hasEnded
            }
            if hasEnded { continuation.resume() }
        }
    }

    /// Puts a command into the inbox; false once it is closed.
    @discardableResult
    private func send(_ command: Command) -> Bool {
        inbox.withLock { inbox in
            guard inbox.isOpen else { return false }
            inbox.commands.append(command)
            if inbox.isAsleep {
                inbox.isAsleep = false
                curl_multi_wakeup(multi)
            }
            return true
        }
    }
}

// What runs on the thread.
extension CurlLoop {
    private func run() {
        blockBrokenPipes()
        var desk = CurlDesk(multi: multi, settings: settings)
        while obey(&desk) {
            desk.work()
            if mayWait() {
                // Without transfers only a command can be next; with some, libcurl's own timers shorten the wait.
                curl_multi_poll(multi, nil, 0, desk.isIdle ? 3_600_000 : 1000, nil)
            }
        }
        desk.clear()
        let leaving = inbox.withLock { inbox in
            curl_multi_cleanup(multi)
            inbox.hasEnded = true
            return inbox.leaving
        }
        for continuation in leaving {
            continuation.resume()
        }
    }

    /// A server that has gone is an error of its transfer, never a signal that ends the process.
    private func blockBrokenPipes() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Whether nothing lies in the inbox; from then on a command wakes the thread.
    private func mayWait() -> Bool {
        inbox.withLock { inbox in
            inbox.isAsleep = inbox.commands.isEmpty
            return inbox.isAsleep
        }
    }

    /// Does what lies in the inbox; false when the thread is to end.
    private func obey(_ desk: inout CurlDesk) -> Bool {
        let commands = inbox.withLock { inbox in
            let commands = inbox.commands
            inbox.commands = []
            inbox.isAsleep = false
            return commands
        }
        var goesOn = true
        for command in commands {
            switch command {
            case .begin(let call, let reply): desk.begin(call, reply)
            case .cancel(let reply): desk.cancel(reply)
            case .stop: goesOn = false
            }
        }
        return goesOn
    }
}
