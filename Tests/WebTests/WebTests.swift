import Figures
import Foundation
import Queries
import Storage
import Support
import Testing

@testable import Web

struct WebTests {
    static let addresses: [(address: String, status: Int, type: String, holds: String)] = [
        ("/", 200, "text/html", "/figures/gaza-killed"),
        ("/figures/gaza-killed", 200, "text/html", "<a href=\"/claims/1\">"),
        ("/claims/1", 200, "text/html", "<mark>40,000</mark>"),
        ("/alerts", 200, "text/html", "both cannot be right"),
        ("/sources", 200, "text/html", "rudaw"),
        ("/style.css", 200, "text/css", "prefers-color-scheme:dark"),
        ("/icon.svg", 200, "image/svg+xml", "<svg"),
        ("/healthz", 200, "text/plain", "ok"),
        ("/metrics", 200, "text/plain; version=0.0.4", "figured_claims_total 3"),
        ("/metrics", 200, "text/plain; version=0.0.4", "figured_source_failed_polls_total{source=\"rudaw\"} 0"),
        ("/feed.atom", 200, "application/atom+xml", "<id>tag:localhost,2026:figured/change/1</id>"),
        ("/api/v1/figures", 200, "application/json", "\"name\":\"gaza-killed\""),
        ("/api/v1/figures/gaza-killed", 200, "application/json", "\"open_disagreements\""),
        ("/api/v1/figures/gaza-killed/history", 200, "application/json", "\"reports\":3"),
        ("/api/v1/figures/gaza-killed/history?claimant=Army&limit=1", 200, "application/json", "\"claimants\":1"),
        ("/api/v1/figures/gaza-killed/history?limit=1", 200, "application/json", "\"next\":\"2024-08-15."),
        ("/api/v1/figures/gaza-killed/history?cursor=x", 400, "application/problem+json", "cursor is x"),
        ("/api/v1/figures/gaza-killed/history?cursor=1.2.3.4.5", 400, "application/problem+json", "cursor"),
        ("/api/v1/figures/gaza-killed/history?known_at=9999999-01-01T00:00:00Z", 400, "application/problem+json", "known_at"),
        ("/api/v1/alerts?cursor='%20OR%201=1", 400, "application/problem+json", "cursor is &#39;".replacing("&#39;", with: "'")),
        ("/api/v1/claims/1/rewriting", 200, "application/json", "\"lines\":[{\"pieces\""),
        ("/api/v1/claims/1/rewriting?from=1&to=7", 404, "application/problem+json", "no version of this page is called 7"),
        ("/api/v1/claims/1/rewriting?from=0", 400, "application/problem+json", "from is 0"),
        ("/api/v1/search?q=ministry", 200, "application/json", "\"claimant\":\"Health ministry\""),
        ("/api/v1/search?q=%22%20OR%20NEAR(", 200, "application/json", "\"claims\":[]"),
        ("/api/v1/search?q=***", 400, "application/problem+json", "nothing to search for"),
        ("/api/v1/search", 400, "application/problem+json", "q is missing"),
        ("/api/v1/discoveries", 200, "application/json", "\"discoveries\":[]"),
        ("/api/v1/changes?figure=gaza-killed", 200, "application/json", "\"what\":\"disagreement_opened\""),
        ("/api/v1/openapi.json", 200, "application/json", "\"openapi\" : \"3.1.0\""),
        ("/feed.json", 200, "application/feed+json", "https://jsonfeed.org/version/1.1"),
        ("/search?q=ministry", 200, "text/html", "/claims/1"),
        ("/discovered", 200, "text/html", "Nothing is left untracked"),
        ("/claims/1/rewriting", 200, "text/html", "What changed"),
        ("/zoom.js", 200, "text/javascript", "pointerdown"),
        ("/api/v1/figures/gaza-killed/history?known_at=2024-08-15T12:00:00Z", 200, "application/json", "\"reports\":1"),
        ("/api/v1/figures/gaza-killed/comparison", 200, "application/json", "\"contradicts\":[\"Health ministry\"]"),
        ("/api/v1/claims/1", 200, "application/json", "\"number_in_quote\""),
        ("/api/v1/alerts", 200, "application/json", "\"state\":\"waiting\""),
        ("/api/v1/sources", 200, "application/json", "\"state\":\"new\""),
        ("/api/v1/figures/gaza-kiled", 404, "application/problem+json", "did you mean gaza-killed?"),
        ("/api/v1/figures?limit=-1", 400, "application/problem+json", "limit is -1"),
        ("/api/v1/figures?limit=1000000000000000000000", 400, "application/problem+json", "limit"),
        ("/api/v1/figures?colour=red", 400, "application/problem+json", "there is no parameter colour"),
        ("/api/v1/figures/gaza-killed/history?since=yesterday", 400, "application/problem+json", "since is yesterday"),
        ("/api/v1/figures/gaza-killed/history?since=2024-10-02&until=2024-10-01", 400, "application/problem+json", "later"),
        ("/api/v1/figures/gaza-killed/history?limit=1&limit=2", 400, "application/problem+json", "given twice"),
        ("/api/v1/figures/x'%20OR%201=1--", 404, "application/problem+json", "no figure"),
        ("/claims/0", 404, "text/html", "no claim"),
        ("/claims/99999999999999999999", 404, "text/html", "no claim"),
        ("/../../etc/passwd", 404, "text/html", "no page"),
        ("/%2e%2e/%2e%2e/etc/passwd", 404, "text/html", "no page"),
        ("/%00", 400, "text/html", "percent-encoded"),
        ("/%ff", 400, "text/html", "percent-encoded"),
        ("/figures/%3Cscript%3Ealert(1)%3C/script%3E", 404, "text/html", "no page"),
        ("/figures/%3Cscript%3E", 404, "text/html", "&lt;script&gt;"),
    ]

