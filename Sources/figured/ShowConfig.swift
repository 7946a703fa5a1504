import ArgumentParser
import Config
import Figures
import Foundation

/// The settings in force, and whence each came.
struct ShowConfig: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Prints the settings in force, and whence each came.",
        discussion:
            "Then the sources and figures, each with the file that defines it, and the lexicon files that take a shipped one's place.")

    @OptionGroup var options: SettingsOptions

    func run() throws {
        let settings = try options.settings()
        section("settings", settings.inForce.map { ($0.key, "\($0.value)  (\($0.whence))") })
        section("sources", settings.sources.map { ($0.name, "\($0.url.absoluteString)  (\(place(of: $0.name, "source", settings)))") })
        section("figures", settings.figures.map { ($0.name, "\($0.title)  (\(place(of: $0.name, "figure", settings)))") })
        section("lexicon files of your own", overrides(settings))
    }

    private func section(_ title: String, _ rows: [(key: String, value: String)]) {
        guard !rows.isEmpty else { return }
        let width = rows.map(\.key.count).max() ?? 0
        Output.line(title)
        for (key, value) in rows {
            Output.line("  " + key + String(repeating: " ", count: width - key.count) + "  " + value.printable)
        }
    }

    private func place(of name: String, _ what: String, _ settings: Settings) -> String {
        settings.definitions["\(what) \(name)"]?.description ?? "?"
    }

    /// "en/killed.lexicon", and whether it replaces one or is new.
    private func overrides(_ settings: Settings) -> [(String, String)] {
        guard settings.lexicons.count > 1, let shipped = settings.lexicons.first, let own = settings.lexicons.last else { return [] }
        return files(in: own).map { name in
            let replaces = FileManager.default.fileExists(atPath: shipped.appending(path: name).path)
            return (name, replaces ? "in place of \(shipped.appending(path: name).path)" : "beside those that came with figured")
        }
    }

    private func files(in folder: URL) -> [String] {
        let all = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return all.filter { $0.hasSuffix(".lexicon") || $0.hasSuffix(".words") }.sorted()
    }
}
