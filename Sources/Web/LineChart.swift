import Figures
import Foundation
package import Queries

/// A figure's history as SVG: a line and a shape for each claimant, a band for what the words leave open.
///
/// It stands alone in a file and in print, and inside a page, where the page's style sheet colours it.
package struct LineChart: Sendable {
    /// A claimant's points, and how they look.
    struct Series {
        let number: Int
        let claimant: String
        let points: [Point]
    }

    let series: [Series]
    let others: Int
    let title: String
    /// What happened, for the marks above the lines.
    let changes: [ChangeRecord]
    /// Whether each mark leads to `/claims/ID`.
    let hasLinks: Bool
    let frame: PlotFrame?

    static let most = 8
    static let size = (width: 900.0, height: 420.0)
    static let plot = (left: 90.0, top: 20.0, right: 880.0, bottom: 370.0)

    package init(_ history: History, changes: [ChangeRecord] = [], hasLinks: Bool = false) {
        let drawn = history.series.map { (claimant: $0.claimant, points: $0.points.filter { $0.withdrawn == nil && $0.status != .denied }) }
            .filter { !$0.points.isEmpty }
        series = drawn.prefix(Self.most).enumerated().map {
            Series(number: $0, claimant: $1.claimant, points: $1.points.thinned(to: hasLinks ? 500 : 2000))
        }
        others = max(0, drawn.count - Self.most)
        title = history.figure.title
        self.hasLinks = hasLinks
        self.changes = changes.filter { $0.what != .first }
        frame = PlotFrame(series.flatMap(\.points))
    }

    /// The chart for a page; nothing where there are no points.
    package var inline: Markup? {
        frame.map { frame in
            """
            <svg class="chart" role="\(hasLinks ? "group" : "img")" aria-label="\(title)" viewBox="0 0 \(Self.size.width) \(height)" \
            data-first="\(frame.days.lowerBound)" data-last="\(frame.days.upperBound)" data-left="\(Self.plot.left)" \
            data-right="\(Self.plot.right)">\(content(frame))</svg>
            """
        }
    }

    /// The chart as a file of its own.
    package var document: Markup? {
        frame.map { frame in
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" width="\(Self.size.width)" height="\(height + 30)" viewBox="0 -30 \(Self.size.width) \(height + 30)">
            <title>\(title)</title>
            <style>\(ChartStyle.standalone)</style>
            <rect x="0" y="-30" width="\(Self.size.width)" height="\(height + 30)" fill="#fff"/>
            <text class="title" x="\(Self.plot.left)" y="-8">\(title)</text>
            \(content(frame))
            </svg>

            """
        }
    }

    /// More than a keyboard should have to step through: the table has the same links.
    private var isCrowded: Bool { series.map(\.points.count).reduce(0, +) > 60 }

    /// Grows with the legend.
    private var height: Double {
        Self.size.height + Double(series.count + (others > 0 ? 1 : 0)) * 22 - 10
    }

    private func content(_ frame: PlotFrame) -> Markup {
        let drawn = series.map { bands($0, frame) } + series.map { line($0, frame) } + series.map { marks($0, frame) }
        return "\(ChartStyle.fades)\(axes(frame))\(signs(frame))\(drawn)\(legend)"
    }

    private func axes(_ frame: PlotFrame) -> Markup {
        let numbers: [Markup] = frame.scale.ticks.map { tick in
            let y = frame.y(tick)
            return """
                <line class="grid" x1="\(Self.plot.left)" x2="\(Self.plot.right)" y1="\(y)" y2="\(y)"/>\
                <text class="number" x="\(Self.plot.left - 8)" y="\(y + 4)">\(tick.grouped)</text>
                """
        }
        let days: [Markup] = frame.dayTicks.map { day, anchor in
            "<text class=\"day\" text-anchor=\"\(anchor)\" x=\"\(frame.x(day))\" y=\"\(Self.plot.bottom + 20)\">\("\(day)")</text>"
        }
        return Markup(numbers + days)
    }

    /// A dashed line and a sign for what happened on a day; on one day the weightiest.
    private func signs(_ frame: PlotFrame) -> Markup {
        let days = Dictionary(grouping: changes.filter { frame.days.contains($0.asOf.number) }, by: \.asOf)
        return Markup(
            days.sorted { $0.key < $1.key }.compactMap { day, changes -> Markup? in
                guard let first = changes.min(by: { Self.weight($0) < Self.weight($1) }) else { return nil }
                let x = frame.x(day)
                let words = changes.map { "\($0.asOf): \($0.sentence)" }.joined(separator: " / ")
                return """
                    <g class="change"><title>\(words)</title><line x1="\(x)" x2="\(x)" y1="\(Self.plot.top)" y2="\(Self.plot.bottom)"/>\
                    <text x="\(x)" y="\(Self.plot.top - 4)">\(ChangeSign.text(first.what))</text></g>
                    """
            })
    }

    private static func weight(_ change: ChangeRecord) -> Int {
        ["warning", "notice"].firstIndex(of: change.severity) ?? 2
    }

    private func line(_ series: Series, _ frame: PlotFrame) -> Markup {
        let places = series.points.filter { $0.status == .reported }.map { point -> Markup in
            "\(frame.x(point.asOf)),\(frame.y(point.quantity.value)) "
        }
        guard places.count > 1 else { return "" }
        return "<polyline class=\"line s\(series.number)\" points=\"\(places)\"/>"
    }

    /// What each bound leaves open, until the next point says more.
    private func bands(_ series: Series, _ frame: PlotFrame) -> Markup {
        let next = series.points.dropFirst().map { frame.x($0.asOf) } + [series.points.last.map { frame.x($0.lastAsOf) } ?? 0]
        let bands = zip(series.points, next).compactMap { point, end -> Markup? in
            let (left, width) = (frame.x(point.asOf) - 3, max(6, end - frame.x(point.asOf)))
            let amount = point.quantity
            switch (amount.low, amount.high) {
            case (.some(let low), nil):
                let bottom = frame.y(low)
                let top = max(Self.plot.top, bottom - 48)
                return Self.band(series, "up", left, top, width, bottom - top)
            case (nil, .some(let high)):
                let top = frame.y(high)
                return Self.band(series, "down", left, top, width, min(Self.plot.bottom, top + 48) - top)
            case (.some(let low), .some(let high)) where low < high:
                return Self.band(series, "", left, frame.y(high), width, frame.y(low) - frame.y(high))
            default: return nil
            }
        }
        return Markup(bands)
    }

    private static func band(
        _ series: Series, _ fade: String, _ x: Double, _ y: Double, _ width: Double, _ height: Double
    ) -> Markup {
        let mask: Markup = fade.isEmpty ? "" : " mask=\"url(#fade-\(fade))\""
        return
            "<rect class=\"band s\(series.number)\" x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(max(1, height))\"\(mask)/>"
    }

    private func marks(_ series: Series, _ frame: PlotFrame) -> Markup {
        Markup(
            series.points.map { point in
                let place = (x: frame.x(point.asOf), y: frame.y(point.quantity.value))
                let words = "\(point.asOf): \(point.quantity.text), \(point.claimant), \(point.outlet)"
                let status: Markup = point.status == .projected ? " projected" : ""
                let mark: Markup =
                    "<path class=\"mark s\(series.number)\(status)\" d=\"\(Shape(series.number).path(at: place))\"><title>\(words)</title></path>"
                guard hasLinks else { return mark }
                return isCrowded
                    ? "<a href=\"/claims/\(point.id)\" tabindex=\"-1\">\(mark)</a>" : "<a href=\"/claims/\(point.id)\">\(mark)</a>"
            })
    }

    private var legend: Markup {
        let entries = series.map { series -> Markup in
            let y = Self.plot.bottom + 48 + Double(series.number) * 22
            return """
                <path class="mark s\(series.number)" d="\(Shape(series.number).path(at: (Self.plot.left, y - 5)))"/>\
                <text class="legend" x="\(Self.plot.left + 14)" y="\(y)">\(String(series.claimant.prefix(90)))</text>
                """
        }
        let y = Self.plot.bottom + 48 + Double(series.count) * 22
        let rest: Markup =
            others > 0 ? "<text class=\"legend\" x=\"\(Self.plot.left + 14)\" y=\"\(y)\">and \(others) more, not drawn</text>" : ""
        return Markup(entries) + rest
    }
}

extension [Point] {
    /// No more points than can be told apart: every n-th, and always the last.
    fileprivate func thinned(to most: Int) -> [Point] {
        guard count > most else { return self }
        let step = count / most + 1
        return indices.filter { $0 % step == 0 || $0 == count - 1 }.map { self[$0] }
    }
}

/// The shapes that tell claimants apart without colour.
private struct Shape {
    private let number: Int

    init(_ number: Int) {
        self.number = number
    }

    func path(at place: (x: Double, y: Double)) -> Markup {
        let (x, y) = place
        return switch number % 4 {
        case 0: "M\(x - 4),\(y)a4,4 0 1,0 8,0a4,4 0 1,0 -8,0z"
        case 1: "M\(x),\(y - 5)l5,9h-10z"
        case 2: "M\(x - 4),\(y - 4)h8v8h-8z"
        default: "M\(x),\(y - 5.5)l5.5,5.5l-5.5,5.5l-5.5,-5.5z"
        }
    }
}

/// Where days and numbers stand in the drawing.
struct PlotFrame {
    let scale: Scale
    let days: ClosedRange<Int>

    init?(_ points: [Point]) {
        guard let scale = Scale(points.map(\.quantity)), let first = points.map(\.asOf.number).min(),
            let last = points.map(\.lastAsOf.number).max()
        else { return nil }
        self.scale = scale
        days = first == last ? first - 1...last + 1 : first...last
    }

    func x(_ day: Day) -> Double {
        let (left, right) = (LineChart.plot.left, LineChart.plot.right)
        return left + (right - left) * Double(day.number - days.lowerBound) / Double(days.upperBound - days.lowerBound)
    }

    func y(_ value: Decimal) -> Double {
        let (top, bottom) = (LineChart.plot.top, LineChart.plot.bottom)
        return bottom - (bottom - top) * min(max(scale.share(of: value), 0), 1)
    }

    var dayTicks: [(day: Day, anchor: String)] {
        let span = days.upperBound - days.lowerBound
        let parts = min(4, span)
        return (0...parts).map { part in
            (Day(number: days.lowerBound + span * part / parts), part == 0 ? "start" : part == parts ? "end" : "middle")
        }
    }
}

/// How a chart looks where no page colours it: for print, on white, told apart in grey too.
enum ChartStyle {
    /// Colours after P. Tol, "Colour Schemes" (2021), the bright set, darkened to AA contrast on white.
    static let colours = ["#2f6690", "#b3341f", "#1f7a3d", "#8a5a00", "#7b3b8c", "#00707d", "#a1256b", "#555555"]

    static var standalone: Markup {
        let series = colours.enumerated().map { number, colour -> Markup in
            ".s\(number){stroke:\(colour);fill:\(colour)}"
        }
        return """
            text{font:13px system-ui,sans-serif;fill:#222}.title{font-weight:600;font-size:16px}.number{text-anchor:end}\
            .grid{stroke:#ddd;stroke-width:1}\
            .change line{stroke:#767676;stroke-dasharray:2 3}.change text{text-anchor:middle}\(series).line{fill:none;stroke-width:2}.band{stroke:none;fill-opacity:.22}\
            .mark{stroke-width:1.5}.projected{fill:#fff}
            """
    }

    /// An open end fades out: nothing says where it stops.
    static let fades: Markup = """
        <defs><linearGradient id="g-up" x1="0" y1="1" x2="0" y2="0"><stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#000"/>\
        </linearGradient><linearGradient id="g-down" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fff"/>\
        <stop offset="1" stop-color="#000"/></linearGradient>\
        <mask id="fade-up" maskContentUnits="objectBoundingBox"><rect width="1" height="1" fill="url(#g-up)"/></mask>\
        <mask id="fade-down" maskContentUnits="objectBoundingBox"><rect width="1" height="1" fill="url(#g-down)"/></mask></defs>
        """
}
