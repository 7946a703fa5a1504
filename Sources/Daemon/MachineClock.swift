import CSystemd

/// The machine's clock, as the kernel sees it.
package enum MachineClock {
    /// Whether something keeps it right, such as systemd-timesyncd (adjtimex(2)); nil: we may not ask.
    package static var isKept: Bool? {
        switch figured_clock_is_kept() {
        case 0: false
        case 1: true
        default: nil
        }
    }
}
