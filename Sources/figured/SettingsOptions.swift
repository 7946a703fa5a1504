import ArgumentParser
import Config
import Extraction
import Foundation
import Lexicons
import Places
import Reading

/// Where the settings lie.
struct SettingsOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The settings file.", discussion: "Default: $FIGURED_CONFIG, else /etc/figured/figured.yaml, else etc/figured.yaml.",
            valueName: "file"))
    var config: String?

    func file() throws -> URL {
        if let named = config ?? ProcessInfo.processInfo.environment["FIGURED_CONFIG"] {
            return URL(filePath: named)
        }
        for path in ["/etc/figured/figured.yaml", "etc/figured.yaml"] where FileManager.default.fileExists(atPath: path) {
            return URL(filePath: path)
        }
        throw Failure(.settings, "there is no /etc/figured/figured.yaml; name a settings file with --config FILE")
    }

    /// Whether there are settings where they are looked for.
    var isThere: Bool {
        do {
            return FileManager.default.fileExists(atPath: try file().path)
        } catch {
            return false
        }
    }

    func settings() throws -> Settings {
        do {
            return try Settings.load(from: try file())
        } catch let faults as SettingsFaults {
            throw Failure(.settings, faults.description)
        }
    }
}

extension SettingsOptions {
    /// As `settings()`, of a file that was there before.
    func reread() throws(SettingsFaults) -> Settings {
        let found: URL
        do {
            found = try file()
        } catch {
            let place = Position(file: config ?? "/etc/figured/figured.yaml")
            throw SettingsFaults([SettingsFault(place, "the settings file is not there any more; put it back")])
        }
        return try Settings.load(from: found)
    }
}

/// Where the words and the names of places lie.
struct LanguageOptions: ParsableArguments {
    @OptionGroup var options: SettingsOptions

    @Option(help: ArgumentHelp("The folder of lexicons. Default: as the settings say.", valueName: "folder"))
    var lexicon: String?

    @Option(help: ArgumentHelp("The folder of place names. Default: as the settings say.", valueName: "folder"))
    var places: String?

    func extractors() throws -> Extractors {
        do {
            let usual = try usualFolders()
            let shelf = try LexiconShelf.load(from: lexicon.map { [URL(filePath: $0)] } ?? usual.lexicons)
            let gazetteer = try Gazetteer(folder: places.map { URL(filePath: $0) } ?? usual.places)
            return Extractors(shelf, places: PlaceNames(gazetteer))
        } catch let faults as LexiconFaults {
            throw Failure(.settings, faults.description)
        } catch let error as PlacesError {
            throw Failure(.settings, "\(error)")
        }
    }

    /// The words in which articles say that they were corrected; none where there are no settings.
    func notes() throws -> NoteWords {
        guard lexicon != nil || options.config != nil || options.isThere else { return NoteWords() }
        do {
            return try NoteWords(lexicons: try lexicon.map { [URL(filePath: $0)] } ?? usualFolders().lexicons)
        } catch let error as NoteWordsError {
            throw Failure(.settings, "\(error)")
        }
    }

    /// As the settings say; beside them where they are at fault, for a text can be read without a valid source.
    private func usualFolders() throws -> (lexicons: [URL], places: URL) {
        if lexicon != nil, places != nil { return ([], URL(filePath: "/")) }
        let file = try options.file()
        do throws(SettingsFaults) {
            let settings = try Settings.load(from: file)
            return (settings.lexicons, settings.places)
        } catch {
            let folder = file.deletingLastPathComponent()
            return ([folder.appending(path: "lexicon")], folder.appending(path: "places"))
        }
    }
}
