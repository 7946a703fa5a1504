import ArgumentParser
import Figures
import Foundation
import Glibc
import Queries

@main
struct Figured: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "figured",
        abstract: "Keeps the running numbers of the news.",
        discussion: """
            figured fetches sources, reads the articles, finds the numbers they state and who is credited with each, keeps them
            as series, and tells when a figure moves, when two claimants cannot both be right, and when an article is rewritten.
            """,
        version: version,
        subcommands: [Manual.self],
        groupedSubcommands: [
            CommandGroup(name: "The daemon", subcommands: [Run.self, Check.self, ShowConfig.self, Reload.self]),
            CommandGroup(name: "The store", subcommands: [RereadCommand.self, Backup.self, Restore.self, Doctor.self]),
            CommandGroup(
                name: "Answers",
                subcommands: [
                    ListCommand.self, HistoryCommand.self, CompareCommand.self, ShowCommand.self, AlertsCommand.self, AckCommand.self,
                    SourcesCommand.self, DiscoverCommand.self, SearchCommand.self, PlotCommand.self, ExportCommand.self,
                    EventsCommand.self, TrackCommand.self, ImportCommand.self,
                ]),
            CommandGroup(name: "Texts", subcommands: [Extract.self, Explain.self, Evaluate.self, Read.self, Fetch.self]),
        ])

    /// The only place where a command's error ends: one sentence on standard error and an exit code that means something.
    static func main() async {
        unblockSignals()
        do {
            try refuseUnknownCommand()
            var command = try parseAsRoot()
            if var waiting = command as? any AsyncParsableCommand {
                try await waiting.run()
            } else {
                try command.run()
            }
        } catch let failure as Failure {
            Output.error(failure.message)
            Foundation.exit(failure.code.rawValue)
        } catch {
            exit(withError: error)
        }
    }

    /// A command that is not there is answered with those near to it.
    private static func refuseUnknownCommand() throws {
        let names = configuration.groupedSubcommands.flatMap { $0.subcommands.map { $0._commandName } } + ["help", "manual"]
        guard let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-"), !names.contains(word) else { return }
        let near = nearest(to: word, in: names)
        let hint = near.isEmpty ? "figured help lists them all" : "did you mean \(near.joined(separator: " or "))?"
        throw Failure(.usage, "there is no command \(word.printable); \(hint)")
    }

    /// A child inherits the signals that its parent's thread had blocked; whoever starts us, we hear SIGTERM.
    private static func unblockSignals() {
        var none = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, nil)
    }
}
