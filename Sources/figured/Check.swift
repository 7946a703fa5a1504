import ArgumentParser
import Config
import Extraction
import Figures
import Foundation
import Lexicons
import Matching
import Places
import Reading

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
        var settings: Settings?
        do throws(SettingsFaults) {
            let valid = try Settings.load(from: file)
            (settings, lexicons, places) = (valid, valid.lexicons, valid.places)
            for warning in valid.warnings { Output.error("warning: \(warning)", priority: 4) }
        } catch {
            faults = error.faults.map(\.description)
        }
        // Where the settings are at fault, the usual folder is looked into, if there is one.
        guard settings != nil || lexicons.contains(where: { FileManager.default.fileExists(atPath: $0.path) }) else {
            throw Failure(.found, faults.joined(separator: "\n"))
        }
        faults += languageFaults(lexicons: lexicons, places: places, settings: settings)
        guard faults.isEmpty else { throw Failure(.found, faults.joined(separator: "\n")) }
        Output.line("\(file.relativePath): all well")
    }

    private func languageFaults(lexicons: [URL], places: URL, settings: Settings?) -> [String] {
        var faults: [String] = []
        var gazetteer = Gazetteer.empty
        do {
            gazetteer = try Gazetteer(folder: places)
        } catch {
            faults.append("\(error)")
        }
        let hasPlaces = faults.isEmpty
        do {
            let shelf = try LexiconShelf.load(from: lexicons)
            faults += failures(of: shelf, places: PlaceNames(gazetteer)).map(\.description)
            let words = try Wording.languages(in: lexicons)
            _ = try NoteWords(lexicons: lexicons)
            if let settings, hasPlaces { faults += figureFaults(settings, places: gazetteer, words: words) }
        } catch {
            faults.append("\(error)")
        }
        return faults
    }

    /// What shows only once the places and names of the figures are looked up.
    private func figureFaults(_ settings: Settings, places: Gazetteer, words: [String: Wording]) -> [String] {
        Matcher.problems(in: settings.figures, places: places, words: words).map { problem in
            guard let written = settings.figurePositions[problem.figure] else { return "\(problem)" }
            let position =
                switch problem {
                case .unknownPlace: written.place ?? written.figure
                case .sharedClaimant: written.claimants ?? written.figure
                case .sameClaims: written.figure
                }
            return "\(position): \(problem)"
        }
    }
}
