import Figures
import Foundation
import Queries

/// An answer as rows for other programs: one name a column, plain values, nothing cut.
protocol Record: Encodable {
    static var columns: [String] { get }
    var values: [String] { get }
}

/// How an answer is written.
enum OutputFormat: String, CaseIterable {
    case table, json, ndjson, csv
}

/// Comma-separated values after RFC 4180, in UTF-8, lines ended by CR LF.
struct CSV {
    /// A value that a spreadsheet would take for a formula stands behind an apostrophe (OWASP, "CSV Injection").
    static func line(_ values: [String]) -> String {
        values.map(field).joined(separator: ",") + "\r\n"
    }

    private static func field(_ value: String) -> String {
        let isFormula = value.first.map { "=+-@".contains($0) } ?? false
        let text = (isFormula ? "'" : "") + value.printable
        let needsQuotes = text.contains { $0 == "," || $0 == "\"" || $0 == " " && (text.first == " " || text.last == " ") }
        return needsQuotes ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
    }
}
