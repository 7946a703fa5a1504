import Config
import Foundation
import Testing

/// Every fault names its place and says what to write instead.
struct FaultTests {
    static let settings: [(text: String, fault: String)] = [
        ("download_at_once: 8", "1:1: 'download_at_once' is no key here, did you mean 'downloads_at_once'?"),
        ("downloadsAtOnce: 8", "1:1: 'downloadsAtOnce' is no key here, did you mean 'downloads_at_once'?"),
        ("wbe: none", "1:1: 'wbe' is no key here, did you mean 'web'?"),
        ("colour: red", "1:1: 'colour' is no key here"),
        ("downloads_at_once: 0", "1:20: '0' is not between 1 and 64"),
        ("downloads_at_once: 200", "1:20: '200' is not between 1 and 64"),
        ("downloads_at_once: many", "1:20: 'many' is no whole number"),
        ("downloads_at_once: 99999999999999999999", "1:20: '99999999999999999999' is no whole number"),
        ("downloads_at_once: [8]", "1:20: 'downloads_at_once' takes a plain value here, without lists or further keys"),
        ("per_host_delay: 1 s", "1:17: '1 s' is no duration: write 30s, 15m, 6h or 7d"),
        ("per_host_delay: -1s", "1:17: '-1s' is no duration: write 30s, 15m, 6h or 7d"),
        ("per_host_delay: 2d", "1:17: '2d' is not between 0s and 1h"),
        ("per_host_delay: 99999999999999999999d", "1:17: '99999999999999999999d' is no duration: write 30s, 15m, 6h or 7d"),
        ("maximum_bytes: 1 TB", "1:16: '1 TB' is no size: write 5 MiB, 500 kB or a number of bytes"),
        ("maximum_bytes: 10", "1:16: '10' is not between 65536 bytes and 268435456 bytes"),
        ("revisits: [6h, 1h]", "1:16: '1h' is not later than the one before it: write them in rising order"),
        ("revisits: [1s]", "1:12: '1s' is not between 5m and 365d"),
        ("web: 8765", "1:6: '8765' is no address to listen on: write 127.0.0.1:8765, the path of a socket, or none"),
        (
            "web: 0.0.0.0:80",
            "1:6: other machines can reach 0.0.0.0:80, and nothing guards it: set web_token: to a file that holds a token, "
                + "or listen on 127.0.0.1"
        ),
        ("web: a b:80", "1:6: 'a b' is no address of this machine: write 127.0.0.1, [::1], or 0.0.0.0 for all of them"),
        ("web_origins: [\"*\"]", "1:15: '*' is no origin: write a page's scheme and host alone, such as https://desk.example.org"),
        (
            "web_origins: [\"https://desk.example/\"]",
            "1:15: 'https://desk.example/' is no origin: write a page's scheme and host alone, such as https://desk.example.org"
        ),
        ("log_format: jsno", "1:13: 'jsno' is none of auto, journal, logfmt, json, did you mean 'json'?"),
        ("contact: nobody", "1:10: 'nobody' is neither an e-mail address nor a page: write such as newsdesk@example.org"),
        (
            "contact: \"a@b.c\\r\\nX: y\"",
            "1:10: 'a@b.c\r\nX: y' is neither an e-mail address nor a page: write such as newsdesk@example.org"
        ),
        ("proxy: http://me:secret@proxy", "1:8: an address must not hold a user name or password: it would end up in logs"),
        ("web: none\nweb: none", "1:1: 'web' is written twice in one place: keep one"),
        ("- web: none", "1:1: 'key: value' lines are wanted here, such as 'store: …'"),
        ("web: *x", "1:6: this is not YAML (found undefined alias): check indentation, quotes and brackets here and in the line before"),
    ]

    @Test(arguments: settings)
    func `a fault in figured.yaml says where and what instead`(text: String, fault: String) throws {
        let faults = try SettingsFolderOnDisk(["figured.yaml": text]).faults()
        #expect(faults == ["figured.yaml:" + fault])
    }

