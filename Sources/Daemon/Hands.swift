import Alerting
import Config
import Fetching
import Figures
import Foundation
import Logging
import Storage

extension Settings {
    /// Who hears of alerts, and from which severity on.
    var leastSeverities: [String: Change.Severity] {
        Dictionary([("journal", .info)] + hands.map { ($0.name, $0.least) }) { first, _ in first }
    }
}

extension Courier {
    /// One for each hand of the settings.
    static func all(
        of settings: Settings, archive: Archive, fetcher: Fetcher, logger: Logger, now: @escaping @Sendable () -> Date
    ) -> [Courier] {
        settings.hands.map { hand in
            Courier(
                hand.name, messenger: messenger(of: hand, fetcher: fetcher), archive: archive, storm: settings.storm, logger: logger,
                now: now)
        }
    }

    private static func messenger(of hand: HandSetting, fetcher: Fetcher) -> any Messenger {
        switch hand.way {
        case .command(let words): CommandMessenger(words, timeout: hand.timeout)
        case .hook(let url, let secret):
            HookMessenger(secret: secret) { body, headers in
                try await fetcher.post(body, to: url, headers: headers, allowPrivate: hand.allowPrivate, timeout: hand.timeout)
            }
        }
    }
}
