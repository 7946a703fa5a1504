import Figures
import Foundation

/// A folder of settings files, such as `sources.d`: every `*.yaml` in it, in the order of their names.
struct SettingsFolder {
    private let folder: URL

    init(_ folder: URL) {
        self.folder = folder
    }

    /// The sources of all files; a name stands for one source only, whatever file it is in.
    func sources(every usual: ClosedRange<Duration>, _ findings: inout Findings) -> [Source] {
        var firsts: [String: Position] = [:]
        var sources: [Source] = []
        for reader in items(SourceAsWritten.keys, &findings) {
            let written = SourceAsWritten(reader, &findings)
            let source = written.proven(every: usual, &findings)
            guard isNew(written.name, "source", &firsts, &findings), let source else { continue }
            sources.append(source)
        }
        if firsts.isEmpty {
            findings.warning(Position(file: folder.relativePath), "no source is written here: nothing will be fetched")
        }
        return sources
    }

    /// The figures of all files; neither a name nor what it takes is shared by two.
    func figures(_ findings: inout Findings) -> [Figure] {
        var firsts: [String: Position] = [:]
        var owners: [[String]: Figure] = [:]
        var figures: [Figure] = []
        for reader in items(FigureAsWritten.keys, &findings) {
            let written = FigureAsWritten(reader, &findings)
            let figure = written.proven(&findings)
            guard isNew(written.name, "figure", &firsts, &findings), let figure else { continue }
            if let owner = owners.updateValue(figure, forKey: figure.reach), let first = firsts[owner.name] {
                findings.fault(
                    written.position,
                    "'\(figure.name)' takes the same claims as '\(owner.name)' (\(first)): tell them apart by place, since or group")
            }
            figures.append(figure)
            findings.figures[figure.name] = FigurePosition(
                figure: written.position, place: written.place?.position, claimants: written.claimants.first?.name.position)
        }
        return figures
    }

    private func isNew(
        _ name: Written<String>?, _ what: String, _ firsts: inout [String: Position], _ findings: inout Findings
    ) -> Bool {
        guard let name else { return true }
        if let first = firsts[name.value] {
            findings.fault(name.position, "\(what) '\(name.value)' is already there, at \(first): give one of them another name")
            return false
        }
        firsts[name.value] = name.position
        return true
    }

    private func items(_ keys: [String], _ findings: inout Findings) -> [MappingReader] {
        files(&findings).flatMap { file -> [MappingReader] in
            do throws(SettingsFault) {
                let name = file.relativePath
                return try Document(SettingsText.read(file, shownAs: name), file: name).list(keys, &findings)
            } catch {
                findings.faults.append(error)
                return []
            }
        }
    }

    private func files(_ findings: inout Findings) -> [URL] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        } catch {
            if FileManager.default.fileExists(atPath: folder.path) {
                findings.fault(Position(file: folder.relativePath), "the folder cannot be read: check its owner and its permissions")
            }
            return []  // a folder that is not there has its fault at the key that names it
        }
        for name in names where name.hasSuffix(".yml") && !name.hasPrefix(".") {
            findings.warning(Position(file: folder.appending(path: name).relativePath), "this file is not read: its name must end in .yaml")
        }
        return names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.map { folder.appending(path: $0) }
    }
}

extension SettingsFile {
    /// Reads the file; where it cannot be read, says so, and goes on with nothing written.
    init(_ file: URL, _ findings: inout Findings) {
        let name = file.relativePath
        do throws(SettingsFault) {
            self.init(try Document(SettingsText.read(file, shownAs: name), file: name), &findings)
        } catch {
            findings.faults.append(error)
            self.init()
        }
    }
}
