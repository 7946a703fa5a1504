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

    /// - Parameter progress: is called with how many texts have been read, and how many there are.
    func fill(_ figure: Figure, progress: (Int, Int) -> Void = { _, _ in }) throws {
        let points = try archive.rebuild(
            figure, matching: matcher.observations, comparing: changes, at: now(), progress: progress)
        if points > 0 {
            logger.notice("\(figure.name) was filled with \(points) points from the claims kept", metadata: ["figure": "\(figure.name)"])
        }
    }
}
