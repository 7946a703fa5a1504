import ArgumentParser
import Config
import Figures
import Foundation
import Storage

/// `figured ack`: somebody has seen to alerts.
struct AckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ack", abstract: "Notes that alerts have been seen to.",
        discussion: """
            A disagreement that was acknowledged stays quiet until a number in it moves. Works beside the running daemon. All alerts \
            named are acknowledged, or none where one is not there.

            Exit codes: 0 done, or all were acknowledged already; 1 there is no such alert or figure; 64 wrong usage; 65 the file is \
            damaged or not ours; 66 there is no store; 74 it cannot be written; 75 another program holds it.
            """)

    @Argument(help: ArgumentHelp("Numbers of alerts, as `figured alerts` shows them.", valueName: "alert"))
    var alerts: [Int64] = []

    @Option(help: "All alerts of this figure.")
    var figure: String?

    @Flag(help: "All alerts.")
    var all = false

    @Option(help: "Why, or by whom; shown by `figured alerts`.")
    var note = ""

    @OptionGroup var place: StorePlace

    func validate() throws {
        let ways = [!alerts.isEmpty, figure != nil, all].count { $0 }
        guard ways == 1 else { throw ValidationError("Name alerts by number, or --figure NAME, or --all: one of the three.") }
        guard note.utf8.count <= 2000 else { throw ValidationError("--note is longer than 2000 bytes") }
    }

    func run() throws {
        let count = try StorePlace.asking {
            try AcknowledgementDesk(place.file()).acknowledge(which, note: note, at: Date())
        }
        Output.line(count == 0 ? "all of them were acknowledged already" : "\(count) \(count == 1 ? "alert" : "alerts") acknowledged")
    }

    private var which: Acknowledged {
        figure.map { .figure($0) } ?? (all ? .all : .alerts(alerts))
    }
}
