import CSystemd
import Foundation
import Glibc

/// The systemd journal, spoken to natively: fields are framed by length, so no text can forge one.
package struct Journal: Sendable {
    package init() {}

    /// Whether our standard error is the journal: its device and inode are those that systemd told us (systemd.exec(5), `$JOURNAL_STREAM`).
    package static var isStandardError: Bool {
        guard let told = ProcessInfo.processInfo.environment["JOURNAL_STREAM"] else { return false }
        var status = stat()
        guard fstat(STDERR_FILENO, &status) == 0 else { return false }
        return told == "\(status.st_dev):\(status.st_ino)"
    }

    /// Writes one entry; `false` when the journal did not take it.
    @discardableResult
    package func write(_ message: String, priority: Int, fields: [(name: String, value: String)] = []) -> Bool {
        let all =
            [("MESSAGE", message), ("PRIORITY", "\(priority)"), ("SYSLOG_IDENTIFIER", "figured")] + fields.map { ($0.name, $0.value) }
        var entries = all.map { Array("\($0.0)=\($0.1)".utf8) }
        var vectors: [iovec] = []
        return withPointers(to: &entries[...], into: &vectors) { vectors in
            vectors.withUnsafeBufferPointer { sd_journal_sendv($0.baseAddress, Int32($0.count)) == 0 }
        }
    }

    /// Holds every entry in place while the C call reads them.
    private func withPointers(to entries: inout ArraySlice<[UInt8]>, into vectors: inout [iovec], _ body: ([iovec]) -> Bool) -> Bool {
        guard var entry = entries.popFirst() else { return body(vectors) }
        return entry.withUnsafeMutableBytes { bytes in
            vectors.append(iovec(iov_base: bytes.baseAddress, iov_len: bytes.count))
            return withPointers(to: &entries, into: &vectors, body)
        }
    }
}
