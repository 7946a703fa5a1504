import ArgumentParser
import Config
import Figures
import Foundation
import Places
import Queries

/// `figured track`: makes a figure of a number that nobody tracks yet.
struct TrackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "track", abstract: "Makes a figure of a number that `figured discover` lists.",
        discussion: """
            Writes a file into the folder of figures, or with --print shows what it would write. The figure is filled from the claims \
            already kept when the daemon starts next, and tells nothing old.

            Exit codes: 0 done; 1 nothing of that name is discovered, or a figure has the name; 64 wrong usage; 66 there is no store; \
            74 the file cannot be written; 78 the settings are wrong.
            """)

    @Argument(help: "Its name, as `figured discover` shows it.")
    var name: String

    @Option(help: ArgumentHelp("The figure's name, where it is to be another.", valueName: "name"))
    var `as`: String?

    @Option(help: "Its title; default: what is counted, where, and when.")
    var title: String?

    @Flag(name: .customLong("print"), help: "Show the file, and write none.")
    var isPrinting = false

    @OptionGroup var options: StoreOptions

    func run() throws {
        let settings = try options.settings.settings()
        try options.ask { ledger, _ in
            let all = try ledger.discoveries(limit: 100_000)
            guard let found = all.first(where: { $0.name == name }) else {
                throw Failure(.found, "nothing is discovered as \(name.printable); `figured discover` lists what is")
            }
            try track(found, settings)
        }
    }

    private func track(_ found: Discovery, _ settings: Settings) throws {
        let figure = `as` ?? found.name
        if settings.figures.contains(where: { $0.name == figure }) {
            throw Failure(.found, "a figure has the name \(figure.printable) already: choose another one with --as")
        }
        let text = try FigureFile(found, named: figure, title: title, places: settings.places).text
        if isPrinting { return Output.line(text.trimmingCharacters(in: .newlines)) }
        let file = settings.figuresFolder.appending(path: "\(figure).yaml")
        try write(text, to: file)
        try prove(file)
        Output.line("\(file.relativePath) is written; `figured reload`, or a restart of the daemon, fills it from the claims kept")
    }

    private func write(_ text: String, to file: URL) throws {
        do {
            try Data(text.utf8).write(to: file, options: .withoutOverwriting)
        } catch CocoaError.fileWriteFileExists {
            throw Failure(.io, "\(file.relativePath) is there already: choose another name with --as")
        } catch {
            throw Failure(.io, "\(file.relativePath) cannot be written: run this as who owns the folder, or use --print")
        }
    }

    /// A name that is no name, or a figure that takes what another takes, must not stop the daemon's next start.
    private func prove(_ file: URL) throws {
        do {
            _ = try options.settings.settings()
        } catch let failure as Failure {
            try FileManager.default.removeItem(at: file)
            throw Failure(.settings, failure.message + "\nnothing was written")
        }
    }
}

extension Discovery {
    /// What `figured track` calls it: "killed-magnitogorsk-2018-12-31".
    var name: String {
        let parts = [kind.rawValue, measure == .incident ? nil : measure.rawValue, place, unit, day?.description].compactMap(\.self)
        return String(parts.map(Self.slug).joined(separator: "-").prefix(64)).trimmingCharacters(in: ["-"])
    }

    private static func slug(_ text: String) -> String {
        let plain = text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
        let letters = plain.map { ($0.isASCII && ($0.isLetter || $0.isNumber)) ? $0 : "-" }
        return String(letters).lowercased().split(separator: "-").joined(separator: "-")
    }
}

/// The file that makes a figure of a discovery.
private struct FigureFile {
    let text: String

    init(_ found: Discovery, named name: String, title: String?, places: URL) throws {
        do {
            guard try Gazetteer(folder: places).place(named: found.place) != nil else {
                throw Failure(
                    .found,
                    "no place is named \(found.place.printable), so nothing would ever be a point of it: "
                        + "write the figure by hand, with the place's usual name")
            }
        } catch let error as PlacesError {
            throw Failure(.settings, "\(error)")
        }
        let kind = found.kind.rawValue
        let usual = [kind.replacing("_", with: " ").capitalizedFirstLetter + " in \(found.place)", found.day?.description]
        var lines = [
            "# Claims: \(found.claims); outlets: \(found.outlets); independent reports: \(found.reports); the newest: \(found.newest.text).",
            "- figure: \(name)",
            "  title: \(Self.quoted(title ?? usual.compactMap(\.self).joined(separator: ", ")))",
            "  kind: \(kind)",
            "  measure: \(found.measure.rawValue)",
            "  place: \(Self.quoted(found.place))",
        ]
        if let day = found.day { lines.append("  since: \(day)") }
        if let unit = found.unit { lines.append("  unit: \(unit)") }
        lines.append("  alert: {rise: any, fall: any, disagreement: any}")
        text = lines.map { $0.printable + "\n" }.joined()
    }

    /// A double-quoted scalar of YAML (YAML 1.2.2 §7.3.1).
    private static func quoted(_ text: String) -> String {
        "\"\(text.printable.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
}

extension String {
    fileprivate var capitalizedFirstLetter: String { prefix(1).uppercased() + dropFirst() }
}
