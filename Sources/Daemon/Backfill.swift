import Comparison
import Figures
import Foundation
import Logging
import Matching
import Storage

/// Fills a figure that is new, or means something else now, from the claims that are kept already; tells nothing of it.
struct Backfill {
    let archive: Archive
    let matcher: Matcher
    let logger: Logger
    let now: @Sendable () -> Date
    private let serviceManager = ServiceManager()

    init(archive: Archive, matcher: Matcher, logger: Logger, now: @escaping @Sendable () -> Date) {
        self.archive = archive
        self.matcher = matcher
        self.logger = logger
        self.now = now
    }

    /// - Parameter progress: is called with how many texts have been read, and how many there are.
    func fill(_ figure: Figure, progress: (Int, Int) -> Void = { _, _ in }) throws {
        let points = try archive.rebuild(figure, matching: matcher.observations, comparing: changes, at: now()) { done, all in
            progress(done, all)
            // However many claims are kept, whoever waits for us sees that we get on with them.
            guard done % 500 == 0 else { return }
            serviceManager.alive()
            serviceManager.needs(.seconds(60))
            serviceManager.status("Filling \(figure.name): \(done) of \(all) texts")
        }
        if points > 0 {
            logger.notice("\(figure.name) was filled with \(points) points from the claims kept", metadata: ["figure": "\(figure.name)"])
        }
    }
}
