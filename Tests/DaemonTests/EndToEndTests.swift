import Foundation
import GRDB
import Newsroom
import Testing

/// The built daemon over the sample newsroom, with libcurl, a real store, and whatever may happen to a process.
@Suite(.serialized) struct EndToEndTests {
    @Test func `two weeks of news become figures, changes and alerts, and kill -9 at any moment alters none of it`() async throws {
        async let quiet = Desk.afterTwoWeeks(killing: false)
        async let killed = Desk.afterTwoWeeks(killing: true)
        let (undisturbed, disturbed) = try await (quiet, killed)
        defer {
            undisturbed.remove()
            disturbed.remove()
        }
        try checkTruth(of: undisturbed)
        try check(disturbed, against: undisturbed)
    }

    /// Everything that the newsroom's editors say must be told was told, once.
    private func checkTruth(of desk: Desk) throws {
        let store = try desk.store()
        let changes = try store.changes()
        for expected in try Newsroom.expectedChanges() {
            #expect(
                changes.contains { $0.is(expected) },
                "\(expected.day): \(expected.figure) \(expected.change) \(expected.claimant) \(expected.value)")
        }
        #expect(try store.count("SELECT count(*) FROM article WHERE report <> id") >= 1, "no wire story was taken for a copy")
        #expect(try store.count("SELECT count(*) FROM version WHERE number > 1") >= 1, "no rewriting was seen")
        #expect(try store.toldTwice(in: desk.log()).isEmpty)
        #expect(try store.count("SELECT count(*) FROM delivery WHERE told IS NULL") == 0)
    }

    /// Nothing lost, nothing invented, nothing told twice.
    private func check(_ killed: Desk, against undisturbed: Desk) throws {
        let (one, other) = (try undisturbed.store(), try killed.store())
        #expect(killed.kills == 14)
        #expect(try other.text("PRAGMA integrity_check") == "ok")
        let (lost, invented) = (try one.points().subtracting(other.points()), try other.points().subtracting(one.points()))
        #expect(lost.isEmpty, "lost: \(lost.sorted())")
        #expect(invented.isEmpty, "invented: \(invented.sorted())")
        let changed = try Set(one.changes()).symmetricDifference(other.changes())
        #expect(changed.isEmpty, "\(changed)")
        #expect(try other.count("SELECT count(*) FROM delivery WHERE told IS NULL") == 0)
        // Whoever is killed between the telling and its mark tells that one alert again: at most one a kill.
        #expect(try other.toldTwice(in: killed.log()).count <= killed.kills)
        #expect(try other.untold(in: killed.log()).isEmpty)
    }

    @Test func `asked to stop, it stops within two seconds, and goes on later without telling anything twice`() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        try await desk.serving { newsroom in
            let first = try desk.start()
            try await desk.settle(newsroom)
            let stop = first.stop()
            #expect(stop.code == 0)
            #expect(stop.seconds < 2)
            let told = try desk.store().count("SELECT count(*) FROM alert")
            #expect(told > 0)
            let second = try desk.start()
            try await desk.settle(newsroom)
            #expect(second.stop().code == 0)
            #expect(try desk.store().count("SELECT count(*) FROM alert") == told)
            #expect(try desk.store().toldTwice(in: desk.log()).isEmpty)
        }
    }

    @Test func `a second daemon on the same store is turned away`() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        try await desk.serving { newsroom in
            let first = try desk.start()
            try await desk.settle(newsroom)
            let second = try desk.start()
            second.process.waitUntilExit()
            #expect(second.process.terminationStatus == 75)
            #expect(try desk.log().contains("already running"))
            #expect(first.stop().code == 0)
        }
    }
}
