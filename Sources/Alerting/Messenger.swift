package import Foundation

/// Somebody far or slow who hears alerts: a command, a web hook. Waiting for one holds up nobody else.
package protocol Messenger: Sendable {
    /// Delivers a message; throws when it was not taken, and is asked again later.
    func deliver(_ message: Message, at now: Date) async throws
}
