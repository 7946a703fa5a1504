import Figures
import Foundation
import Queries

/// A figure: its number now, its course, who disagrees, and every point.
extension Pages {
    /// More points than this are not drawn and not listed: the newest are.
    private static let (drawn, listed) = (10_000, 200)

    func figure(_ name: String, _ asked: Asked) throws -> Markup {
        try asked.allow("claimant", "outlet", "since", "until", "known_at")
        var filter = try asked.points()
        if asked.isWhole { filter.offset = max(0, try ledger.figure(name).points - Self.drawn) }
        filter.limit = Self.drawn
        let history = try ledger.history(of: name, filter)
        let comparison = try ledger.comparison(of: name, knownAt: filter.knownAt)
        let changes = try ledger.changes(ChangeFilter(figure: name, limit: 100)).filter { filter.includes($0) }
        let head = history.figure
        let what = [head.kind.rawValue.replacing("_", with: " "), head.measure.rawValue, head.place].compactMap { $0 }.joined(
            separator: ", ")
        return Page.whole(
            head.title, isZoomable: true,
            """
            <h1><bdi>\(head.title)</bdi></h1>
            <p class="dim">\(head.name) · \(what) · \(Page.count(history.points.count, "point")), \
            \(Page.count(history.claimants, "claimant")), \(Page.count(history.reports, "independent report"))</p>
            \(newest(comparison))\(disagreements(comparison))
            <p><a class="skip" href="#points">The points as a table</a></p>\(course(history, changes, asked))
            <h2>Claimants</h2>\(sides(comparison))\(moved(changes))<h2 id="points">Points</h2>\(points(history))
            """)
    }

    /// The chart, and a form to look at a part of it: the form does without a script what dragging does with one.
    private func course(_ history: History, _ changes: [ChangeRecord], _ asked: Asked) -> Markup {
        let chart = LineChart(history, changes: changes, hasLinks: true).inline ?? "<p>There is no point to draw here.</p>"
        let address = "/figures/\(history.figure.name.inAddress)"
        let whole: Markup = !asked.isWhole ? "<a href=\"\(address)\">The whole course</a>" : ""
        return """
            <figure class="scroll" tabindex="0">\(chart)</figure>
            <form class="range" action="\(address)" method="get">\
            <label>From <input type="date" name="since" value="\(asked.text("since"))"></label>\
            <label>to <input type="date" name="until" value="\(asked.text("until"))"></label>\
            <label>Claimant <input name="claimant" value="\(asked.text("claimant"))" placeholder="all"></label>\
            <button>Show</button> \(whole)<span class="dim hint" hidden>Drag over the chart to zoom.</span></form>
            """
    }

    private func moved(_ changes: [ChangeRecord]) -> Markup {
        guard !changes.isEmpty else { return "" }
        let rows = changes.prefix(20).map { change -> Markup in
            """
            <tr><td data-name="When">\(Page.time(change.made))</td><td class="sign" data-name="Sign">\(ChangeSign.text(change.what))</td>\
            <td class="text" data-name="What happened"><bdi>\(change.sentence)</bdi></td></tr>
            """
        }
        return """
            <h2>Changes</h2><table class="cards"><thead><tr><th>When</th><th>Sign</th><th>What happened</th></tr></thead>\
            <tbody>\(rows)</tbody></table>
            """
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
        let shown = Set(history.points.suffix(Self.listed).map(\.id))
        let groups = history.series.compactMap { series -> Markup? in
            let rows = series.points.reversed().filter { shown.contains($0.id) }.map { point($0) }
            guard !rows.isEmpty else { return nil }
            return "<tbody><tr class=\"group\"><th colspan=\"6\" scope=\"rowgroup\"><bdi>\(series.claimant)</bdi></th></tr>\(rows)</tbody>"
        }
        let hidden = history.points.count - shown.count
        let more: Markup = hidden > 0 ? "<p class=\"dim\">\(hidden) older points are not listed: choose their days above.</p>" : ""
        return """
            <table class="cards"><thead><tr><th>As of</th><th class="n">Number</th><th>Outlet</th><th>Seen</th><th class="n">Reports</th>\
            <th>Remark</th></tr></thead>\(groups)</table>\(more)
            """
    }

    private func point(_ point: Point) -> Markup {
        let status: Markup = point.status == .reported ? "" : "\(point.status.rawValue) "
        let gone: Markup = point.withdrawn.map { "withdrawn \(Page.time($0))" } ?? ""
        let remark: Markup = status.source.isEmpty && gone.source.isEmpty ? "" : "<div>\(status)\(gone)</div>"
        let style: Markup = point.isStanding ? "" : " class=\"dim\""
        return """
            <tr\(style)><td data-name="As of">\(Page.day(point.asOf))</td><td class="n" data-name="Number">\
            <a href="/claims/\(point.id)">\(point.quantity.text)</a></td><td data-name="Outlet"><bdi>\(point.outlet)</bdi></td>\
            <td data-name="Seen">\(Page.time(point.seen))</td><td class="n" data-name="Reports">\(point.reports)</td>\
            <td data-name="Remark">\(remark)</td></tr>
            """
    }
}

extension PointFilter {
    /// Whether a change belongs beside the points of this filter.
    fileprivate func includes(_ change: ChangeRecord) -> Bool {
        (since.map { change.asOf >= $0 } ?? true) && (until.map { change.asOf <= $0 } ?? true)
            && (knownAt.map { change.made <= $0 } ?? true) && (claimant.map { change.claimant == $0 } ?? true)
    }
}

/// What stands for a change on a chart and beside its sentence: told apart without colour.
enum ChangeSign {
    static func text(_ what: Change.What) -> String {
        switch what {
        case .first: "●"
        case .rise: "▲"
        case .fall: "▼"
        case .disagreementOpened, .misreport: "≠"
        case .disagreementClosed: "="
        case .edited: "*"
        case .withdrawn: "×"
        case .inconsistent: "!"
        case .switched: "→"
        case .outcome: "◆"
        case .silence: "…"
        }
    }
}
