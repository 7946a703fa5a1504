import Comparison
import Figures
import Foundation
import GRDB
import Testing

@testable import Storage

@Test func `an alert is told once by each hand`() throws {
    let desk = try Newsdesk()
    try desk.tell(12)
    try desk.archive.employ(["journal", "hook"])
    try desk.tell(14, days: 1, page: "2")
    let (journal, hook) = (try desk.untold(), try desk.archive.untold(by: "hook", at: .distantFuture))
    #expect(journal.map(\.change.summary) == ["first nothing → 12", "rise 12 → 14"])
    #expect(hook == [journal[1]], "a new hand hears what comes after it")
    try desk.archive.told(journal.map(\.id), at: Newsdesk.start)
    #expect(try desk.untold().isEmpty)
    #expect(try desk.archive.untold(by: "hook", at: .distantFuture) == hook)
}

@Test func `what a hand fails to tell waits, then is given up`() throws {
    let desk = try Newsdesk()
    try desk.tell(12)
    let alert = try #require(try desk.untold().first)
    let later = Newsdesk.start + 60
    try desk.archive.putOff(by: "journal", reason: "500", tried: [alert.id], next: later, at: Newsdesk.start)
    #expect(try desk.archive.tries(of: [alert.id], by: "journal") == 1)
    #expect(try desk.archive.untold(at: Newsdesk.start).isEmpty)
    #expect(try desk.archive.untold(at: later) == [alert])
    try desk.archive.putOff(by: "journal", reason: "500", tried: [alert.id], next: nil, at: later)
    #expect(try desk.untold().isEmpty)
}

@Test func `an outcome is kept as a change, and nobody is alerted`() throws {
    let desk = try Newsdesk()
    let read = desk.read(12, by: "ministry", seen: Newsdesk.start, outlet: "Wire", page: "1")
    let claims = desk.claims(in: read.article)
    let recorded = try desk.archive.record(
        read, claims: claims, observations: Newsdesk.observations(claims, read.article, read.seen)
    ) { new, figure, _ in
        let change = Change(
            .outcome, severity: .info, figure: figure.name, claimant: new[0].claimant, quantity: new[0].quantity,
            previous: Quantity(15), outlet: new[0].outlet, url: new[0].url, quote: new[0].quote, asOf: new[0].asOf)
        return Outcome(changes: [change], points: [0])
    }
    #expect(recorded.changes.map(\.what) == [.outcome])
    #expect(try desk.untold().isEmpty)
    #expect(try desk.values("SELECT what FROM changes") == ["outcome"])
}

// MARK: Rebuilding

@Test func `a rebuild gives the series anew, and tells nothing`() throws {
    let desk = try Newsdesk(.stock)
    for (day, value) in [100, 104, 104, 103].enumerated() {
        try desk.tell(value, days: Double(day), page: "\(day)")
    }
    try desk.tell(150, by: "army", days: 3.1, page: "army")
    try desk.tell(99, days: 3.2, page: "3")
    let sql = "SELECT claimant || value || as_of || coalesce(withdrawn, '') || last_seen FROM history ORDER BY 1"
    let (before, alerts) = (try desk.values(sql), try desk.untold())
    let told = try desk.values("SELECT id || coalesce(closed, '-') FROM disagreement ORDER BY id")
    var progress: [Int] = []
    let count = try desk.archive.rebuild(
        desk.figure, matching: Newsdesk.observations, comparing: changes(_:to:standing:), at: Newsdesk.start + 9e5
    ) { done, all in
        progress.append(done)
        #expect(all == 6)
    }
    #expect(count == 6 && progress == [1, 2, 3, 4, 5, 6])
    #expect(try desk.values(sql) == before)
    #expect(try desk.untold() == alerts)
    #expect(try desk.values("SELECT id || coalesce(closed, '-') FROM disagreement ORDER BY id") == told)
    #expect(try desk.archive.unfilled().isEmpty)
    #expect(try desk.tell(105, days: 9, page: "9").changes.map(\.summary) == ["rise 99 → 105", "disagreement_closed 150 → 105"])
}

@Test func `a page that is gone states nothing after a rebuild either`() throws {
    let desk = try Newsdesk()
    try desk.tell(12)
    _ = try desk.archive.vanished(Newsdesk.address("https://wire.example/1"), at: Newsdesk.start + 60, comparing: changes(_:to:standing:))
    try desk.archive.rebuild(desk.figure, matching: Newsdesk.observations, comparing: changes(_:to:standing:), at: Newsdesk.start + 99)
    #expect(try desk.values("SELECT value FROM figures_now").isEmpty)
}

@Test func `a number that left its text is withdrawn after a rebuild too`() throws {
    let desk = try Newsdesk()
    try desk.tell(12)
    try desk.tell(nil, days: 0.5)
    try desk.archive.rebuild(desk.figure, matching: Newsdesk.observations, comparing: changes(_:to:standing:), at: Newsdesk.start + 99)
    #expect(try desk.values("SELECT value FROM history") == ["12"])
    #expect(try desk.values("SELECT value FROM figures_now").isEmpty)
}

@Test func `kept texts can be read anew`() throws {
    let desk = try Newsdesk()
    try desk.tell(12, body: "Zwölf Tote — ١٢ قتيلا — 十二人死亡.\nMore.")
    let kept = try #require(try desk.archive.versions().first)
    #expect(kept.article.text.hasSuffix("十二人死亡.\nMore."))
    #expect(kept.article.authors == ["A. Writer"])
    #expect(kept.claims == desk.claims(in: kept.article))
    #expect(try desk.archive.versions(after: kept.id).isEmpty)
    var claim = kept.claims[0]
    claim.quantity = Quantity(13)
    claim.quote = "another reading"
    try desk.archive.replaceClaims(of: kept.id, with: [claim])
    #expect(try desk.archive.unfilled() == [desk.figure])
    #expect(try desk.values("SELECT value FROM claim") == ["13"])
    #expect(try desk.values("SELECT rowid FROM claimText('reading')").count == 1)
    #expect(try desk.values("SELECT rowid FROM claimText('ministry')").isEmpty)
}
