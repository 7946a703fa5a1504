import Alerting
import ArgumentParser
import Config
import Daemon
import Extraction
import Fetching
import Foundation
import Lexicons
import Logging
import Places
import ServiceLifecycle
import Storage
import UnixSignals
import Web

/// The pages and the API beside the daemon; where they cannot listen, the daemon goes on without them.
private struct Dashboard: Service, CustomStringConvertible {
    let description = "the dashboard"

    private let web: WebService
    private let place: WebDoor.Place
    private let logger: Logger

    init(_ settings: Settings, at place: WebDoor.Place, logger: Logger) {
        web = WebService(store: settings.store, at: WebDoor(place, token: settings.webToken?.secret, origins: settings.webOrigins))
        self.place = place
        self.logger = logger
    }

    /// One for each socket that the service manager hands to us; else one where the settings say.
    static func all(_ settings: Settings, logger: Logger) throws -> [Dashboard] {
        let sockets = ServiceManager.sockets.compactMap(InheritedSocket.init)
        if let open = sockets.first(where: \.isWide), settings.webToken == nil {
            throw Failure(
                .settings,
                "other machines can reach \(open), and nothing guards it: set web_token: to a file that holds a token, or have "
                    + "figured.socket listen on 127.0.0.1")
        }
        let places = sockets.isEmpty ? settings.web.map { [$0.place] } ?? [] : sockets.map(WebDoor.Place.inherited)
        return places.map { Dashboard(settings, at: $0, logger: logger) }
    }

    func run() async throws {
        do {
            try await web.run()
        } catch {
            logger.error("no dashboard: cannot listen on \(place): \(error); set web: to another port, or to none")
        }
    }
}

/// The daemon.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs the daemon until SIGTERM.",
        discussion: """
            Alerts go to the journal where standard error is the journal, else to standard error, a line each. Exit codes: 0 stopped when
            asked to, 65 the store is damaged or newer, 74 it cannot be written, 75 another figured has it open, 78 the settings are wrong.
            """)

    @OptionGroup var options: SettingsOptions

    @Flag(name: .shortAndLong, help: "Log what is read, too.")
    var verbose = false

    func run() async throws {
        // Until the services run, nothing is begun that a stop could leave half done.
        signal(SIGTERM) { _ in _exit(0) }
        let settings = try options.settings()
        let output = LogForm(settings.logForm)
        LoggingSystem.bootstrap { _ in LogOutput(output) }
        var logger = Logger(label: "figured")
        logger.logLevel = verbose ? .debug : .info
        for warning in settings.warnings { logger.warning("\(warning)") }
        signal(SIGPIPE, SIG_IGN)
        signal(SIGHUP, SIG_IGN)
        let dashboards = try Dashboard.all(settings, logger: logger)
        let newsdesk = try opened(settings, saying: output, logger: logger)
        var services = try [ServiceGroupConfiguration.ServiceConfiguration(service: newsdesk)] + bells(of: newsdesk, settings, logger)
        services += dashboards.map { .init(service: $0, successTerminationBehavior: .ignore) }
        do {
            try await ServiceGroup(configuration: .init(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
                .run()
        } catch let error as ArchiveError {
            throw Failure(error.exitCode, "\(error)")
        }
    }

    /// Under a service manager a full disk or a held store may be over before long: said once, and waited for half a minute before the next start.
    private func opened(_ settings: Settings, saying output: LogForm, logger: Logger) throws -> Newsdesk {
        let reading = { @Sendable [options] () throws(SettingsFaults) in try options.reread() }
        let isManaged = ProcessInfo.processInfo.environment["NOTIFY_SOCKET"] != nil
        var tries = isManaged ? 15 : 1
        while true {
            tries -= 1
            do {
                return try Newsdesk(settings, version: Figured.version, hand: output, logger: logger, reading: reading) {
                    output.change(to: $0.logForm)
                }
            } catch let error as ArchiveError where error.mayPass && tries > 0 {
                if tries == 14 { logger.error("cannot begin: \(error); trying again", metadata: ["store": "in trouble"]) }
                ServiceManager().status("Waiting for the store: \(error)")
                sleep(2)
            } catch let error as ArchiveError {
                throw Failure(error.exitCode, "\(error)")
            } catch {
                throw Failure(.settings, "\(error)")
            }
        }
    }

    /// What makes a running daemon read its settings anew: `figured reload`, and SIGHUP.
    private func bells(of newsdesk: Newsdesk, _ settings: Settings, _ logger: Logger) throws -> [ServiceGroupConfiguration
        .ServiceConfiguration]
    {
        let path = ControlDoor.path(settings: try options.file()) { settings.store }
        let door = ControlDoor(at: path, logger: logger) { word in
            guard word == "reload" else { return "refused\nfigured does not know the word" }
            return await newsdesk.reloader.reload().map { "refused\n\($0)" } ?? "ok"
        }
        return [.init(service: door), .init(service: HangUp { _ = await newsdesk.reloader.reload() })]
    }
}

/// SIGHUP, by which a daemon is told to look at its settings again.
private struct HangUp: Service {
    let act: @Sendable () async -> Void

    func run() async {
        let signals = await UnixSignalsSequence(trapping: .sighup)
        await cancelWhenGracefulShutdown {
            for await _ in signals { await act() }
        }
    }
}

extension ListenAddress {
    fileprivate var place: WebDoor.Place {
        switch self {
        case .port(let port, let host): .port(port, host: host)
        case .socket(let path): .socket(path)
        }
    }
}

extension Settings {
    /// How lines are written instead of to the journal; nil: to the journal.
    fileprivate var logForm: LineWriter? {
        switch logFormat {
        case .auto: Journal.isStandardError ? nil : LineWriter(.logfmt)
        case .journal: nil
        case .logfmt: LineWriter(.logfmt)
        case .json: LineWriter(.json)
        }
    }
}
