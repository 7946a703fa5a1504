import Yams

/// Takes the values out of one mapping, and says which keys nobody knows.
///
/// Not a `Decoder`: that one stops at the first fault, and an operator wants to see them all.
struct MappingReader {
    let position: Position
    private let document: Document
    /// Empty, too, where the node is no mapping, which is a fault of its own.
    private let entries: [String: Node]
    private let isMapping: Bool

    init(_ node: Node, in document: Document, keys: [String], _ findings: inout Findings) {
        self.document = document
        position = document.position(of: node)
        guard case .mapping(let mapping) = node else {
            findings.fault(position, "'key: value' lines are wanted here, such as '\(keys[0]): …'")
            entries = [:]
            isMapping = false
            return
        }
        var entries: [String: Node] = [:]
        for (key, value) in mapping {
            let name = key.scalar?.string ?? "this"
            guard keys.contains(name) else {
                findings.fault(document.position(of: key), "'\(name)' is no key here\(suggestion(for: name, among: keys))")
                continue
            }
            if !value.isNothing { entries[name] = value }
        }
        self.entries = entries
        isMapping = true
    }

    /// Says which of the keys are not there; one that is there but wrong has its own fault.
    func require(_ keys: [(key: String, example: String)], _ findings: inout Findings) {
        for (key, example) in keys where isMapping && entries[key] == nil {
            findings.fault(position, "'\(key)' is missing: write such as '\(key): \(example)'")
        }
    }

    /// The single value of a key.
    func value<Value>(_ key: String, _ notation: Notation<Value>, _ findings: inout Findings) -> Written<Value>? {
        entries[key].flatMap { scalar($0, notation, of: key, &findings) }
    }

    /// The values of a key that takes a list; one value alone is a list of one.
    func list<Value>(_ key: String, _ notation: Notation<Value>, _ findings: inout Findings) -> Written<[Written<Value>]>? {
        guard let node = entries[key] else { return nil }
        let nodes = node.sequence.map(Array.init) ?? [node]
        let values = nodes.compactMap { scalar($0, notation, of: key, &findings) }
        return Written(
            value: values, text: "[\(values.map(\.text).joined(separator: ", "))]", position: document.position(of: node))
    }

    /// The mapping under a key.
    func mapping(_ key: String, keys: [String], _ findings: inout Findings) -> MappingReader? {
        entries[key].map { MappingReader($0, in: document, keys: keys, &findings) }
    }

    /// The mappings of the list under a key.
    func mappings(_ key: String, keys: [String], _ findings: inout Findings) -> [MappingReader] {
        guard let node = entries[key] else { return [] }
        guard let items = node.sequence else {
            findings.fault(document.position(of: node), "a list is wanted here: begin each item with '- \(keys[0]): …'")
            return []
        }
        return items.map { MappingReader($0, in: document, keys: keys, &findings) }
    }

    /// The mapping under a key whose own keys are free, such as names: each with its list of values.
    func names(_ key: String, _ findings: inout Findings) -> [(name: Written<String>, values: [Written<String>])] {
        guard let node = entries[key] else { return [] }
        let reader = MappingReader(
            node, in: document, keys: node.mapping?.keys.compactMap(\.scalar?.string).filter { !$0.isEmpty } ?? ["name"], &findings)
        return (node.mapping?.keys.map { $0 } ?? []).compactMap { key in
            guard let name = key.scalar?.string, let values = reader.list(name, .text, &findings) else { return nil }
            return (Written(value: name, text: name, position: document.position(of: key)), values.value)
        }
    }

    private func scalar<Value>(
        _ node: Node, _ notation: Notation<Value>, of key: String, _ findings: inout Findings
    ) -> Written<Value>? {
        let position = document.position(of: node)
        guard case .scalar(let scalar) = node else {
            findings.fault(position, "'\(key)' takes a plain value here, without lists or further keys")
            return nil
        }
        do {
            return Written(value: try notation.read(scalar.string), text: scalar.string, position: position)
        } catch {
            findings.fault(position, error.message)
            return nil
        }
    }
}

extension Node {
    /// Whether nothing is written after the key, or `null`.
    fileprivate var isNothing: Bool {
        guard case .scalar(let scalar) = self, scalar.style == .plain || scalar.style == .any else { return false }
        return ["", "~", "null"].contains(scalar.string)
    }
}
