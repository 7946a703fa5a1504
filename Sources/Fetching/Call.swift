/// One request on the wire; its redirects are not followed.
struct Call: Sendable {
    let address: WebAddress
    /// Lines of the header, each checked by `isHeaderSafe`.
    var headers: [String] = []
    var allowPrivate: Bool
    /// After decompression.
    var maximumBytes: Int
    /// Whether a body that is too long is cut there, and is no failure.
    var cutsLongBody = false
    var timeout: Duration
    /// What is posted; nil: the address is asked for what lies there.
    var body: [UInt8]?
    /// Whether a connection of its own is made, though one to the host may stand.
    var needsFreshConnection = false
}

/// What came back, whatever its status.
struct Response: Sendable {
    let status: Int
    let headers: Headers
    /// Decoded; empty unless the status is a success.
    let body: [UInt8]
    /// The address that answered.
    let ip: IPAddress?
    /// Addresses of the host that were left out.
    let refused: [IPAddress]
    let connected: Duration
    let firstByte: Duration
    let total: Duration
}
