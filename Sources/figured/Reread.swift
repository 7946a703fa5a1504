import ArgumentParser
import Config
import Daemon
import Foundation
import Logging
import Storage

/// Kept texts anew, after a new lexicon.
struct RereadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reread", abstract: "Reads the kept texts anew, after a new lexicon.",
        discussion: """
            Run it while the daemon is stopped. What the texts say by the new lexicon takes the place of the old claims, and the figures \
            are filled again from them. Nothing is told of it, and what was told stays. When it is stopped it goes on next time where \
            it was.

            Exit codes: 0 done; 65 the store is damaged or newer; 66 there is no store; 74 it cannot be written; 75 the daemon is \
            running; 78 the settings are wrong.
            """)

    @Flag(help: "Read everything, though it was read with this lexicon before.")
    var again = false

    @OptionGroup var options: SettingsOptions

    func run() throws {
        let settings = try options.settings()
        guard FileManager.default.fileExists(atPath: settings.store.path) else {
            throw Failure(.noInput, "there is no store at \(settings.store.path): start `figured run` first")
        }
        LoggingSystem.bootstrap { _ in SwiftLogNoOpLogHandler() }
        let bars = Bars()
        defer { bars.finish() }
        do {
            let reread = try Reread(settings, version: Figured.version, logger: Logger(label: "reread"))
            let result = try reread.run(again: again, progress: bars.show)
            bars.finish()
            report(result)
        } catch ArchiveError.alreadyRunning(_, let process) {
            throw Failure(
                .temporary,
                "the daemon is running as process \(process); stop it (systemctl stop figured), run this again, and start it after that")
        } catch let error as ArchiveError {
            throw Failure(error.exitCode, "\(error)")
        } catch {
            throw Failure(.settings, "\(error)")
        }
    }

    private func report(_ result: Reread.Result) {
        if result.wasDone, result.texts == 0, result.figures == 0 {
            return Output.line("every text was read with this lexicon before; --again reads them nonetheless")
        }
        Output.line("\(result.texts) texts read, \(result.changed) of them otherwise than before; \(result.figures) figures filled again")
    }
}

/// A bar for the texts, then one for each figure.
private final class Bars {
    private var bar: ProgressBar?
    private var label = ""

    func show(_ stage: Reread.Stage) {
        switch stage {
        case .reading(let done, let all): draw("reading anew", done, of: all)
        case .filling(let figure, let done, let all): draw("filling \(figure)", done, of: all)
        }
    }

    private func draw(_ label: String, _ done: Int, of all: Int) {
        if label != self.label {
            finish()
            bar = ProgressBar(label, unit: "texts", of: all, already: label.hasPrefix("reading") ? done : 0)
            self.label = label
        }
        bar?.reach(done, of: all)
    }

    func finish() {
        bar?.finish()
        bar = nil
    }
}
