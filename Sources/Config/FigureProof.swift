import Figures
import Foundation

extension FigureAsWritten {
    /// Proves what the keys say together; nil when it cannot be a figure at all.
    func proven(_ findings: inout Findings) -> Figure? {
        checkMeasure(&findings)
        checkUnit(&findings)
        checkThresholds(&findings)
        checkClaimants(&findings)
        if place == nil {
            findings.warning(
                position, "'\(name?.value ?? "this figure")' has no place, so it takes numbers from the whole world: add place: …")
        }
        guard let name, let kind, let measure else { return nil }
        return Figure(
            name: name.value, title: title?.value ?? name.value, kind: kind.value, measure: measure.value, place: place?.value,
            since: since?.value, groups: groups.map(\.value), unit: unit?.value, plausible: plausible?.value,
            claimants: Dictionary(claimants.map { ($0.name.value, $0.values.map(\.value)) }) { first, _ in first }, alert: alertRule)
    }

    private var alertRule: AlertRule {
        AlertRule(
            rise: rise?.value ?? .any, fall: fall?.value ?? .any, disagreement: disagreement?.value ?? .any,
            silence: silence?.value ?? nil, quiet: quiet?.value)
    }

    private func checkMeasure(_ findings: inout Findings) {
        switch measure?.value {
        case .stock:
            guard let since else { return }
            findings.fault(
                since.position, "a stock is a level at a moment and counts from no day: leave since out, or write measure: cumulative")
        case .incident where since == nil:
            findings.warning(position, "an incident without its day takes every incident of its place: add since: with the day")
        default: return
        }
    }

    private func checkUnit(_ findings: inout Findings) {
        guard let unit, let kind else { return }
        let isCurrency = unit.value.utf8.count == 3
        if kind.value == .funding, !isCurrency {
            findings.fault(unit.position, "funding is counted in money: write a currency such as USD")
        } else if kind.value != .funding, isCurrency {
            findings.fault(unit.position, "\(kind.value.rawValue) is not counted in \(unit.value): leave the unit out")
        }
    }

    /// A threshold that no number can pass would keep the figure silent for ever, and nobody would know why.
    private func checkThresholds(_ findings: inout Findings) {
        let widest = plausible.map { $0.value.upperBound - $0.value.lowerBound }
        for (key, threshold) in [("rise", rise), ("fall", fall), ("disagreement", disagreement)] {
            guard let threshold else { continue }
            switch threshold.value {
            case .share(let share) where key == "fall" && share > 1:
                findings.fault(threshold.position, "nothing falls by more than 100%: write a smaller share, or never")
            case .amount(let amount):
                guard let widest, amount > widest else { continue }
                findings.fault(
                    threshold.position, "'\(threshold.text)' cannot be met: plausible leaves room for \(widest) only; write less, or never")
            default: continue
            }
        }
    }

    private func checkClaimants(_ findings: inout Findings) {
        var owners: [String: String] = [:]
        for (name, values) in claimants {
            for other in values {
                let owner = owners.updateValue(name.value, forKey: other.value.lowercased())
                guard let owner, owner != name.value else { continue }
                findings.fault(other.position, "'\(other.value)' already means '\(owner)': one name cannot mean two claimants")
            }
        }
    }
}

extension Figure {
    /// What makes a claim its own: two figures that have all of it in common would both take the same claims.
    var reach: [String] {
        [kind.rawValue, measure.rawValue, place?.lowercased() ?? "", since?.description ?? "", unit ?? ""]
            + groups.map { $0.lowercased() }.sorted()
    }
}
