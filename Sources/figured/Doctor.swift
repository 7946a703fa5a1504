import Alerting
import ArgumentParser
import Config
import Figures
import Foundation
import Storage

/// `figured doctor`: is the store whole, and the installation as it should be?
struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Looks for damage in the store, and for what is wrong around it.",
        discussion: """
            Reads the whole store; looks at the disk, the clock, permissions, certificates, sources, backups, and alerts that nobody took. \
            Exit codes: 0 all well, or only warnings; 1 something must be mended; 78 the settings are wrong.
            """)

    @Flag(name: .shortAndLong, help: "Print only what is not well.")
    var quiet = false

    @Option(help: "How to write the findings: table, json, ndjson or csv.")
    var format: OutputFormat = .table

    @OptionGroup var options: SettingsOptions

    func run() throws {
        let settings = try options.settings()
        let now = Date()
        let findings = (StoreExamination(settings, at: now).findings + MachineExamination(settings, at: now).findings)
            .filter { !quiet || $0.verdict != .well }
        switch format {
        case .table: for finding in findings { Output.diagnosis(finding) }
        case .json: try Printout().write(json: findings)
        case .ndjson: try Printout().write(ndjson: findings)
        case .csv: try Printout().write(csv: findings)
        }
        let faults = findings.count { $0.verdict == .fault }
        if faults > 0 { throw Failure(.found, "\(faults) of these must be mended") }
    }
}

/// One thing that was looked at.
struct Diagnosis: Record {
    enum Verdict: String, Encodable {
        case well, warning, fault
    }

    let what: String
    let verdict: Verdict
    let says: String

    static let columns = ["what", "verdict", "says"]
    var values: [String] { [what, verdict.rawValue, says] }

    static func well(_ what: String, _ says: String) -> Diagnosis { Diagnosis(what: what, verdict: .well, says: says) }
    static func warning(_ what: String, _ says: String) -> Diagnosis { Diagnosis(what: what, verdict: .warning, says: says) }
    static func fault(_ what: String, _ says: String) -> Diagnosis { Diagnosis(what: what, verdict: .fault, says: says) }
}

extension Output {
    /// "warning  backups       none yet: …"; in the journal with its priority.
    fileprivate static func diagnosis(_ finding: Diagnosis) {
        let line = "\(finding.verdict.rawValue.padded(to: 7))  \(finding.what.padded(to: 12))  \(finding.says.printable)"
        Self.line(mark(finding.verdict) + line)
    }

    private static func mark(_ verdict: Diagnosis.Verdict) -> String {
        guard Journal.isStandardError else { return "" }
        switch verdict {
        case .well: return "<6>"
        case .warning: return "<4>"
        case .fault: return "<3>"
        }
    }
}
