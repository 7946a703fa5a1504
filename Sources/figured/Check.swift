import ArgumentParser
import Config
import Extraction
import Figures
import Foundation
import Lexicons
import Matching
import Places

/// Settings, sources, figures, lexicons: every fault with its place.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks settings, sources, figures and lexicons.",
        discussion: "Prints each fault as file:line: what is wrong and what to write instead. Exit code: 0, or 1 with faults.")

    @OptionGroup var options: SettingsOptions

    func run() throws {
        let file = try options.file()
        let folder = file.deletingLastPathComponent()
        var lexicons = [folder.appending(path: "lexicon")]
        var places = folder.appending(path: "places")
        var faults: [String] = []
        do throws(SettingsFaults) {
            let settings = try Settings.load(from: file)
            (lexicons, places) = (settings.lexicons, settings.places)
            for warning in settings.warnings { Output.error("warning: \(warning)", priority: 4) }
        } catch {
            faults = error.faults.map(\.description)
        }
        faults += languageFaults(lexicons: lexicons, places: places)
        guard faults.isEmpty else { throw Failure(.found, faults.joined(separator: "\n")) }
        Output.line("\(file.relativePath): all well")
    }

    private func languageFaults(lexicons: [URL], places: URL) -> [String] {
        var faults: [String] = []
        var gazetteer = Gazetteer.empty
        do {
            gazetteer = try Gazetteer(folder: places)
        } catch {
            faults.append("\(error)")
        }
        do {
            let shelf = try LexiconShelf.load(from: lexicons)
            faults += failures(of: shelf, places: PlaceNames(gazetteer)).map(\.description)
            _ = try Wording.languages(in: lexicons)
        } catch {
            faults.append("\(error)")
        }
        return faults
    }
}
