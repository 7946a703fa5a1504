package import Alerting
import Figures
package import Foundation
package import Logging
package import Storage

/// Tells what waits in the outbox, in order, one at a time: two articles filed at once never tell one alert twice.
package actor Announcer {
    /// So many are told as one at most.
    private static let most = 10_000
    /// How often it looks whether a quiet time or a storm is over.
    private static let round = Duration.seconds(30)

    private let archive: Archive
    private let hand: any Hand
    private var storm: Storm
    private let logger: Logger
    private let now: @Sendable () -> Date

    package init(
        archive: Archive, hand: any Hand, storm: Storm = Storm(limit: nil), logger: Logger, now: @escaping @Sendable () -> Date
    ) {
        self.archive = archive
        self.hand = hand
        self.storm = storm
        self.logger = logger
        self.now = now
    }

    /// Tells what has waited for a time until it is cancelled.
    package func run() async {
        while !Task.isCancelled {
            do {
                try await Task.sleep(for: Self.round)
            } catch {
                return
            }
            tellAll()
        }
    }

    /// From now on more alerts than this within ten minutes become one; nil: never.
    func limitStorms(to limit: Int?) {
        storm.limit = limit
    }

    /// Tells every alert that nobody was told yet.
    ///
    /// The mark is made after the telling: whoever is killed in between tells that one again, under the same id.
    package func tellAll() {
        do {
            let alerts = try archive.untold(at: now(), limit: Self.most)
            guard !alerts.isEmpty else { return }
            switch storm.advice(waiting: alerts.count, at: now()) {
            case .wait: return
            case .tellEach:
                for alert in alerts {
                    try hand.tell(alert)
                    try archive.told([alert.id], at: now())
                }
            case .tellAsOne:
                try hand.tell(Summary(alerts))
                try archive.told(alerts.map(\.id), at: now())
                storm.didTell(alerts.count, asOne: true, at: now())
                return
            }
            storm.didTell(alerts.count, asOne: false, at: now())
        } catch {
            logger.error("an alert could not be told and waits in the store", metadata: ["reason": "\(error)"])
        }
    }
}
