import Yams

/// A value as somebody wrote it, and where.
struct Written<Value> {
    let value: Value
    /// As it stands in the file, for `figured config`.
    let text: String
    let position: Position
}

/// Why a text does not have the shape its key asks for, ending in what to write instead.
struct Complaint: Error {
    let message: String

    init(_ message: String) {
        self.message = message
    }
}

/// How a value is written: from its text to what it means.
struct Notation<Value> {
    let read: (String) throws(Complaint) -> Value
}

/// A YAML document on its way to settings: each node knows where it stands.
struct Document {
    let file: String
    /// What the file holds; nil where it holds nothing but comments.
    let root: Node?

    init(_ text: String, file: String) throws(SettingsFault) {
        self.file = file
        do {
            root = try Parser(yaml: text).singleRoot()
        } catch let error as YamlError {
            throw SettingsFault(yaml: error, file: file)
        } catch {
            throw SettingsFault(Position(file: file), "this is not YAML: \(error)")
        }
    }

    func position(of node: Node) -> Position {
        Position(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }

    /// The document as one mapping; one without keys where the file is empty or holds something else.
    func mapping(_ keys: [String], _ findings: inout Findings) -> MappingReader {
        MappingReader(root ?? Node([(Node, Node)]()), in: self, keys: keys, &findings)
    }

    /// The document as a list of mappings, each with its reader.
    func list(_ keys: [String], _ findings: inout Findings) -> [MappingReader] {
        guard let root else { return [] }
        guard case .sequence(let items) = root else {
            findings.fault(position(of: root), "a list is wanted here: begin each item with '- \(keys[0]): …'")
            return []
        }
        return items.map { MappingReader($0, in: self, keys: keys, &findings) }
    }
}

extension SettingsFault {
    /// What the YAML parser has to say, in one line.
    fileprivate init(yaml error: YamlError, file: String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            self.init(
                Position(file: file, line: mark.line, column: mark.column),
                "this is not YAML (\(problem)): check indentation, quotes and brackets here and in the line before")
        case .duplicatedKeysInMapping(let keys, let context):
            self.init(
                Position(file: file, line: context.mark.line, column: context.mark.column),
                "'\(keys.joined(separator: "', '"))' is written twice in one place: keep one")
        case .reader(let problem, let offset, _, let text):
            let before = text.prefix(offset ?? 0)
            let line = before.count { $0.isNewline } + 1
            let column = before.reversed().prefix { !$0.isNewline }.count + 1
            self.init(Position(file: file, line: line, column: column), "\(problem): remove this character")
        default:
            self.init(Position(file: file), "this is not YAML: \(error)")
        }
    }
}
