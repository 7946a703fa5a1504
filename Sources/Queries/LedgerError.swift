import Figures
package import Foundation
import GRDB

/// Why a question has no answer, and what to do about it.
package enum LedgerError: Error, Hashable, CustomStringConvertible {
    /// There is no store at this path.
    case missing(URL)
    /// The file is not a store of figured.
    case foreign(URL)
    /// The file was written by another version, with other tables.
    case otherVersion(URL)
    /// The operating system does not let us read it.
    case unreadable(URL, reason: String)
    /// Another program holds the file for longer than we wait.
    case busy(URL)
    /// The file contradicts itself.
    case corrupt(URL, reason: String)
    /// No figure, claimant, outlet … has this name; names that are close to it.
    case unknown(what: String, name: String, near: [String])
    /// The question itself makes no sense.
    case malformed(String)

    package var description: String {
        switch self {
        case .missing(let file):
            "there is no store at \(file.path): start `figured run`, or name its file with --store"
        case .foreign(let file):
            "\(file.path) is not a store of figured: name its file with --store"
        case .otherVersion(let file):
            "\(file.path) was written by another version of figured: use that one, or start `figured run` to bring the store up to date"
        case .unreadable(let file, let reason):
            "cannot read \(file.path) (\(reason)): look at its owner and mode; members of its group may read it"
        case .busy(let file):
            "\(file.path) is held by another program for more than 5 seconds: close what holds it, then ask again"
        case .corrupt(let file, let reason):
            "\(file.path) is damaged (\(reason)): stop figured and bring it back from a backup"
        case .unknown(let what, let name, let near):
            "no \(what) is called \(name.printable)" + Self.suggestion(near)
        case .malformed(let why):
            why
        }
    }

    init(_ error: any Error, file: URL) {
        if let error = error as? LedgerError {
            self = error
            return
        }
        let reason = (error as? DatabaseError)?.message ?? "\(error)"
        switch (error as? DatabaseError)?.resultCode {
        case .some(.SQLITE_BUSY), .some(.SQLITE_LOCKED): self = .busy(file)
        case .some(.SQLITE_NOTADB): self = .foreign(file)
        case .some(.SQLITE_CORRUPT), .none: self = .corrupt(file, reason: reason)
        case .some: self = .unreadable(file, reason: reason)
        }
    }

    private static func suggestion(_ near: [String]) -> String {
        let names = near.map(\.printable)
        guard let last = names.last else { return "" }
        let others = names.dropLast()
        return "; did you mean " + (others.isEmpty ? last : others.joined(separator: ", ") + " or " + last) + "?"
    }
}
