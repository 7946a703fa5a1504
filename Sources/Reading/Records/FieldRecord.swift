import Foundation

/// A record as names and values, whatever it was written in.
///
///     {"day": "2023-10-07", "toll": {"killed": 232}}    day: 2023-10-07, toll.killed: 232
struct FieldRecord {
    /// Counted from 1, the column names of a table not counted.
    let number: Int
    private(set) var fields: [(name: String, value: String)] = []

    init(number: Int) {
        self.number = number
    }

    /// Keeps a value, on one line and without what cannot be printed; one that is empty is none.
    mutating func add(_ name: String, _ value: String) {
        let plain = value.withoutControls.collapsed
        guard !plain.isEmpty else { return }
        fields.append((name.withoutControls.collapsed, plain))
    }

    subscript(name: String) -> String? {
        fields.first { $0.name == name }?.value
    }

    /// Those of the fields as one line of text, and where each value stands in it: Unicode code points.
    func line(of wanted: (String) -> Bool) -> (text: String, spans: [String: Range<Int>]) {
        var text = ""
        var spans: [String: Range<Int>] = [:]
        var length = 0
        for (name, value) in fields where wanted(name) {
            let label = (text.isEmpty ? "" : ", ") + name + ": "
            text += label + value
            let start = length + label.unicodeScalars.count
            length = start + value.unicodeScalars.count
            spans[name] = start..<length
        }
        return (text, spans)
    }
}

/// Records, and what was wrong with those that are missing.
struct FieldRecords {
    var records: [FieldRecord] = []
    var faults: [ReadError] = []
}
