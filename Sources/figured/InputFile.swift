import Foundation

/// A file named on the command line; "-" is standard input.
struct InputFile {
    private let name: String

    init(_ name: String) {
        self.name = name
    }

    func bytes() throws -> [UInt8] {
        do {
            let handle = name == "-" ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(filePath: name))
            return [UInt8](try handle.readToEnd() ?? Data())
        } catch {
            throw Failure(.noInput, "\(name) cannot be read: \(error.localizedDescription)")
        }
    }
}

/// JSON on one line, keys in order.
enum JSON {
    static func line(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// A decoding error in a few words.
    static func reason(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): "there is no \"\(key.stringValue)\""
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            "\"\(context.codingPath.map(\.stringValue).joined(separator: "."))\" is of another type"
        default: "not JSON"
        }
    }
}
