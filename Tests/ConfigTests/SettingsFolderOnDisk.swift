import Config
import Foundation

/// A settings folder made for one test, and removed after it.
struct SettingsFolderOnDisk: ~Copyable {
    let root: URL

    /// - Parameter files: name → text; a name may hold a folder. Lexicon, places, sources.d and figures.d are always there.
    init(_ files: [String: String] = [:]) throws {
        root = FileManager.default.temporaryDirectory.appending(path: "figured-settings-\(UUID().uuidString)")
        for folder in ["lexicon", "places", "sources.d", "figures.d"] {
            try FileManager.default.createDirectory(at: root.appending(path: folder), withIntermediateDirectories: true)
        }
        try write(files["figured.yaml"] ?? "", to: "figured.yaml")
        for (name, text) in files {
            try write(text, to: name)
        }
    }

    deinit {
        do {
            try FileManager.default.removeItem(at: root)
        } catch {
            print("left behind: \(root.path)")
        }
    }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: root.appending(path: name))
    }

    func load(environment: [String: String] = [:]) throws(SettingsFaults) -> Settings {
        try Settings.load(from: root.appending(path: "figured.yaml"), environment: environment)
    }

    /// What is wrong, each as "file:line:column: message" with the file's path below this folder.
    func faults() -> [String] {
        do throws(SettingsFaults) {
            _ = try load()
            return []
        } catch {
            return error.faults.map { lineInside($0) }
        }
    }

    func lineInside(_ fault: SettingsFault) -> String {
        fault.description.replacing(root.relativePath + "/", with: "")
    }
}

/// One public source, as it should be.
let goodSource = """
    - source: rudaw
      url: https://www.rudaw.net/english/rss
      outlet: Rudaw

    """

/// One figure, as it should be.
let goodFigure = """
    - figure: gaza-killed
      kind: killed
      measure: cumulative
      place: Gaza

    """
