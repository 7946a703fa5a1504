import CSystemd
import Figures
import Glibc

/// systemd, told how the daemon is (sd_notify(3)); says nothing where there is no systemd.
package struct ServiceManager: Sendable {
    private let tell: @Sendable (String) -> Void

    package init(_ tell: @escaping @Sendable (String) -> Void = { sd_notify(0, $0) }) {
        self.tell = tell
    }

    package func ready(_ status: String) {
        notify("READY=1\nSTATUS=\(status.printable)")
    }

    package func status(_ status: String) {
        notify("STATUS=\(status.printable)")
    }

    /// From here until `ready` the settings are being read anew.
    package func reloading() {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        notify(
            "RELOADING=1\nMONOTONIC_USEC=\(UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1000)\nSTATUS=Reading the settings anew"
        )
    }

    package func stopping() {
        notify("STOPPING=1\nSTATUS=Stopping")
    }

    /// Feeds the watchdog; called by the work itself, never by a timer beside it.
    package func alive() {
        notify("WATCHDOG=1")
    }

    /// A start, a reload or a stop that is at work may take so much longer than the unit says.
    package func needs(_ time: Duration) {
        notify("EXTEND_TIMEOUT_USEC=\(time.components.seconds * 1_000_000)")
    }

    /// The listening sockets that it hands to us, and goes on holding (sd_listen_fds(3)).
    package static var sockets: [Int32] {
        let count = sd_listen_fds(0)
        return count > 0 ? Array(SD_LISTEN_FDS_START..<SD_LISTEN_FDS_START + count) : []
    }

    private func notify(_ state: String) {
        tell(state)
    }
}
