import Foundation
import Synchronization

/// The robots.txt of each host, asked for at most once an hour and at least once a day.
final class RobotsCache: Sendable {
    private struct Entry {
        /// So that of many who want the same file one fetches it and the others wait.
        let turn = Slots(1)
        var rules: RobotsRules?
        var failure: FetchError?
        var expires = ContinuousClock.now
        var users = 0
    }

    private struct Entries {
        var byOrigin: [String: Entry] = [:]
        var sweepAt = 1024
    }

    private let entries = Mutex(Entries())

    /// The shortest and the longest life of a file (RFC 9309 §2.4: at most a day), and how long a failure is believed.
    private static let life = Duration.seconds(3600) ... .seconds(86_400)
    private static let failureLife = Duration.seconds(300)

    /// The rules of a host, loaded if need be. When they cannot be loaded, those known before hold on (RFC 9309 §2.4); without any,
    /// the failure is thrown.
    func rules(of origin: String, load: () async throws -> (RobotsRules, freshFor: Duration?)) async throws -> RobotsRules {
        let turn = join(origin)
        defer { part(from: origin) }
        if let rules = try known(origin) { return rules }
        try await turn.enter()
        defer { turn.leave() }
        if let rules = try known(origin) { return rules }
        do {
            let (rules, freshFor) = try await load()
            keep(rules, of: origin, for: min(max(freshFor ?? Self.life.upperBound, Self.life.lowerBound), Self.life.upperBound))
            return rules
        } catch let error as FetchError {
            return try fall(back: origin, on: error)
        }
    }

    /// What is known and still holds; throws what failed lately.
    private func known(_ origin: String) throws(FetchError) -> RobotsRules? {
        guard let entry = entries.withLock({ $0.byOrigin[origin] }), entry.expires > .now else { return nil }
        if entry.rules == nil, let failure = entry.failure { throw failure }
        return entry.rules
    }

    private func keep(_ rules: RobotsRules, of origin: String, for life: Duration) {
        entries.withLock { entries in
            entries.byOrigin[origin]?.rules = rules
            entries.byOrigin[origin]?.failure = nil
            entries.byOrigin[origin]?.expires = .now + life
        }
    }

    private func fall(back origin: String, on failure: FetchError) throws(FetchError) -> RobotsRules {
        let rules: RobotsRules? = entries.withLock { entries in
            entries.byOrigin[origin]?.failure = failure
            entries.byOrigin[origin]?.expires = .now + Self.failureLife
            return entries.byOrigin[origin]?.rules
        }
        guard let rules else { throw failure }
        return rules
    }

    private func join(_ origin: String) -> Slots {
        entries.withLock { entries in
            var entry = entries.byOrigin[origin] ?? Entry()
            entry.users += 1
            entries.byOrigin[origin] = entry
            return entry.turn
        }
    }

    private func part(from origin: String) {
        entries.withLock { entries in
            entries.byOrigin[origin]?.users -= 1
            guard entries.byOrigin.count >= entries.sweepAt else { return }
            let now = ContinuousClock.now
            entries.byOrigin = entries.byOrigin.filter { $0.value.users > 0 || $0.value.expires > now }
            entries.sweepAt = max(1024, entries.byOrigin.count * 2)
        }
    }
}

extension Fetcher {
    /// What robots.txt says of an address, for people; nil where it is not asked. Throws `disallowedByRobots` where it says no.
    func robotsVerdict(for address: WebAddress, _ request: Request) async throws -> String? {
        guard request.obeysRobots, settings.respectRobots else { return nil }
        // Files of public and of opted-in private hosts are kept apart: one source's permission is not another's.
        let origin = (request.allowPrivate ? "private " : "") + (address.isSecure ? "https://" : "http://") + address.authority
        let rules = try await robots.rules(of: origin) { try await loadRobots(of: address, allowPrivate: request.allowPrivate) }
        guard let rule = rules.rule(for: address.target) else { return "allowed, no rule" }
        guard rule.allows else { throw FetchError.disallowedByRobots(rule: rule.text) }
        return rule.text
    }

    /// Fetches robots.txt (RFC 9309 §2.3.1): redirects are followed, a file that is missing allows everything, a host that fails
    /// forbids everything.
    private func loadRobots(of address: WebAddress, allowPrivate: Bool) async throws -> (RobotsRules, freshFor: Duration?) {
        do {
            var place = try address.robots()
            for _ in 0...5 {
                let response = try await robots(at: place, allowPrivate: allowPrivate)
                guard (300...399).contains(response.status), let location = response.headers.bytes(.location) else {
                    return try rules(in: response)
                }
                place = try place.redirected(to: location)
            }
            return (.none, nil)
        } catch FetchError.refusedRedirect {
            return (.none, nil)
        } catch let error as FetchError {
            throw error.ofRobots
        }
    }

    private func robots(at place: WebAddress, allowPrivate: Bool) async throws -> Response {
        let call = Call(
            address: place, allowPrivate: allowPrivate, maximumBytes: RobotsRules.maximumBytes, cutsLongBody: true,
            timeout: settings.totalTimeout)
        return try await response(to: call)
    }

    private func rules(in response: Response) throws(FetchError) -> (RobotsRules, freshFor: Duration?) {
        switch response.status {
        case 200...299:
            let headers = response.headers
            let freshness = CacheHeaders.freshness(
                cacheControl: headers.text(.cacheControl), expires: headers.text(.expires), date: headers.text(.date),
                age: headers.text(.age), now: .now)
            return (RobotsRules(response.body, agent: settings.userAgent), freshness)
        case 500...: throw .robotsUnavailable("it answered \(response.status)")
        default: return (.none, nil)
        }
    }
}

extension FetchError {
    /// The same failure, said of robots.txt; one that concerns the whole host is left as it is.
    fileprivate var ofRobots: FetchError {
        switch self {
        case .unresolved, .unreachable, .refusedAddress, .tls, .noCertificates, .hostAsksToWait, .robotsUnavailable: self
        default: .robotsUnavailable(description)
        }
    }
}
