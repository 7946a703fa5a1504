import ArgumentParser
import Config
import Extraction
import Foundation
import Lexicons
import Places

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

    func settings() throws -> Settings {
        do {
            return try Settings.load(from: try file())
        } catch let faults as SettingsFaults {
            throw Failure(.settings, faults.description)
        }
    }
}

/// Where the words and the names of places lie.
struct LanguageOptions: ParsableArguments {
    @OptionGroup var options: SettingsOptions

    @Option(help: ArgumentHelp("The folder of lexicons. Default: lexicon/ beside the settings file.", valueName: "folder"))
    var lexicon: String?

    @Option(help: ArgumentHelp("The folder of place names. Default: places/ beside the settings file.", valueName: "folder"))
    var places: String?

    func extractors() throws -> Extractors {
        do {
            let shelf = try LexiconShelf.load(from: try folder(lexicon, "lexicon"))
            return Extractors(shelf, places: PlaceNames(try Gazetteer(folder: try folder(places, "places"))))
        } catch let faults as LexiconFaults {
            throw Failure(.settings, faults.description)
        } catch let error as PlacesError {
            throw Failure(.settings, "\(error)")
        }
    }

    private func folder(_ named: String?, _ usual: String) throws -> URL {
        try named.map { URL(filePath: $0) } ?? options.file().deletingLastPathComponent().appending(path: usual)
    }
}
