import Alerting
import Config
import Fetching
import Figures
import Foundation
import Logging
import Storage
import Synchronization

extension Settings {
    /// Who hears of alerts, and from which severity on.
    var leastSeverities: [String: Change.Severity] {
        Dictionary([("journal", .info)] + hands.map { ($0.name, $0.least) }) { first, _ in first }
    }
}

/// The couriers on duty: those of the settings in force.
final class CourierOffice: Sendable {
    private static let round = Duration.seconds(1)

    private let roster: Mutex<(couriers: [Courier], number: Int)>

    init(_ couriers: [Courier]) {
        roster = Mutex((couriers, 0))
    }

    /// Those before end with what they have in hand; then these begin.
    func change(to couriers: [Courier]) {
        roster.withLock { $0 = (couriers, $0.number + 1) }
    }

    /// Works until it is cancelled.
    func run() async {
        while !Task.isCancelled {
            let (couriers, number) = roster.withLock { $0 }
            await withDiscardingTaskGroup { group in
                for courier in couriers {
                    group.addTask { await courier.run { self.isOn(number) } }
                }
                await self.wait(while: number)
            }
        }
    }

    private func isOn(_ number: Int) -> Bool {
        roster.withLock { $0.number == number }
    }

    private func wait(while number: Int) async {
        do {
            while isOn(number) { try await Task.sleep(for: Self.round) }
        } catch {
            return
        }
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
