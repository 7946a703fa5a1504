import Config
import Figures
import Foundation
import Testing

struct SettingsTests {
    @Test func `settings that say nothing have every default`() throws {
        let folder = try SettingsFolderOnDisk()
        let settings = try folder.load()
        #expect(settings.downloadsAtOnce == 8)
        #expect(settings.connectionsPerHost == 1)
        #expect(settings.perHostDelay == .seconds(2))
        #expect(settings.maximumBytes == 5 * 1_048_576)
        #expect(settings.revisits == [3600, 21_600, 86_400, 259_200, 604_800].map { .seconds($0) })
        #expect(settings.web == ListenAddress(host: "127.0.0.1", port: 8765))
        #expect(settings.proxy == nil)
        #expect(settings.logFormat == .auto)
        #expect(settings.store.path == folder.root.appending(path: "figured.db").path)
        #expect(
            settings.warnings.map { folder.lineInside($0) } == [
                "\(folder.root.relativePath)/sources.d:1:1: no source is written here: nothing will be fetched"
                    .replacing(folder.root.relativePath + "/", with: "")
            ])
    }

    @Test func `settings that say everything are taken at their word`() throws {
        let folder = try SettingsFolderOnDisk(["figured.yaml": everything])
        let settings = try folder.load(environment: ["STATE_DIRECTORY": "/run/elsewhere"])
        #expect(settings.store.path == "/srv/news/figured.db")
        #expect(settings.contact == "desk@example.org")
        #expect(settings.downloadsAtOnce == 64)
        #expect(settings.connectionsPerHost == 2)
        #expect(settings.perHostDelay == .seconds(0))
        #expect(settings.maximumBytes == 500_000)
        #expect(settings.revisits == [.seconds(1800), .seconds(172_800)])
        #expect(settings.proxy?.absoluteString == "http://proxy.example.org:3128")
        #expect(settings.web == nil)
        #expect(settings.logFormat == .json)
    }

    private let everything = """
        store: /srv/news/figured.db
        contact: desk@example.org
        downloads_at_once: 64
        connections_per_host: 2
        per_host_delay: 0s
        maximum_bytes: 500 kB
        revisits: [30m, 2d]
        proxy: http://proxy.example.org:3128
        web: none
        log_format: json
        """

    static let stores: [(settings: String, environment: [String: String], path: String, whence: String)] = [
        ("", [:], "figured.db", "default"),
        ("", ["STATE_DIRECTORY": "/var/lib/figured"], "/var/lib/figured/figured.db", "$STATE_DIRECTORY"),
        ("", ["STATE_DIRECTORY": "/var/lib/figured:/var/lib/other"], "/var/lib/figured/figured.db", "$STATE_DIRECTORY"),
        ("store: /srv/a.db", ["STATE_DIRECTORY": "/var/lib/figured"], "/srv/a.db", "figured.yaml:1"),
        ("\n\nstore: data/a.db", [:], "data/a.db", "figured.yaml:3"),
    ]

    @Test(arguments: stores)
    func `the store lies where it is said to, else in the state directory, else beside the settings`(
        text: String, environment: [String: String], path: String, whence: String
    ) throws {
        let folder = try SettingsFolderOnDisk(["figured.yaml": text])
        let settings = try folder.load(environment: environment)
        let expected = path.hasPrefix("/") ? path : folder.root.appending(path: path).path
        #expect(settings.store.path == expected)
        let entry = try #require(settings.inForce.first { $0.key == "store" })
        #expect(entry.value == path)
        #expect(entry.whence.hasSuffix(whence))
    }

    @Test func `every setting in force says whence it came`() throws {
        let folder = try SettingsFolderOnDisk(["figured.yaml": "downloads_at_once: 4\nper_host_delay: 1m\n"])
        let settings = try folder.load()
        let inForce = settings.inForce.map { "\($0.key) = \($0.value) (\($0.whence.replacing(folder.root.relativePath + "/", with: "")))" }
        #expect(
            inForce == [
                "store = figured.db (default)", "lexicon = lexicon (default)", "places = places (default)",
                "sources = sources.d (default)", "figures = figures.d (default)", "contact = none (default)",
                "downloads_at_once = 4 (figured.yaml:1)", "connections_per_host = 1 (default)", "per_host_delay = 1m (figured.yaml:2)",
                "maximum_bytes = 5242880 bytes (default)", "every = 15m..6h (default)", "keep_pages = 3650d (default)",
                "keep_feeds = 7d (default)", "proxy = none (default)", "web = 127.0.0.1:8765 (default)",
                "web_token = none (default)", "web_origins = [] (default)", "log_format = auto (default)", "storm = 30 (default)",
                "hands = journal (default)", "revisits = [1h, 6h, 1d, 3d, 7d] (default)",
            ])
    }

    @Test(arguments: [
        "\u{FEFF}downloads_at_once: 4\n", "downloads_at_once: 4\r\nweb: none\r\n", "# nothing\n---\ndownloads_at_once: \"4\"\n",
    ])
    func `a byte order mark, Windows line ends and quotes do no harm`(text: String) throws {
        #expect(try SettingsFolderOnDisk(["figured.yaml": text]).load().downloadsAtOnce == 4)
    }

    @Test func `a source is what its file says`() throws {
        let folder = try SettingsFolderOnDisk([
            "figured.yaml": "contact: https://example.org/desk",
            "sources.d/a.yaml": """
            - source: rudaw-english
              url: https://www.rudaw.net/english
              form: links
              selector: main h3 a
              outlet: Rudaw
              language: en
              time_zone: Asia/Baghdad
              every: 15m
            """,
            "sources.d/b.yaml": "- {source: house, url: 'http://127.0.0.1:8900/x', outlet: House, allow_private: true, every: 1s}",
        ])
        let settings = try folder.load()
        let baghdad = try #require(TimeZone(identifier: "Asia/Baghdad"))
        let rudaw = try #require(URL(string: "https://www.rudaw.net/english"))
        let house = try #require(URL(string: "http://127.0.0.1:8900/x"))
        #expect(
            settings.sources == [
                Source(
                    name: "rudaw-english", url: rudaw, form: .links, outlet: "Rudaw", language: "en", timeZone: baghdad,
                    every: .seconds(900), selector: "main h3 a"),
                Source(name: "house", url: house, outlet: "House", every: .seconds(1), allowPrivate: true),
            ])
        #expect(settings.warnings.isEmpty)
    }

    @Test func `a source of records says where their numbers stand`() throws {
        let folder = try SettingsFolderOnDisk([
            "figured.yaml": "contact: https://example.org/desk",
            "sources.d/a.yaml": """
            - source: ministry-table
              url: https://ministry.example/tolls.json
              form: json
              outlet: Ministry
              records: data.days
              only: {area: [north, south], kind: toll}
              date: day
              id: area
              claimant: by
              values:
                flood-killed: toll.killed
                flood-missing: toll.missing
            """,
            "figures.d/a.yaml": """
            - {figure: flood-killed, kind: killed, measure: cumulative}
            - {figure: flood-missing, kind: missing, measure: stock}
            """,
        ])
        #expect(
            try folder.load().sources.map(\.records) == [
                RecordLayout(
                    list: "data.days", date: "day", claimant: "by", id: "area", only: ["area": ["north", "south"], "kind": ["toll"]],
                    values: ["flood-killed": "toll.killed", "flood-missing": "toll.missing"])
            ])
    }

    static let intervals: [(settings: String, source: String, every: ClosedRange<Int>)] = [
        ("", "", 900...21_600), ("every: 30m", "", 1800...1800), ("every: 30m..1d", "", 1800...86_400),
        ("every: 30m..1d", ", every: 10m", 600...600), ("", ", every: 10m..2h", 600...7200),
    ]

    @Test(arguments: intervals)
    func `a source waits between two polls as it says, else as all do`(text: String, more: String, every: ClosedRange<Int>) throws {
        let folder = try SettingsFolderOnDisk([
            "figured.yaml": text, "sources.d/a.yaml": "- {source: a, url: 'https://example.org/rss', outlet: A\(more)}",
        ])
        let source = try #require(try folder.load().sources.first)
        #expect(source.every == .seconds(every.lowerBound) && source.slowest == .seconds(every.upperBound))
    }

    static let badIntervals: [(text: String, fault: String)] = [
        ("6h..15m", "'6h..15m' is upside down: write 15m..6h"), ("1m..6h", "'1m..6h' is not between 5m and 30d"),
        ("5m..31d", "'5m..31d' is not between 5m and 30d"), ("5m..", "'' is no duration: write 30s, 15m, 6h or 7d"),
    ]

    @Test(arguments: badIntervals)
    func `an interval that cannot be is named`(text: String, fault: String) throws {
        let folder = try SettingsFolderOnDisk([
            "figured.yaml": "every: \(text)",
            "sources.d/a.yaml": "- {source: a, url: 'https://example.org/rss', outlet: A, every: \(text)}",
        ])
        let faults = #expect(throws: SettingsFaults.self) { try folder.load() }?.faults ?? []
        #expect(faults.count == 2)
        #expect(faults.allSatisfy { $0.message.hasPrefix(fault) }, "\(faults)")
    }

    @Test func `a figure is what its file says`() throws {
        let folder = try SettingsFolderOnDisk([
            "figures.d/gaza.yaml": """
            - figure: gaza-killed
              title: Killed in Gaza since 7 October 2023
              kind: killed
              measure: cumulative
              place: Gaza
              since: 2023-10-07
              group: [people, Palestinians]
              plausible: 1000..1000000
              claimants:
                Gaza health ministry: [Palestinian health ministry, health ministry in Gaza]
              alert: {rise: 1%, fall: any, disagreement: 500, silence: 7d}
            """
        ])
        #expect(
            try folder.load().figures == [
                Figure(
                    name: "gaza-killed", title: "Killed in Gaza since 7 October 2023", kind: .killed, measure: .cumulative, place: "Gaza",
                    since: Day(year: 2023, month: 10, day: 7), groups: ["people", "Palestinians"], plausible: 1000...1_000_000,
                    claimants: ["Gaza health ministry": ["Palestinian health ministry", "health ministry in Gaza"]],
                    alert: AlertRule(rise: .share(Decimal(1) / 100), fall: .any, disagreement: .amount(500), silence: 7))
            ])
    }
}
