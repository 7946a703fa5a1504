import Foundation
import Queries

/// Standard output, where a reader that went away (`| head`) is no error.
struct Output {
    private let file = FileHandle.standardOutput

    func write(_ text: String) throws(OutputError) {
        try write(Data(text.utf8))
    }

    func write(line: String) throws(OutputError) {
        try write(line + "\n")
    }

    func write(_ data: Data) throws(OutputError) {
        do {
            try file.write(contentsOf: data)
        } catch {
            throw OutputError(reason: "\(error.localizedDescription)")
        }
    }

    /// One JSON document, indented for a person's eye.
    func write(json answer: some Encodable) throws {
        try write(AnswerCoding.json(answer, pretty: true))
        try write("\n")
    }

    /// One answer in each line.
    func write(ndjson answers: [some Encodable]) throws {
        for answer in answers {
            try write(AnswerCoding.json(answer))
            try write("\n")
        }
    }

    func write<Answer: Record>(csv answers: [Answer]) throws(OutputError) {
        try write(CSV.line(Answer.columns))
        for answer in answers {
            try write(CSV.line(answer.values))
        }
    }
}

/// Standard output cannot be written: a full disk, a closed pipe.
struct OutputError: Error, CustomStringConvertible {
    let reason: String

    var description: String { "cannot write to standard output: \(reason)" }
}
