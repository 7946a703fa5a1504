import Config
import Figures
import Foundation
import Glibc
import Storage

/// What the doctor looks at in the store.
struct StoreExamination {
    private let settings: Settings
    private let now: Date

    init(_ settings: Settings, at now: Date) {
        self.settings = settings
        self.now = now
    }

    var findings: [Diagnosis] {
        guard FileManager.default.fileExists(atPath: settings.store.path) else {
            return [.fault("store", "there is no \(settings.store.path): start figured once, or name the store in the settings")]
        }
        do throws(ArchiveError) {
            let reader = try Archive.reading(settings.store)
            let vitals = try reader.vitals(at: now)
            let whole = try whole(reader)
            return [whole, log, permissions, clock(vitals), sources(vitals), alerts(vitals), backups]
        } catch {
            return [.fault("store", "\(error)")]
        }
    }

    private func whole(_ reader: ArchiveReader) throws(ArchiveError) -> Diagnosis {
        let faults = try reader.faults()
        guard faults.isEmpty else {
            return .fault("store", "damaged: \(faults.joined(separator: "; ")): stop figured, then `figured restore` a backup")
        }
        return .well("store", "\(settings.store.path) is whole, \(size(of: settings.store.path))")
    }

    private var log: Diagnosis {
        let size = bytes(of: settings.store.path + "-wal")
        guard size < 64 << 20 else {
            let words = size.formatted(.byteCount(style: .file))
            return .warning("log", "the write-ahead log has grown to \(words): some program has read the store for very long; close it")
        }
        return .well("log", size == 0 ? "the write-ahead log is empty" : "the write-ahead log is small")
    }

    private var permissions: Diagnosis {
        let folder = settings.store.deletingLastPathComponent().path
        for path in [settings.store.path, folder, settings.store.path + ".lock"] {
            var status = stat()
            guard stat(path, &status) == 0 else { continue }
            if status.st_mode & 0o002 != 0 { return .fault("permissions", "anyone may write \(path): chmod o-w \(path)") }
        }
        var file = stat()
        var around = stat()
        stat(settings.store.path, &file)
        stat(folder, &around)
        guard file.st_uid == around.st_uid else {
            return .fault(
                "permissions",
                "\(settings.store.path) and its folder belong to two users: chown --reference=\(folder) \(settings.store.path)*")
        }
        return .well("permissions", "only its owner writes the store")
    }

    private func clock(_ vitals: StoreVitals) -> Diagnosis {
        if let beat = vitals.lastBeat, beat > now + 60 {
            let ahead = Duration.seconds(beat.timeIntervalSince(now)).formatted(.units(allowed: [.days, .hours, .minutes], width: .wide))
            return .fault("clock", "the store was written \(ahead) in the future: the machine's clock was set back; is it right now?")
        }
        if let newest = vitals.newestSeen, newest > now + 60 {
            return .warning("clock", "some articles were seen in the future: the clock was wrong at that time")
        }
        return .well("clock", "agrees with the store")
    }

    private func sources(_ vitals: StoreVitals) -> Diagnosis {
        let names = vitals.failing.map { "\($0.source) (\($0.reason))" }.joined(separator: "; ")
        if vitals.failing.isEmpty { return .well("sources", "all \(vitals.sources) can be read") }
        if vitals.failing.count == vitals.sources { return .fault("sources", "none can be read: is the network up? \(names)") }
        return .warning("sources", "\(vitals.failing.count) of \(vitals.sources) cannot be read: \(names)")
    }

    private func alerts(_ vitals: StoreVitals) -> Diagnosis {
        guard let waiting = vitals.waiting.first else { return .well("alerts", "none waits to be told") }
        let count = vitals.waiting.map(\.count).reduce(0, +)
        let hands = vitals.waiting.map { "\($0.hand): \($0.reason ?? "not tried yet")" }.joined(separator: "; ")
        let since = Duration.seconds(now.timeIntervalSince(waiting.since)).formatted(
            .units(allowed: [.days, .hours, .minutes], width: .wide))
        return .fault("alerts", "\(count) wait to be told, the oldest for \(since): \(hands)")
    }

    private var backups: Diagnosis {
        let folder = settings.store.deletingLastPathComponent().appending(path: "backups")
        guard FileManager.default.fileExists(atPath: folder.path) else {
            return .warning("backups", "none in \(folder.path): run `figured backup`, or enable figured-backup.timer")
        }
        do {
            guard let last = try Backup.copies(in: folder).last else {
                return .warning("backups", "none in \(folder.path): run `figured backup`, or enable figured-backup.timer")
            }
            let made = try FileManager.default.attributesOfItem(atPath: folder.appending(path: last).path)[.modificationDate] as? Date
            guard let made, now.timeIntervalSince(made) < 8 * 86_400 else {
                return .warning("backups", "the last one, \(last), is older than a week: does figured-backup.timer run?")
            }
            return .well("backups", "the last one is \(last)")
        } catch {
            return .warning("backups", "\(folder.path) cannot be read: ask as root")
        }
    }

    private func bytes(of path: String) -> Int64 {
        var status = stat()
        return stat(path, &status) == 0 ? Int64(status.st_size) : 0
    }

    private func size(of path: String) -> String {
        bytes(of: path).formatted(.byteCount(style: .file))
    }
}
