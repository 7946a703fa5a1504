import Config
import Figures
import Foundation
import Logging

/// Reads the settings anew while the daemon runs: all of them or none.
package actor Reloader {
    private let reading: @Sendable () throws(SettingsFaults) -> Settings
    private let shifts: Shifts
    private let couriers: CourierOffice
    private let workplace: Workplace
    private let taking: @Sendable (Settings) -> Void
    private let serviceManager = ServiceManager()

    /// - Parameters:
    ///   - reading: how the settings are read.
    ///   - taking: is told of settings that are in force from now on.
    init(
        reading: @escaping @Sendable () throws(SettingsFaults) -> Settings, shifts: Shifts, couriers: CourierOffice, workplace: Workplace,
        taking: @escaping @Sendable (Settings) -> Void
    ) {
        self.reading = reading
        self.shifts = shifts
        self.couriers = couriers
        self.workplace = workplace
        self.taking = taking
    }

    /// - Returns: nil when the new settings are in force; else why they are not, a line each, and the old ones stay.
    package func reload() async -> String? {
        serviceManager.reloading()
        let refusal = await tryAnew()
        if let refusal {
            for line in refusal.split(separator: "\n") {
                workplace.logger.error(
                    "the settings were not read anew: \(line); those before stay in force", metadata: ["reload": "refused"])
            }
        } else {
            let logger = workplace.logger
            for warning in shifts.current.settings.warnings { logger.warning("\(warning)") }
            logger.notice("the settings were read anew: \(shifts.current.summary.lowercased())", metadata: ["reload": "done"])
        }
        serviceManager.ready(shifts.current.summary)
        return refusal
    }

    private func tryAnew() async -> String? {
        do {
            let settings = try reading()
            let last = shifts.current
            let fixed = settings.cannotReplace(last.settings)
            guard fixed.isEmpty else { return fixed.joined(separator: "\n") }
            let next = try workplace.shift(settings, after: last)
            try workplace.begin(next)
            shifts.change(to: next)
            couriers.change(to: next.couriers)
            taking(settings)
            await workplace.announcer.limitStorms(to: settings.storm)
            return nil
        } catch {
            return "\(error)"
        }
    }
}

extension Settings {
    /// What a running daemon cannot change, where it differs.
    fileprivate func cannotReplace(_ running: Settings) -> [String] {
        let fixed = ["store", "web", "web_token", "web_origins"]
        return inForce.filter { fixed.contains($0.key) }.compactMap { new in
            guard let old = running.inForce.first(where: { $0.key == new.key }), old.value != new.value else { return nil }
            return "\(new.key) is \(old.value) while figured runs, and \(new.value) only after a restart (\(new.whence))"
        }
    }
}