    @Test(arguments: addresses)
    func `an address has its answer`(address: String, status: Int, type: String, holds: String) throws {
        let store = try TestStore()
        try store.says("Health ministry", 40_000, on: "2024-08-15")
        try store.says("Health ministry", 41_638, on: "2024-10-01")
        try store.says("Army", 30_000, on: "2024-10-02", .atMost, disagreeingWith: "Health ministry")
        let reply = try Self.site(store).reply(to: address)
        #expect(reply.status == status)
        #expect(reply.type.hasPrefix(type))
        #expect(reply.body.contains(holds), "\(reply.body.prefix(2000))")
    }

    static let hostile = [
        "<script>alert(1)</script>", "\" onmouseover=\"alert(1)", "</title><script>alert(1)</script>", "'><img src=x onerror=alert(1)>",
        "\u{202E}evil\u{202C}", "\u{1B}]0;owned\u{07}", "]]><script>", "&lt;script&gt;", "${7*7}{{7*7}}", "‮غزة</td></table><iframe>",
    ]

    @Test(arguments: hostile)
    func `text from outside never becomes markup`(text: String) throws {
        let figure = Figure(name: "name-\(text.printable)", title: "title \(text)", kind: .killed, measure: .cumulative, place: text)
        let store = try TestStore(figure)
        try store.says("by \(text)", 40_000, on: "2024-08-15", in: "outlet \(text)", titled: text, at: "https://example.org/page")
        try store.says(
            "by \(text)", 41_000, on: "2024-08-16", in: "outlet \(text)", at: "https://example.org/2",
            disagreeingWith: "other \(text)")
        let site = try Self.site(store)
        let name = figure.name.inAddress
        let addresses = [
            "/", "/figures/\(name)", "/claims/1", "/claims/1/rewriting", "/alerts", "/sources", "/feed.atom", "/discovered",
            "/figures/\(text.inAddress)", "/search?q=said+\(text.inAddress)", "/search?q=said",
            "/figures/\(name)?claimant=\(text.inAddress)",
        ]
        for address in addresses {
            let body = site.reply(to: address).body
            let check = try Self.markupFaults(in: body)
            #expect(check.isEmpty, "\(address): \(check)")
        }
        #expect(site.reply(to: "/claims/1").status == 200)
        #expect(site.reply(to: "/figures/\(name)").status == 200)
    }

    /// Every tag and attribute of a page is one that the program itself writes; nothing in it runs.
    private static func markupFaults(in page: String) throws -> [String] {
        let known = Set(
            """
            html head meta title link body header nav main footer a script form label input button article ins del g h1 h2 p table thead tbody tr th td span bdi div time code figure svg polyline path \
            rect line text mark blockquote dl dt dd defs lineargradient stop mask feed entry id updated author name category content ?xml !doctype
            """.split(separator: " ").map(String.init))
        var faults: [String] = []
        for part in page.split(separator: "<").dropFirst() {
            let name = part.prefix { !$0.isWhitespace && $0 != ">" }.drop { $0 == "/" }.lowercased().replacing("/", with: "")
            if !known.contains(name) { faults.append("<\(part.prefix(40))") }
            let tag = part.prefix { $0 != ">" }.replacing(/"[^"]*"/, with: "")
            if tag.contains(" on"), tag.firstMatch(of: /\son[a-z]+\s*=/) != nil { faults.append("<\(tag)") }
        }
        let steering = page.unicodeScalars.filter { (0x202A...0x202E).contains($0.value) || $0.value < 0x20 && $0.value != 0x0A }
        return faults + steering.map { "U+\(String($0.value, radix: 16))" }
    }

