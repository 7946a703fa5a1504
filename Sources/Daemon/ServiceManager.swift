import CSystemd

/// systemd, told how the daemon is (sd_notify(3)); says nothing where there is no systemd.
package struct ServiceManager: Sendable {
    package init() {}

    package func ready(_ status: String) {
        sd_notify(0, "READY=1\nSTATUS=\(status)")
    }

    package func status(_ status: String) {
        sd_notify(0, "STATUS=\(status)")
    }

    package func stopping() {
        sd_notify(0, "STOPPING=1\nSTATUS=Stopping")
    }

    /// Feeds the watchdog; called by the work itself, never by a timer beside it.
    package func alive() {
        sd_notify(0, "WATCHDOG=1")
    }
}
