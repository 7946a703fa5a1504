import Comparison
import Figures
import Foundation
import GRDB
import Testing

@testable import Storage

@Test func `alerts are acknowledged beside the daemon, all of them or none`() throws {
    let desk = try Newsdesk()
    try desk.tell(12)
    try desk.tell(14, days: 1, page: "2")
    try desk.tell(9, by: "army", days: 1, page: "3")
    let alerts = try desk.untold().map(\.id)
    #expect(alerts.count == 4)
    let second = try AcknowledgementDesk(desk.archive.file)
    #expect(throws: ArchiveError.self) { try second.acknowledge(.alerts([alerts[0], 999]), at: Newsdesk.start) }
    #expect(try desk.values("SELECT alert FROM acknowledgement").isEmpty)
    #expect(try second.acknowledge(.alerts([alerts[0]]), note: "seen", at: Newsdesk.start) == 1)
    #expect(try second.acknowledge(.figure("toll"), at: Newsdesk.start + 60) == 3)
    #expect(try second.acknowledge(.all, at: Newsdesk.start + 120) == 0)
    #expect(try desk.values("SELECT note FROM acknowledgement WHERE note <> ''") == ["seen"])
    #expect(throws: ArchiveError.self) { try second.acknowledge(.figure("tol"), at: Newsdesk.start) }
    // The daemon's own connection goes on writing, and an acknowledged disagreement is told again once a number in it moves.
    let moved = try desk.tell(8, by: "army", days: 2, page: "4")
    #expect(moved.changes.map(\.what).contains(.disagreementOpened))
}

@Test func `nobody acknowledges anything in a file that is no archive`() throws {
    let folder = try Newsdesk.folder()
    let file = folder.appending(path: "text")
    try Data("not a database at all".utf8).write(to: file)
    #expect(throws: ArchiveError.foreign(file)) { try AcknowledgementDesk(file) }
    let none = folder.appending(path: "none")
    #expect(throws: ArchiveError.missing(none)) { try AcknowledgementDesk(none) }
    try FileManager.default.removeItem(at: folder)
}

@Test func `what happens in a quiet time waits for its end`() throws {
    // Noon is quiet until one.
    let desk = try Newsdesk(alert: AlertRule(quiet: QuietTime(begin: 720, end: 780, zone: "UTC")))
    try desk.tell(12)
    #expect(try desk.archive.untold(at: Newsdesk.start + 3599).isEmpty)
    #expect(try desk.archive.untold(at: Newsdesk.start + 3600).count == 1)
}

@Test func `a hand hears what is as urgent as it asks for`() throws {
    let desk = try Newsdesk()
    try desk.archive.employ(["journal": .info, "pager": .warning])
    try desk.tell(12)
    try desk.tell(9, days: 1, page: "2")
    #expect(try desk.untold().map(\.change.what) == [.first, .fall])
    #expect(try desk.archive.untold(by: "pager", at: .distantFuture).map(\.change.what) == [.fall])
    try desk.archive.employ(["journal": .info])
    #expect(try desk.archive.untold(by: "pager", at: .distantFuture).isEmpty, "nobody is there to hear it")
}

@Test func `all that waits for a hand is put off with what it did not take`() throws {
    let desk = try Newsdesk()
    try desk.tell(12)
    try desk.tell(14, days: 1, page: "2")
    let alerts = try desk.untold().map(\.id)
    let now = Newsdesk.start
    try desk.archive.putOff(by: "journal", reason: "500", tried: [alerts[0]], next: now + 10, at: now)
    #expect(try desk.archive.untold(at: now + 9).isEmpty)
    #expect(try desk.archive.untold(at: now + 10).count == 2)
    #expect(try desk.archive.tries(of: [alerts[0]], by: "journal") == 1)
    #expect(try desk.archive.tries(of: [alerts[1]], by: "journal") == 0)
}

@Test func `a page rewritten in place for each day is filled again as it was`() throws {
    let desk = try Newsdesk()
    for (day, value) in [12, 15, 19, 17].enumerated() {
        try desk.tell(value, days: Double(day), page: "report")
    }
    let series = "SELECT as_of || ' ' || value || ' ' || coalesce(withdrawn, 'stands') FROM history ORDER BY as_of"
    let before = try desk.values(series)
    #expect(before.count == 4)
    let changes = try desk.values("SELECT what || value FROM change ORDER BY id")
    let matching: Accepting = { claims, article, seen in Newsdesk.observations(claims, article, seen) }
    try desk.archive.rebuild(desk.figure, matching: matching, comparing: changes(_:to:standing:), at: Newsdesk.start)
    #expect(try desk.values(series) == before)
    #expect(try desk.values("SELECT what || value FROM change ORDER BY id") == changes)
}

@Test func `texts read anew put figures of the old and of the new kinds in line to be filled`() throws {
    let desk = try Newsdesk()
    try desk.tell(12)
    let version = try #require(try desk.archive.versions().first)
    try desk.archive.rebuild(
        desk.figure, matching: Newsdesk.observations, comparing: changes(_:to:standing:), at: Newsdesk.start)
    #expect(try desk.archive.unfilled().isEmpty)
    let state = Rereading(lexicon: "abc", last: version.id)
    try desk.archive.reread([version.id: []], upTo: state)
    #expect(try desk.archive.unfilled().map(\.name) == ["toll"])
    #expect(try desk.archive.rereading() == state)
    try desk.archive.finishRereading(state)
    #expect(try desk.archive.rereading()?.isDone == true)
    #expect(try desk.archive.versionCount(after: 0) == (left: 1, all: 1))
}
