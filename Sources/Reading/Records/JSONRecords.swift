import Foundation

/// Records of JSON: a list of objects, objects under their keys, one object alone, or an object a line.
///
/// Source: RFC 8259; jsonlines.org for a record a line.
enum JSONRecords {
    static func records(in text: [UInt8], at path: String?) throws(ReadError) -> FieldRecords {
        if let whole = value(text[...]) { return try records(in: whole, at: path) }
        let lines = text.split(separator: 0x0A).filter { line in line.contains { $0 > 0x20 } }
        var found = FieldRecords()
        for (index, line) in lines.enumerated() {
            if let object = value(line) as? [String: Any] {
                found.records.append(record(index + 1, object))
            } else {
                found.faults.append(.badRecord(index + 1, "it is no JSON object"))
            }
        }
        guard !found.records.isEmpty else { throw .noRecords("this is no JSON, neither as a whole nor line by line") }
        return found
    }

    private static func records(in whole: Any, at path: String?) throws(ReadError) -> FieldRecords {
        var list = whole
        for name in path?.split(separator: ".") ?? [] {
            guard let object = list as? [String: Any], let next = object[String(name)] else {
                let names = (list as? [String: Any])?.keys.sorted().prefix(8).joined(separator: ", ") ?? "no names"
                throw .noRecords("there is no “\(name)” on the way to “\(path ?? "")”, but \(names.withoutControls)")
            }
            list = next
        }
        if let objects = list as? [Any] { return records(objects) }
        guard let object = list as? [String: Any] else { throw .noRecords("“\(path ?? "the answer")” is neither a list nor an object") }
        guard !object.isEmpty, object.values.allSatisfy({ $0 is [String: Any] }) else {
            return FieldRecords(records: [record(1, object)])
        }
        return records(
            object.sorted { $0.key < $1.key }.map { key, value in
                (value as? [String: Any] ?? [:]).merging(["key": key]) { own, _ in own }
            })
    }

    private static func records(_ list: [Any]) -> FieldRecords {
        var found = FieldRecords()
        for (index, value) in list.enumerated() {
            if let object = value as? [String: Any] {
                found.records.append(record(index + 1, object))
            } else {
                found.faults.append(.badRecord(index + 1, "it is no JSON object"))
            }
        }
        return found
    }

    /// Names in alphabetical order, since their order means nothing in JSON: another order is no other record.
    private static func record(_ number: Int, _ object: [String: Any]) -> FieldRecord {
        var record = FieldRecord(number: number)
        add(object, to: &record, under: "", depth: 0)
        return record
    }

    private static func add(_ value: Any, to record: inout FieldRecord, under name: String, depth: Int) {
        guard depth < 8, record.fields.count < Limits.columns else { return }
        func path(_ part: String) -> String { name.isEmpty ? part : "\(name).\(part)" }
        switch value {
        case let object as [String: Any]:
            for (key, inner) in object.sorted(by: { $0.key < $1.key }) { add(inner, to: &record, under: path(key), depth: depth + 1) }
        case let list as [Any]:
            for (index, inner) in list.enumerated() { add(inner, to: &record, under: path("\(index)"), depth: depth + 1) }
        case let text as String: record.add(name, text)
        // Truth values come as numbers of one byte.
        case let number as NSNumber: record.add(name, String(cString: number.objCType) == "c" ? "\(number.boolValue)" : number.stringValue)
        default: break
        }
    }

    private static func value(_ text: ArraySlice<UInt8>) -> Any? {
        do {
            return try JSONSerialization.jsonObject(with: Data(text))
        } catch {
            return nil
        }
    }
}
