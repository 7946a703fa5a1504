/// A line of the daemon's log (logfmt), as a newcomer likes to read it.
///
///     level=warning message="Kenya: …, down from 71" figure=kenya-floods-killed change=fall
///         "  fall          Kenya: …, down from 71"
struct LogLine {
    private let text: String
    private let fields: [String: String]

    init(_ text: String) {
        self.text = text
        fields = Self.fields(of: text)
    }

    /// An alert with its kind of change; a story printed twice; any other warning or error as it is; nil for routine.
    var shown: String? {
        guard let message = fields["message"] ?? fields["msg"] else { return text.isEmpty ? nil : "  " + text }
        if let change = fields["change"] {
            return "  \(change.replacing("_", with: " ").padding(to: 22))\(message)"
        }
        if let original = fields["copy_of"] {
            return "  \("copy".padding(to: 22))\(fields["outlet"] ?? "an outlet") prints the story of \(original): one report, not two"
        }
        guard ["warning", "error", "critical"].contains(fields["level"]) else { return nil }
        let more = ["source", "url", "error", "reason"].compactMap { key in fields[key].map { "\(key) \($0)" } }
        return "  ! " + ([message] + more).joined(separator: ", ")
    }

    private static func fields(of text: String) -> [String: String] {
        var fields: [String: String] = [:]
        var rest = text[...]
        while let equals = rest.firstIndex(of: "=") {
            let key = rest[..<equals].split(separator: " ").last.map { $0.lowercased() } ?? ""
            rest = rest[rest.index(after: equals)...]
            fields[key] = rest.first == "\"" ? quoted(&rest) : plain(&rest)
        }
        return fields
    }

    private static func plain(_ rest: inout Substring) -> String {
        let value = rest.prefix { $0 != " " }
        rest = rest.dropFirst(value.count)
        return String(value)
    }

    private static func quoted(_ rest: inout Substring) -> String {
        var value = ""
        var isEscaped = false
        rest = rest.dropFirst()
        while let character = rest.popFirst() {
            if isEscaped {
                value.append(character == "n" ? " " : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                break
            } else {
                value.append(character)
            }
        }
        return value
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }
}
