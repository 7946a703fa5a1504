import Figures
import Foundation

/// A download on its way from hop to hop.
struct Journey {
    private let request: Request
    private let fetcher: Fetcher
    private(set) var hops: [Hop] = []
    /// What is left of the total time; waiting for a turn does not count.
    private var remaining: Duration
    /// Where permanent redirects have led, while there were no others.
    private var movedTo: WebAddress?
    private var isPermanent = true

    private var settings: FetchSettings { fetcher.settings }

    init(_ request: Request, fetcher: Fetcher) {
        self.request = request
        self.fetcher = fetcher
        remaining = fetcher.settings.totalTimeout
    }

    mutating func download() async throws -> Download {
        let start = try WebAddress(request.url)
        var address = start
        for _ in 0...settings.maximumRedirects {
            let isConditional = address.isSameHost(as: start) && !conditions.isEmpty
            let response = try await response(at: address, headers: isConditional ? conditions : [])
            guard let location = location(in: response) else {
                return try download(response, at: address, isConditional: isConditional)
            }
            address = try address.redirected(to: location)
            isPermanent = isPermanent && (response.status == 301 || response.status == 308)
            if isPermanent { movedTo = address }
        }
        throw FetchError.tooManyRedirects(settings.maximumRedirects)
    }

    /// One hop: robots.txt is asked, the turn awaited, the call made.
    private mutating func response(at address: WebAddress, headers: [String]) async throws -> Response {
        let robots = try await fetcher.robotsVerdict(for: address, request)
        guard remaining > .zero else { throw FetchError.tooSlow("the redirects took too long") }
        let call = Call(
            address: address, headers: headers, allowPrivate: request.allowPrivate,
            maximumBytes: request.maximumBytes ?? settings.maximumBytes, timeout: remaining)
        let response: Response
        do {
            response = try await fetcher.response(to: call)
        } catch FetchError.refusedAddress(let ip) where !hops.isEmpty {
            throw FetchError.refusedRedirect("to the private address \(ip)")
        }
        remaining -= response.total
        hops.append(try Hop(response, at: url(of: address), conditions: headers, robots: robots))
        return response
    }

    /// The headers that make the request conditional (RFC 9110 §13.1); a validator that cannot be sent as it is, is not sent.
    private var conditions: [String] {
        let etag = request.validators.etag.map { ("If-None-Match", $0) }
        let lastModified = request.validators.lastModified.map { ("If-Modified-Since", $0) }
        return [etag, lastModified].compactMap { $0 }.filter { isHeaderSafe($0.1) }.map { "\($0.0): \($0.1)" }
    }

    /// Foundation's reading of an address; that of the request is there already.
    private func url(of address: WebAddress) throws(FetchError) -> URL {
        address.text == request.url.absoluteString ? request.url : try address.url()
    }

    private func location(in response: Response) -> [UInt8]? {
        guard [301, 302, 303, 307, 308].contains(response.status) else { return nil }
        return response.headers.bytes(.location)
    }

    /// The last answer as a download, if it is one.
    private func download(_ response: Response, at address: WebAddress, isConditional: Bool) throws(FetchError) -> Download {
        let now = Date.now
        let headers = response.headers
        let retryAfter = CacheHeaders.retryAfter(headers.text(.retryAfter), now: now)
        try check(response, retryAfter: retryAfter, isConditional: isConditional)
        let freshness = CacheHeaders.freshness(
            cacheControl: headers.text(.cacheControl), expires: headers.text(.expires), date: headers.text(.date),
            age: headers.text(.age), now: now)
        return Download(
            url: try url(of: address), status: response.status, body: response.body, contentType: headers.text(.contentType),
            validators: validators(in: response),
            freshFor: retryAfter ?? freshness, movedTo: try movedTo?.url(), fetched: now)
    }

    /// What the answer gave; where nothing has changed, what it does not repeat still holds (RFC 9111 §4.3.4).
    ///
    /// What was modified in the second in which it was sent may be modified in it once more, which its date alone would not tell
    /// (RFC 9110 §8.8.2.2): such a date is not kept.
    private func validators(in response: Response) -> Validators {
        let (headers, known) = (response.headers, response.status == 304 ? request.validators : Validators())
        let etag = headers.text(.etag) ?? known.etag
        let isDateWeak = etag == nil && response.status != 304 && headers.text(.lastModified) == headers.text(.date)
        return Validators(etag: etag, lastModified: isDateWeak ? nil : headers.text(.lastModified) ?? known.lastModified)
    }

    private func check(_ response: Response, retryAfter: Duration?, isConditional: Bool) throws(FetchError) {
        switch response.status {
        case 304 where isConditional: return
        case 304: throw .unaskedNotModified
        case 204, 205, 206: throw .empty(status: response.status)
        case 200...299 where response.body.isEmpty: throw .empty(status: response.status)
        case 200...299: return
        case 410: throw .gone
        default: throw .status(response.status, retryAfter: retryAfter)
        }
    }
}

extension Hop {
    init(_ response: Response, at url: URL, conditions: [String], robots: String?) {
        self.init(
            url: url, status: response.status, ip: response.ip?.description, refused: response.refused.map(\.description),
            connected: response.connected, firstByte: response.firstByte, total: response.total, bytes: response.body.count,
            conditions: conditions, location: (300...399).contains(response.status) ? response.headers.text(.location) : nil, robots: robots
        )
    }
}

extension Fetcher {
    /// Makes one call when it is its host's turn, and minds what the host asks for.
    func response(to call: Call) async throws -> Response {
        let host = call.address.authority
        if settings.proxy != nil, !call.allowPrivate, let ip = IPAddress(call.address.host), ip.isSpecial {
            throw FetchError.refusedAddress(ip: ip.description)
        }
        return try await politeness.turn(at: host, allowPrivate: call.allowPrivate) { lane in
            let response = try await loop.response(to: call)
            if let ip = response.ip { lane.note(isPrivate: ip.isSpecial) }
            if response.status == 429 || response.status == 503,
                let wait = CacheHeaders.retryAfter(response.headers.text(.retryAfter), now: .now)
            {
                lane.hold(for: wait)
            }
            return response
        }
    }
}
