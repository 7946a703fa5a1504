import Figures
import Foundation
import Logging
import Storage

/// Says once that a source fails, and once that it is well again.
struct FailureLog: Sendable {
    private let logger: Logger

    init(_ logger: Logger) {
        self.logger = logger
    }

    func log(_ transition: Transition, of source: Source) {
        let about: Logger.Metadata = ["source": "\(source.name)"]
        switch transition {
        case .none:
            break
        case .failed(let reason):
            logger.warning("\(source.name) cannot be read now: \(reason); it is tried again", metadata: about)
        case .recovered(let failures):
            logger.notice("\(source.name) is well again after \(failures) failed polls", metadata: about)
        case .moved(let url):
            logger.notice("\(source.name) has moved to \(url): change its address in the settings", metadata: about)
        case .gone:
            logger.warning("\(source.name) is gone (410) and is not polled any more: remove it, or give its new address", metadata: about)
        }
    }

    /// An entry that cannot be read is its own matter, not its source's: told when it is given up.
    func log(_ reason: any Error, of entry: Entry, _ source: Source, next: Date?) {
        let about: Logger.Metadata = [
            "url": "\(entry.link?.absoluteString ?? entry.id)", "source": "\(source.name)", "reason": "\(reason)",
        ]
        if next == nil {
            logger.warning("an article was given up", metadata: about)
        } else {
            logger.info("an article could not be read and is tried again", metadata: about)
        }
    }
}
