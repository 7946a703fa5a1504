import Testing

@testable import Fetching

@Suite struct RobotsRulesTests {
    static let table: [(file: String, target: String, verdict: String?)] = [
        // verdict: the rule that decides, nil where none does
        ("", "/", nil), ("User-agent: *\nDisallow: /", "/news", "Disallow: /"), ("User-agent: *\nDisallow: /", "/robots.txt", nil),
        ("User-agent: *\nDisallow:", "/news", nil), ("User-agent: other\nDisallow: /", "/news", nil),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Figured\nDisallow: /private", "/news", nil),
        ("User-agent: *\nDisallow: /\n\nUser-agent: figured/2.0 (x)\nAllow: /news", "/news", "Allow: /news"),
        ("User-agent: other\nUser-agent: figured\nDisallow: /a\nUser-agent: third\nDisallow: /", "/b", nil),
        ("User-agent: figured\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: FIGURED\nDisallow: /b", "/b", "Disallow: /b"),
        ("User-agent: *\nSitemap: http://x\nCrawl-delay: 10\nDisallow: /a", "/a", "Disallow: /a"),
        ("Disallow: /before any group", "/before any group", nil),
        ("\u{FEFF}user-agent:*\r\ndisallow:/a#why\rallow : /a/b  # c", "/a/b", "Allow: /a/b"),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", "Allow: /a"), ("User-agent: *\nAllow: /a\nDisallow: /a", "/ab", "Allow: /a"),
        ("User-agent: *\nAllow: /\nDisallow: /page", "/page.html", "Disallow: /page"),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", "Disallow: /*.pdf$"), ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?a", nil),
        ("User-agent: *\nDisallow: /fish*.php", "/fishheads/catfish.php?id=1", "Disallow: /fish*.php"),
        ("User-agent: *\nDisallow: /fish*.php", "/Fish.php", nil), ("User-agent: *\nDisallow: /a*a$", "/a", nil),
        ("User-agent: *\nDisallow: /$", "/", "Disallow: /$"), ("User-agent: *\nDisallow: /$", "/x", nil),
        ("User-agent: *\nDisallow: *", "/x", "Disallow: *"), ("User-agent: *\nDisallow: /a*$", "/abc", "Disallow: /a*$"),
        ("User-agent: *\nDisallow: /foo/bar?baz=http://x", "/foo/bar?baz=http://x&y", "Disallow: /foo/bar?baz=http://x"),
        ("User-agent: *\nDisallow: /ツ", "/%e3%83%84", "Disallow: /ツ"), ("User-agent: *\nDisallow: /%7ea", "/~a", "Disallow: /%7ea"),
        ("User-agent: *\nDisallow: /a%2A$", "/a*", "Disallow: /a%2A$"), ("User-agent: *\nDisallow: /a%2Fb", "/a/b", nil),
        ("User-agent: *\nDisallow: /a%", "/a%", "Disallow: /a%"), ("<html><body>not found: sorry</body></html>", "/", nil),
        ("User-agent: *\nAllow: /p\nDisallow: /", "/page", "Allow: /p"),
        ("User-agent: *\nAllow: /folder\nDisallow: /folder*x", "/folder/x", "Disallow: /folder*x"),
    ]

    @Test(arguments: table)
    func `the longest rule of our group decides`(file: String, target: String, verdict: String?) {
        let rules = RobotsRules(Array(file.utf8), agent: "figured/1.0 (+https://example.org; desk@example.org)")
        #expect(rules.rule(for: target)?.text == verdict)
    }

    @Test func `what lies past 500 KiB is not read, and neither is the line that the limit cuts`() {
        let head = "User-agent: *\nDisallow: /a\n"
        let tail = "\nDisallow: /b"
        let filler = String(repeating: "#", count: RobotsRules.maximumBytes - head.utf8.count - tail.utf8.count)
        let rules = RobotsRules(Array((head + filler + tail + "long\nDisallow: /c").utf8), agent: "figured")
        #expect(rules.rule(for: "/a")?.text == "Disallow: /a")
        #expect(rules.rule(for: "/blong") == nil)
        #expect(rules.rule(for: "/c") == nil)
    }

    @Test func `a file of stars and many agents is answered all the same`() {
        let stars = "Disallow: /" + String(repeating: "*a", count: 2000) + "$\n"
        let agents = String(repeating: "User-agent: x\n", count: 10_000)
        let file = agents + "User-agent: *\n" + String(repeating: stars, count: 50) + String(repeating: "Disallow: /z\n", count: 5000)
        let rules = RobotsRules(Array(file.utf8), agent: "figured")
        #expect(rules.rule(for: "/" + String(repeating: "a", count: 4000) + "b") == nil)
    }
}
