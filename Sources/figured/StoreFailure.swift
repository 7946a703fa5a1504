import Storage

extension ArchiveError {
    /// The exit code that a service manager or a script tells the fault by.
    var exitCode: Failure.Code {
        switch self {
        case .alreadyRunning, .busy: .temporary
        case .missing, .empty, .unwritable, .unsafe, .full, .failing: .io
        case .foreign, .newer, .older, .corrupt: .data
        case .unknown: .found
        case .failed: .software
        }
    }
}