    static let sources: [(text: String, fault: String)] = [
        ("- source: a\n  url: https://b.org/\n", "1:3: 'outlet' is missing: write such as 'outlet: Rudaw'"),
        (source("url: www.b.org/rss"), "2:8: 'www.b.org/rss' has no scheme: write https:// before it"),
        (source("url: ftp://b.org/rss"), "2:8: only http and https addresses are fetched, not 'ftp'"),
        (source("url: https:///rss"), "2:8: the address names no host: write https://HOST/…"),
        (source("url: 'https://a\\@b/'"), "2:8: an address has no backslash: write / instead"),
        (source("url: https://b.org/a b"), "2:8: an address has no spaces or control characters: write %20 for a space"),
        (source("url: https://me:pw@b.org/"), "2:8: an address must not hold a user name or password: it would end up in logs"),
        (source("url: 'https://b.org/#top'"), "2:8: an address to fetch ends before its '#…': leave that out"),
        (source("url: https://b.org:0/"), "2:8: ':0' is no port: write one from :1 to :65535, or none"),
        (source("url: https://b_<>.org/"), "2:8: 'b_<>.org' is no host name"),
        (source("url: http://10.1.2.3/rss"), "2:8: '10.1.2.3' is a private address: if it is meant, add allow_private: true"),
        (source("url: 'http://[::1]/rss'"), "2:8: '::1' is a private address: if it is meant, add allow_private: true"),
        (
            source("every: 0s"),
            "5:10: '0s' is not between 5m and 30d; only a private address with allow_private: true may be asked more often"
        ),
        (
            source("every: 4m"),
            "5:10: '4m' is not between 5m and 30d; only a private address with allow_private: true may be asked more often"
        ),
        (
            source("every: 60d"),
            "5:10: '60d' is not between 5m and 30d; only a private address with allow_private: true may be asked more often"
        ),
        (source("form: atom"), "5:9: 'atom' is none of feed, page, links"),
        (source("form: fede"), "5:9: 'fede' is none of feed, page, links, did you mean 'feed'?"),
        (source("selector: main a"), "5:13: a selector chooses among links: write form: links, or leave the selector out"),
        (source("time_zone: Asia/Bagdad"), "5:14: 'Asia/Bagdad' is no time zone such as Asia/Baghdad or UTC, did you mean 'Asia/Baghdad'?"),
        (source("language: English!"), "5:13: 'English!' is no language tag such as en, ar or pt-BR"),
        (source("allow_private: yes"), "5:18: 'yes' is neither true nor false"),
        (source("tone: grave"), "5:3: 'tone' is no key here"),
        (goodSource + goodSource, "4:11: source 'rudaw' is already there, at sources.d/a.yaml:1:11: give one of them another name"),
        ("source: a", "1:1: a list is wanted here: begin each item with '- source: …'"),
        ("- Source A", "1:3: 'key: value' lines are wanted here, such as 'source: …'"),
    ]

    /// A good source with one line more, or with another address.
    private static func source(_ line: String) -> String {
        let url = line.hasPrefix("url:") ? line : "url: https://b.org/"
        return "- source: a\n  \(url)\n  outlet: B\n  # more\n" + (line == url ? "" : "  \(line)\n")
    }

