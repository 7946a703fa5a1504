import CSystemd
import Figures
import Glibc

/// systemd, told how the daemon is (sd_notify(3)); says nothing where there is no systemd.
package struct ServiceManager: Sendable {
    package init() {}

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

    private func notify(_ state: String) {
        sd_notify(0, state)
    }
}
