import ArgumentParser
import Config
import Daemon
import Fetching
import Figures
import Foundation

/// What the daemon would get from an address.
struct Fetch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows what the daemon would get from an address: each request, validators, robots verdict, timing, first bytes.")

    @Argument(help: "The address.")
    var url: String

    @Flag(help: "Allow a private or loopback address.")
    var allowPrivate = false

    @Flag(help: "Ask as for a feed: without looking at robots.txt.")
    var feed = false

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let settings = try options.settings()
        if let fault = addressFault(in: url) { throw Failure(.usage, "\(fault)") }
        guard let address = URL(string: url) else { throw Failure(.usage, "\(url) is not an address") }
        let fetcher = try Fetcher(FetchSettings(settings, version: Figured.version))
        let visit = try await fetcher.visit(Request(url: address, allowPrivate: allowPrivate, obeysRobots: !feed))
        await fetcher.close()
        for line in visit.hops.flatMap(lines) { Output.line(line.printable) }
        switch visit.result {
        case .success(let download):
            for line in lines(download) { Output.line(line.printable) }
        case .failure(let reason): throw Failure(.unavailable, "\(reason)")
        }
    }

    private func lines(_ hop: Hop) -> [String] {
        let times = [("connected", hop.connected), ("first byte", hop.firstByte), ("all", hop.total)]
            .map { "\($0.0) \($0.1.formatted(.units(allowed: [.milliseconds], width: .narrow)))" }.joined(separator: ", ")
        return [
            "\(hop.status)  \(hop.url.absoluteString)", "     from \(hop.ip ?? "no address"), \(hop.bytes) bytes; \(times)",
        ] + (hop.robots.map { ["     robots.txt: \($0)"] } ?? [])
            + (hop.refused.isEmpty ? [] : ["     private addresses left out: \(hop.refused.joined(separator: ", "))"])
    }

    private func lines(_ download: Download) -> [String] {
        [
            "content type   \(download.contentType ?? "none")", "etag           \(download.validators.etag ?? "none")",
            "last modified  \(download.validators.lastModified ?? "none")",
            "first bytes    \(String(decoding: download.body.prefix(200), as: UTF8.self))",
        ]
    }
}