    @Test(arguments: sources)
    func `a fault of a source says where and what instead`(text: String, fault: String) throws {
        let folder = try SettingsFolderOnDisk(["figured.yaml": "contact: a@b.org", "sources.d/a.yaml": text])
        #expect(
            folder.faults() == [
                (fault.hasPrefix("1:3: 'key") ? "sources.d/a.yaml:" + fault : "sources.d/a.yaml:" + fault)
            ])
    }

    static let figures: [(text: String, fault: String)] = [
        (figure("plausible: 100..1"), "5:14: '100..1' is upside down: write 1..100"),
        (figure("plausible: 1-100"), "5:14: '1-100' is no range: write the smallest and the largest number, such as 1000..1000000"),
        (figure("since: 2023-02-30"), "5:10: '2023-02-30' is no day such as 2023-10-07"),
        (figure("unit: USD"), "5:9: killed is not counted in USD: leave the unit out"),
        (figure("unit: dollars"), "5:9: 'dollars' is no unit: write a currency such as USD, or households, or families"),
        (figure("alert: {rise: 0%}"), "5:17: '0%' leaves nothing out: write any"),
        (figure("alert: {rise: lots}"), "5:17: 'lots' is no threshold: write any, never, a share such as 1%, or a number"),
        (figure("alert: {fall: 150%}"), "5:17: nothing falls by more than 100%: write a smaller share, or never"),
        (figure("alert: {silence: 12h}"), "5:20: '12h' is no number of days from 1d to 3650d, nor never"),
        (figure("alert: {risse: 1%}"), "5:11: 'risse' is no key here, did you mean 'rise'?"),
        (
            figure("plausible: 1..10\n  alert: {rise: 50}"),
            "6:17: '50' cannot be met: plausible leaves room for 9 only; write less, or never"
        ),
        (
            figure("claimants: {A: [x, y], B: [Y]}"),
            "5:30: 'Y' already means 'A': one name cannot mean two claimants"
        ),
        (
            "- {figure: Gaza Killed, kind: killed, measure: stock, place: Gaza}",
            "1:12: 'Gaza Killed' is no name: up to 64 of a-z, 0-9 and hyphens, such as gaza-killed"
        ),
        (
            "- {figure: a, kind: kiled, measure: stock, place: Gaza}",
            "1:21: 'kiled' is none of killed, injured, casualties, missing, detained, abducted, released, rescued, evacuated, displaced, "
                + "refugees, returned, in_need, infected, troops, buildings, attacks, agreements, funding, did you mean 'killed'?"
        ),
        (
            "- {figure: a, kind: displaced, measure: stock, place: Gaza, since: 2023-10-07}",
            "1:68: a stock is a level at a moment and counts from no day: leave since out, or write measure: cumulative"
        ),
        (
            "- {figure: a, kind: funding, measure: cumulative, place: Gaza, unit: families}",
            "1:70: funding is counted in money: write a currency such as USD"
        ),
        ("- {figure: a, kind: killed, place: Gaza}", "1:3: 'measure' is missing: write such as 'measure: cumulative'"),
        (
            goodFigure + goodFigure.replacing("gaza-killed", with: "gaza-dead"),
            "5:3: 'gaza-dead' takes the same claims as 'gaza-killed' (figures.d/a.yaml:1:11): tell them apart by place, since or group"
        ),
        (
            goodFigure + goodFigure,
            "5:11: figure 'gaza-killed' is already there, at figures.d/a.yaml:1:11: give one of them another name"
        ),
    ]

    private static func figure(_ line: String) -> String {
        goodFigure + "  " + line + "\n"
    }

    @Test(arguments: figures)
    func `a fault of a figure says where and what instead`(text: String, fault: String) throws {
        let folder = try SettingsFolderOnDisk(["figures.d/a.yaml": text])
        #expect(folder.faults() == ["figures.d/a.yaml:" + fault])
    }

    @Test func `all faults of all files are told at once`() throws {
        let folder = try SettingsFolderOnDisk([
            "figured.yaml": "downloads_at_once: 0\nlexicon: words\nwebb: none\n",
            "sources.d/a.yaml": "- source: a\n  url: b.org\n  every: 1x\n",
            "sources.d/b.yaml": "- source: [\n",
            "figures.d/a.yaml": "- figure: a\n  kind: killed\n  measure: cumulative\n  place: Gaza\n  plausible: 9..1\n",
        ])
        #expect(
            folder.faults().map { $0.prefix(while: { $0 != " " }) } == [
                "figured.yaml:1:20:", "figured.yaml:2:10:", "figured.yaml:3:1:", "figures.d/a.yaml:5:14:", "sources.d/a.yaml:1:3:",
                "sources.d/a.yaml:2:8:", "sources.d/a.yaml:3:10:", "sources.d/b.yaml:2:1:",
            ])
    }

    @Test func `a public source wants a contact, a private one does not`() throws {
        let folder = try SettingsFolderOnDisk(["sources.d/a.yaml": goodSource])
        #expect(
            try folder.load().warnings.map { folder.lineInside($0) } == [
                "figured.yaml:1:1: 'contact' is missing, and 'rudaw' is a public source: write whom its publisher may write to, "
                    + "such as 'contact: newsdesk@example.org'; some publishers refuse whoever does not say"
            ])
        try folder.write("- {source: a, url: 'http://127.0.0.1/x', outlet: B, allow_private: true}", to: "sources.d/a.yaml")
        #expect(try folder.load().warnings == [])
    }

    @Test func `what will run but hardly as meant is a warning`() throws {
        let folder = try SettingsFolderOnDisk([
            "sources.d/a.yml": goodSource,
            "figures.d/a.yaml": "- {figure: all, kind: killed, measure: incident}",
        ])
        #expect(
            try folder.load().warnings.map { folder.lineInside($0) } == [
                "figures.d/a.yaml:1:3: an incident without its day takes every incident of its place: add since: with the day",
                "figures.d/a.yaml:1:3: 'all' has no place, so it takes numbers from the whole world: add place: …",
                "sources.d:1:1: no source is written here: nothing will be fetched",
                "sources.d/a.yml:1:1: this file is not read: its name must end in .yaml",
            ])
    }
}
