package import Foundation

/// The documents of a file, one JSON object a line, and every line that is none.
package struct DocumentFile<Document: Decodable & Sendable>: Sendable {
    package private(set) var documents: [Document] = []
    /// "gold.jsonl:12: there is no \"text\""
    package private(set) var faults: [String] = []

    package init(_ bytes: Data, named name: String, id: KeyPath<Document, String>) {
        var known: Set<String> = []
        for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
        where line.contains(where: { $0 > 0x20 }) {
            do {
                let document = try JSONDecoder().decode(Document.self, from: Data(line))
                if known.insert(document[keyPath: id]).inserted {
                    documents.append(document)
                } else {
                    faults.append("\(name):\(index + 1): the document \"\(document[keyPath: id])\" stands above already")
                }
            } catch {
                faults.append("\(name):\(index + 1): \(LineReason(error).words)")
            }
        }
    }
}

/// Why a line could not be read, in words that lead to the place.
private struct LineReason {
    let words: String

    init(_ error: any Error) {
        words =
            switch error {
            case DecodingError.keyNotFound(let key, let context): "\(Self.place(context))there is no \"\(key.stringValue)\""
            case DecodingError.typeMismatch(_, let context) where !context.codingPath.isEmpty:
                "\(Self.place(context))is of another type than it must be"
            case DecodingError.valueNotFound(_, let context): "\(Self.place(context))is null"
            case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
                "\(Self.place(context))holds a word that is none of those it may hold"
            default: "this is not a JSON object on one line"
            }
    }

    /// The claims are counted from 1, as people do.
    private static func place(_ context: DecodingError.Context) -> String {
        let steps = context.codingPath.map { key in key.intValue.map { "\($0 + 1)" } ?? "\"\(key.stringValue)\"" }
        return steps.isEmpty ? "" : steps.joined(separator: " ") + ": "
    }
}
