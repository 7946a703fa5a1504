import Foundation
import Glibc
import Newsroom
import Testing

/// The sample newsroom as a reader on the network sees it.
struct NewsroomTests {
    @Test func `the newsroom has two weeks, and advances to the last of its days`() async throws {
        let newsroom = try Newsroom()
        #expect(newsroom.days.count == 14)
        #expect(newsroom.days.first?.label == "Monday 2 March 2026")
        #expect(newsroom.days.last?.label == "Sunday 15 March 2026")
        var advances = 0
        while await newsroom.advance() { advances += 1 }
        #expect(advances == 13)
        #expect(await newsroom.today == newsroom.days.last)
    }

    @Test func `a story is there from its day on, and in its outlet's feed`() async throws {
        let newsroom = try Newsroom()
        try await NewsroomServer(newsroom).serving { base in
            let path = "/courier/2026/03/04/kenya-floods.html"
            #expect(try await fetch(base, path).status == 404)
            #expect(try await !fetch(base, "/courier/rss.xml").text.contains(path))
            await newsroom.advance()
            await newsroom.advance()
            #expect(try await fetch(base, "/courier/rss.xml").text.contains("<link>\(base)\(path)</link>"))
            let page = try await fetch(base, path)
            #expect(page.status == 200)
            #expect(page.text.contains("Floods have killed 58 people in Kenya since February 20"))
            #expect(page.text.contains("This is fiction"))
        }
    }

    @Test func `a quiet rewriting changes the page and leaves the feed as it was`() async throws {
        let newsroom = try Newsroom()
        try await NewsroomServer(newsroom).serving { base in
            let path = "/two-rivers/news/amman-memoranda"
            for _ in 0..<9 { await newsroom.advance() }
            let before = try await fetch(base, path)
            let feed = try await fetch(base, "/two-rivers/feed.atom")
            #expect(before.text.contains("signed 12 memoranda") == false)
            while await newsroom.today.description < "2026-03-12" { await newsroom.advance() }
            let after = try await fetch(base, path, etag: before.etag)
            #expect(after.status == 200)
            #expect(after.text.contains("signed 12 memoranda"))
            let entry = "<updated>2026-03-10T18:25:00+03:00</updated>"
            #expect(feed.text.contains(entry))
            #expect(try await fetch(base, "/two-rivers/feed.atom").text.contains(entry))
        }
    }

    @Test(arguments: ["/courier/rss.xml", "/two-rivers/feed.atom", "/relief-office/situation.html", "/two-rivers/news/kenya-rains"])
    func `what has not changed is not sent again`(path: String) async throws {
        let newsroom = try Newsroom()
        try await NewsroomServer(newsroom).serving { base in
            let first = try await fetch(base, path)
            #expect(first.status == 200)
            #expect(try await fetch(base, path, etag: first.etag).status == 304)
            #expect(try await fetch(base, path, modified: first.lastModified).status == 304)
            #expect(try await fetch(base, path, etag: "\"another\"", modified: first.lastModified).status == 200)
            #expect(await newsroom.requests[path] == 4)
        }
    }

    @Test func `the newsroom knows when all sources were polled and everything new was read`() async throws {
        let newsroom = try Newsroom()
        try await NewsroomServer(newsroom).serving { base in
            for path in ["/courier/rss.xml", "/two-rivers/feed.atom", "/relief-office/situation.html"] {
                _ = try await fetch(base, path)
            }
            try await newsroom.allPolled()
            for path in ["/courier/2026/03/02/earthquake-van.html", "/two-rivers/news/kenya-rains"] {
                _ = try await fetch(base, path)
            }
            try await newsroom.allRead()
            await newsroom.advance()
            await #expect(throws: CancellationError.self) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await newsroom.allPolled() }
                    group.cancelAll()
                    try await group.waitForAll()
                }
            }
        }
    }

    @Test func `what must be told is a table by day, and every day's papers bear it out`() async throws {
        let changes = try Newsroom.expectedChanges()
        let newsroom = try Newsroom()
        #expect(changes.count == 31)
        #expect(changes.map(\.day) == changes.map(\.day).sorted())
        #expect(Set(changes.map(\.day)) == Set(newsroom.days))
        let kinds: Set = ["first", "rise", "fall", "edited", "disagreement_opened", "disagreement_closed", "switched"]
        #expect(Set(changes.map(\.change)) == kinds)
        try await NewsroomServer(newsroom).serving { base in
            repeat {
                let today = await newsroom.today
                let text = try await news(of: today, from: base)
                for change in changes where change.day == today {
                    #expect(text.contains(change.value.inNews), "\(change.figure) \(today)")
                }
            } while await newsroom.advance()
        }
    }

    @Test func `the wire story of two outlets is nearly one text`() async throws {
        let newsroom = try Newsroom()
        await newsroom.advance()
        try await NewsroomServer(newsroom).serving { base in
            let one = try await paragraphs(base, "/courier/2026/03/03/earthquake-van-toll.html")
            let other = try await paragraphs(base, "/two-rivers/news/van-quake-toll")
            #expect(one.intersection(other).count >= 7)
            #expect(one != other)
        }
    }

    @Test func `a port that is taken is said to be taken`() async throws {
        let newsroom = try Newsroom()
        try await NewsroomServer(newsroom).serving { base in
            let taken = NewsroomServer(newsroom, port: base.port ?? 0)
            let error = await #expect(throws: NewsroomError.self) {
                try await taken.serving { _ in }
            }
            #expect(error?.description.contains("cannot listen on 127.0.0.1:\(base.port ?? 0)") == true)
        }
    }
}

