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
            <th class="n">Reports</th><th class="n">Claimants</th><th>Last change</th></tr></thead><tbody>\(rows)</tbody></table>
            """
        let nothing: Markup = "<p>No figure is tracked yet: describe one in <code>figures.d</code>.</p>"
        return Page.whole("Figures", "<h1>Figures</h1>\(rows.isEmpty ? nothing : table)\(next)")
    }

    private func row(_ summary: FigureSummary) throws -> Markup {
        let newest = summary.newest
        let course = try newest.map { Sparkline(try ledger.trend(of: summary.figure.name, claimant: $0.claimant)).markup } ?? ""
        let disputed: Markup =
            summary.openDisagreements.isEmpty ? "" : " <span class=\"warn\">≠ \(summary.openDisagreements.count) open</span>"
        let number: Markup = newest.map { "<a href=\"/claims/\($0.id)\">\($0.quantity.text)</a>" } ?? "–"
        return """
            <tr><td data-name="Figure"><a class="title" href="/figures/\(summary.figure.name.inAddress)"><bdi>\(summary.figure.title)</bdi></a>\
            <span class="dim">\(summary.figure.name)</span></td>\
            <td class="n big" data-name="Number">\(number)</td>\
            <td data-name="Claimant"><div><bdi>\(newest?.claimant ?? "no number yet")</bdi>\(disputed)</div></td>\
            <td data-name="As of">\(Page.day(newest?.lastAsOf))</td><td data-name="Course">\(course)</td>\
            <td class="n" data-name="Independent reports">\(summary.reports)</td><td class="n" data-name="Claimants">\(summary.claimants)</td>\
            <td data-name="Last change">\(summary.lastChange.map { Page.change($0) } ?? "")</td></tr>
            """
    }

    // MARK: A figure

    private func figure(_ name: String, _ asked: Asked) throws -> Markup {
        try asked.allow("claimant", "outlet", "since", "until", "known_at", "limit", "offset")
        let filter = try asked.points()
        let history = try ledger.history(of: name, filter)
        let comparison = try ledger.comparison(of: name, knownAt: filter.knownAt)
        let chart = LineChart(history, hasLinks: true).inline ?? "<p>There is no point to draw.</p>"
        let head = history.figure
        let what = [head.kind.rawValue.replacing("_", with: " "), head.measure.rawValue, head.place].compactMap { $0 }.joined(
            separator: ", ")
        return Page.whole(
            head.title,
            """
            <h1><bdi>\(head.title)</bdi></h1>
            <p class="dim">\(head.name) · \(what) · \(history.points.count) points, \(history.claimants) claimants, \
            \(history.reports) independent reports</p>
            \(newest(comparison))\(disagreements(comparison))
            <figure class="scroll" tabindex="0">\(chart)</figure>
            <h2>Claimants</h2>\(sides(comparison))<h2>Points</h2>\(points(history))
            """)
    }

    private func newest(_ comparison: SideBySide) -> Markup {
        guard let newest = comparison.sides.compactMap(\.newest).max(by: { ($0.lastAsOf, $0.lastSeen) < ($1.lastAsOf, $1.lastSeen) }) else {
            return "<p>No number stands.</p>"
        }
        return """
            <p class="newest"><a href="/claims/\(newest.id)">\(newest.quantity.text)</a> <span>says <bdi>\(newest.claimant)</bdi>, \
            as of \("\(newest.lastAsOf)"), in <bdi>\(newest.outlet)</bdi></span></p>
            """
    }

    private func disagreements(_ comparison: SideBySide) -> Markup {
        Markup(
            comparison.openDisagreements.map { pair in
                """
                <p class="warn">≠ <bdi>\(pair.first)</bdi> and <bdi>\(pair.second)</bdi> cannot both be right, since \(Page.time(pair.opened)).</p>
                """
            })
    }

    private func sides(_ comparison: SideBySide) -> Markup {
        let rows = comparison.sides.map { side -> Markup in
            let number: Markup = side.newest.map { "<a href=\"/claims/\($0.id)\">\($0.quantity.text)</a>" } ?? "–"
            return """
                <tr><td data-name="Claimant"><bdi>\(side.claimant)</bdi></td><td class="n" data-name="Number">\(number)</td>\
                <td class="n" data-name="Before">\(side.previous?.text)</td><td data-name="As of">\(Page.day(side.newest?.lastAsOf))</td>\
                <td class="n" data-name="Points">\(side.points)</td>\
                <td data-name="Outlets"><bdi>\(side.outlets.joined(separator: ", "))</bdi></td></tr>
                """
        }
        return """
            <table class="cards"><thead><tr><th>Claimant</th><th class="n">Number</th><th class="n">Before</th><th>As of</th>\
            <th class="n">Points</th><th>Outlets</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private func points(_ history: History) -> Markup {
        let groups = history.series.map { series -> Markup in
            let rows = series.points.reversed().map { point($0) }
            return "<tbody><tr class=\"group\"><th colspan=\"6\" scope=\"rowgroup\"><bdi>\(series.claimant)</bdi></th></tr>\(rows)</tbody>"
        }
        return """
            <table class="cards"><thead><tr><th>As of</th><th class="n">Number</th><th>Outlet</th><th>Seen</th><th class="n">Reports</th>\
            <th>Remark</th></tr></thead>\(groups)</table>
            """
    }

    private func point(_ point: Point) -> Markup {
        let status: Markup = point.status == .reported ? "" : "\(point.status.rawValue) "
        let gone: Markup = point.withdrawn.map { "withdrawn \(Page.time($0))" } ?? ""
        let style: Markup = point.isStanding ? "" : " class=\"dim\""
        return """
            <tr\(style)><td data-name="As of">\(Page.day(point.asOf))</td><td class="n" data-name="Number">\
            <a href="/claims/\(point.id)">\(point.quantity.text)</a></td><td data-name="Outlet"><bdi>\(point.outlet)</bdi></td>\
            <td data-name="Seen">\(Page.time(point.seen))</td><td class="n" data-name="Reports">\(point.reports)</td>\
            <td data-name="Remark"><div>\(status)\(gone)</div></td></tr>
            """
    }

    // MARK: A claim

    private func claim(_ number: String, _ asked: Asked) throws -> Markup {
        try asked.allow()
        let claim = try ledger.claim(try API.number(number, of: "claim"))
        let figures: [Markup] = claim.figures.map { "<a href=\"/figures/\($0.inAddress)\">\($0)</a> " }
        let facts: [Markup] = [
            Page.fact("Claimant", "<bdi>\(claim.attribution?.claimant ?? "\(claim.page.outlet), in its own voice")</bdi>"),
            Page.fact("As written", claim.number == claim.quantity.text ? "" : "\(claim.number) (\(claim.quantity.quantity.words))"),
            Page.fact("Counted", "\([claim.group, claim.place, claim.when].compactMap { $0 }.joined(separator: " · "))"),
            Page.fact("Measure", "\(claim.measure.rawValue), \(claim.status.rawValue)"),
            Page.fact("Outlet", "<bdi>\(claim.page.outlet)</bdi>"),
            Page.fact("Article", Page.link(claim.page.url, text: claim.page.title)),
            Page.fact("Published", claim.page.published.map { Page.time($0) } ?? "not stated"),
            Page.fact("Copies", claim.page.copies > 1 ? "\(claim.page.copies) articles carry this report: one independent report" : ""),
            Page.fact("Gone", claim.page.gone.map { "from the server since \(Page.time($0))" } ?? ""),
            Page.fact("Found by", "<code>\(claim.pattern)</code>, right in \(Int((claim.confidence * 100).rounded())) of 100 cases"),
            Page.fact("Figures", figures.isEmpty ? "none" : Markup(figures)),
        ]
        return Page.whole(
            "Claim \(claim.id)",
            """
            <h1>\(claim.quantity.text) \(claim.kind.rawValue.replacing("_", with: " "))</h1>
            <blockquote dir="auto"><span class="dim">\(claim.before)</span> \(quote(claim)) <span class="dim">\(claim.after)</span></blockquote>
            <dl>\(facts)</dl><h2>Versions of the page</h2>\(versions(claim))
            """)
    }

    private func quote(_ claim: ClaimRecord) -> Markup {
        let scalars = Array(claim.quote.unicodeScalars)
        func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
        let number = claim.numberInQuote.clamped(to: 0..<scalars.count)
        return "\(text(0..<number.lowerBound))<mark>\(text(number))</mark>\(text(number.upperBound..<scalars.count))"
    }

    private func versions(_ claim: ClaimRecord) -> Markup {
        let rows = claim.versions.map { version -> Markup in
            let numbers = version.numbers.isEmpty ? "no such number" : version.numbers.joined(separator: " · ")
            return """
                <tr><td class="n" data-name="Version">\(version.number)</td><td data-name="Seen">\(Page.time(version.seen))</td>\
                <td data-name="Numbers">\(numbers)</td><td data-name="Remark">\(version.holdsClaim ? "this claim" : "")</td></tr>
                """
        }
        return """
            <table class="cards"><thead><tr><th class="n">Version</th><th>Seen</th><th>Numbers of this kind</th><th>Remark</th></tr></thead>\
            <tbody>\(rows)</tbody></table>
            """
    }

    // MARK: Alerts and sources

    private func alerts(_ asked: Asked) throws -> Markup {
        try asked.allow("before")
        let size = 50
        let before = try asked.number("before", in: 1...Int.max).map { Int64($0) }
        let found = try ledger.alerts(AlertFilter(before: before, limit: size + 1))
        let rows = found.prefix(size).map { alert -> Markup in
            let weight: Markup = alert.change.severity == "warning" ? "<span class=\"warn\">warning</span>" : "\(alert.change.severity)"
            let seen: Markup = alert.acknowledged.map { "seen \(Page.time($0)) \(alert.note)" } ?? ""
            return """
                <tr><td class="n" data-name="Alert">\(alert.id)</td><td data-name="When">\(Page.time(alert.change.made))</td>\
                <td data-name="Weight">\(weight)</td><td data-name="What happened"><a href="/figures/\(alert.change.figure.inAddress)">\
                \(alert.change.sentence)</a></td><td data-name="State"><div>\(alert.state.rawValue) \(seen)</div></td></tr>
                """
        }
        let next: Markup = found.count > size ? "<p><a href=\"/alerts?before=\(found[size - 1].id)\">Older alerts</a></p>" : ""
        let table: Markup = """
            <table class="cards"><thead><tr><th class="n">Alert</th><th>When</th><th>Weight</th><th>What happened</th><th>State</th></tr></thead>\
            <tbody>\(rows)</tbody></table>
            """
        return Page.whole("Alerts", "<h1>Alerts</h1>\(rows.isEmpty ? "<p>Nothing was told yet.</p>" : table)\(next)")
    }

    private func sources(_ asked: Asked) throws -> Markup {
        try asked.allow()
        let rows = try ledger.sources().map { source -> Markup in
            let isBad = source.state == .failing || source.state == .gone
            let state: Markup = isBad ? "<span class=\"warn\">\(source.state.rawValue)</span>" : "\(source.state.rawValue)"
            return """
                <tr><td data-name="Source">\(source.name)</td><td data-name="Outlet"><bdi>\(source.outlet)</bdi></td><td data-name="State">\(state)</td>\
                <td data-name="Last success">\(source.lastSuccess.map { Page.time($0) } ?? "never")</td>\
                <td data-name="Next poll">\(source.nextPoll.map { Page.time($0) } ?? "never")</td>\
                <td class="n" data-name="Articles">\(source.articles)</td><td data-name="Why">\(source.failing)</td></tr>
                """
        }
        let table: Markup = """
            <table class="cards"><thead><tr><th>Source</th><th>Outlet</th><th>State</th><th>Last success</th><th>Next poll</th>\
            <th class="n">Articles</th><th>Why</th></tr></thead><tbody>\(rows)</tbody></table>
            """
        return Page.whole("Sources", "<h1>Sources</h1>\(rows.isEmpty ? "<p>There are no sources yet.</p>" : table)")
    }
}
