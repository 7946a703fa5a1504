import ArgumentParser
import Config
import Foundation
import Storage

/// `figured backup`: the store in one file, as it is at this moment.
struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copies the store while the daemon runs, and proves the copy whole.",
        discussion: """
            Into a folder, the copy is named by the time: figured-20260302T080000Z.db, and with --keep only so many of those stay. It has its \
            name only once it is proved. Exit codes: 0 done, 65 the store is damaged, 74 the copy cannot be written.
            """)

    @Argument(
        help: ArgumentHelp("The file or folder to write to.", discussion: "Default: the folder `backups` beside the store."),
        completion: .file())
    var target: String?

    @Option(help: ArgumentHelp("How many copies stay in the folder.", valueName: "count"))
    var keep: Int?

    @OptionGroup var options: StorePlace

    func validate() throws {
        if let keep, keep < 1 { throw ValidationError("--keep is at least 1") }
    }

    func run() throws {
        let store = try options.file()
        let named = target.map { URL(filePath: $0) }
        let folder = named ?? store.deletingLastPathComponent().appending(path: "backups")
        let isFolder = named.map { $0.hasDirectoryPath || Self.isFolder($0) } ?? true
        let copy = isFolder ? folder.appending(path: Self.name(at: Date())) : folder
        try StorePlace.asking {
            if named == nil {
                try FileManager.default.createDirectory(
                    at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            }
            try write(store, to: copy)
            if isFolder, let keep { try forget(in: folder, keeping: keep) }
        }
        let size = try FileManager.default.attributesOfItem(atPath: copy.path)[.size] as? Int64 ?? 0
        Output.line("\(copy.path): whole, \(size.formatted(.byteCount(style: .file)))")
    }

    private func write(_ store: URL, to copy: URL) throws {
        let bar = ProgressBar("copying", unit: "pages")
        defer { bar.finish() }
        try Archive.reading(store).backup(to: copy) { done, all in bar.reach(done, of: all) }
    }

    private static func isFolder(_ url: URL) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && isFolder.boolValue
    }

    static func name(at now: Date) -> String {
        "figured-\(now.formatted(.iso8601.dateSeparator(.omitted).timeSeparator(.omitted))).db"
    }

    /// Only what has the name of our copies is ours to remove.
    private func forget(in folder: URL, keeping count: Int) throws {
        let copies = try Self.copies(in: folder)
        for old in copies.dropLast(count) { try FileManager.default.removeItem(at: folder.appending(path: old)) }
    }

    /// The copies in a folder, oldest first.
    static func copies(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { name in
            name.wholeMatch(of: /figured-\d{8}T\d{6}Z\.db/) != nil
        }.sorted()
    }
}

/// `figured restore`: a backup in the store's place.
struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Puts a backup in the store's place, after proving it whole.",
        discussion: """
            Stop the daemon first. The store that was there is set aside beside it, never deleted. Exit codes: 0 done, 65 the backup is \
            damaged, 74 it cannot be written, 75 the daemon still runs.
            """)

    @Argument(help: "The backup.", completion: .file())
    var backup: String

    @OptionGroup var options: StorePlace

    func run() throws {
        let store = try options.file()
        let aside = try StorePlace.asking { try Archive.restore(URL(filePath: backup), to: store, at: Date()) }
        Output.line("\(store.path): restored from \(backup)" + (aside.map { "; what was there is now \($0.path)" } ?? ""))
    }
}
