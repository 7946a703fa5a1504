import Figures
import Foundation
import Queries

/// A claim: its words in context, its page, and how that page was rewritten.
extension Pages {
    func claim(_ number: String, _ asked: Asked) throws -> Markup {
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
            let address = "/claims/\(claim.id)/rewriting?from=\(version.number - 1)&to=\(version.number)"
            let changed: Markup = version.number > 1 ? "<a href=\"\(address)\">what changed</a>" : ""
            let numbers = version.numbers.isEmpty ? "no such number" : version.numbers.joined(separator: " · ")
            return """
                <tr><td class="n" data-name="Version">\(version.number)</td><td data-name="Seen">\(Page.time(version.seen))</td>\
                <td data-name="Numbers">\(numbers)</td><td data-name="Remark"><div>\(version.holdsClaim ? "this claim " : "")\(changed)</div></td></tr>
                """
        }
        return """
            <table class="cards"><thead><tr><th class="n">Version</th><th>Seen</th><th>Numbers of this kind</th><th>Remark</th></tr></thead>\
            <tbody>\(rows)</tbody></table>
            """
    }

    /// Two versions of a page, what went and what came marked as such.
    func rewriting(of number: String, _ asked: Asked) throws -> Markup {
        try asked.allow("from", "to")
        let (from, to) = (try asked.number("from", in: 1...1_000_000), try asked.number("to", in: 1...1_000_000))
        let claim = try API.number(number, of: "claim")
        let rewriting = try ledger.rewriting(ofPageOf: claim, from: from, to: to)
        let lines = rewriting.lines.map { line -> Markup in
            line.isSame
                ? "<p class=\"dim\" dir=\"auto\">\(line.pieces.map { piece($0) })</p>"
                : "<p dir=\"auto\">\(line.pieces.map { piece($0) })</p>"
        }
        let title: Markup =
            rewriting.from.title == rewriting.to.title
            ? "" : "<h2><del>\(rewriting.from.title)</del> <ins>\(rewriting.to.title)</ins></h2>"
        return Page.whole(
            "What changed",
            """
            <h1>What changed from version \(rewriting.from.number) to \(rewriting.to.number)</h1>
            <p>\(Page.link(rewriting.url, text: rewriting.to.title)), <bdi>\(rewriting.outlet)</bdi>: seen \
            \(Page.time(rewriting.from.seen)) and \(Page.time(rewriting.to.seen)). <a href="/claims/\(claim)">Back to the claim</a></p>
            <p><del>struck out</del> went, <ins>underlined</ins> came.</p>\(title)<article>\(lines)</article>
            """)
    }

    private func piece(_ piece: Rewriting.Piece) -> Markup {
        switch piece.what {
        case .same: "\(piece.text)"
        case .came: "<ins>\(piece.text)</ins> "
        case .went: "<del>\(piece.text)</del> "
        }
    }
}
