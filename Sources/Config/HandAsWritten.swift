package import Figures
package import Foundation

/// Who else hears of alerts, beside the journal: as settings have it, proven.
package struct HandSetting: Hashable, Sendable {
    package enum Way: Hashable, Sendable {
        /// A program and its arguments, run with the alert as JSON on its standard input.
        case command([String])
        /// An address to which the alert is posted as JSON, and the file with the key that signs it.
        case hook(URL, secret: URL?)
    }

    package let name: String
    package let way: Way
    /// It hears what is at least as urgent.
    package let least: Change.Severity
    package let timeout: Duration
    /// Whether the address may be a private one.
    package let allowPrivate: Bool
}

/// An item of `hands` as written: every key optional, nothing checked but its spelling.
struct HandAsWritten {
    static let keys = ["hand", "command", "web_hook", "secret_file", "severity", "timeout", "allow_private"]

    private let position: Position
    let name: Written<String>?
    private let command: Written<[Written<String>]>?
    private let hook: Written<URL>?
    private let secret: Written<String>?
    private let least: Written<Change.Severity>?
    private let timeout: Written<Duration>?
    private let allowPrivate: Written<Bool>?

    init(_ reader: MappingReader, _ findings: inout Findings) {
        position = reader.position
        reader.require([("hand", "pager")], &findings)
        name = reader.value("hand", .name, &findings)
        command = reader.list("command", .text, &findings)
        hook = reader.value("web_hook", .address, &findings)
        secret = reader.value("secret_file", .text, &findings)
        least = reader.value("severity", .severity, &findings)
        timeout = reader.value("timeout", .duration, &findings)
        allowPrivate = reader.value("allow_private", .truth, &findings)
    }

    /// Proves what the keys say together; nil when it cannot be a hand at all.
    func proven(in folder: URL, _ findings: inout Findings) -> HandSetting? {
        checkTimeout(&findings)
        if name?.value == "journal" {
            findings.fault(position, "'journal' is the name of the journal's own hand: write another name")
        }
        guard let way = way(in: folder, &findings), let name else { return nil }
        return HandSetting(
            name: name.value, way: way, least: least?.value ?? .info, timeout: timeout?.value ?? .seconds(30),
            allowPrivate: allowPrivate?.value ?? false)
    }

    private func way(in folder: URL, _ findings: inout Findings) -> HandSetting.Way? {
        switch (command, hook) {
        case (let command?, nil):
            if let secret { findings.fault(secret.position, "a command needs no key: leave secret_file out, or write web_hook") }
            return checkCommand(command, &findings)
        case (nil, let hook?):
            checkPrivacy(of: hook, &findings)
            return .hook(hook.value, secret: secret.map { file(of: $0, in: folder, &findings) })
        case (nil, nil):
            findings.fault(position, "a hand needs either command: [/path/of/program, argument], or web_hook: https://…")
        default:
            findings.fault(position, "a hand is either a command or a web hook: make two of it")
        }
        return nil
    }

    private func checkCommand(_ command: Written<[Written<String>]>, _ findings: inout Findings) -> HandSetting.Way? {
        let words = command.value.map(\.value)
        guard let program = words.first, program.hasPrefix("/"), FileManager.default.isExecutableFile(atPath: program) else {
            findings.fault(
                command.position, "'\(words.first ?? "")' is no program that can be run: write its whole path first, such as /usr/bin/logger")
            return nil
        }
        return .command(words)
    }

    private func checkPrivacy(of hook: Written<URL>, _ findings: inout Findings) {
        guard hook.value.isPlainlyPrivate, allowPrivate?.value != true else { return }
        findings.fault(
            hook.position, "'\(hook.value.host() ?? hook.text)' is a private address: if it is meant, add allow_private: true")
    }

    private func file(of secret: Written<String>, in folder: URL, _ findings: inout Findings) -> URL {
        let file = secret.value.hasPrefix("/") ? URL(filePath: secret.value) : folder.appending(path: secret.value)
        if !FileManager.default.isReadableFile(atPath: file.path) {
            findings.fault(secret.position, "\(file.relativePath) cannot be read: put the key there, for figured alone to read")
        }
        return file
    }

    private func checkTimeout(_ findings: inout Findings) {
        guard let timeout, !(.seconds(1) ... .seconds(600)).contains(timeout.value) else { return }
        findings.fault(timeout.position, "'\(timeout.text)' is not between 1s and 10m")
    }
}

extension Notation<Change.Severity> {
    /// "info", "notice", "warning"
    static var severity: Self {
        Self { text throws(Complaint) in
            switch text {
            case "info": .info
            case "notice": .notice
            case "warning": .warning
            default: throw Complaint("'\(text)' is none of info, notice, warning")
            }
        }
    }
}

extension Notation<Int?> {
    /// "30", or "never"
    static var storm: Self {
        Self { text throws(Complaint) in
            if text == "never" { return nil }
            guard let number = Int(text), (1...10_000).contains(number) else {
                throw Complaint("'\(text)' is neither a number of alerts from 1 to 10000 nor never")
            }
            return number
        }
    }
}
