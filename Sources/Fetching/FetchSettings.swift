import Foundation

/// How we behave towards servers, and what we let them do to us.
package struct FetchSettings: Sendable {
    /// What we call ourselves, with a contact: "figured/1.0 (+https://example.org/bot; desk@example.org)". Printable ASCII.
    package var userAgent = "figured/1.0"
    /// The longest body, in bytes after decompression, 1...1 GiB.
    package var maximumBytes = 5 << 20
    /// Until name, connection and TLS stand; 1 ms ... 5 min.
    package var connectTimeout = Duration.seconds(10)
    /// For all hops of a download together, waiting for its turn excluded; 1 ms ... 1 h.
    package var totalTimeout = Duration.seconds(60)
    /// Slower than this, in bytes a second …
    package var lowSpeedBytesPerSecond = 100
    /// … for so long, is too slow; whole seconds, 1 s ... 10 min.
    package var lowSpeedTime = Duration.seconds(20)
    /// How many redirects are followed; 0...20.
    package var maximumRedirects = 5
    /// From the start of one request to the start of the next at the same host; not applied to private hosts that are opted in.
    package var perHostDelay = Duration.seconds(2)
    /// Requests in flight at one host; 1...1000.
    package var connectionsPerHost = 1
    /// Requests in flight altogether; 1...1000.
    package var connections = 8
    /// The proxy's address, "http://127.0.0.1:3128"; nil: none, and those of the environment are ignored.
    package var proxy: String?
    /// The file of certificate authorities; nil: the system's.
    package var caBundle: String?
    /// Whether requests that obey robots.txt (RFC 9309) really do.
    package var respectRobots = true

    package init() {}

    /// What the operator should read at start, a sentence each.
    package var notices: [String] {
        var notices: [String] = []
        if proxy != nil {
            notices.append(
                "A proxy is set: it chooses the address that is connected to, so private addresses behind names cannot be refused.")
        }
        if !FileManager.default.isReadableFile(atPath: certificates) {
            notices.append("There is no CA bundle at \(certificates): every https source will fail; install ca-certificates.")
        }
        return notices
    }

    /// Where the certificate authorities are read from.
    var certificates: String { caBundle ?? "/etc/ssl/certs/ca-certificates.crt" }

    /// Finds the first setting that is out of its range.
    func check() throws(FetchError) {
        let checks: [(Bool, String)] = [
            (isHeaderSafe(userAgent), "the user agent must be 1 to 1024 printable ASCII characters"),
            ((1...(1 << 30)).contains(maximumBytes), "maximum bytes \(maximumBytes) is not between 1 and 1 GiB"),
            (
                (.milliseconds(1) ... .seconds(300)).contains(connectTimeout),
                "connect timeout \(connectTimeout) is not between 1 ms and 5 min"
            ),
            ((.milliseconds(1) ... .seconds(3600)).contains(totalTimeout), "total timeout \(totalTimeout) is not between 1 ms and 1 h"),
            (
                (1...(1 << 30)).contains(lowSpeedBytesPerSecond),
                "low speed \(lowSpeedBytesPerSecond) is not between 1 byte and 1 GiB a second"
            ),
            ((.seconds(1) ... .seconds(600)).contains(lowSpeedTime), "low-speed time \(lowSpeedTime) is not between 1 s and 10 min"),
            ((0...20).contains(maximumRedirects), "maximum redirects \(maximumRedirects) is not between 0 and 20"),
            ((.zero ... .seconds(3600)).contains(perHostDelay), "delay per host \(perHostDelay) is not between 0 and 1 h"),
            ((1...1000).contains(connectionsPerHost), "connections per host \(connectionsPerHost) is not between 1 and 1000"),
            ((1...1000).contains(connections), "connections \(connections) is not between 1 and 1000"),
        ]
        for (holds, fault) in checks where !holds {
            throw .badSetting(fault)
        }
    }
}

/// Whether a text may stand in a header as it is: 1 to 1024 printable ASCII characters, so that it cannot begin a line of its own.
func isHeaderSafe(_ text: String) -> Bool {
    (1...1024).contains(text.utf8.count) && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
}
