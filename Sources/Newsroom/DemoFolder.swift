package import Foundation

/// The folder that a demonstration leaves behind: its settings, its store, its log.
package struct DemoFolder: Sendable {
    package let root: URL
    package var settings: URL { root.appending(path: "demo.yaml") }
    package var store: URL { root.appending(path: "figured.db") }
    package var log: URL { root.appending(path: "figured.log") }

    /// Copies the settings with the newsroom's address in place of the one that is written there.
    package init(at path: String, settings: URL, newsroom: URL) throws {
        root = URL(filePath: try Self.free(path))
        let etc = settings.deletingLastPathComponent()
        guard FileManager.default.fileExists(atPath: settings.path) else {
            throw NewsroomError("there is no \(settings.relativePath): start the demonstration in the checkout, or name it with --settings")
        }
        for part in ["sources.d", "figures.d"] {
            try copy(etc.appending(path: "demo").appending(path: part), to: root.appending(path: part), newsroom: newsroom)
        }
        let lines = try String(contentsOf: settings, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
        let moved = lines.map { line in
            for (key, value) in moves(from: etc) where line.hasPrefix(key + ":") { return "\(key): '\(value)'" }
            return String(line)
        }
        try write(moved.joined(separator: "\n"), to: self.settings)
        try write("figured's demonstration made this folder and may replace it.\n", to: root.appending(path: Self.marker))
    }

    private static let marker = ".figured-demo"

    /// Where things are, seen from the copy.
    private func moves(from etc: URL) -> [(key: String, value: String)] {
        let home = etc.absoluteURL.standardizedFileURL.path.replacing("'", with: "''")
        return [
            ("store", "figured.db"), ("sources", "sources.d"), ("figures", "figures.d"),
            ("lexicon", "\(home)/lexicon"), ("places", "\(home)/places"),
        ]
    }

    private func copy(_ folder: URL, to target: URL, newsroom: URL) throws {
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".yaml") {
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            try write(text.replacing("http://127.0.0.1:8900", with: newsroom.absoluteString), to: target.appending(path: name))
        }
    }

    private func write(_ text: String, to file: URL) throws {
        try Data(text.utf8).write(to: file)
    }

    /// The path itself where it is free or our own from before, which is removed; else the first free "path-2", "path-3" …
    private static func free(_ path: String) throws -> String {
        let files = FileManager.default
        for number in 1...999 {
            let candidate = number == 1 ? path : "\(path)-\(number)"
            if files.fileExists(atPath: candidate + "/" + marker) {
                try files.removeItem(atPath: candidate)
                return candidate
            }
            if !files.fileExists(atPath: candidate) { return candidate }
        }
        throw NewsroomError("\(path) and 998 numbered ones are taken: name another folder")
    }
}
