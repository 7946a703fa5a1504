import Alerting
import Figures
import Foundation
import Logging
import Storage

/// Brings one further hand what waits for it in the outbox, on its own: however slow or dead it is, the pipeline never waits.
///
/// What was not taken is tried again after ten seconds, then after twice as long each time, up to an hour, and given up after a week.
struct Courier: Sendable {
    private static let round = Duration.seconds(1)
    private static let longestWait: TimeInterval = 3600
    private static let patience: TimeInterval = 7 * 86_400

    private let name: String
    private let messenger: any Messenger
    private let archive: Archive
    private let limit: Int?
    private let logger: Logger
    private let now: @Sendable () -> Date

    /// - Parameter storm: more alerts than this within ten minutes become one message; nil: never.
    init(
        _ name: String, messenger: any Messenger, archive: Archive, storm: Int?, logger: Logger, now: @escaping @Sendable () -> Date
    ) {
        self.name = name
        self.messenger = messenger
        self.archive = archive
        limit = storm
        self.logger = logger
        self.now = now
    }

    /// Works until it is cancelled, or no longer on duty: then it ends with what it has in hand, so that nobody hears that twice.
    func run(while isOnDuty: () -> Bool) async {
        var storm = Storm(limit: limit)
        while !Task.isCancelled, isOnDuty() {
            await carry(&storm)
            do {
                try await Task.sleep(for: Self.round)
            } catch {
                return
            }
        }
    }

    /// Brings what waits, in order, up to the first message that is not taken.
    func carry(_ storm: inout Storm) async {
        do {
            let alerts = try archive.untold(by: name, at: now(), limit: 10_000)
            guard !alerts.isEmpty else { return }
            switch storm.advice(waiting: alerts.count, at: now()) {
            case .wait: return
            case .tellAsOne:
                guard try await bring(.summary(Summary(alerts)), alerts.map(\.id), made: alerts[0].made) else { return }
                storm.didTell(alerts.count, asOne: true, at: now())
            case .tellEach:
                for alert in alerts {
                    guard try await bring(.alert(alert), [alert.id], made: alert.made) else { return }
                    storm.didTell(1, asOne: false, at: now())
                }
            }
        } catch is CancellationError {
            return
        } catch {
            logger.error("the outbox does not answer; trying again", metadata: ["hand": "\(name)", "reason": "\(error)"])
        }
    }

    /// - Returns: whether it was taken.
    private func bring(_ message: Message, _ alerts: [Int64], made: Date) async throws -> Bool {
        do {
            try await messenger.deliver(message, at: now())
        } catch let error where error is CancellationError || Task.isCancelled {
            throw CancellationError()
        } catch {
            try keepFailure("\(error)", of: alerts, made: made)
            return false
        }
        try archive.told(alerts, by: name, at: now())
        return true
    }

    private func keepFailure(_ reason: String, of alerts: [Int64], made: Date) throws {
        let tries = try archive.tries(of: alerts, by: name)
        let wait = min(Self.longestWait, 10 * pow(2, Double(min(tries, 20)))) * .random(in: 0.8...1.2)
        let next = now().timeIntervalSince(made) > Self.patience ? nil : now() + wait
        // All that waits is put off with it: one who does not answer is not asked once for each alert.
        try archive.putOff(by: name, reason: reason, tried: alerts, next: next, at: now())
        guard tries == 0 || next == nil else { return }
        logger.warning(
            next == nil ? "a hand did not take an alert for a week: given up" : "a hand did not take an alert; trying again",
            metadata: ["hand": "\(name)", "alert": "\(alerts[0])", "reason": "\(reason)"])
    }
}
