package import Foundation

extension Fetcher {
    /// Posts a body to an address that the operator named, and gives the status of the answer, whatever it is.
    ///
    /// It waits for no turn, follows no redirect, and asks no robots.txt: nobody is crawled here. The guard against private addresses
    /// stands, unless the operator lifts it.
    /// - Parameter headers: whole lines, such as "Content-Type: application/json".
    package func post(
        _ body: [UInt8], to url: URL, headers: [String], allowPrivate: Bool, timeout: Duration
    ) async throws -> Int {
        let address = try WebAddress(url)
        var call = Call(
            address: address, headers: headers + ["Expect:"], allowPrivate: allowPrivate, maximumBytes: 64 << 10, cutsLongBody: true,
            timeout: timeout)
        call.body = body
        return try await loop.response(to: call).status
    }
}
