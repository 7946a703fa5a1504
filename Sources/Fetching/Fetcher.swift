package import Figures
package import Foundation

/// The daemon's only way out: fetches an address politely, conditionally and within bounds.
///
/// Redirects are followed here and not by libcurl, so that each hop is checked like the first: its address, its turn, its headers.
package final class Fetcher: Sendable {
    let settings: FetchSettings
    let loop: CurlLoop
    let politeness: Politeness
    let robots = RobotsCache()

    package init(_ settings: FetchSettings) throws(FetchError) {
        try settings.check()
        self.settings = settings
        loop = try CurlLoop(settings)
        politeness = Politeness(connections: settings.connections, perHost: settings.connectionsPerHost, delay: settings.perHostDelay)
    }

    deinit {
        loop.stop()
    }

    /// What lies at the address: a success with something in it, or "304 Not Modified" to a conditional request.
    ///
    /// Throws `FetchError` for everything else, and `CancellationError` as soon as the task is cancelled or the fetcher closed.
    package func download(_ request: Request) async throws -> Download {
        try await visit(request).result.get()
    }

    /// As `download`, with every hop on the way; throws `CancellationError` alone.
    package func visit(_ request: Request) async throws -> Visit {
        var journey = Journey(request, fetcher: self)
        do {
            let download = try await journey.download()
            return Visit(hops: journey.hops, result: .success(download))
        } catch let error as FetchError {
            return Visit(hops: journey.hops, result: .failure(error))
        }
    }

    /// Leaves the host of an address alone, as it asked before a restart: what `FetchError.retryAfter` told, less the time since; at
    /// most a day. An address that we would not fetch has no host to leave alone.
    package func hold(_ url: URL, for wait: Duration) {
        guard case .success(let address) = Result(catching: { () throws(FetchError) in try WebAddress(url) }) else { return }
        politeness.hold(address.authority, for: wait)
    }

    /// Ends the thread; downloads under way throw `CancellationError`.
    package func close() async {
        loop.stop()
        await loop.end()
    }
}
