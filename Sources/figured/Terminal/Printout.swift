import Foundation

/// Standard output, where a reader that went away (`| head`) is no error.
struct Printout {
    private let file = FileHandle.standardOutput

    func write(_ text: String) throws(OutputError) {
        try write(Data(text.utf8))
    }

    private func write(_ data: Data) throws(OutputError) {
        do {
            try file.write(contentsOf: data)
        } catch {
            throw OutputError(reason: "\(error.localizedDescription)")
        }
    }

    /// One JSON document, indented for a person's eye.
    func write(json answer: some Encodable) throws {
        try write(JSONText.document(answer) + "\n")
    }

    /// One answer in each line.
    func write(ndjson answers: [some Encodable]) throws {
        try write(answers.map { try JSONText.line($0) + "\n" }.joined())
    }

    func write<Answer: Record>(csv answers: [Answer]) throws(OutputError) {
        try write(([Answer.columns] + answers.map(\.values)).map(CSV.line).joined())
    }
}

/// Standard output cannot be written: a full disk, a closed pipe.
struct OutputError: Error, CustomStringConvertible {
    let reason: String

    var description: String { "cannot write to standard output: \(reason)" }
}
