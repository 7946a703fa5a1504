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
private struct Dashboard: Service {
    private let web: WebService
    private let address: ListenAddress
    private let logger: Logger

    init(_ settings: Settings, at address: ListenAddress, logger: Logger) {
        web = WebService(
            store: settings.store, at: WebDoor(address.place, token: settings.webToken?.secret, origins: settings.webOrigins))
        self.address = address
        self.logger = logger
    }

    func run() async throws {
        do {
            try await web.run()
        } catch {
            logger.error("no dashboard: cannot listen on \(address): \(error); set web: to another port, or to none")
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
        let lines = settings.lineWriter
        LoggingSystem.bootstrap { _ in LogOutput(lines: lines) }
        var logger = Logger(label: "figured")
        logger.logLevel = verbose ? .debug : .info
        for warning in settings.warnings { logger.warning("\(warning)") }
        let hand: any Hand = lines.map { LineHand($0) } ?? JournalHand()
        let newsdesk = try failing { try Newsdesk(settings, version: Figured.version, hand: hand, logger: logger) }
        signal(SIGPIPE, SIG_IGN)
        var services = [ServiceGroupConfiguration.ServiceConfiguration(service: newsdesk)]
        if let web = settings.web {
            services.append(.init(service: Dashboard(settings, at: web, logger: logger), successTerminationBehavior: .ignore))
        }
        try await ServiceGroup(configuration: .init(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)).run()
    }

    /// Gives each stage's refusal to start its exit code.
    private func failing<Result>(_ work: () throws -> Result) throws -> Result {
        do {
            return try work()
        } catch let error as ArchiveError {
            throw Failure(error.exitCode, "\(error)")
        } catch {
            throw Failure(.settings, "\(error)")
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
    /// Where lines go instead of the journal; nil: to the journal.
    fileprivate var lineWriter: LineWriter? {
        switch logFormat {
        case .auto: Journal.isStandardError ? nil : LineWriter(.logfmt)
        case .journal: nil
        case .logfmt: LineWriter(.logfmt)
        case .json: LineWriter(.json)
        }
    }
}
