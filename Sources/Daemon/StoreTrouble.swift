import Figures
import Logging
import Storage
import Synchronization

/// Whether the store can be written: said once when it cannot be any more, and once when it can be again.
final class StoreTrouble: Sendable {
    private let met = Mutex<ArchiveError?>(nil)
    private let logger: Logger

    init(_ logger: Logger) {
        self.logger = logger
    }

    /// What keeps us from writing; nil when nothing does.
    var now: ArchiveError? { met.withLock { $0 } }

    /// - Returns: whether the error is about the store as a whole, and thereby said.
    @discardableResult
    func meets(_ error: ArchiveError) -> Bool {
        guard error.isTrouble else { return false }
        let isNew = met.withLock { met in
            defer { met = error }
            return met == nil
        }
        if isNew {
            logger.error("the store cannot be written: \(error); nothing is fetched until it can be", metadata: ["store": "in trouble"])
        }
        return true
    }

    /// The store was written again.
    func isOver() {
        let was = met.withLock { met in
            defer { met = nil }
            return met
        }
        if was != nil { logger.notice("the store can be written again; fetching goes on", metadata: ["store": "well"]) }
    }
}

extension ArchiveError {
    /// Whether no write can succeed until somebody, or time, has mended it.
    var isTrouble: Bool {
        switch self {
        case .full, .busy, .unwritable, .failing, .corrupt: true
        case .alreadyRunning, .missing, .empty, .foreign, .newer, .older, .unsafe, .unknown, .failed: false
        }
    }

    /// Whether writing on would make it worse: a failing disk is not to be trusted with another try, nor a damaged file.
    var isFatal: Bool {
        switch self {
        case .failing, .corrupt: true
        default: false
        }
    }

    /// Whether it may be over in a moment, so that a start is worth waiting for.
    package var mayPass: Bool {
        switch self {
        case .full, .busy, .unwritable, .alreadyRunning: true
        default: false
        }
    }

    /// The status line's words: without the path.
    var inShort: String {
        switch self {
        case .full: "disk full"
        case .busy: "another program holds the store"
        case .unwritable(_, let reason): reason
        case .failing(_, let reason): "the disk fails (\(reason))"
        case .corrupt(_, let finding): "the store is damaged (\(finding))"
        default: description
        }
    }
}