extension Decimal {
    /// As the papers write it: 128000 is "128,000", 180000000 is "$180 million".
    fileprivate var inNews: String {
        if self >= 1_000_000 { return "$\(self / 1_000_000) million" }
        let digits = "\(self)"
        return digits.count > 3 ? digits.dropLast(3) + "," + digits.suffix(3) : digits
    }
}

/// Everything that a day's papers print for the first time, whatever its address.
private func news(of day: NewsDay, from base: URL) async throws -> String {
    let index = try await fetch(base, "/").text
    let paths = index.matches(of: /<li>(\d{4}-\d{2}-\d{2}) <a href="([^"]+)">/).filter { $0.1 == day.description }.map { String($0.2) }
    var text = ""
    for path in paths {
        text += try await fetch(base, path).text
    }
    return text
}

/// The paragraphs of a page, with plain quotation marks.
private func paragraphs(_ base: URL, _ path: String) async throws -> Set<String> {
    let plain = try await fetch(base, path).text.replacing(/[“”]|&quot;/, with: "\"").replacing(/’|&#39;/, with: "'")
    return Set(plain.matches(of: /<p>([^<]+)<\/p>/).map { String($0.1) })
}

/// What a server on loopback answered.
private struct Answer {
    let status: Int
    let text: String
    let etag: String?
    let lastModified: String?
}

/// Asks over a plain socket, one request a connection: the tests need no HTTP library of their own.
private func fetch(_ base: URL, _ path: String, etag: String? = nil, modified: String? = nil) async throws -> Answer {
    var lines = ["GET \(path) HTTP/1.1", "Host: 127.0.0.1:\(base.port ?? 0)", "Connection: close"]
    if let etag { lines.append("If-None-Match: \(etag)") }
    if let modified { lines.append("If-Modified-Since: \(modified)") }
    let request = lines.joined(separator: "\r\n") + "\r\n\r\n"
    let port = UInt16(base.port ?? 0)
    let raw = try await withCheckedThrowingContinuation { waiting in
        // A thread of its own: a blocking call must not hold one of those on which the server answers.
        Thread.detachNewThread { waiting.resume(with: Result { try exchange(request, port: port) }) }
    }
    let parts = raw.split(separator: "\r\n\r\n", maxSplits: 1)
    let head = parts.first?.split(separator: "\r\n") ?? []
    func header(_ name: String) -> String? {
        head.first { $0.lowercased().hasPrefix(name + ":") }.map { $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces) }
    }
    let status = head.first.flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Int($0) } ?? 0
    return Answer(
        status: status, text: parts.count > 1 ? String(parts[1]) : "", etag: header("etag"), lastModified: header("last-modified"))
}

private func exchange(_ request: String, port: UInt16) throws -> String {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
    guard connected == 0 else { throw POSIXError(.ECONNREFUSED) }
    let bytes = Array(request.utf8)
    guard send(socket, bytes, bytes.count, 0) == bytes.count else { throw POSIXError(.EPIPE) }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
        let count = recv(socket, &buffer, buffer.count, 0)
        guard count > 0 else { break }
        answer += buffer[..<count]
    }
    return String(decoding: answer, as: UTF8.self)
}
