import NIOCore
import NIOHTTPTypes
import Synchronization

/// Who is connected, and since when they have kept us waiting: so that a thousand who say nothing never keep out one who asks.
///
/// When it is full, whoever has waited longest in the middle of nothing has to go.
final class WaitingRoom: Sendable {
    private struct Guest {
        let channel: any Channel
        var since: NIODeadline
        var isBeingAnswered: Bool
    }

    private let seats: Int
    private let guests = Mutex<[ObjectIdentifier: Guest]>([:])

    init(seats: Int) {
        self.seats = seats
    }

    func enter(_ channel: any Channel) {
        let leaving = guests.withLock { guests -> (any Channel)? in
            var leaving: (any Channel)?
            if guests.count >= seats, let last = guests.min(by: { Self.turn($0.value) < Self.turn($1.value) }) {
                leaving = guests.removeValue(forKey: last.key)?.channel
            }
            guests[ObjectIdentifier(channel)] = Guest(channel: channel, since: .now(), isBeingAnswered: false)
            return leaving
        }
        leaving?.close(promise: nil)
    }

    func note(_ channel: any Channel, isBeingAnswered: Bool) {
        guests.withLock { guests in
            guests[ObjectIdentifier(channel)]?.isBeingAnswered = isBeingAnswered
            guests[ObjectIdentifier(channel)]?.since = .now()
        }
    }

    func leave(_ channel: any Channel) {
        guests.withLock { guests in _ = guests.removeValue(forKey: ObjectIdentifier(channel)) }
    }

    /// Asks everybody to leave: at once, or with the answer that they wait for.
    func close() {
        for guest in guests.withLock({ Array($0.values) }) {
            guest.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        }
    }

    private static func turn(_ guest: Guest) -> (Int, NIODeadline) {
        (guest.isBeingAnswered ? 1 : 0, guest.since)
    }
}

/// Watches one connection for the waiting room, and ends it when an answer is not taken in time or a body comes that nobody asked for.
final class GuestWatch: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let room: WaitingRoom
    private var isRead = true
    private var deadline: Scheduled<Void>?

    /// So long may an answer take to be made and taken.
    private static let patience = TimeAmount.seconds(60)

    init(_ room: WaitingRoom) {
        self.room = room
    }

    func handlerAdded(context: ChannelHandlerContext) {
        room.enter(context.channel)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        deadline?.cancel()
        room.leave(context.channel)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            isRead = false
            room.note(context.channel, isBeingAnswered: true)
            deadline?.cancel()
            let channel = context.channel
            deadline = context.eventLoop.scheduleTask(in: Self.patience) { channel.close(promise: nil) }
        case .body: break
        case .end: isRead = true
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .end = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
        let written = promise ?? context.eventLoop.makePromise()
        let here = NIOLoopBound((watch: self, context: context), eventLoop: context.eventLoop)
        written.futureResult.whenComplete { _ in
            let (watch, context) = here.value
            watch.answered(context)
        }
        context.write(data, promise: written)
    }

    private func answered(_ context: ChannelHandlerContext) {
        deadline?.cancel()
        room.note(context.channel, isBeingAnswered: false)
        if !isRead { context.close(promise: nil) }
    }
}
