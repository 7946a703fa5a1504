/// A grid of terminal cells to draw on: lines in braille dots, two across and four down in a cell, and marks that take a whole cell.
struct Canvas {
    let columns: Int
    let rows: Int
    private var dots: [UInt8]
    private var marks: [Character?]

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        dots = Array(repeating: 0, count: columns * rows)
        marks = Array(repeating: nil, count: columns * rows)
    }

    var dotColumns: Int { columns * 2 }
    var dotRows: Int { rows * 4 }

    /// Bits of a braille pattern, column by column (Unicode Standard, chapter 21.1).
    private static let bits: [[UInt8]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]

    /// A dot; what lies outside is not drawn.
    mutating func dot(_ x: Int, _ y: Int) {
        guard (0..<dotColumns).contains(x), (0..<dotRows).contains(y) else { return }
        dots[y / 4 * columns + x / 2] |= Self.bits[x % 2][y % 4]
    }

    /// A straight line of dots between two dots.
    mutating func line(from start: (x: Int, y: Int), to end: (x: Int, y: Int)) {
        let steps = max(abs(end.x - start.x), abs(end.y - start.y), 1)
        for step in 0...steps {
            dot(start.x + (end.x - start.x) * step / steps, start.y + (end.y - start.y) * step / steps)
        }
    }

    /// A mark in the cell of a dot; the first one stays, except where the new one weighs more.
    mutating func mark(_ character: Character, at dot: (x: Int, y: Int), weighsMore: Bool = true) {
        guard (0..<dotColumns).contains(dot.x), (0..<dotRows).contains(dot.y) else { return }
        let cell = dot.y / 4 * columns + dot.x / 2
        if weighsMore || marks[cell] == nil { marks[cell] = character }
    }

    /// The grid from top to bottom.
    var lines: [String] {
        (0..<rows).map { row in
            String(
                (0..<columns).map { column in
                    let cell = row * columns + column
                    return marks[cell] ?? Self.braille(dots[cell])
                })
        }
    }

    private static func braille(_ bits: UInt8) -> Character {
        bits == 0 ? " " : Character(Unicode.Scalar(0x2800 + UInt32(bits)) ?? " ")
    }
}
