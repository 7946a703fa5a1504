import Foundation

/// A JSON value as read.
enum Value: Decodable {
    case nothing
    case truth(Bool)
    case number(Double)
    case text(String)
    case list([Value])
    case object([String: Value])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .nothing
        } else if let truth = Self.decoded(Bool.self, container) {
            self = .truth(truth)
        } else if let number = Self.decoded(Double.self, container) {
            self = .number(number)
        } else if let text = Self.decoded(String.self, container) {
            self = .text(text)
        } else if let list = Self.decoded([Value].self, container) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: Value].self))
        }
    }

    init(json: String) throws {
        self = try JSONDecoder().decode(Value.self, from: Data(json.utf8))
    }

    private static func decoded<Kind: Decodable>(_ kind: Kind.Type, _ container: any SingleValueDecodingContainer) -> Kind? {
        do {
            return try container.decode(kind)
        } catch {
            return nil
        }
    }

    subscript(_ key: String) -> Value? {
        if case .object(let object) = self { object[key] } else { nil }
    }

    var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    var list: [Value] {
        if case .list(let list) = self { list } else { [] }
    }

    var object: [String: Value] {
        if case .object(let object) = self { object } else { [:] }
    }

    var number: Double? {
        if case .number(let number) = self { number } else { nil }
    }
}

/// Holds JSON against the part of JSON Schema 2020-12 that the API's description uses.
struct SchemaCheck {
    let schemas: [String: Value]

    /// Every place where the value is not as the schema says; a keyword that is not known here is one too.
    func faults(_ value: Value, _ schema: Value, at place: String = "$") -> [String] {
        if let reference = schema["$ref"]?.text {
            guard let named = schemas[reference.replacing("#/components/schemas/", with: "")] else {
                return ["\(place): there is no schema \(reference)"]
            }
            return faults(value, named, at: place)
        }
        let known: Set = ["type", "format", "enum", "items", "properties", "required", "additionalProperties", "minimum", "maximum"]
        let unknown = schema.object.keys.filter { !known.contains($0) }.map { "\(place): keyword \($0)" }
        return unknown + valueFaults(value, schema, at: place)
    }

    private func valueFaults(_ value: Value, _ schema: Value, at place: String) -> [String] {
        switch (schema["type"]?.text, value) {
        case ("object", .object(let object)): objectFaults(object, schema, at: place)
        case ("array", .list(let list)): list.enumerated().flatMap { faults($1, schema["items"] ?? .nothing, at: "\(place)[\($0)]") }
        case ("string", .text(let text)): textFaults(text, schema, at: place)
        case ("boolean", .truth), ("number", .number): []
        case ("integer", .number(let number)): wholeFaults(number, schema, at: place)
        case (let type, _): ["\(place): not of type \(type ?? "none")"]
        }
    }

    private func objectFaults(_ object: [String: Value], _ schema: Value, at place: String) -> [String] {
        let required = schema["required"]?.list.compactMap(\.text) ?? []
        let missing = required.filter { object[$0] == nil }.map { "\(place).\($0): missing" }
        return missing
            + object.flatMap { key, value in
                schema["properties"]?[key].map { faults(value, $0, at: "\(place).\(key)") } ?? ["\(place).\(key): not described"]
            }
    }

    private func textFaults(_ text: String, _ schema: Value, at place: String) -> [String] {
        if let words = schema["enum"]?.list.compactMap(\.text), !words.contains(text) { return ["\(place): \(text) is none of \(words)"] }
        let fits =
            switch schema["format"]?.text {
            case nil: true
            case "date": text.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil
            case "date-time": text.wholeMatch(of: /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z/) != nil
            default: false
            }
        return fits ? [] : ["\(place): \(text) has another format"]
    }

    private func wholeFaults(_ number: Double, _ schema: Value, at place: String) -> [String] {
        let (least, most) = (schema["minimum"]?.number ?? -.infinity, schema["maximum"]?.number ?? .infinity)
        return number == number.rounded() && number >= least && number <= most ? [] : ["\(place): \(number) is out of range"]
    }
}
