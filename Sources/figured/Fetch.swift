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

    @Flag(help: "Ask again with the validators that were given, to see whether they work.")
    var twice = false

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let settings = try options.settings()
        if let fault = addressFault(in: url) { throw Failure(.usage, "\(fault)") }
        guard let address = URL(string: url) else { throw Failure(.usage, "\(url) is not an address") }
        let fetching = FetchSettings(settings, version: Figured.version)
        for notice in fetching.notices { Output.error(notice) }
        let fetcher = try Fetcher(fetching)
        show("user agent", fetching.userAgent)
        if let proxy = fetching.proxy { show("proxy", proxy) }
        let first = try await ask(Request(url: address, allowPrivate: allowPrivate, obeysRobots: !feed), fetcher)
        if twice { try await askAgain(Request(url: address, allowPrivate: allowPrivate, obeysRobots: !feed), knowing: first, fetcher) }
        await fetcher.close()
    }

    private func ask(_ request: Request, _ fetcher: Fetcher) async throws -> Download {
        let visit = try await fetcher.visit(request)
        if visit.hops.isEmpty { Output.line("\nGET \(request.url.absoluteString)".printable) }
        for hop in visit.hops { show(hop) }
        switch visit.result {
        case .success(let download):
            show(download)
            return download
        case .failure(let reason):
            throw Failure(.unavailable, "\(reason)\(advice(reason))")
        }
    }

    private func askAgain(_ request: Request, knowing first: Download, _ fetcher: Fetcher) async throws {
        guard first.validators != Validators() else {
            Output.line("\nno validators were given: each poll fetches it whole")
            return
        }
        var request = request
        request.validators = first.validators
        let second = try await ask(request, fetcher)
        let verdict =
            switch (second.isUnchanged, second.body == first.body) {
            case (true, _): "the validators work: nothing is sent again"
            case (_, true): "the same bytes came again: the validators do not work"
            case (_, false): "other bytes came: it has just changed, or is never twice the same"
            }
        Output.line("\n\(verdict)")
    }

    private func advice(_ reason: FetchError) -> String {
        switch reason {
        case .refusedAddress where !allowPrivate: " (here: --allow-private)"
        case .robotsUnavailable, .disallowedByRobots: " (--feed asks without robots.txt, as for feeds)"
        default: ""
        }
    }

    private func show(_ name: String, _ value: String) {
        Output.line((name.padded(to: 14) + "  " + value).printable)
    }

    private func show(_ hop: Hop) {
        Output.line("\nGET \(hop.url.absoluteString)".printable)
        show("robots.txt", hop.robots ?? "not asked")
        for condition in hop.conditions { show("sent", condition) }
        let body = hop.bytes == 0 ? "" : ", \(hop.bytes) bytes unpacked"
        show("answered", "\(hop.status) by \(hop.ip ?? "nobody")\(body)")
        let times = [("connected after", hop.connected), ("first byte", hop.firstByte), ("all", hop.total)]
        show("timing", times.map { "\($0.0) \(milliseconds($0.1))" }.joined(separator: ", "))
        if !hop.refused.isEmpty { show("left out", "private: " + hop.refused.joined(separator: ", ")) }
        if let location = hop.location { show("leads to", location) }
    }

    private func milliseconds(_ time: Duration) -> String {
        time.formatted(.units(allowed: [.milliseconds], width: .narrow, fractionalPart: .show(length: 1)))
    }

    private func show(_ download: Download) {
        show("content type", download.contentType ?? "none")
        show("etag", download.validators.etag ?? "none")
        show("last modified", download.validators.lastModified ?? "none")
        if let fresh = download.freshFor { show("fresh for", "\(fresh.components.seconds) s") }
        if let place = download.movedTo { show("moved to", "\(place.absoluteString), for good") }
        if !download.isUnchanged { show("first bytes", String(decoding: download.body.prefix(200), as: UTF8.self)) }
    }
}
