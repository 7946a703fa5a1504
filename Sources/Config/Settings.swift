package import Figures
package import Foundation

/// How the log is written where standard error is not the journal.
package enum LogFormat: String, CaseIterable, Sendable {
    /// The journal where there is one, else logfmt.
    case auto
    case journal, logfmt, json
}

/// Settings the daemon can run with; if you hold one, it is valid.
package struct Settings: Sendable {
    /// Where the settings file lies; relative paths in it start there.
    package let folder: URL
    /// The SQLite file.
    package let store: URL
    /// Folders of words, those that came with figured first: each file is taken from the last of them that has it.
    package let lexicons: [URL]
    package let places: URL
    package let sources: [Source]
    package let figures: [Figure]
    /// The folder whose files define them.
    package let figuresFolder: URL
    /// Where each figure is written, by its name.
    package let figurePositions: [String: FigurePosition]
    /// Whom a publisher may write to, told in every request: an e-mail address or a page.
    package let contact: String?
    /// 1...64
    package let downloadsAtOnce: Int
    /// 1...8
    package let connectionsPerHost: Int
    /// From the end of one request to a host to the beginning of the next: at most 1h.
    package let perHostDelay: Duration
    /// The largest download after decompression: 64 KiB ... 256 MiB.
    package let maximumBytes: Int
    /// How long to wait between two polls of a source that does not say it, at least and at most: 5m ... 30d.
    package let every: ClosedRange<Duration>
    /// How long a page is kept as it was sent, to prove what was read from it; zero: not at all. At most 100 years.
    package let keepPages: Duration
    /// The same for feeds and lists of links.
    package let keepFeeds: Duration
    /// How long after it was first seen an article is fetched again, to notice quiet rewriting; in rising order.
    package let revisits: [Duration]
    /// The only proxy that is used; the environment's are not.
    package let proxy: URL?
    /// Where the dashboard and the API listen; nil: nowhere.
    package let web: ListenAddress?
    /// What must be named to be answered there; never nil where other machines can reach it.
    package let webToken: Credential?
    /// Pages elsewhere that a browser lets read the answers.
    package let webOrigins: [String]
    package let logFormat: LogFormat
    /// More alerts than this within ten minutes become one summary; nil: never.
    package let storm: Int?
    /// Who hears of alerts, beside the journal.
    package let hands: [HandSetting]

    /// Every key with the value in force, and whence it came: "default", "figured.yaml:12", "$STATE_DIRECTORY".
    package let inForce: [(key: String, value: String, whence: String)]
    /// Where each source and figure is defined: "source rudaw", "figure gaza-killed".
    package let definitions: [String: Position]
    /// What will run, but hardly as meant.
    package let warnings: [SettingsFault]

    /// Reads `figured.yaml` and the folders of sources and figures that it names.
    ///
    /// - Parameter environment: STATE_DIRECTORY, as systemd sets it, is where the store lies unless the file says otherwise;
    ///   FIGURED_SHARE is where the words and places lie that came with figured, in place of `share/figured` beside the program's `bin`.
    /// - Throws: every fault of every file at once.
    package static func load(
        from file: URL, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(SettingsFaults) -> Settings {
        var findings = Findings()
        let settings = Settings(file: file, environment: environment, &findings)
        guard findings.faults.isEmpty else { throw SettingsFaults(findings.faults.inReadingOrder(first: file.relativePath)) }
        return settings
    }

    /// Takes the default for whatever is at fault: only `load` may hand out the outcome, and only when nothing is.
    private init(file: URL, environment: [String: String], _ findings: inout Findings) {
        let written = SettingsFile(file, &findings)
        let day = Duration.seconds(86_400)
        var proof = Proof(file: file, environment: environment)
        folder = proof.folder
        store = proof.store(written.store)
        lexicons = proof.shelf("lexicon", written.lexicon, &findings)
        places = proof.shelf("places", written.places, &findings)[0]
        let sourcesFolder = proof.folder("sources", written.sources, default: "sources.d", &findings)
        figuresFolder = proof.folder("figures", written.figures, default: "figures.d", &findings)
        contact = proof.optional("contact", written.contact)
        downloadsAtOnce = proof.value("downloads_at_once", written.downloadsAtOnce, default: 8, in: 1...64, &findings) { "\($0)" }
        connectionsPerHost = proof.value("connections_per_host", written.connectionsPerHost, default: 1, in: 1...8, &findings) { "\($0)" }
        perHostDelay = proof.value(
            "per_host_delay", written.perHostDelay, default: .seconds(2), in: .zero ... .seconds(3600), &findings, \.written)
        maximumBytes = proof.value(
            "maximum_bytes", written.maximumBytes, default: 5_242_880, in: 65_536...268_435_456, &findings
        ) { "\($0) bytes" }
        every = proof.every(written.every, &findings)
        keepPages = proof.value("keep_pages", written.keepPages, default: day * 3650, in: .zero...day * 36_500, &findings, \.written)
        keepFeeds = proof.value("keep_feeds", written.keepFeeds, default: day * 7, in: .zero...day * 36_500, &findings, \.written)
        proxy = proof.optional("proxy", written.proxy)
        web = proof.settled("web", written.web, default: ListenAddress(), shown: ListenAddress().description)
        webToken = proof.credential(written.webToken, &findings)
        proof.checkDoor(written.web, webToken, hasTokenFile: written.webToken != nil, &findings)
        webOrigins = proof.settled(
            "web_origins", written.webOrigins.map { Written(value: $0.value.map(\.value), text: $0.text, position: $0.position) },
            default: [], shown: "[]")
        logFormat = proof.settled("log_format", written.logFormat, default: .auto, shown: "auto")
        storm = proof.settled("storm", written.storm, default: 30, shown: "30")
        hands = proof.hands(written.hands, &findings)
        sources = SettingsFolder(sourcesFolder).sources(every: every, &findings)
        figures = SettingsFolder(figuresFolder).figures(&findings)
        for named in findings.figuresNamed where !figures.contains(where: { $0.name == named.value }) {
            let meant = suggestion(for: named.value, among: figures.map(\.name))
            findings.fault(named.position, "there is no figure '\(named.value)'\(meant): define it in \(figuresFolder.relativePath)")
        }
        figurePositions = findings.figures
        let mayHurry = !sources.isEmpty && sources.allSatisfy { $0.allowPrivate && $0.url.isPlainlyPrivate }
        revisits = proof.revisits(written.revisits, floor: mayHurry ? .seconds(1) : .seconds(300), &findings)
        proof.checkContact(written.contact, sources: sources, &findings)
        inForce = proof.inForce
        definitions = findings.places
        warnings = findings.warnings.inReadingOrder(first: file.relativePath)
    }
}
