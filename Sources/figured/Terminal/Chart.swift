import Figures
import Foundation
import Queries

/// A figure's history as a chart of characters: a line and a mark for each claimant, bounds drawn as what they leave open.
///
///     ● exact    ↑ above a mark: at least    ↓ below it: at most    │ through it: from … to
struct Chart {
    /// A claimant's points and the mark that stands for them.
    private struct Line {
        let mark: Character
        let claimant: String
        let points: [Point]
    }

    private let lines: [Line]
    private let others: Int
    private let width: Int
    private let rows: Int

    /// Told apart by shape, not by colour; further claimants are named and not drawn.
    private static let shapes: [Character] = ["●", "▲", "■", "◆", "○", "△", "□", "◇"]

    /// - Parameter width: columns of the terminal, at least 40.
    init(_ history: History, width: Int, rows: Int = 12) {
        let series = history.series.map {
            (claimant: $0.claimant, points: $0.points.filter { $0.withdrawn == nil && $0.status != .denied })
        }
        .filter { !$0.points.isEmpty }
        lines = zip(Self.shapes, series).map { Line(mark: $0, claimant: $1.claimant.printable, points: $1.points) }
        others = max(0, series.count - Self.shapes.count)
        self.width = max(40, width)
        self.rows = rows
    }

    /// The chart with its axes and legend; nothing where there are not two points to draw.
    var text: [String] {
        let points = lines.flatMap(\.points)
        guard points.count > 1, let days = dayRange(points), let scale = Scale(points.map(\.quantity)) else { return [] }
        let labels = scale.ticks.map { ($0, $0.grouped) }
        let margin = (labels.map(\.1.displayWidth).max() ?? 0) + 1
        var canvas = Canvas(columns: width - margin - 1, rows: rows)
        let frame = Frame(days: days, scale: scale, dotColumns: canvas.dotColumns, dotRows: canvas.dotRows)
        for line in lines { draw(line, frame, on: &canvas) }
        return plot(canvas.lines, labels.map { (frame.y($0.0) / 4, $0.1) }, margin) + axis(days, margin) + legend
    }

    private func dayRange(_ points: [Point]) -> ClosedRange<Int>? {
        guard let first = points.map(\.asOf.number).min(), let last = points.map(\.lastAsOf.number).max() else { return nil }
        return first == last ? first - 1...last + 1 : first...last
    }

    private func draw(_ line: Line, _ frame: Frame, on canvas: inout Canvas) {
        let places = line.points.map { (x: frame.x($0.asOf), y: frame.y($0.quantity.value)) }
        let stated = zip(line.points, places).filter { $0.0.status == .reported }.map(\.1)
        for (start, end) in zip(stated, stated.dropFirst()) {
            canvas.line(from: start, to: end)
        }
        for (point, place) in zip(line.points, places) {
            drawBound(of: point.quantity, at: place, frame, on: &canvas)
        }
        for (point, place) in zip(line.points, places) {
            canvas.mark(point.status == .projected ? "?" : line.mark, at: place)
        }
    }

    private func drawBound(of quantity: Amount, at place: (x: Int, y: Int), _ frame: Frame, on canvas: inout Canvas) {
        switch (quantity.low, quantity.high) {
        case (.some, nil): canvas.mark("↑", at: (place.x, place.y - 4), weighsMore: false)
        case (nil, .some): canvas.mark("↓", at: (place.x, place.y + 4), weighsMore: false)
        case (.some(let low), .some(let high)) where low < high:
            for row in stride(from: frame.y(high) / 4, through: frame.y(low) / 4, by: 1) {
                canvas.mark("│", at: (place.x, row * 4), weighsMore: false)
            }
        default: break
        }
    }

    private func plot(_ lines: [String], _ labels: [(row: Int, text: String)], _ margin: Int) -> [String] {
        lines.enumerated().map { number, line in
            let label = labels.last { $0.row == number }
            let text = (label?.text ?? "").padded(to: margin - 1, right: true)
            return (text + (label == nil ? " │" : " ┤") + line).trimmed
        }
    }

    private func axis(_ days: ClosedRange<Int>, _ margin: Int) -> [String] {
        let columns = width - margin - 1
        let (first, last) = ("\(Day(number: days.lowerBound))", "\(Day(number: days.upperBound))")
        let middle = "\(Day(number: (days.lowerBound + days.upperBound) / 2))"
        let hasMiddle = columns >= 40
        let gaps = max(1, columns - first.count - last.count - (hasMiddle ? middle.count : 0))
        let blanks = { (count: Int) in String(repeating: " ", count: count) }
        let dates = hasMiddle ? first + blanks(gaps / 2) + middle + blanks(gaps - gaps / 2) + last : first + blanks(gaps) + last
        return [blanks(margin) + "└" + String(repeating: "─", count: columns), blanks(margin + 1) + dates]
    }

    private var legend: [String] {
        var entries = lines.map { "\($0.mark) \($0.claimant)" }
        if lines.contains(where: { $0.points.contains { $0.status == .projected } }) { entries.append("? projected") }
        if others > 0 { entries.append("and \(others) more, not drawn") }
        return [""] + entries.map { $0.fitted(to: width) }
    }
}

/// Where days and numbers stand on a canvas.
private struct Frame {
    let days: ClosedRange<Int>
    let scale: Scale
    let dotColumns: Int
    let dotRows: Int

    func x(_ day: Day) -> Int {
        (day.number - days.lowerBound) * (dotColumns - 1) / max(1, days.upperBound - days.lowerBound)
    }

    func y(_ value: Decimal) -> Int {
        let share = min(max(scale.share(of: value), 0), 1)
        return Int(((1 - share) * Double(dotRows - 1)).rounded())
    }
}

extension String {
    fileprivate var trimmed: String {
        String(reversed().drop(while: { $0 == " " }).reversed())
    }
}
