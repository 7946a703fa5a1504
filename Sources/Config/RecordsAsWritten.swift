import Figures

/// The keys of a source whose form is `json` or `csv`, as written: where in each record the numbers stand.
struct RecordsAsWritten {
    static let keys = ["records", "date", "claimant", "credited_to", "id", "only", "values"]

    private let list: Written<String>?
    private let date: Written<String>?
    private let claimant: Written<String>?
    private let creditedTo: Written<String>?
    private let id: Written<String>?
    private let only: [(name: Written<String>, values: [Written<String>])]
    private let values: [(name: Written<String>, values: [Written<String>])]

    init(_ reader: MappingReader, _ findings: inout Findings) {
        list = reader.value("records", .text, &findings)
        date = reader.value("date", .text, &findings)
        claimant = reader.value("claimant", .text, &findings)
        creditedTo = reader.value("credited_to", .text, &findings)
        id = reader.value("id", .text, &findings)
        only = reader.names("only", &findings)
        values = reader.names("values", &findings)
    }

    /// Proves what the keys say together; nil where the source has no records, or they cannot be found.
    func proven(form: Source.Form, at position: Position, _ findings: inout Findings) -> RecordLayout? {
        guard form == .json || form == .csv else {
            if let first = written.min(by: { ($0.line, $0.column) < ($1.line, $1.column) }) {
                findings.fault(first, "this says where numbers stand in records: write form: json or form: csv, or leave it out")
            }
            return nil
        }
        checkTogether(form, &findings)
        guard let date, !values.isEmpty else {
            let example = date == nil ? "date: report_date" : "values: {gaza-killed: killed_cum}"
            findings.fault(position, "records need to be told where their numbers stand: write such as '\(example)'")
            return nil
        }
        findings.figuresNamed += values.map(\.name)
        return RecordLayout(
            list: list?.value, date: date.value, claimant: claimant?.value, creditedTo: creditedTo?.value, id: id?.value,
            only: Dictionary(only.map { ($0.name.value, $0.values.map(\.value)) }) { first, _ in first },
            values: Dictionary(values.compactMap { item in item.values.first.map { (item.name.value, $0.value) } }) { first, _ in first })
    }

    private func checkTogether(_ form: Source.Form, _ findings: inout Findings) {
        if let list, form == .csv {
            findings.fault(list.position, "a table is its records: leave records: out, or write form: json")
        }
        if let creditedTo, claimant != nil {
            findings.fault(creditedTo.position, "claimant: already says who is credited in each record: keep one of the two")
        }
        for item in values where item.values.count != 1 {
            findings.fault(item.name.position, "'\(item.name.value)' takes one \(form == .csv ? "column" : "path")")
        }
    }

    private var written: [Position] {
        [list, date, claimant, creditedTo, id].compactMap { $0?.position } + (only + values).map(\.name.position)
    }
}
