/// Records of a table: a line of column names, then a line each.
///
/// Source: RFC 4180; semicolons and tabs between the columns as many write them; HXL 1.1 for the row of hashtags, which is left out.
enum CSVRecords {
    static func records(in table: [UInt8]) throws(ReadError) -> FieldRecords {
        var rows = try Rows(table, separator: separator(of: table))
        guard let names = try rows.next()?.map(\.collapsed), names.count > 1 else {
            throw .noRecords("the first line names no columns, with commas, semicolons or tabs between them")
        }
        var found = FieldRecords()
        var number = 0
        while let row = try rows.next() {
            if row.contains(where: { $0.hasPrefix("#") }), row.allSatisfy({ $0.isEmpty || $0.hasPrefix("#") }) { continue }
            number += 1
            guard row.count == names.count else {
                found.faults.append(.badRecord(number, "it has \(row.count) columns, not \(names.count)"))
                continue
            }
            var record = FieldRecord(number: number)
            for (name, value) in zip(names, row) { record.add(name, value) }
            found.records.append(record)
        }
        return found
    }

    /// What stands most often between the names of the columns.
    private static func separator(of table: [UInt8]) -> UInt8 {
        let head = table.prefix { $0 != 0x0A && $0 != 0x0D }
        let marks: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")]
        let counts = marks.map { mark in head.count { $0 == mark } }
        return marks[counts.indices.max { counts[$0] < counts[$1] || counts[$0] == counts[$1] && $0 > $1 } ?? 0]
    }

    /// The rows of a table, one after the other; empty lines are none.
    private struct Rows {
        private let table: [UInt8]
        private let separator: UInt8
        private var place = 0

        init(_ table: [UInt8], separator: UInt8) throws(ReadError) {
            (self.table, self.separator) = (table, separator)
        }

        mutating func next() throws(ReadError) -> [String]? {
            while place < table.count, isLineEnd(table[place]) { place += 1 }
            guard place < table.count else { return nil }
            var row: [String] = []
            repeat {
                row.append(try cell())
                guard row.count <= Limits.columns else { throw .noRecords("a line has more than \(Limits.columns) columns") }
            } while endsCell()
            return row
        }

        /// Whether a separator stands here, and another cell behind it.
        private mutating func endsCell() -> Bool {
            guard place < table.count, table[place] == separator else { return false }
            place += 1
            return true
        }

        private mutating func cell() throws(ReadError) -> String {
            guard place < table.count, table[place] == UInt8(ascii: "\"") else {
                let start = place
                while place < table.count, table[place] != separator, !isLineEnd(table[place]) { place += 1 }
                return String(decoding: table[start..<place], as: UTF8.self)
            }
            return try quoted()
        }

        /// A cell in quotation marks, in which two of them mean one.
        private mutating func quoted() throws(ReadError) -> String {
            var text: [UInt8] = []
            place += 1
            while place < table.count {
                if table[place] == UInt8(ascii: "\"") {
                    place += 1
                    guard place < table.count, table[place] == UInt8(ascii: "\"") else { break }
                }
                text.append(table[place])
                place += 1
                if place == table.count { throw .incomplete }
            }
            while place < table.count, table[place] != separator, !isLineEnd(table[place]) { place += 1 }
            return String(decoding: text, as: UTF8.self)
        }

        private func isLineEnd(_ byte: UInt8) -> Bool {
            byte == 0x0A || byte == 0x0D
        }
    }
}
