import Figures
import Foundation

/// Turns what `figured.yaml` says into values that hold, and keeps account of whence each one came.
struct Proof {
    let folder: URL
    private let file: URL
    let environment: [String: String]
    private(set) var inForce: [(key: String, value: String, whence: String)] = []

    init(file: URL, environment: [String: String]) {
        self.file = file
        self.environment = environment
        folder = file.deletingLastPathComponent()
    }

    mutating func settled<Value>(_ key: String, _ written: Written<Value>?, default value: Value, shown: String) -> Value {
        let whence = written.map { "\($0.position.file):\($0.position.line)" } ?? "default"
        inForce.append((key, written?.text ?? shown, whence))
        return written?.value ?? value
    }

    mutating func value<Value: Comparable>(
        _ key: String, _ written: Written<Value>?, default value: Value, in range: ClosedRange<Value>, _ findings: inout Findings,
        _ shown: (Value) -> String
    ) -> Value {
        if let written, !range.contains(written.value) {
            findings.fault(
                written.position, "'\(written.text)' is not between \(shown(range.lowerBound)) and \(shown(range.upperBound))")
        }
        return settled(key, written, default: value, shown: shown(value))
    }

    mutating func optional<Value>(_ key: String, _ written: Written<Value>?) -> Value? {
        _ = settled(
            key, written.map { Written<Value?>(value: $0.value, text: $0.text, position: $0.position) }, default: nil, shown: "none")
        return written?.value
    }

    /// A folder that must be there; relative to the settings file's own.
    mutating func folder(_ key: String, _ written: Written<String>?, default path: String? = nil, _ findings: inout Findings) -> URL {
        let path = settled(key, written, default: path ?? key, shown: path ?? key)
        let url = resolved(path)
        var isFolder: ObjCBool = false
        if !FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) || !isFolder.boolValue {
            let position = written?.position ?? Position(file: file.relativePath)
            findings.fault(position, "there is no folder \(url.relativePath): make it, or set \(key): to the one that is meant")
        }
        return url
    }

    /// Where the SQLite file lies: as written; in systemd's state directory; for settings installed under /etc in
    /// /var/lib/figured, which is the same place, so that commands find the daemon's store; beside the settings elsewhere.
    mutating func store(_ written: Written<String>?) -> URL {
        if let written {
            return resolved(settled("store", written, default: "", shown: ""))
        }
        let given = environment["STATE_DIRECTORY"]?.split(separator: ":").first
        let (path, whence) =
            if let given {
                ("\(given)/figured.db", "$STATE_DIRECTORY")
            } else if folder.standardizedFileURL.path.hasPrefix("/etc/") {
                ("/var/lib/figured/figured.db", "default")
            } else {
                ("figured.db", "default")
            }
        inForce.append(("store", path, whence))
        return resolved(path)
    }

    /// How long to wait between two polls of a source that does not say it.
    mutating func every(_ written: Written<ClosedRange<Duration>>?, _ findings: inout Findings) -> ClosedRange<Duration> {
        let usual = Duration.seconds(900) ... .seconds(21_600)
        let bounds = Duration.seconds(300) ... .seconds(30 * 86_400)
        if let written, !bounds.contains(written.value.lowerBound) || !bounds.contains(written.value.upperBound) {
            findings.fault(
                written.position, "'\(written.text)' is not between \(bounds.lowerBound.written) and \(bounds.upperBound.written)")
        }
        return settled("every", written, default: usual, shown: usual.written)
    }

    /// When to look at an article again: rising, and not so often that it would be a burden.
    mutating func revisits(_ written: Written<[Written<Duration>]>?, floor: Duration, _ findings: inout Findings) -> [Duration] {
        let hour = Duration.seconds(3600)
        let usual = [hour, hour * 6, hour * 24, hour * 72, hour * 168]
        let values = settled(
            "revisits", written.map { Written(value: $0.value.map(\.value), text: $0.text, position: $0.position) }, default: usual,
            shown: "[1h, 6h, 1d, 3d, 7d]")
        var before = Duration.zero
        for item in written?.value ?? [] {
            if item.value < floor || item.value > hour * 24 * 365 {
                findings.fault(item.position, "'\(item.text)' is not between \(floor.written) and 365d")
            } else if item.value <= before {
                findings.fault(item.position, "'\(item.text)' is not later than the one before it: write them in rising order")
            }
            before = max(before, item.value)
        }
        if let written, values.count > 64 {
            findings.fault(written.position, "more than 64 revisits of one article are too many: write fewer")
        }
        return values
    }

    /// Each hand under a name of its own.
    mutating func hands(_ written: [HandAsWritten], _ findings: inout Findings) -> [HandSetting] {
        var names: [String: Position] = [:]
        let hands = written.compactMap { hand -> HandSetting? in
            if let name = hand.name, let first = names.updateValue(name.position, forKey: name.value) {
                findings.fault(name.position, "hand '\(name.value)' is already there, at \(first): give one of them another name")
            }
            return hand.proven(in: folder, &findings)
        }
        inForce.append(("hands", (["journal"] + hands.map(\.name)).joined(separator: ", "), hands.isEmpty ? "default" : file.relativePath))
        return hands
    }

    /// Publishers must be able to say "please stop": no public address is asked without a contact.
    func checkContact(_ contact: Written<String>?, sources: [Source], _ findings: inout Findings) {
        guard contact == nil, let source = sources.first(where: { !$0.allowPrivate }) else { return }
        findings.warning(
            Position(file: file.relativePath),
            "'contact' is missing, and '\(source.name)' is a public source: write whom its publisher may write to, "
                + "such as 'contact: newsdesk@example.org'; some publishers refuse whoever does not say")
    }

    func resolved(_ path: String) -> URL {
        path.hasPrefix("/") ? URL(filePath: path) : folder.appending(path: path)
    }
}
