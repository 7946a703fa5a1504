import Foundation

/// Where the answer goes: how wide it is, and whether it shows colour.
struct Terminal {
    /// Columns; nil where the answer is piped: nothing is cut then.
    let width: Int?
    let hasColour: Bool

    /// A mark that never stands alone: the words say the same.
    enum Style: String {
        case bold = "1"
        case dim = "2"
        case red = "31"
        case yellow = "33"
        case green = "32"
    }

    /// Standard output as it is: the terminal's own width, or `COLUMNS` where somebody sets it.
    static var standardOutput: Terminal {
        let environment = ProcessInfo.processInfo.environment
        let isTerminal = isatty(STDOUT_FILENO) == 1
        let isPlain = environment["NO_COLOR"].map { !$0.isEmpty } ?? false || environment["TERM"] == "dumb"
        let columns = environment["COLUMNS"].flatMap { Int($0) }.flatMap { (20...1000).contains($0) ? $0 : nil }
        return Terminal(width: isTerminal ? columns ?? measuredWidth(of: STDOUT_FILENO) ?? 80 : columns, hasColour: isTerminal && !isPlain)
    }

    /// Columns of the terminal behind standard error, for what moves there.
    static var errorWidth: Int {
        measuredWidth(of: STDERR_FILENO) ?? 80
    }

    private static func measuredWidth(of descriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20 else { return nil }
        return Int(size.ws_col)
    }

    func styled(_ text: String, _ style: Style) -> String {
        hasColour ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }
}
