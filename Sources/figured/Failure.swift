import Alerting
import Figures
import Foundation

/// Why a command could not do its work: a sentence that says what to do, and an exit code (those of sysexits.h from 64 on).
struct Failure: Error {
    enum Code: Int32 {
        /// Something was looked at and found wrong, or nothing was found.
        case found = 1
        case usage = 64
        case data = 65
        case noInput = 66
        case unavailable = 69
        case software = 70
        case io = 74
        case temporary = 75
        case noPermission = 77
        case settings = 78
    }

    let code: Code
    let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

/// What a command prints.
enum Output {
    static func line(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    /// One line a fault on standard error, safe for a terminal; to the journal with its priority (sd-daemon(3)).
    static func error(_ text: String, priority: Int = 3) {
        let head = Journal.isStandardError ? "<\(priority)>" : "figured: "
        for line in text.split(separator: "\n") {
            FileHandle.standardError.write(Data((head + String(line).printable + "\n").utf8))
        }
    }
}
