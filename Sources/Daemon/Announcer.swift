package import Alerting
import Figures
package import Foundation
package import Logging
package import Storage

/// Tells what waits in the outbox, in order, one at a time: two articles filed at once never tell one alert twice.
package actor Announcer {
    private let archive: Archive
    private let hand: any Hand
    private let logger: Logger
    private let now: @Sendable () -> Date

    package init(archive: Archive, hand: any Hand, logger: Logger, now: @escaping @Sendable () -> Date) {
        self.archive = archive
        self.hand = hand
        self.logger = logger
        self.now = now
    }

    /// Tells every alert that nobody was told yet.
    ///
    /// The mark is made after the telling: whoever is killed in between tells that one again, under the same id.
    package func tellAll() {
        do {
            for alert in try archive.untold(at: now()) {
                try hand.tell(alert)
                try archive.told([alert.id], at: now())
            }
        } catch {
            logger.error("an alert could not be told and waits in the store", metadata: ["reason": "\(error)"])
        }
    }
}
