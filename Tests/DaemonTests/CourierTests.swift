import Alerting
import Comparison
import Figures
import Foundation
import Logging
import Storage
import Synchronization
import Testing

@testable import Daemon

private struct Engaged: Error {}

/// Takes messages once it is well again.
private final class Pager: Messenger, Sendable {
    private let state = Mutex<(isWell: Bool, ids: [String])>((false, []))
    var ids: [String] { state.withLock { $0.ids } }

    func heal() { state.withLock { $0.isWell = true } }

    func deliver(_ message: Message, at now: Date) async throws {
        try state.withLock { state in
            guard state.isWell else { throw Engaged() }
            state.ids.append(message.id)
        }
    }
}

@Test func `a hand that does not answer is asked again later, and hears each alert once`() async throws {
    let chain = try Chain(Figure(name: "killed", title: "Killed", kind: .killed, measure: .cumulative, place: "Gaza"))
    try chain.archive.employ(["journal": .info, "pager": .info])
    try chain.publish(
        "The Gaza health ministry said that 34,735 people have been killed in Gaza since October 7.", on: "2024-05-06", in: "Courier")
    try chain.publish(
        "The Gaza health ministry said that 34,844 people have been killed in Gaza since October 7.", on: "2024-05-08", in: "Herald")
    let pager = Pager()
    let clock = Mutex(Date(timeIntervalSince1970: 1_715_200_000))
    let courier = Courier(
        "pager", messenger: pager, archive: chain.archive, storm: nil, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        now: { clock.withLock { $0 } })
    var storm = Storm(limit: nil)
    await courier.carry(&storm)
    pager.heal()
    await courier.carry(&storm)
    #expect(pager.ids.isEmpty, "it was asked again too soon")
    clock.withLock { $0 += 60 }
    await courier.carry(&storm)
    await courier.carry(&storm)
    let alerts = try chain.archive.untold(at: .distantFuture).map { "alert-\($0.id)" }
    #expect(alerts.count == 2)
    #expect(pager.ids == alerts)
}

/// Takes messages one at a time, each when the test lets it.
private final class SlowPager: Messenger, Sendable {
    private let state = Mutex<(ids: [String], isHeld: Bool)>(([], true))
    var ids: [String] { state.withLock { $0.ids } }

    func release() { state.withLock { $0.isHeld = false } }

    func deliver(_ message: Message, at now: Date) async throws {
        state.withLock { $0.ids.append(message.id) }
        while state.withLock({ $0.isHeld }) { try await Task.sleep(for: .milliseconds(5)) }
    }
}

@Test func `other hands take over while figured runs, and what one had in hand is not told twice`() async throws {
    let chain = try Chain(Figure(name: "killed", title: "Killed", kind: .killed, measure: .cumulative, place: "Gaza"))
    try chain.archive.employ(["journal": .info, "pager": .info])
    try chain.publish(
        "The Gaza health ministry said that 34,735 people have been killed in Gaza since October 7.", on: "2024-05-06", in: "Courier")
    let (old, new) = (SlowPager(), SlowPager())
    new.release()
    let now: @Sendable () -> Date = { Date(timeIntervalSince1970: 1_715_200_000) }
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    func couriers(_ pager: SlowPager) -> [Courier] {
        [Courier("pager", messenger: pager, archive: chain.archive, storm: nil, logger: logger, now: now)]
    }
    let office = CourierOffice(couriers(old))
    await withTaskGroup { group in
        group.addTask { await office.run() }
        while old.ids.isEmpty { await Task.yield() }
        office.change(to: couriers(new))
        old.release()
        await #expect(throws: Never.self) {
            try chain.publish(
                "The Gaza health ministry said that 34,844 people have been killed in Gaza since October 7.", on: "2024-05-08",
                in: "Herald")
            while new.ids.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        }
        group.cancelAll()
    }
    #expect(old.ids == ["alert-1"])
    #expect(new.ids == ["alert-2"])
}
