import Figures
package import Foundation
import Glibc

/// One line an entry on standard error, for wherever there is no journal.
package struct LineWriter: Sendable {
    package enum Format: String, Sendable, CaseIterable {
        /// `time=2026-03-02T08:00:00Z level=warning msg="…" figure=gaza-killed` (as Heroku's logfmt)
        case logfmt
        /// One JSON object a line.
        case json
    }

    let format: Format

    package init(_ format: Format = .logfmt) {
        self.format = format
    }

    package func write(_ message: String, level: String, time: Date, fields: [(name: String, value: String)] = []) {
        let head = [("time", time.formatted(.iso8601)), ("level", level), ("msg", message)]
        let line = line(head + fields.map { ($0.name.lowercased(), $0.value) })
        var bytes = Array(line.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { return }
            bytes = bytes.dropFirst(written)
        }
    }

    func line(_ pairs: [(String, String)]) -> String {
        switch format {
        case .logfmt: pairs.map { "\($0.0)=\(quoted($0.1.printable))" }.joined(separator: " ") + "\n"
        case .json: "{" + pairs.map { "\(json($0.0)):\(json($0.1))" }.joined(separator: ",") + "}\n"
        }
    }

    private func quoted(_ value: String) -> String {
        let isPlain = !value.isEmpty && value.utf8.allSatisfy { $0 > 0x20 && $0 != 0x22 && $0 != 0x3D && $0 != 0x5C }
        return isPlain ? value : json(value)
    }

    /// A JSON string (RFC 8259 §7).
    private func json(_ value: String) -> String {
        var text = "\""
        for scalar in value.printable.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
