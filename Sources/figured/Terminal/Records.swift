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
enum CSV {
    /// A value that a spreadsheet would take for a formula stands behind an apostrophe (OWASP, "CSV Injection"); JSON has it as it is.
    static func line(_ values: [String]) -> String {
        values.map(field).joined(separator: ",") + "\r\n"
    }

    private static func field(_ value: String) -> String {
        let isFormula = value.first.map { "=+-@".contains($0) } ?? false
        let text = (isFormula ? "'" : "") + value.printable
        let needsQuotes = text.contains(",") || text.contains("\"") || text.hasPrefix(" ") || text.hasSuffix(" ")
        return needsQuotes ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
    }
}

/// JSON that is safe on a terminal too.
enum JSONText {
    static func line(_ answer: some Encodable) throws -> String {
        escaped(String(decoding: try AnswerCoding.json(answer), as: UTF8.self))
    }

    /// Indented for a person's eye.
    static func document(_ answer: some Encodable) throws -> String {
        escaped(String(decoding: try AnswerCoding.json(answer, pretty: true), as: UTF8.self))
    }

    /// Characters that steer a terminal or reorder what it shows, as `\u` escapes: the same JSON (RFC 8259 §7).
    private static func escaped(_ json: String) -> String {
        guard json.unicodeScalars.contains(where: steers) else { return json }
        var result = String.UnicodeScalarView()
        for scalar in json.unicodeScalars {
            if steers(scalar) {
                let digits = String(scalar.value, radix: 16)
                result.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    private static func steers(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x7F...0x9F, 0x200B, 0x2028, 0x2029, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: true
        default: false
        }
    }
}
