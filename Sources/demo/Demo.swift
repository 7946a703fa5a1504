import ArgumentParser
import Foundation
import Newsroom

/// Shows figured at work: two invented weeks of news in less than a minute.
@main
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Show figured at work over its sample newsroom: two invented weeks in less than a minute.")

    @Argument(help: "The folder for the store and a copy of the settings; what an earlier demonstration left in it is replaced.")
    var folder = "demo"

    @Option(help: "The settings to copy; beside them lie demo/sources.d and demo/figures.d.")
    var settings = "etc/demo.yaml"

    @Option(help: "The newsroom's port on loopback; 0 takes any free one.")
    var port = 0

    @Option(help: "The figured to show; by default the one that was built beside this program.")
    var figured: String?

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port is between 0 and 65535") }
    }

    func run() async throws {
        let program = try program()
        let newsroom = try Newsroom()
        let settings = URL(filePath: settings)
        let place = folder
        let home = try await NewsroomServer(newsroom, port: port).serving { address in
            let home = try DemoFolder(at: place, settings: settings, newsroom: address)
            say("The sample newsroom is open at \(address.absoluteString)/ - all of it is fiction.")
            let daemon = try DaemonProcess(program, settings: home.settings, log: home.log)
            do {
                try await Telling(newsroom: newsroom, daemon: daemon).tell()
            } catch {
                daemon.abandon()
                throw error
            }
            return home
        }
        try show(home, with: program)
    }

    private func program() throws -> URL {
        let own = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        let program = figured.map { URL(filePath: $0) } ?? own.deletingLastPathComponent().appending(path: "figured")
        guard FileManager.default.isExecutableFile(atPath: program.path) else {
            throw DemoError("there is no figured at \(program.path): build it with 'swift build', or name it with --figured")
        }
        return program
    }

    /// What a person would ask next, asked for them.
    private func show(_ home: DemoFolder, with program: URL) throws {
        let here = FileManager.default.currentDirectoryPath + "/"
        let figured = program.path.hasPrefix(here) ? String(program.path.dropFirst(here.count)) : program.path
        let questions = [
            ["list"], ["history", "kenya-floods-killed"], ["history", "uganda-refugees"], ["compare", "kenya-floods-displaced"],
        ]
        for question in questions {
            say("\n$ figured \(question.joined(separator: " "))")
            try ask(program, question + ["--config", home.settings.relativePath])
        }
        say(
            """

            The store is \(home.store.relativePath), the whole log \(home.log.relativePath). Go on with
              \(figured) alerts --config \(home.settings.relativePath)
              \(figured) show 1 --config \(home.settings.relativePath)          a claim with its quote and its page
              \(figured) discover --config \(home.settings.relativePath)        numbers that nobody tracks yet
            or point it at the world: set 'contact' in etc/figured.yaml, then
              \(figured) run --config etc/figured.yaml
            """)
    }

    private func ask(_ program: URL, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        try process.runHearingSignals()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw DemoError("'figured \(arguments.joined(separator: " "))' ended with status \(process.terminationStatus)")
        }
    }
}

/// Why the demonstration cannot go on, and what to do.
struct DemoError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Writes a line at once, so that it stands in order with what the children write, and nothing in it moves the cursor.
func say(_ line: String) {
    let visible = line.unicodeScalars.filter { $0 == "\n" || $0.properties.generalCategory != .control }
    FileHandle.standardOutput.write(Data((String(String.UnicodeScalarView(visible)) + "\n").utf8))
}
