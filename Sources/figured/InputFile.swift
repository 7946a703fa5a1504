import Foundation
import Reading

/// A file named on the command line; "-" is standard input.
struct InputFile {
    private let name: String

    init(_ name: String) {
        self.name = name
    }

    /// All that is in it; what is packed by gzip comes unpacked.
    func bytes() throws -> [UInt8] {
        let bytes = try kept()
        guard bytes.starts(with: [0x1F, 0x8B]) else { return bytes }
        do {
            return try Gunzip.whole(bytes, limit: Self.largest)
        } catch {
            throw Failure(.data, "\(name) is packed by gzip and cannot be unpacked: \(error)")
        }
    }

    private static let largest = 1 << 30

    private func kept() throws -> [UInt8] {
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
