import Figures
import Foundation
import Queries

/// The pages for people: what is the number and who says so, how did it move, who disagrees, and where does it come from.
struct Pages {
    let ledger: Ledger

    func reply(to asked: Asked) throws -> Reply {
        let path = asked.path
        switch (path.first, path.count) {
        case (nil, _): return page(try list(asked))
        case ("figures", 2): return page(try figure(path[1], asked))
        case ("claims", 2): return page(try claim(path[1], asked))
        case ("claims", 3) where path[2] == "rewriting": return page(try rewriting(of: path[1], asked))
        case ("search", 1): return page(try search(asked))
        case ("discovered", 1): return page(try discovered(asked))
        case ("alerts", 1): return page(try alerts(asked))
        case ("sources", 1): return page(try sources(asked))
        default: throw Problem.notFound("there is no page /\(path.joined(separator: "/"))")
        }
    }

    private func page(_ page: Markup) -> Reply {
        Reply(type: Reply.html, body: page.source)
    }

    // MARK: The list

    private func list(_ asked: Asked) throws -> Markup {
        try asked.allow("after")
        let size = 50
        let found = try ledger.figures(after: asked.text("after"), limit: size + 1)
        let figures = found.prefix(size)
        let rows = try figures.map { try row($0) }
        let next: Markup = found.count > size ? "<p><a href=\"/?after=\(found[size - 1].figure.name.inAddress)\">More figures</a></p>" : ""
        let table: Markup = """
            <table class="cards"><thead><tr><th>Figure</th><th class="n">Number</th><th>Claimant</th><th>As of</th><th>Course</th>\
            <th class="n">Reports</th><th class="n">Claimants</th><th>Disagree&shy;ments</th>\
            <th>Last change</th></tr></thead><tbody>\(rows)</tbody></table>
            """
        let nothing: Markup = "<p>No figure is tracked yet: describe one in <code>figures.d</code>.</p>"
        return Page.whole("Figures", "<h1>Figures</h1>\(SearchForm().markup)\(rows.isEmpty ? nothing : table)\(next)")
    }

    private func row(_ summary: FigureSummary) throws -> Markup {
        let newest = summary.newest
        let course = try newest.map { Sparkline(try ledger.trend(of: summary.figure.name, claimant: $0.claimant)).markup } ?? ""
        let disputed: Markup =
            summary.openDisagreements.isEmpty ? "" : "<span class=\"warn\">≠ \(summary.openDisagreements.count) open</span>"
        let number: Markup = newest.map { "<a href=\"/claims/\($0.id)\">\($0.quantity.text)</a>" } ?? "–"
        return """
            <tr><td data-name="Figure"><a class="title" href="/figures/\(summary.figure.name.inAddress)"><bdi>\(summary.figure.title)</bdi></a>\
            <span class="dim">\(summary.figure.name)</span></td>\
            <td class="n big" data-name="Number">\(number)</td>\
            <td data-name="Claimant"><bdi>\(newest?.claimant ?? "no number yet")</bdi></td>\
            <td data-name="As of">\(Page.day(newest?.lastAsOf))</td><td data-name="Course">\(course)</td>\
            <td class="n" data-name="Independent reports">\(summary.reports)</td><td class="n" data-name="Claimants">\(summary.claimants)</td>\
            <td data-name="Disagreements">\(disputed)</td>\
            <td data-name="Last change">\(summary.lastChange.map { Page.change($0) } ?? "")</td></tr>
            """
    }
}
