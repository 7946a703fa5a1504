import Figures
import Foundation

/// Makes the records of an endpoint into articles of one line, with the numbers that the settings ask for.
struct RecordReader {
    let source: Source
    let layout: RecordLayout
    let fetched: Date

    /// The records that say what the settings ask for, and what is wrong with the others.
    func read(_ text: [UInt8]) throws(ReadError) -> ReadRecords {
        let fields = source.form == .csv ? try CSVRecords.records(in: text) : try JSONRecords.records(in: text, at: layout.list)
        var found = ReadRecords(faults: fields.faults)
        let chosen = fields.records.filter(isChosen)
        for fields in chosen {
            do throws(ReadError) {
                try take(fields, into: &found)
            } catch {
                found.faults.append(error)
            }
        }
        found.faults += missing(in: chosen)
        guard !found.records.isEmpty else {
            throw found.faults.first ?? .noRecords(fields.records.isEmpty ? "the list is empty" : "none has what only: asks for")
        }
        return found
    }

    private func take(_ fields: FieldRecord, into found: inout ReadRecords) throws(ReadError) {
        let (record, faults) = try record(fields)
        guard found.addresses.insert(record.article.url).inserted else {
            throw .badRecord(fields.number, "its day was there before: say with id: what tells records of one day apart")
        }
        found.earliest = [found.earliest, record.article.published].compactMap(\.self).min()
        found.faults += faults
        if !record.cells.isEmpty { found.records.append(record) }
    }

    private func isChosen(_ record: FieldRecord) -> Bool {
        layout.only.allSatisfy { name, values in record[name].map(values.contains) ?? false }
    }

    /// Names that no record has: a slip in the settings, or another shape than they were made for.
    private func missing(in records: [FieldRecord]) -> [ReadError] {
        guard !records.isEmpty else { return [] }
        let wanted = layout.values.values.sorted() + [layout.claimant, layout.id].compactMap(\.self)
        return wanted.filter { name in !records.contains { $0[name] != nil } }.map { .noRecords("none has “\($0)”") }
    }

    /// A record, and what is wrong with single cells of it.
    private func record(_ fields: FieldRecord) throws(ReadError) -> (ReadRecord, [ReadError]) {
        let (published, day) = try day(of: fields)
        var line = fields.line { _ in true }
        if line.text.utf8.count > Limits.recordBytes { line = fields.line(of: isAsked) }
        guard line.text.utf8.count <= Limits.recordBytes else {
            throw .badRecord(fields.number, "it is longer than \(Limits.recordBytes) bytes")
        }
        var cells: [ReadRecord.Cell] = []
        var faults: [ReadError] = []
        for (figure, name) in layout.values.sorted(by: { $0.key < $1.key }) {
            guard let number = fields[name], let span = line.spans[name] else { continue }
            guard let value = Self.value(number) else {
                faults.append(.badCell(fields.number, column: name, String(number.prefix(40))))
                continue
            }
            cells.append(ReadRecord.Cell(figure: figure, value: value, number: number, span: span))
        }
        let article = Article(
            url: address(of: fields, day), outlet: source.outlet, title: "\(source.outlet), record of \(day)", text: line.text,
            published: published, language: source.language, timeZone: source.timeZone)
        let claimant = layout.claimant.flatMap { fields[$0] } ?? layout.creditedTo
        return (ReadRecord(number: fields.number, article: article, claimant: claimant, cells: cells), faults)
    }

    private func isAsked(_ name: String) -> Bool {
        name == layout.date || name == layout.claimant || name == layout.id || layout.only[name] != nil
            || layout.values.values.contains(name)
    }

    private func day(of fields: FieldRecord) throws(ReadError) -> (Date, Day) {
        guard let text = fields[layout.date] else { throw .badRecord(fields.number, "it has no “\(layout.date)”") }
        guard let instant = TimeReader(zone: source.timeZone).instant(text) else {
            throw .badRecord(fields.number, "“\(layout.date)” is no day such as 2023-10-07: “\(text.prefix(40))”")
        }
        guard instant < fetched.addingTimeInterval(86_400) else {
            throw .badRecord(fields.number, "its day has not come yet: \(text.prefix(40))")
        }
        return (instant, Day(instant, in: source.timeZone))
    }

    /// "https://post.example/tolls.csv" → "https://post.example/tolls.csv#2023-10-07"
    private func address(of fields: FieldRecord, _ day: Day) -> URL {
        let mark = [day.description, layout.id.flatMap { fields[$0] }].compactMap(\.self).joined(separator: ",")
        guard var parts = URLComponents(url: source.url, resolvingAgainstBaseURL: true) else { return source.url }
        parts.fragment = mark
        return parts.url ?? source.url
    }

    /// "40861", "40,861", "40 861", "12.5": digits, in groups of three or not; nothing that has two readings.
    static func value(_ text: String) -> Decimal? {
        let groups = text.split(omittingEmptySubsequences: false) { ", '\u{A0}\u{202F}".contains($0) }
        let whole =
            groups.count > 1
            ? groups.dropFirst().allSatisfy { $0.prefix { $0 != "." }.count == 3 } && (1...3).contains(groups[0].count) : true
        let digits = groups.joined()
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        let isNumber = parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        guard whole, isNumber, digits.count <= 18 else { return nil }
        return Decimal(string: digits, locale: Locale(identifier: "en_US_POSIX"))
    }
}
