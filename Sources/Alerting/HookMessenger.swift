package import Foundation

/// A web hook: each message is posted as JSON, signed where there is a key.
///
/// Headers: Standard Webhooks 1.0.0 (github.com/standard-webhooks/standard-webhooks): `webhook-id`, the same at each try;
/// `webhook-timestamp`; `webhook-signature`, "v1," and the HMAC-SHA256 of "id.timestamp.body" in base64.
package struct HookMessenger: Messenger {
    /// Posts a body with lines of the header, and gives the status of the answer.
    package typealias Posting = @Sendable (_ body: [UInt8], _ headers: [String]) async throws -> Int

    private let secret: URL?
    private let post: Posting

    /// - Parameter secret: the file that holds the key; read anew each time, so that it may be changed.
    package init(secret: URL?, post: @escaping Posting) {
        self.secret = secret
        self.post = post
    }

    package func deliver(_ message: Message, at now: Date) async throws {
        let body = try message.json
        let status = try await post(body, try headers(for: body, id: message.id, at: Int(now.timeIntervalSince1970)))
        guard (200...299).contains(status) else { throw AlertError(description: "the hook answered \(status)") }
    }

    private func headers(for body: [UInt8], id: String, at seconds: Int) throws -> [String] {
        var headers = ["Content-Type: application/json", "webhook-id: \(id)", "webhook-timestamp: \(seconds)"]
        if let secret {
            let signed = Array("\(id).\(seconds).".utf8) + body
            headers.append("webhook-signature: v1,\(try signature(of: signed, key: try key(in: secret)))")
        }
        return headers
    }

    /// The file's bytes without the line break at their end; "whsec_" and base64 is read as the standard has it.
    private func key(in file: URL) throws -> [UInt8] {
        let text: String
        do {
            text = try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        } catch {
            throw AlertError(description: "the key in \(file.path) cannot be read; see who owns the file")
        }
        if text.hasPrefix("whsec_"), let key = Data(base64Encoded: String(text.dropFirst(6))) { return Array(key) }
        return Array(text.utf8)
    }
}
