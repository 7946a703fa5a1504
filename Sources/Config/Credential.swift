import Foundation

/// A secret that somebody must name to be answered; it never shows where it is printed.
package struct Credential: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package let secret: String

    package init(_ secret: String) {
        self.secret = secret
    }

    package var description: String { "(secret)" }
    package var debugDescription: String { "(secret)" }
    package var customMirror: Mirror { Mirror(self, children: []) }

    /// So long is a token that nobody guesses: 18 bytes or more in base 64.
    private static let lengths = 24...512

    /// The first and only line of a file.
    ///
    ///     "c2VjcmV0LXRva2VuLWZvci1kZXNr\n" → Credential("c2VjcmV0LXRva2VuLWZvci1kZXNr")
    static func read(from file: URL) throws(Complaint) -> Credential {
        let advice = "write one with: (umask 077; head -c 24 /dev/urandom | base64 > \(file.path))"
        let bytes: Data
        do {
            let handle = try FileHandle(forReadingFrom: file)
            bytes = try handle.read(upToCount: 4096) ?? Data()
            try handle.close()
        } catch {
            throw Complaint("there is no token to read in \(file.path): \(advice)")
        }
        let text = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
        guard lengths.contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            let wanted = "one line of \(lengths.lowerBound) to \(lengths.upperBound) letters, digits and signs"
            throw Complaint("\(file.path) holds no token, which is \(wanted): \(advice)")
        }
        return Credential(text)
    }
}

extension Proof {
    /// The token of the web service: the file that the settings name, or systemd's credential "web_token" (systemd.exec(5)),
    /// which is "figured_web_token" where a folder of credentials is handed over, as `figured.service` does.
    mutating func credential(_ written: Written<String>?, _ findings: inout Findings) -> Credential? {
        let given = environment["CREDENTIALS_DIRECTORY"].flatMap { folder in
            ["web_token", "figured_web_token"].map { URL(filePath: folder).appending(path: $0) }
                .first { FileManager.default.fileExists(atPath: $0.path) }
        }
        let file = optional("web_token", written).map { resolved($0) } ?? given
        guard let file else { return nil }
        let position = written?.position ?? Position(file: file.path)
        do throws(Complaint) {
            let credential = try Credential.read(from: file)
            if isOpenToAll(file) {
                findings.warning(position, "everybody on this machine can read \(file.path): chmod 600 it")
            }
            return credential
        } catch {
            findings.fault(position, error.message)
            return nil
        }
    }

    /// What other machines can reach is guarded, or it is not opened.
    func checkDoor(_ written: Written<ListenAddress?>?, _ token: Credential?, hasTokenFile: Bool, _ findings: inout Findings) {
        guard let written, let address = written.value, address.isWide, token == nil, !hasTokenFile else { return }
        findings.fault(
            written.position,
            "other machines can reach \(address), and nothing guards it: set web_token: to a file that holds a token, or listen on 127.0.0.1"
        )
    }

    private func isOpenToAll(_ file: URL) -> Bool {
        var status = stat()
        return stat(file.path, &status) == 0 && status.st_mode & 0o004 != 0
    }
}
