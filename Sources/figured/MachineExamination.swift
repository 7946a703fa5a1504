import Config
import Daemon
import Figures
import Foundation
import Glibc

/// What the doctor looks at around the store.
struct MachineExamination {
    private let settings: Settings
    private let now: Date
    private static let certificates = "/etc/ssl/certs/ca-certificates.crt"

    init(_ settings: Settings, at now: Date) {
        self.settings = settings
        self.now = now
    }

    var findings: [Diagnosis] {
        [disk, synchronization, authorities, zones, files] + settings.warnings.map { .warning("settings", "\($0)") }
    }

    private var disk: Diagnosis {
        let folder = settings.store.deletingLastPathComponent().path
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else { return .fault("disk", "\(folder): \(String(cString: strerror(errno)))") }
        if status.f_flag & UInt(ST_RDONLY) != 0 { return .fault("disk", "\(folder) is read-only: mount it for writing") }
        let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
        var store = stat()
        let size = stat(settings.store.path, &store) == 0 ? UInt64(store.st_size) : 0
        let words = "\(Int64(clamping: free).formatted(.byteCount(style: .file))) free in \(folder)"
        if free < 64 << 20 { return .fault("disk", "only \(words): make room") }
        if free < max(512 << 20, size * 2) { return .warning("disk", "\(words): a backup and an update need room for copies of the store") }
        return .well("disk", words)
    }

    /// Whether somebody keeps the clock right; a sandbox may not ask.
    private var synchronization: Diagnosis {
        if now < Date(timeIntervalSince1970: 1_735_689_600) {
            return .fault("time", "the machine's clock says \(now.formatted(.iso8601)): set it")
        }
        switch MachineClock.isKept {
        case false?: return .warning("time", "nothing keeps this machine's clock right: install systemd-timesyncd or chrony")
        case true?: return .well("time", "the clock is kept right")
        case nil: return .well("time", now.formatted(.iso8601))
        }
    }

    private var authorities: Diagnosis {
        do {
            let count =
                try String(contentsOfFile: Self.certificates, encoding: .utf8).components(separatedBy: "BEGIN CERTIFICATE").count - 1
            guard count > 0 else {
                return .fault("certificates", "\(Self.certificates) is empty: apt-get install --reinstall ca-certificates")
            }
            return .well("certificates", "\(count) authorities are trusted")
        } catch {
            return .fault("certificates", "no \(Self.certificates), so no https source can be read: apt-get install ca-certificates")
        }
    }

    private var zones: Diagnosis {
        guard TimeZone(identifier: "Asia/Baghdad") != nil else { return .fault("time zones", "there are none: apt-get install tzdata") }
        return .well("time zones", "known")
    }

    /// The settings are read by the daemon, and written by nobody but their owner.
    private var files: Diagnosis {
        for path in ["figured.yaml", "sources.d", "figures.d", "lexicon"].map({ settings.folder.appending(path: $0).path }) {
            var status = stat()
            guard stat(path, &status) == 0 else { continue }
            if status.st_mode & 0o002 != 0 { return .fault("settings", "anyone may write \(path): chmod o-w \(path)") }
        }
        let credentials = settings.folder.appending(path: "credentials").path
        var status = stat()
        if stat(credentials, &status) == 0, status.st_mode & 0o077 != 0 {
            return .fault("settings", "others than root may look into \(credentials): chmod 700 \(credentials)")
        }
        return .well("settings", "\(settings.folder.path): \(settings.sources.count) in sources.d, \(settings.figures.count) in figures.d")
    }
}
