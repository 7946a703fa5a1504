import Figures
import Foundation
import GRDB
import Testing

@testable import Storage

private let start = Newsdesk.start
private let hour: TimeInterval = 3600

@Test func `a source has its turn, and a failure names its reason once`() throws {
    let desk = try Newsdesk()
    let archive = desk.archive
    #expect(try archive.dueSources(at: start, limit: 9).map(\.name) == ["wire"])
    try archive.willPoll("wire", next: start + hour)
    #expect(try archive.dueSources(at: start, limit: 9).isEmpty)
    #expect(try archive.dueSources(at: start + hour, limit: 9).map(\.name) == ["wire"])
    let good = Poll.success(Validators(etag: "\"a\""), hash: "h", next: start + hour)
    #expect(try archive.polled("wire", good, at: start) == .none)
    let bad = Poll.failed(reason: "cannot resolve wire.example", next: start + 2 * hour)
    #expect(try archive.polled("wire", bad, at: start + hour) == .failed(reason: "cannot resolve wire.example"))
    #expect(try archive.polled("wire", bad, at: start + hour) == .none)
    let due = try #require(try archive.dueSources(at: start + 2 * hour, limit: 9).first)
    #expect(due.validators == Validators(etag: "\"a\"") && due.bodyHash == "h" && due.failures == 2)
    #expect(try archive.polled("wire", .unchanged(next: start + 3 * hour), at: start + 2 * hour) == .recovered(afterFailures: 2))
    #expect(try archive.polled("wire", .gone, at: start + 3 * hour) == .gone)
    #expect(try archive.dueSources(at: start + 900 * hour, limit: 9).isEmpty)
    #expect(throws: ArchiveError.unknown("there is no source courier")) { try archive.polled("courier", .gone, at: start) }
}

@Test func `settings that change keep what is known`() throws {
    let desk = try Newsdesk()
    _ = try desk.archive.polled("wire", .success(Validators(etag: "e"), hash: "h", next: start + hour), at: start)
    try desk.tell(12)
    #expect(try desk.archive.register([], figures: [], at: start + hour).isEmpty)
    #expect(try desk.archive.dueSources(at: start + 9 * hour, limit: 9).isEmpty)
    #expect(try desk.values("SELECT value FROM figures_now").isEmpty)
    _ = try desk.archive.register([Newsdesk.source], figures: [desk.figure], at: start + 2 * hour)
    #expect(try desk.archive.dueSources(at: start + 9 * hour, limit: 9).map(\.bodyHash) == ["h"])
    #expect(try desk.values("SELECT value FROM figures_now") == ["12"])
    let moved = Source(name: "wire", url: Newsdesk.address("https://wire.example/new"), outlet: "Wire")
    _ = try desk.archive.register([moved], figures: [desk.figure], at: start + 3 * hour)
    let due = try #require(try desk.archive.dueSources(at: start + 3 * hour, limit: 9).first)
    #expect(due.bodyHash == nil && due.validators == Validators() && due.url == moved.url)
}

@Test func `a figure asks to be filled when it is new, or means something else`() throws {
    let desk = try Newsdesk()
    func register(title: String, place: String?) throws -> [String] {
        let figure = Figure(name: "toll", title: title, kind: .killed, measure: .cumulative, place: place)
        return try desk.archive.register([Newsdesk.source], figures: [figure], at: start).map(\.name)
    }
    #expect(try register(title: "Toll", place: nil) == ["toll"])
    try desk.archive.rebuild(desk.figure, matching: Newsdesk.observations, comparing: { _, _, _ in Outcome() }, at: start)
    #expect(try register(title: "The toll", place: nil) == [])
    #expect(try register(title: "The toll", place: "Iraq") == ["toll"])
    try desk.archive.rebuild(desk.figure, matching: Newsdesk.observations, comparing: { _, _, _ in Outcome() }, at: start)
    try desk.archive.write { try $0.execute(sql: "UPDATE figure SET definition = '{}'") }
    #expect(try register(title: "The toll", place: "Iraq") == ["toll"], "as another version wrote it, it is read anew")
}

@Test func `a clock that was set back leaves no source waiting`() throws {
    let desk = try Newsdesk()
    try desk.archive.willPoll("wire", next: start + 9000 * hour)
    _ = try desk.archive.register([Newsdesk.source], figures: [], at: start)
    #expect(try desk.archive.dueSources(at: start + 24 * hour - 1, limit: 9).isEmpty)
    #expect(try desk.archive.dueSources(at: start + 24 * hour, limit: 9).map(\.name) == ["wire"])
}

