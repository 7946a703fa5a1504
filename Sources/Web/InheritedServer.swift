import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// Serves HTTP on a socket that was inherited: what Hummingbird's own server does for one that it binds itself.
///
/// Asked to stop, it lets the socket go and finishes what it has taken from it. Whoever comes then waits in the socket's queue for the
/// next of us, as long as the one who gave us the socket holds it.
struct InheritedServer: Service {
    /// So long those who were let in, but have not asked yet, may still ask when we stop.
    private static let farewell = TimeAmount.milliseconds(250)

    let socket: InheritedSocket
    let room: WaitingRoom
    let guests: HTTP1Channel
    let logger: Logger

    func run() async throws {
        let (arrivals, door) = AsyncStream.makeStream(of: HTTP1Channel.Value.self)
        let listener = try await bootstrap(door).withBoundSocket(socket.descriptor).get()
        listener.closeFuture.whenComplete { _ in door.finish() }
        logger.info("Server listening on \(socket), which was handed to it")
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                for await guest in arrivals {
                    group.addTask { await guests.handle(value: guest, logger: logger) }
                }
            }
        } onGracefulShutdown: {
            listener.close(promise: nil)
            listener.eventLoop.scheduleTask(in: Self.farewell) { room.close() }
        }
        listener.close(promise: nil)
        try await listener.closeFuture.get()
    }

    private func bootstrap(_ door: AsyncStream<HTTP1Channel.Value>.Continuation) -> ServerBootstrap {
        ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelOption(ChannelOptions.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { [guests, logger] channel in
                guests.setup(channel: channel, logger: logger).map { guest in _ = door.yield(guest) }
            }
    }
}
