import Comparison
import Figures
import Foundation
import Logging
import ServiceLifecycle
import Storage

/// What is done by the hour and by the day: tells which figures have fallen silent, and keeps the store in order.
struct Housekeeper: Service {
    private let archive: Archive
    private let announcer: Announcer
    private let trouble: StoreTrouble
    private let logger: Logger
    private let now: @Sendable () -> Date

    init(
        archive: Archive, announcer: Announcer, trouble: StoreTrouble, logger: Logger, now: @escaping @Sendable () -> Date
    ) {
        self.archive = archive
        self.announcer = announcer
        self.trouble = trouble
        self.logger = logger
        self.now = now
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while true {
                do {
                    try await Task.sleep(for: .seconds(3600))
                } catch {
                    return
                }
                await keep()
            }
        }
    }

    func keep() async {
        do {
            _ = try archive.silences(at: now()) { silence(of: $0, newest: $1, today: $2) }
            try archive.tidyWhenDue(at: now())
        } catch {
            guard !trouble.meets(error) else { return }
            logger.error("the store could not be kept in order", metadata: ["reason": "\(error)"])
        }
        await announcer.tellAll()
    }
}
