import Figures
import Foundation

/// How far a work has come, as a line of text.
///
///     importing  ██████████▌           52 %  1,040 of 2,000 articles  310/s  3 s left
struct ProgressLine: Sendable {
    let label: String
    let unit: String
    var done: Int
    var total: Int?
    /// Done before the clock ran.
    var already = 0
    var elapsed = Duration.zero

    func text(width: Int) -> String {
        let facts = [share.map { "\(Int($0 * 100)) %" }, counts, rate, left].compactMap { $0 }.joined(separator: "  ")
        let room = width - label.displayWidth - facts.displayWidth - 4
        let bar = share.map { Self.bar($0, width: min(20, room)) } ?? ""
        return [label, bar, facts].filter { !$0.isEmpty }.joined(separator: "  ").fitted(to: width)
    }

    private var share: Double? {
        guard let total, total > 0 else { return nil }
        return min(1, max(0, Double(done) / Double(total)))
    }

    private var counts: String {
        let number = unit == "bytes" ? Self.bytes(Double(done)) : Decimal(done).grouped
        guard let total else { return unit == "bytes" ? number : "\(number) \(unit)" }
        let all = unit == "bytes" ? Self.bytes(Double(total)) : Decimal(total).grouped
        return unit == "bytes" ? "\(number) of \(all)" : "\(number) of \(all) \(unit)"
    }

    /// A second; nil while nothing can be said.
    private var speed: Double? {
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        guard seconds >= 0.5, done > already else { return nil }
        return Double(done - already) / seconds
    }

    private var rate: String? {
        speed.map { speed in
            if unit == "bytes" { return "\(Self.bytes(speed))/s" }
            return speed < 10 ? String(format: "%.1f/s", speed) : "\(Decimal(Int(speed)).grouped)/s"
        }
    }

    private var left: String? {
        guard let total, let speed, total > done else { return nil }
        return "\(Self.length(Double(total - done) / speed)) left"
    }

    /// "40 s", "5 min 20 s", "3 h 10 min", "2 days"
    private static func length(_ seconds: Double) -> String {
        let seconds = Int(min(seconds, 1e9).rounded(.up))
        switch seconds {
        case ..<60: return "\(seconds) s"
        case ..<600: return "\(seconds / 60) min \(seconds % 60) s"
        case ..<3600: return "\(seconds / 60) min"
        case ..<86_400: return "\(seconds / 3600) h \(seconds % 3600 / 60) min"
        default: return "\(seconds / 86_400) days"
        }
    }

    /// "640 B", "12.5 kB", "3.1 GB": powers of ten, as the International System of Units has them.
    private static func bytes(_ count: Double) -> String {
        let units = ["B", "kB", "MB", "GB", "TB"]
        var (value, unit) = (count, 0)
        while value >= 1000, unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        return unit == 0 || value >= 100 ? "\(Int(value)) \(units[unit])" : String(format: "%.1f %@", value, units[unit])
    }

    /// Eighths of a cell, so that it moves smoothly (Unicode, Block Elements); nothing where there is no room.
    private static func bar(_ share: Double, width: Int) -> String {
        guard width >= 5 else { return "" }
        let eighths = Int(share * Double(width * 8))
        let parts = Array(" ▏▎▍▌▋▊▉")
        let full = String(repeating: "█", count: eighths / 8)
        let part = eighths % 8 == 0 ? "" : String(parts[eighths % 8])
        return (full + part).padded(to: width)
    }
}