    @Test(arguments: ["javascript:alert(1)", "data:text/html,x", "JAVASCRIPT:alert(1)", "ftp://example.org/"])
    func `only an address of the web becomes a link`(address: String) {
        #expect(!Page.link(address, text: "a title").source.contains("href"))
        #expect(
            Page.link("https://example.org/?a=1&b=\"2\"", text: "x").source.contains(
                "href=\"https://example.org/?a=1&amp;b=&quot;2&quot;\""))
    }

    @Test func `the list and the alerts are read page after page`() throws {
        let store = try TestStore()
        for day in 1...5 { try store.says("Army", Decimal(day), on: "2024-10-0\(day)", disagreeingWith: "Ministry") }
        let site = try Self.site(store)
        let first = try Self.object(site.reply(to: "/api/v1/alerts?limit=2"))
        #expect((first["alerts"] as? [Any])?.count == 2)
        let next = try #require(first["next"] as? String)
        let last = try Self.object(site.reply(to: "/api/v1/alerts?limit=3&cursor=\(next)"))
        #expect((last["alerts"] as? [Any])?.count == 3)
        #expect(last["next"] == nil)
    }

    @Test func `without a store every address says so, and with one again it answers`() throws {
        let folder = try TestStore.folder()
        let site = Site { () throws(LedgerError) in try Ledger(at: folder.appending(path: "none.db")) }
        for address in ["/", "/healthz", "/api/v1/figures", "/metrics"] {
            #expect(site.reply(to: address).status == 503)
        }
        #expect(site.reply(to: "/style.css").status == 200)
    }

    @Test func `a band shows what a bound leaves open, and a shape tells a claimant without colour`() throws {
        let store = try TestStore()
        try store.says("Ministry", 40_000, on: "2024-08-15", .moreThan)
        try store.says("Ministry", 41_000, on: "2024-08-20", .between, high: 42_000)
        try store.says("Army", 30_000, on: "2024-08-20")
        let chart = try #require(LineChart(try store.ledger().history(of: "gaza-killed"), hasLinks: true).inline).source
        #expect(chart.components(separatedBy: "class=\"band").count == 3)
        #expect(chart.components(separatedBy: "<a href=\"/claims/").count == 4)
        #expect(chart.components(separatedBy: "mask=\"url(#fade-up)\"").count == 2)
        #expect(chart.contains("<title>2024-08-20: 41,000–42,000, Ministry, Rudaw</title>"))
    }

    @Test func `text and links have enough contrast, by day and by night`() throws {
        let sheet = Style.sheet
        let parts = sheet.components(separatedBy: "@media(prefers-color-scheme:dark)")
        for (colours, minimum) in [(parts[0], 4.5), (try #require(parts.dropFirst().first), 4.5)] {
            let paper = try #require(Self.colour("--paper", in: colours))
            for name in ["--ink", "--dim", "--link", "--warn"] {
                let ratio = Self.contrast(try #require(Self.colour(name, in: colours)), paper)
                #expect(ratio >= minimum, "\(name) \(ratio)")
            }
            let ink = try #require(Self.colour("--ink", in: colours))
            for name in ["--mark", "--came", "--went"] {
                #expect(Self.contrast(ink, try #require(Self.colour(name, in: colours))) >= minimum, "ink on \(name)")
            }
            for number in 0..<8 {
                #expect(Self.contrast(try #require(Self.colour("--c\(number)", in: colours)), paper) >= 3)
            }
        }
    }

    /// Contrast after WCAG 2.2 §1.4.3 and its definition of relative luminance.
    private static func contrast(_ one: [Double], _ other: [Double]) -> Double {
        let lights = [one, other].map { colour in
            let parts = colour.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
            return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] + 0.05
        }
        return max(lights[0], lights[1]) / min(lights[0], lights[1])
    }

    private static func colour(_ name: String, in sheet: String) -> [Double]? {
        guard let start = sheet.range(of: "\(name):#")?.upperBound else { return nil }
        var digits = sheet[start...].prefix { $0.isHexDigit }
        if digits.count == 3 { digits = Substring(digits.flatMap { [$0, $0] }) }
        guard digits.count == 6, let number = Int(digits, radix: 16) else { return nil }
        return [number >> 16, number >> 8 & 255, number & 255].map { Double($0) / 255 }
    }

    private static func site(_ store: TestStore) throws -> Site {
        let ledger = try store.ledger()
        return Site { () throws(LedgerError) in ledger }
    }

    private static func object(_ reply: Reply) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(reply.body.utf8)) as? [String: Any])
    }
}