@Test func `a permanent redirect is believed after three answers and a day`() throws {
    let desk = try Newsdesk()
    let new = Newsdesk.address("https://www.wire.example/rss")
    func poll(_ hours: Double, _ url: URL?) throws -> Transition {
        let next = start + (hours + 1) * hour
        return try desk.archive.polled("wire", .success(Validators(), hash: "h", next: next, movedTo: url), at: start + hours * hour)
    }
    #expect(try poll(0, new) == .none)
    #expect(try poll(12, Newsdesk.address("https://stranger.test/feed")) == .none)
    for hours in [13.0, 14, 15, 36] { #expect(try poll(hours, new) == .none) }
    #expect(try desk.archive.dueSources(at: start + 40 * hour, limit: 1).map(\.url) == [Newsdesk.source.url])
    #expect(try poll(38, new) == .moved(to: new))
    #expect(try desk.archive.dueSources(at: start + 40 * hour, limit: 1).map(\.url) == [new])
    #expect(try poll(41, nil) == .none)
    #expect(try desk.archive.dueSources(at: start + 50 * hour, limit: 1).map(\.url) == [new])
}

@Test func `a server that asks us to wait is remembered`() throws {
    let desk = try Newsdesk()
    try desk.archive.pause("wire.example", until: start + hour)
    #expect(try desk.archive.pauses(at: start) == ["wire.example": start + hour])
    #expect(try desk.archive.pauses(at: start + hour).isEmpty)
}

@Test func `an article is visited again, then left alone`() throws {
    let desk = try Newsdesk()
    try desk.tell(12)
    let visit = try #require(try desk.archive.dueVisits(at: start + hour, limit: 9).first)
    #expect(visit.source == "wire" && visit.visits == 1 && visit.outlet == "Wire")
    try desk.archive.willVisit(visit.url, next: start + 5 * hour)
    #expect(try desk.archive.dueVisits(at: start + hour, limit: 9).isEmpty)
    try desk.archive.unchanged(visit.url, at: start + 5 * hour, nextVisit: nil)
    #expect(try desk.archive.dueVisits(at: start + 900 * hour, limit: 9).isEmpty)
}

@Test func `what a source led to waits while the source is not watched`() throws {
    let desk = try Newsdesk()
    try desk.tell(12)
    _ = try desk.archive.list([entry("a", link: "https://wire.example/1")], of: "wire", at: start)
    _ = try desk.archive.register([], figures: [desk.figure], at: start + hour)
    #expect(try desk.archive.dueVisits(at: start + 2 * hour, limit: 9).isEmpty)
    #expect(try desk.archive.dueEntries(at: start + 2 * hour, limit: 9).isEmpty)
    #expect(try desk.archive.standing(at: start + 2 * hour).waiting == 0)
    _ = try desk.archive.register([Newsdesk.source], figures: [desk.figure], at: start + 3 * hour)
    #expect(try desk.archive.dueVisits(at: start + 3 * hour, limit: 9).count == 1)
    #expect(try desk.archive.dueEntries(at: start + 3 * hour, limit: 9).count == 1)
}

// MARK: Entries

private func entry(_ id: String, link: String? = nil, updated: Date? = nil) -> Entry {
    Entry(id: id, link: link.map(Newsdesk.address), title: id, updated: updated)
}

@Test func `an entry waits until its article is read, over a restart too`() throws {
    let desk = try Newsdesk()
    let entries = [entry("a", link: "https://wire.example/1"), entry("b", link: "https://wire.example/2")]
    #expect(try desk.archive.list(entries + [entries[0]], of: "wire", at: start).unseen == entries)
    #expect(try desk.archive.list(entries, of: "wire", at: start).unseen == entries, "not read yet: still to be read")
    var read = desk.read(12, by: "ministry", seen: start, outlet: "Wire", page: "1")
    read.entry = entries[0]
    _ = try desk.archive.record(read, claims: [], observations: [], comparing: { _, _, _ in Outcome() })
    #expect(try desk.archive.list(entries, of: "wire", at: start).unseen == [entries[1]])
    #expect(try desk.archive.dueEntries(at: start, limit: 9).map(\.entry) == [entries[1]])
}

@Test func `an entry that cannot be read is tried again, then given up`() throws {
    let desk = try Newsdesk()
    let one = entry("a", link: "https://wire.example/1")
    _ = try desk.archive.list([one], of: "wire", at: start)
    try desk.archive.willTry(one, of: "wire", next: start + hour)
    #expect(try desk.archive.list([one], of: "wire", at: start + 60).unseen.isEmpty)
    try desk.archive.failed(one, of: "wire", reason: "404", next: start + 2 * hour)
    #expect(try desk.archive.dueEntries(at: start + hour, limit: 9).isEmpty)
    let due = try #require(try desk.archive.dueEntries(at: start + 2 * hour, limit: 9).first)
    #expect(due.entry == one && due.tries == 1 && due.source == "wire")
    try desk.archive.failed(one, of: "wire", reason: "404", next: nil)
    #expect(try desk.archive.list([one], of: "wire", at: start + 900 * hour).unseen.isEmpty)
}

@Test func `an entry is known by its link when its id changes, and read again when it is updated`() throws {
    let desk = try Newsdesk()
    let first = entry("a1", link: "https://wire.example/1")
    _ = try desk.archive.list([first], of: "wire", at: start)
    try desk.archive.failed(first, of: "wire", reason: "read", next: nil)
    #expect(try desk.archive.list([entry("a2", link: "https://wire.example/1")], of: "wire", at: start + 60).unseen.isEmpty)
    let updated = entry("a3", link: "https://wire.example/1", updated: start + hour)
    #expect(try desk.archive.list([updated], of: "wire", at: start + 2 * hour).unseen == [updated])
    try desk.archive.failed(updated, of: "wire", reason: "read", next: nil)
    #expect(try desk.archive.list([updated], of: "wire", at: start + 3 * hour).unseen.isEmpty)
}

@Test func `what no feed lists any more is forgotten`() throws {
    let desk = try Newsdesk()
    let (old, waiting) = (entry("old"), entry("waiting"))
    _ = try desk.archive.list([old, waiting], of: "wire", at: start)
    try desk.archive.failed(old, of: "wire", reason: "no link", next: nil)
    try desk.archive.tidy(at: start + 91 * Newsdesk.day, checking: true)
    #expect(try desk.values("SELECT id FROM entry") == ["waiting"])
}

@Test func `ten thousand sources that are due at the start are spread over their interval, the longest waiting first`() throws {
    let desk = try Newsdesk()
    let sources = (0..<10_000).map { number in
        Source(name: "source-\(number)", url: Newsdesk.address("https://wire.example/\(number)"), outlet: "Wire", every: .seconds(1800))
    }
    _ = try desk.archive.register(sources, figures: [], at: start)
    let turns = try desk.archive.database.read {
        try Int64.fetchAll($0, sql: "SELECT nextPoll FROM source WHERE isActive = 1 ORDER BY nextPoll")
    }
    #expect(turns.count == 10_000)
    #expect(turns.count { $0 <= start.instant } == 50)
    for minute in 1...30 {
        let begun = turns.count { $0 > start.instant && $0 <= start.instant + Int64(minute) * 60_000 }
        #expect((9950 * minute / 30 - 2...9950 * minute / 30 + 2).contains(begun))
    }
    let last = try #require(try desk.values("SELECT name FROM source ORDER BY nextPoll DESC LIMIT 1").first)
    _ = try desk.archive.register(sources, figures: [], at: start + 10 * hour)
    let again = try desk.values("SELECT name FROM source ORDER BY nextPoll DESC LIMIT 1")
    #expect(again == [last], "who had waited longest comes first, who had waited least comes last")
}

@Test func `what a poll has shown of a source's ways is kept, and forgotten with its address`() throws {
    let desk = try Newsdesk()
    var ways = Ways(tally: Tally(news: 2.5, seconds: 7000), pace: .seconds(900))
    ways.cameWhole = true
    ways.isRepeat = true
    for _ in 0..<3 { _ = try desk.archive.polled("wire", .unchanged(next: start), ways: ways, at: start) }
    ways = Ways(tally: Tally(news: 2, seconds: 6000), pace: .seconds(1200))
    ways.hasLied = true
    #expect(try desk.values("SELECT repeats FROM source") == ["3"])
    _ = try desk.archive.polled("wire", .unchanged(next: start), ways: ways, at: start + hour)
    let due = try #require(try desk.archive.dueSources(at: start, limit: 1).first)
    #expect(due.tally == Tally(news: 2, seconds: 6000) && due.wholeAt == start && due.liedAt == start + hour)
    #expect(try desk.values("SELECT pace || ' ' || repeats FROM source") == ["1200000 0"])
    let moved = Source(name: "wire", url: Newsdesk.address("https://wire.example/new"), outlet: "Wire")
    _ = try desk.archive.register([moved], figures: [], at: start)
    let anew = try #require(try desk.archive.dueSources(at: start, limit: 1).first)
    #expect(anew.tally == Tally() && anew.wholeAt == nil && anew.liedAt == nil)
}
