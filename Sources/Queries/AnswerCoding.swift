package import Foundation

/// How answers are written as JSON: snake_case, keys in alphabetical order, instants as ISO 8601 in UTC, what is not known left out.
package enum AnswerCoding {
    package static func json(_ answer: some Encodable, pretty: Bool = false) throws -> Data {
        try encoder(pretty: pretty).encode(answer)
    }

    private static func encoder(pretty: Bool) -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(date.iso8601)
        }
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
        return encoder
    }
}

extension Date {
    /// The instant in UTC, to the second (ISO 8601, RFC 3339): "2024-05-08T18:00:00Z".
    package var iso8601: String {
        formatted(.iso8601)
    }
}
