import Figures

/// A table for people: columns as wide as they must be, the widest texts cut or wrapped where the terminal ends.
///
///     FIGURE       NUMBER  CLAIMANT
///     gaza-killed  43,552  Gaza health ministry
struct Table {
    struct Column {
        let title: String
        var isNumber = false
        /// Cut to no less than this where the table is too wide; nil: never cut.
        var least: Int?
        /// Whether what does not fit goes on in the next line, in place of being cut.
        var wraps = false
    }

    let columns: [Column]
    private(set) var rows: [Row] = []

    enum Row {
        case cells([String], style: Terminal.Style?)
        /// A line of its own, above the rows that belong to it.
        case heading(String)
        /// What there is to say of the row above, in lines of its own.
        case remark(String)
    }

    init(_ columns: [Column]) {
        self.columns = columns
    }

    /// Texts from outside are made printable here, and only here.
    mutating func add(_ cells: [String], style: Terminal.Style? = nil) {
        rows.append(.cells(cells.map(\.printable), style: style))
    }

    mutating func add(heading: String) {
        rows.append(.heading(heading.printable))
    }

    /// Nothing where there is nothing to say.
    mutating func add(remark: String) {
        guard !remark.isEmpty else { return }
        rows.append(.remark(remark.printable))
    }

    func lines(for terminal: Terminal) -> [String] {
        let widths = widths(in: terminal.width)
        let header = terminal.styled(line(columns.map { $0.title.uppercased() }, widths), .dim)
        return [header]
            + rows.flatMap { row in
                switch row {
                case .heading(let text): [terminal.styled(terminal.width.map { text.fitted(to: $0) } ?? text, .bold)]
                case .remark(let text): remark(text, for: terminal)
                case .cells(let cells, let style): lines(of: cells, widths).map { line in style.map { terminal.styled(line, $0) } ?? line }
                }
            }
    }

    private static let gap = 2

    private func remark(_ text: String, for terminal: Terminal) -> [String] {
        let indent = String(repeating: " ", count: 4)
        let lines = terminal.width.map { text.wrapped(to: $0 - indent.count - 2) } ?? [text]
        return lines.enumerated().map { terminal.styled("\(indent)\($0 == 0 ? "↳" : " ") \($1)", .dim) }
    }

    /// As wide as the widest cell; where that is too much, the widest column that may gives way, again and again.
    private func widths(in available: Int?) -> [Int] {
        var widths = columns.indices.map { index in
            rows.reduce(columns[index].title.displayWidth) { widest, row in
                if case .cells(let cells, _) = row { max(widest, cells[index].displayWidth) } else { widest }
            }
        }
        guard let available else { return widths }
        var excess = widths.reduce(0, +) + Self.gap * (columns.count - 1) - available
        while excess > 0 {
            let flexible = columns.indices.filter { widths[$0] > (columns[$0].least ?? .max) }
            guard let widest = flexible.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    private func lines(of cells: [String], _ widths: [Int]) -> [String] {
        let parts = columns.indices.map { index in
            columns[index].wraps ? cells[index].wrapped(to: widths[index]) : [cells[index]]
        }
        let height = parts.map(\.count).max() ?? 1
        return (0..<height).map { number in
            line(parts.map { number < $0.count ? $0[number] : "" }, widths)
        }
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = columns.indices.map { index in
            cells[index].fitted(to: widths[index]).padded(to: widths[index], right: columns[index].isNumber)
        }
        let line = padded.joined(separator: String(repeating: " ", count: Self.gap))
        return String(line.reversed().drop(while: { $0 == " " }).reversed())
    }
}
