package import Foundation
import GRDB

/// Why the archive cannot be opened, read or written, and what to do about it.
package enum ArchiveError: Error, Hashable, CustomStringConvertible {
    /// Another process holds the archive.
    case alreadyRunning(URL, process: String)
    /// There was an archive, and it is not there any more.
    case missing(URL)
    /// There was an archive, and its file holds nothing.
    case empty(URL)
    /// The file holds something else.
    case foreign(URL)
    /// The file was written by a later figured.
    case newer(URL, by: String)
    /// The file was written by an earlier figured, which only the daemon may bring up to date.
    case older(URL)
    /// What the file says contradicts itself.
    case corrupt(URL, finding: String)
    /// The file system refuses us.
    case unwritable(URL, reason: String)
    /// Commits would not survive a power cut.
    case unsafe(URL, synchronous: Int)
    /// There is no room left: nothing was written; try again later.
    case full(URL)
    /// The disk failed in the middle: stop writing.
    case failing(URL, reason: String)
    /// Another program holds the file for longer than we wait.
    case busy(URL)
    /// The archive was asked for something that it does not have.
    case unknown(String)
    /// Anything else that SQLite reports.
    case failed(String)

    package var description: String {
        switch self {
        case .alreadyRunning(let file, let process):
            "\(file.path): figured is already running as process \(process); stop it first, or ask it"
        case .missing(let file):
            "\(file.path) is missing, though there was an archive here; bring it back from a backup, "
                + "or remove \(file.path).lock to begin a new one"
        case .empty(let file):
            "\(file.path) is empty, though there was an archive here; bring it back from a backup, "
                + "or remove it and \(file.path).lock to begin a new one"
        case .foreign(let file):
            "\(file.path) is not an archive of figured; name another file, or move this one away"
        case .newer(let file, let version):
            "\(file.path) was written by \(version), which is newer than this program; install that version again"
        case .older(let file):
            "\(file.path) was written by an earlier version; start `figured run` once, which brings it up to date"
        case .corrupt(let file, let finding):
            "\(file.path) is damaged (\(finding)); stop figured, and bring back a backup: figured restore FILE"
        case .unwritable(let file, let reason):
            "\(file.path) cannot be opened: \(reason); see who owns it and its folder"
        case .unsafe(let file, let synchronous):
            "\(file.path): SQLite refuses to wait for the disk (synchronous=\(synchronous), not 2), so commits could be lost"
        case .full(let file):
            "disk full: \(file.path) cannot grow; make room, nothing is lost, it is tried again"
        case .failing(let file, let reason):
            "\(file.path): the disk fails (\(reason)); stop, look at the disk, and check the file with `sqlite3 FILE 'PRAGMA integrity_check'`"
        case .busy(let file):
            "\(file.path) is held by another program; close what has it open"
        case .unknown(let what):
            what
        case .failed(let reason):
            reason
        }
    }

    /// What an error of SQLite means for us.
    init(_ error: any Error, file: URL) {
        guard let database = error as? DatabaseError else {
            self = error as? ArchiveError ?? .failed("\(error)")
            return
        }
        let reason = database.message ?? "SQLite error \(database.resultCode.rawValue)"
        self =
            switch database.resultCode {
            case .SQLITE_FULL: .full(file)
            // The log's index, beside the file, cannot grow: no room either.
            case .SQLITE_IOERR where database.extendedResultCode == .SQLITE_IOERR_SHMSIZE: .full(file)
            case .SQLITE_IOERR: .failing(file, reason: reason)
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: .corrupt(file, finding: reason)
            case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: .unwritable(file, reason: reason)
            case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(file)
            default: .failed("\(file.lastPathComponent): \(database.expandedDescription)")
            }
    }
}
