import Foundation
import Glibc

/// The file beside the archive that lets one process in at a time, and remembers that there was an archive.
///
/// The kernel lets go of the lock when its process ends, however it ends (flock(2)); so a file left behind stops nobody.
final class StoreLock: Sendable {
    private static let memory = "archive"

    private let descriptor: Int32
    /// Whether an archive was here before.
    let remembersArchive: Bool

    init(beside archive: URL) throws(ArchiveError) {
        let path = archive.path + ".lock"
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else {
            throw .unwritable(archive, reason: "\(path): \(String(cString: strerror(errno)))")
        }
        let words = Self.words(of: descriptor)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            Glibc.close(descriptor)
            throw .alreadyRunning(archive, process: words.first ?? "?")
        }
        self.descriptor = descriptor
        remembersArchive = words.contains(Self.memory)
        write(remembersArchive ? Self.memory : "")
    }

    deinit {
        Glibc.close(descriptor)
    }

    /// Lets the next one in.
    func release() {
        flock(descriptor, LOCK_UN)
    }

    /// From now on a missing archive is a loss, not a beginning.
    func rememberArchive() {
        write(Self.memory)
        fsync(descriptor)
    }

    /// The number of our process for whoever comes second, and what is to be remembered.
    private func write(_ memory: String) {
        let line = Array("\(getpid()) \(memory)\n".utf8)
        _ = pwrite(descriptor, line, line.count, 0)
        _ = ftruncate(descriptor, off_t(line.count))
    }

    private static func words(of descriptor: Int32) -> [String] {
        var buffer = [UInt8](repeating: 0, count: 64)
        let count = max(0, pread(descriptor, &buffer, buffer.count, 0))
        return String(decoding: buffer.prefix(count), as: UTF8.self).split(whereSeparator: \.isWhitespace).map(String.init)
    }
}
