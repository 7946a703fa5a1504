import Figures
import Foundation
import Queries

/// Alerts, the health of the sources, what a search finds, and what nobody tracks yet.
extension Pages {
    func alerts(_ asked: Asked) throws -> Markup {
        try asked.allow("before")
        let size = 50
        let before = try asked.number("before", in: 1...Int.max).map { Int64($0) }
        let found = try ledger.alerts(AlertFilter(before: before, limit: size + 1))
        let rows = found.prefix(size).map { alert -> Markup in
            let weight: Markup = alert.change.severity == "warning" ? "<span class=\"warn\">warning</span>" : "\(alert.change.severity)"
            let seen: Markup = alert.acknowledged.map { "seen \(Page.time($0)) \(alert.note)" } ?? ""
            return """
                <tr><td class="n" data-name="Alert">\(alert.id)</td><td data-name="When">\(Page.time(alert.change.made))</td>\
                <td data-name="Weight">\(weight)</td><td class="text" data-name="What happened"><a href="/figures/\(alert.change.figure.inAddress)">\
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

    func sources(_ asked: Asked) throws -> Markup {
        try asked.allow()
        let rows = try ledger.sources().map { source -> Markup in
            let isBad = source.state == .failing || source.state == .gone
            let state: Markup = isBad ? "<span class=\"warn\">\(source.state.rawValue)</span>" : "\(source.state.rawValue)"
            return """
                <tr><td data-name="Source">\(source.name)</td><td data-name="Outlet"><bdi>\(source.outlet)</bdi></td><td data-name="State">\(state)</td>\
                <td data-name="Last success">\(source.lastSuccess.map { Page.time($0) } ?? "never")</td>\
                <td data-name="Next poll">\(source.nextPoll.map { Page.time($0) } ?? "never")</td>\
                <td class="n" data-name="Articles">\(source.articles)</td><td class="text" data-name="Why">\(source.failing)</td></tr>
                """
        }
        let table: Markup = """
            <table class="cards"><thead><tr><th>Source</th><th>Outlet</th><th>State</th><th>Last success</th><th>Next poll</th>\
            <th class="n">Articles</th><th>Why</th></tr></thead><tbody>\(rows)</tbody></table>
            """
        return Page.whole("Sources", "<h1>Sources</h1>\(rows.isEmpty ? "<p>There are no sources yet.</p>" : table)")
    }

    func search(_ asked: Asked) throws -> Markup {
        try asked.allow("q", "cursor")
        let form = SearchForm(words: asked.text("q") ?? "").markup
        guard let words = asked.text("q") else { return Page.whole("Search", "<h1>Search</h1>\(form)") }
        let size = 50
        let found = try ledger.search(words, before: try asked.cursor(), limit: size + 1)
        let rows = found.prefix(size).map { claim -> Markup in
            """
            <tr><td class="n" data-name="Number"><a href="/claims/\(claim.id)">\(claim.quantity.text)</a></td>\
            <td data-name="Kind">\(claim.kind.rawValue.replacing("_", with: " "))</td><td data-name="Place"><bdi>\(claim.place)</bdi></td>\
            <td data-name="Claimant"><bdi>\(claim.claimant)</bdi></td><td data-name="Outlet"><bdi>\(claim.outlet)</bdi></td>\
            <td data-name="Published">\(claim.published.map { Page.time($0) } ?? "")</td>\
            <td class="text" data-name="Sentence"><span dir="auto">\(claim.quote)</span></td></tr>
            """
        }
        let next: Markup =
            found.count > size ? "<p><a href=\"\(asked.address(at: "\(found[size - 1].id)"))\">Older claims</a></p>" : ""
        let table: Markup = """
            <table class="cards"><thead><tr><th class="n">Number</th><th>Kind</th><th>Place</th><th>Claimant</th><th>Outlet</th>\
            <th>Published</th><th>Sentence</th></tr></thead><tbody>\(rows)</tbody></table>
            """
        let nothing: Markup = "<p>No sentence with a number holds every one of these words.</p>"
        return Page.whole("Search", "<h1>Search</h1>\(form)\(rows.isEmpty ? nothing : table)\(next)")
    }

    func discovered(_ asked: Asked) throws -> Markup {
        try asked.allow()
        let rows = try ledger.discoveries(limit: 100).map { found -> Markup in
            """
            <tr><td class="n big" data-name="Number"><a href="/claims/\(found.claim)">\(found.newest.text)</a></td>\
            <td data-name="What">\(found.kind.rawValue.replacing("_", with: " ")), \(found.measure.rawValue)</td>\
            <td data-name="Place"><bdi>\(found.place)</bdi></td><td data-name="Day">\(Page.day(found.day))</td>\
            <td class="n" data-name="Reports">\(found.reports)</td><td class="n" data-name="Outlets">\(found.outlets)</td>\
            <td class="n" data-name="Claims">\(found.claims)</td>\
            <td class="text" data-name="Newest sentence"><span dir="auto">\(found.quote)</span></td></tr>
            """
        }
        let table: Markup = """
            <table class="cards"><thead><tr><th class="n">Number</th><th>What</th><th>Place</th><th>Day</th><th class="n">Reports</th>\
            <th class="n">Outlets</th><th class="n">Claims</th><th>Newest sentence</th></tr></thead><tbody>\(rows)</tbody></table>
            """
        return Page.whole(
            "Discovered",
            """
            <h1>Discovered</h1><p>Numbers of which two outlets or more write, and which no figure tracks: describe one in \
            <code>figures.d</code> and it is filled from what was kept.</p>\
            \(rows.isEmpty ? "<p>Nothing is left untracked by two outlets.</p>" : table)
            """)
    }
}

/// Words to look for in the sentences.
struct SearchForm {
    var words = ""

    var markup: Markup {
        """
        <form class="search" role="search" action="/search" method="get"><label>Words of a sentence \
        <input type="search" name="q" value="\(words)" required></label> <button>Search</button></form>
        """
    }
}
