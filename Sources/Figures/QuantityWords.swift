import Foundation

extension Quantity {
    /// The number as people write it in a sentence.
    ///
    ///     more than 40,000 · at least 12 · 10 to 20 · about 300 · dozens · USD 5,500,000,000
    package var words: String {
        switch qualifier {
        case .exact: plain
        case .moreThan: "more than \(plain)"
        case .atLeast: "at least \(plain)"
        case .lessThan: "fewer than \(plain)"
        case .atMost: "up to \(plain)"
        case .nearly: "nearly \(plain)"
        case .about: "about \(plain)"
        case .between: "\(plain) to \((high ?? value).grouped)"
        case .order: order
        }
    }

    /// The number as it fits a table's cell.
    ///
    ///     >40,000 · ≥12 · 10–20 · ~300 · dozens
    package var symbols: String {
        switch qualifier {
        case .exact: plain
        case .moreThan: ">\(plain)"
        case .atLeast: "≥\(plain)"
        case .lessThan: "<\(plain)"
        case .atMost: "≤\(plain)"
        case .nearly: "≲\(plain)"
        case .about: "~\(plain)"
        case .between: "\(plain)–\((high ?? value).grouped)"
        case .order: order
        }
    }

    private var plain: String {
        unit.map { isMoney ? "\($0) \(value.grouped)" : "\(value.grouped) \($0)" } ?? value.grouped
    }

    private var order: String {
        let name =
            switch value {
            case 12: "dozens"
            case 20: "scores"
            case 100: "hundreds"
            case 1000: "thousands"
            case 10_000: "tens of thousands"
            case 100_000: "hundreds of thousands"
            case 1_000_000: "millions"
            default: "many times \(value.grouped)"
            }
        return unit.map { "\(name) of \($0)" } ?? name
    }
}

extension Decimal {
    /// Exact digits with a comma every three: 1234567.5 is "1,234,567.5".
    package var grouped: String {
        let text = description
        let sign = text.hasPrefix("-") ? "-" : ""
        let parts = text.drop(while: { $0 == "-" }).split(separator: ".", maxSplits: 1)
        let digits = Array(parts.first ?? "0")
        var whole = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { whole.append(",") }
            whole.append(digit)
        }
        return sign + whole + (parts.count > 1 ? ".\(parts[1])" : "")
    }
}
