import Foundation
import Synchronization

/// How far a long work has come, on the last line of a terminal; nothing at all where standard error is no terminal.
///
///     let bar = ProgressBar("reading anew", unit: "texts", of: 2000)
///     for text in texts { …; bar.advance() }
///     bar.finish()
final class ProgressBar: Sendable {
    private struct State {
        var line: ProgressLine
        var drawn: ContinuousClock.Instant?
        var isOver = false
    }

    private let state: Mutex<State>
    private let started = ContinuousClock.now
    private let isShown: Bool

    /// So that drawing costs nothing beside the work.
    private static let pause = Duration.milliseconds(100)

    /// - Parameters:
    ///   - label: what is being done: "importing".
    ///   - unit: what is counted: "articles"; "bytes" are shown as kB, MB and GB.
    ///   - total: how many there are; nil where nobody knows.
    ///   - already: how many an earlier run has done: they count as done, not as fast.
    init(_ label: String, unit: String, of total: Int? = nil, already: Int = 0) {
        state = Mutex(State(line: ProgressLine(label: label, unit: unit, done: already, total: total, already: already)))
        isShown = isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    }

    /// So many more are done.
    func advance(by count: Int = 1) {
        change { $0.done += count }
    }

    /// So many are done in all, of so many.
    func reach(_ done: Int, of total: Int? = nil) {
        change { line in
            line.done = done
            if let total { line.total = total }
        }
    }

    /// Takes the line away for something else to be printed; the next step draws it anew.
    func clear() {
        state.withLock { state in
            if isShown, state.drawn != nil, !state.isOver { write("\r\u{1B}[K") }
            state.drawn = nil
        }
    }

    /// Takes the line away, so that what is printed next stands alone; call it also where the work failed.
    func finish() {
        state.withLock { state in
            if isShown, state.drawn != nil, !state.isOver { write("\r\u{1B}[K") }
            state.isOver = true
        }
    }

    private func change(_ body: (inout ProgressLine) -> Void) {
        state.withLock { state in
            body(&state.line)
            let now = ContinuousClock.now
            guard isShown, !state.isOver, state.drawn.map({ now - $0 >= Self.pause }) ?? true else { return }
            state.drawn = now
            state.line.elapsed = now - started
            write("\r" + state.line.text(width: Terminal.errorWidth - 1) + "\u{1B}[K")
        }
    }

    private func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
