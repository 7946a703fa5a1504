import ArgumentParser
import Config
import Daemon
import Foundation

/// `figured reload`: the running daemon takes new settings over, or says why not.
struct Reload: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Has the running daemon read its settings, figures and lexicons anew.",
        discussion: """
            All of them are taken over in one step, or none: then every fault is printed, and the old ones stay in force. Exit codes: 0 the new \
            settings are in force, 69 no daemon answers, 78 the settings are refused.
            """)

    @OptionGroup var options: SettingsOptions

    func run() throws {
        let path = try ControlDoor.path(settings: options.file()) { try options.settings().store }
        guard let answer = UnixSocket.ask("reload", at: path), !answer.isEmpty else {
            throw Failure(
                .unavailable, "no daemon answers at \(path): start it (systemctl start figured), or ask as root or as its own user")
        }
        let lines = answer.split(separator: "\n", maxSplits: 1).map(String.init)
        guard lines[0] == "ok" else {
            throw Failure(.settings, (lines.count > 1 ? lines[1] : answer) + "\nnothing was changed: the settings before stay in force")
        }
        Output.line("the new settings are in force")
    }
}
