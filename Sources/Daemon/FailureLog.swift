import Fetching
import Figures
import Foundation
import Logging
import Storage
import Synchronization

/// Says once that a source fails, and once that it is well again.
struct FailureLog: Sendable {
    private let logger: Logger
    private let network: NetworkWatch

    init(_ logger: Logger, hosts: Int) {
        self.logger = logger
        network = NetworkWatch(hosts: hosts)
    }

    /// Says once that the network is down, or back.
    ///
    /// - Parameter reason: why the source could not be read; nil: it could.
    /// - Returns: whether the network is down.
    func noteNetwork(_ reason: (any Error)?, of source: Source) -> Bool {
        let isDown: Bool
        let turned: Bool
        (isDown, turned) = network.note(isSilent: (reason as? FetchError)?.isSilence == true, host: source.url.host() ?? source.name)
        if turned, isDown {
            logger.warning("the network is down: no source can be reached; each is tried again within 15 minutes")
        } else if turned {
            logger.notice("the network is back")
        }
        return isDown
    }

    func log(_ transition: Transition, of source: Source) {
        let about: Logger.Metadata = ["source": "\(source.name)"]
        switch transition {
        case .none:
            break
        case .failed, .recovered:
            logHealth(transition, of: source, about)
        case .moved(let url):
            logger.notice("\(source.name) has moved to \(url): change its address in the settings", metadata: about)
        case .gone:
            logger.warning("\(source.name) is gone (410) and is not polled any more: remove it, or give its new address", metadata: about)
        }
    }

    /// What the network did is said once, and not of each source.
    private func logHealth(_ transition: Transition, of source: Source, _ about: Logger.Metadata) {
        switch transition {
        case .failed where network.isDown:
            network.quieten(source.name)
        case .recovered where network.wasQuiet(source.name):
            break
        case .failed(let reason):
            logger.warning("\(source.name) cannot be read now: \(reason); it is tried again", metadata: about)
        case .recovered(let failures):
            logger.notice("\(source.name) is well again after \(failures) failed polls", metadata: about)
        default:
            break
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

/// Tells that the network is down from that a host is: nobody answered at several hosts in a row, and at none between.
final class NetworkWatch: Sendable {
    private struct State {
        /// The hosts that did not answer since the last one that did.
        var silent: Set<String> = []
        var isDown = false
        /// The sources whose failure was not said one by one.
        var quiet: Set<String> = []
    }

    private let state = Mutex(State())
    private let needed: Int

    /// - Parameter hosts: how many there are in all.
    init(hosts: Int) {
        needed = max(2, min(3, hosts))
    }

    var isDown: Bool { state.withLock { $0.isDown } }

    /// Takes note of another try; says whether the network is down, and whether that is new.
    func note(isSilent: Bool, host: String) -> (isDown: Bool, turned: Bool) {
        state.withLock { state in
            let before = state.isDown
            if isSilent {
                state.silent.insert(host)
                state.isDown = state.isDown || state.silent.count >= needed
            } else {
                state.silent = []
                state.isDown = false
            }
            return (state.isDown, state.isDown != before)
        }
    }

    func quieten(_ source: String) {
        state.withLock { _ = $0.quiet.insert(source) }
    }

    func wasQuiet(_ source: String) -> Bool {
        state.withLock { $0.quiet.remove(source) != nil }
    }
}

extension FetchError {
    /// Whether nobody at all answered, which may be the network's fault.
    fileprivate var isSilence: Bool {
        switch self {
        case .unresolved, .unreachable: true
        case .tooSlow(let limit): limit.hasPrefix("connect timeout")
        default: false
        }
    }
}
