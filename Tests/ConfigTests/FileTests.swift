import Config
import Figures
import Foundation
import Testing

/// Files that are no settings are refused, whatever they are.
struct FileTests {
    @Test func `a file that is missing, a folder or a device is named as such`() throws {
        let folder = try SettingsFolderOnDisk()
        let table = [
            ("none.yaml", "there is no such file, or its folder cannot be entered"),
            ("sources.d", "this is a folder: name a YAML file"),
        ]
        for (name, message) in table {
            let faults = faults(of: folder.root.appending(path: name))
            #expect(faults.contains { $0.hasSuffix("/\(name):1:1: \(message)") }, "\(faults)")
        }
        #expect(faults(of: URL(filePath: "/dev/zero")).contains("/dev/zero:1:1: this is not a regular file: name a YAML file"))
    }

    @Test func `a file of more than 1 MB is refused`() throws {
        let folder = try SettingsFolderOnDisk(["figured.yaml": String(repeating: "# padding\n", count: 100_001)])
        #expect(
            folder.faults() == [
                "figured.yaml:1:1: the file is larger than 1 MB: that is no settings file, or it must be split into several"
            ])
    }

    @Test func `text that is not UTF-8 is refused at its first bad byte`() throws {
        let folder = try SettingsFolderOnDisk()
        try Data("web: none\ncontact: caf".utf8 + [0xE9, 0x0A]).write(to: folder.root.appending(path: "figured.yaml"))
        #expect(folder.faults() == ["figured.yaml:2:13: byte 0xE9 is not UTF-8: save the file as UTF-8"])
    }

    @Test(arguments: [10, 100_000])
    func `brackets without end are a fault, however many`(depth: Int) throws {
        let folder = try SettingsFolderOnDisk(["figured.yaml": "web: " + String(repeating: "[", count: depth)])
        let faults = folder.faults()
        #expect(faults.count == 1)
        #expect(faults.first?.contains("this is not YAML") == true)
    }

    @Test func `the settings that are shipped are sound, and ask for the contact that each desk must set`() throws {
        let shipped = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../etc").standardizedFileURL
        let folder = try SettingsFolderOnDisk()
        for name in ["figured.yaml", "sources.d/world.yaml", "figures.d/gaza-war.yaml", "figures.d/iraq.yaml"] {
            try folder.write(String(contentsOf: shipped.appending(path: name), encoding: .utf8), to: name)
        }
        #expect(try folder.load().warnings.map { folder.lineInside($0).prefix(32) } == ["figured.yaml:1:1: 'contact' is m"])

        let text = try String(contentsOf: shipped.appending(path: "figured.yaml"), encoding: .utf8)
        try folder.write(text.replacing("\n#contact:", with: "\ncontact:"), to: "figured.yaml")
        let settings = try folder.load()
        #expect(settings.warnings == [])
        #expect(settings.sources.count == 6)
        #expect(settings.figures.map(\.name) == ["gaza-killed", "southern-israel-killed", "lebanese-refugees-iraq", "iran-iraq-memoranda"])
    }

    @Test func `the settings of the demonstration are sound`() throws {
        let shipped = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../etc").standardizedFileURL
        let folder = try SettingsFolderOnDisk()
        for part in ["demo/sources.d", "demo/figures.d"] {
            try FileManager.default.createDirectory(at: folder.root.appending(path: part), withIntermediateDirectories: true)
        }
        for (name, copy) in [
            ("demo.yaml", "figured.yaml"), ("demo/sources.d/newsroom.yaml", "demo/sources.d/newsroom.yaml"),
            ("demo/figures.d/newsroom.yaml", "demo/figures.d/newsroom.yaml"),
        ] {
            try folder.write(String(contentsOf: shipped.appending(path: name), encoding: .utf8), to: copy)
        }
        let settings = try folder.load()
        #expect(settings.warnings == [])
        #expect(settings.sources.map(\.form) == [.feed, .feed, .page])
        #expect(settings.figures.count == 7)
        #expect(settings.revisits.first == .seconds(2))
    }

    /// Uncommented, the defaults that `figured.yaml` shows must be the defaults in force.
    @Test func `figured.yaml shows every key with its true default`() throws {
        let shipped = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../etc/figured.yaml").standardizedFileURL
        let text = try String(contentsOf: shipped, encoding: .utf8)
        let keys = text.matches(of: /(?m)^#([a-z_]+):/).map { String($0.1) }
        let plain = try SettingsFolderOnDisk().load()
        #expect(Set(keys) == Set(plain.inForce.map(\.key)))

        let shown = text.replacing(/(?m)^#([a-z_]+:)/) { match in
            ["store:", "proxy:", "contact:", "web_token:"].contains(String(match.1)) ? "#" : String(match.1)
        }
        let uncommented = try SettingsFolderOnDisk(["figured.yaml": shown]).load()
        #expect(uncommented.downloadsAtOnce == plain.downloadsAtOnce)
        #expect(uncommented.connectionsPerHost == plain.connectionsPerHost)
        #expect(uncommented.perHostDelay == plain.perHostDelay)
        #expect(uncommented.maximumBytes == plain.maximumBytes)
        #expect(uncommented.revisits == plain.revisits)
        #expect(uncommented.web == plain.web)
        #expect(uncommented.webOrigins == plain.webOrigins)
        #expect(uncommented.logFormat == plain.logFormat)
    }

    private func faults(of file: URL) -> [String] {
        do throws(SettingsFaults) {
            _ = try Settings.load(from: file, environment: [:])
            return []
        } catch {
            return error.faults.map(\.description)
        }
    }
}
