import Figures
import Foundation
import Queries

/// What every page has.
enum Page {
    static func whole(_ title: String, isZoomable: Bool = false, _ content: Markup) -> Markup {
        let script: Markup = isZoomable ? "<script src=\"/zoom.js\" defer></script>" : ""
        return """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
            <title>\(title) · figured</title><link rel="stylesheet" href="/style.css"><link rel="icon" href="/icon.svg">
            <link rel="alternate" type="application/atom+xml" title="What moved" href="/feed.atom">\
            <link rel="alternate" type="application/feed+json" title="What moved" href="/feed.json">\(script)</head>
            <body><a class="skip" href="#content">To the content</a><header><a class="home" href="/">figured</a><nav aria-label="Pages"><a href="/">Figures</a><a href="/alerts">Alerts</a>\
            <a href="/discovered">Discovered</a><a href="/search">Search</a><a href="/sources">Sources</a>\
            <a href="/feed.atom">Feed</a></nav></header>
            <main id="content">\(content)</main>
            <footer>Every number leads to the sentence it stands in. <code>&gt;</code> more than, <code>≥</code> at least, <code>~</code> about; \
            times are UTC.</footer></body></html>

            """
    }

    static func problem(_ problem: Problem) -> Markup {
        whole(problem.title, "<h1>\(problem.title)</h1><p>\(problem.detail)</p><p><a href=\"/\">All figures</a></p>")
    }

    /// "1 point", "2 points"
    static func count(_ number: Int, _ what: String) -> Markup {
        "\(number) \(what)\(number == 1 ? "" : "s")"
    }

    static func time(_ instant: Date) -> Markup {
        let text = instant.iso8601
        return "<time datetime=\"\(text)\">\(String(text.prefix(10))) \(String(text.dropFirst(11).prefix(5)))</time>"
    }

    /// A day, never broken across lines.
    static func day(_ day: Day?) -> Markup {
        day.map { "<time>\("\($0)")</time>" } ?? ""
    }

    static func change(_ change: ChangeRecord) -> Markup {
        "<div>\(change.what.rawValue.replacing("_", with: " ")) \(time(change.made))</div>"
    }

    /// A line of facts; nothing where there is nothing to say.
    static func fact(_ name: String, _ value: Markup) -> Markup {
        value.source.isEmpty ? "" : "<dt>\(name)</dt><dd>\(value)</dd>"
    }

    /// A link to the web, and only to the web: any other address is shown as text.
    static func link(_ address: String, text: String) -> Markup {
        let isWeb = address.lowercased().hasPrefix("https://") || address.lowercased().hasPrefix("http://")
        let words = text.isEmpty ? address : text
        guard isWeb else { return "<bdi>\(words)</bdi> <span class=\"dim\">\(address)</span>" }
        return "<a rel=\"noopener noreferrer nofollow\" href=\"\(address)\"><bdi>\(words)</bdi></a>"
    }
}

/// A series as a line as small as a word.
struct Sparkline {
    let trend: Trend

    init(_ trend: Trend) {
        self.trend = trend
    }

    var markup: Markup {
        let points = trend.points.map { (x: Double($0.day.number), y: NSDecimalNumber(decimal: $0.value).doubleValue) }
        guard points.count > 1, let first = points.first, let last = points.last, let least = points.map(\.y).min(),
            let most = points.map(\.y).max()
        else { return "" }
        let (width, height) = (max(1, last.x - first.x), max(1e-9, most - least))
        let places: [Markup] = points.map { "\(2 + 96 * ($0.x - first.x) / width),\(22 - 20 * ($0.y - least) / height) " }
        let words = "\(points.count) points, from \("\(trend.points[0].day)") on"
        return "<svg class=\"spark\" viewBox=\"0 0 100 24\" role=\"img\" aria-label=\"\(words)\"><polyline points=\"\(places)\"/></svg>"
    }
}
