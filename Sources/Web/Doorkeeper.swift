import HTTPTypes

/// Where the service listens, and who is let in.
package struct WebDoor: Sendable {
    package enum Place: Sendable, CustomStringConvertible {
        case port(Int, host: String)
        /// The path of a Unix socket: its mode says who may ask.
        case socket(String)
        case inherited(InheritedSocket)

        package var description: String {
            switch self {
            case .port(let port, let host): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
            case .socket(let path): path
            case .inherited(let socket): socket.description
            }
        }

        /// By which address of this machine it is reached; nil: by none.
        var host: String? {
            switch self {
            case .port(_, let host): host
            case .socket: nil
            case .inherited(let socket): socket.host
            }
        }
    }

    package let place: Place
    /// What must be named to be answered; nil: nothing.
    let token: String?
    /// Pages elsewhere that a browser lets read the answers.
    let origins: [String]

    package init(_ place: Place, token: String? = nil, origins: [String] = []) {
        self.place = place
        self.token = token
        self.origins = origins
    }
}

/// Decides whether a request is answered at all.
struct Doorkeeper: Sendable {
    private let door: WebDoor
    /// Names by which this server may be asked for: any other is a page elsewhere that reaches for it (DNS rebinding).
    /// Nil where it does not matter: a browser reaches no Unix socket, and such a page does not know the token.
    private let names: [String]?

    init(_ door: WebDoor) {
        self.door = door
        names = door.token == nil ? door.place.host.map { [$0.contains(":") ? "[\($0)]" : $0, "localhost", "127.0.0.1", "[::1]"] } : nil
    }

    /// Why a request is not answered; nil: it is.
    func refusal(of head: HTTPRequest, path: Substring) -> Problem? {
        guard isAsked(byName: head.authority) else {
            return Problem(status: 421, title: "Misdirected request", detail: "this server is not asked for by that name")
        }
        guard head.method == .get || head.method == .head else {
            return Problem(status: 405, title: "Method not allowed", detail: "this server only answers questions: GET or HEAD")
        }
        guard path == "/healthz" || isTrusted(head.headerFields[.authorization]) else {
            return Problem(
                status: 401, title: "Token missing",
                detail: "name the token of web_token: Authorization: Bearer TOKEN, or in a browser as the password")
        }
        return nil
    }

    /// The origin of a page that may read the answer, where the settings name it (Fetch Standard §3.2).
    func origin(of head: HTTPRequest) -> String? {
        head.headerFields[.origin].flatMap { door.origins.contains($0) ? $0 : nil }
    }

    private func isAsked(byName authority: String?) -> Bool {
        guard let names else { return true }
        guard let authority = authority?.lowercased() else { return false }
        return names.contains { host in
            authority == host || authority.hasPrefix(host + ":") && authority.dropFirst(host.count + 1).allSatisfy(\.isNumber)
        }
    }

    /// A bearer token (RFC 6750 §2.1), or the same as the password of Basic authentication (RFC 7617), which browsers ask for.
    private func isTrusted(_ authorization: String?) -> Bool {
        guard let token = door.token else { return true }
        guard let parts = authorization?.split(separator: " ", maxSplits: 1), parts.count == 2 else { return false }
        switch parts[0].lowercased() {
        case "bearer": return isSame(Array(parts[1].utf8), Array(token.utf8))
        case "basic": return isSame(password(inBasic: String(parts[1])), Array(token.utf8))
        default: return false
        }
    }

    /// Takes as long whatever the first difference is: nobody learns the token letter by letter.
    private func isSame(_ given: [UInt8], _ wanted: [UInt8]) -> Bool {
        var difference = UInt64(given.count ^ wanted.count)
        for index in wanted.indices {
            difference |= UInt64((index < given.count ? given[index] : 0) ^ wanted[index])
        }
        return difference == 0
    }
}
