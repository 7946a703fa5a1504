import Figures
import Foundation
import Storage
import Support
import Testing

@testable import Queries

/// The commands as people run them: the built program, a real store, a terminal 80 columns wide.
struct CommandTests {
    @Test func `the list shows each figure's newest number`() throws {
        let store = try Self.filledStore()
        let answer = try Self.figured(["list"], store)
        #expect(answer.code == 0)
        #expect(
            answer.output == """
                FIGURE        NUMBER  CLAIMANT  MORE   AS OF       REPORTS  LAST CHANGE
                gaza-killed  ≤30,000  Army      +2 ≠1  2024-10-03        5  2024-10-03 disagree…

                """)
    }

    @Test func `a history draws a chart and groups its points by claimant`() throws {
        let answer = try Self.figured(["history", "gaza-killed"], Self.filledStore())
        #expect(answer.code == 0)
        #expect(answer.output == Self.history)
    }

    static let history = """
        Killed in Gaza (gaza-killed)
        killed, cumulative, Gaza · 5 points, 3 claimants, 5 independent reports

        45,000 ┤
               │
               │                                                                    ▲
               │↑       ⢀⣀⣀⣀⣀⣀⣀⣀⡠⠤⠤⠤⠤⠤⠤⠤▲⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠊⠉⠉⠉⠉⠉│⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠁
        40,000 ┤▲⠉⠉⠉⠉⠉⠉⠉⠁                                           ■
               │
               │
        35,000 ┤
               │
               │
               │
        30,000 ┤                                                                       ●
               └────────────────────────────────────────────────────────────────────────
                2024-08-15                     2024-09-08                     2024-10-03

        ● Army
        ▲ Gaza health ministry
        ■ Office of the High Commissioner for Matters with a Very Long Name and Title �…

        AS OF              NUMBER  CHANGE  OUTLET      SEEN               REPORTS  CLAIM
        Army
        2024-10-03        ≤30,000          Rudaw       2024-10-03 12:00Z        1      5
        Gaza health ministry
        2024-08-15        >40,000          Rudaw       2024-08-15 12:00Z        1      1
        2024-09-01         40,738          Rudaw       2024-09-01 12:00Z        1      2
        2024-10-01         41,638    +900  وكالة الأ…  2024-10-01 12:00Z        1      3
        Office of the High Commissioner for Matters with a Very Long Name and Title �[2J
        2024-09-20  39,000–41,000          日本放送…   2024-09-20 12:00Z        1      4

        """

    @Test(arguments: [
        ["list"], ["history", "gaza-killed"], ["compare", "gaza-killed"], ["alerts"], ["sources"], ["show", "1"], ["search", "said"],
    ])
    func `no line is wider than the terminal, and nothing from outside steers it`(arguments: [String]) throws {
        let answer = try Self.figured(arguments, Self.filledStore())
        #expect(answer.code == 0)
        #expect(!answer.output.isEmpty)
        for line in answer.output.split(separator: "\n") {
            #expect(line.count <= 80, "\(line)")
        }
        let steering = answer.output.unicodeScalars.filter { $0.value == 0x1B || $0.value == 0x07 || (0x202A...0x202E).contains($0.value) }
        #expect(steering.isEmpty)
    }

    static let failures: [(arguments: [String], code: Int32, words: String)] = [
        (["history", "gaza-kiled"], 1, "no figure is called gaza-kiled; did you mean gaza-killed?"),
        (["history", "gaza-killed", "--claimant", "Armee"], 1, "did you mean Army?"),
        (["history", "gaza-killed", "--since", "yesterday"], 64, "yesterday"),
        (["history", "gaza-killed", "--since", "2024-10-02", "--until", "2024-10-01"], 64, "later than"),
        (["history", "gaza-killed", "--since", "2030-01-01"], 1, "no points"),
        (["show", "4711"], 1, "no claim is called 4711"),
        (["alerts", "--limit", "-1"], 64, "limit"),
        (["list", "--store", "/nowhere/figured.db"], 66, "there is no store at /nowhere/figured.db: start `figured run`"),
        (["list", "--store", "/etc/hostname"], 65, "is not a store"),
        (["list", "--format", "xml"], 64, "xml"),
        (["lst"], 64, "there is no command lst; did you mean list?"),
        (["list", "--formt", "json"], 64, "Did you mean '--format'?"),
        (["history", "x' OR 1=1; --"], 1, "no figure is called x' OR 1=1; --"),
        (["history", "$(reboot)\u{1B}]0;owned\u{07}"], 1, "no figure is called $(reboot)"),
        (["history", "gaza-killed", "--outlet", "'; DROP TABLE claim; --"], 1, "no outlet of gaza-killed is called"),
        (["history", "gaza-killed", "--known-at", "2024-13-45T99:00"], 64, "2024-13-45T99:00"),
        (["history", "gaza-killed", "--since", "99999-01-01"], 64, "99999-01-01"),
        (["search", "killed", "--limit", "999999999999999999999"], 64, "limit"),
        (["show", "-1"], 64, "claim"),
        (["import", "/nowhere/at-all.html"], 78, "figured.yaml"),
    ]

    @Test(arguments: failures)
    func `what cannot be answered ends with its code and a sentence`(arguments: [String], code: Int32, words: String) throws {
        let answer = try Self.figured(arguments, Self.filledStore())
        #expect(answer.code == code)
        #expect(answer.errors.contains(words), "\(answer.errors)")
        #expect(answer.output.isEmpty)
    }

    @Test func `a piped table is not cut, and JSON is JSON`() throws {
        let store = try Self.filledStore()
        let table = try Self.figured(["history", "gaza-killed"], store, columns: nil)
        #expect(table.output.contains("Office of the High Commissioner for Matters with a Very Long Name and Title"))
        #expect(!table.output.contains("┤"))
        let json = try Self.figured(["history", "gaza-killed", "--format", "json"], store)
        let answer = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        #expect((answer["points"] as? [Any])?.count == 5)
        let lines = try Self.figured(["export", "gaza-killed", "--format", "ndjson"], store).output.split(separator: "\n")
        #expect(try lines.map { try JSONSerialization.jsonObject(with: Data($0.utf8)) }.count == 5)
    }

    @Test func `the page of a claim comes out as it was sent, with the hash that sha256sum prints`() throws {
        let store = try TestStore()
        let page = "<html>\u{1B}[2J<p>Gaza health ministry said that 40,000 people were killed.\r\n"
        try store.says("Gaza health ministry", 40_000, on: "2024-08-15", at: "https://rudaw.example/story", raw: page)
        try store.says("Army", 30_000, on: "2024-08-16")
        let folder = try TestStore.folder()
        let file = folder.appending(path: "page.html")
        let written = try Self.figured(["show", "1", "--raw", file.path], store)
        #expect(try String(contentsOf: file, encoding: .utf8) == page)
        let sum = try Self.run("/usr/bin/sha256sum", [file.path], input: "", environment: [:]).output
        #expect(
            written.output == sum + "\(page.utf8.count) bytes, as https://rudaw.example/story sent them at 2024-08-15T12:00:00Z\n")
        #expect(try Self.figured(["show", "1", "--raw", "-"], store).output == page)
        let shown = try Self.figured(["show", "1"], store).output
        #expect(shown.contains("raw page") && shown.contains("sha-256    \(sum.prefix(64))"), "\(shown)")
        let again = try Self.figured(["show", "1", "--raw", file.path], store)
        #expect(again.code == 74 && again.errors.contains("is already there"))
        let other = try Self.figured(["show", "2", "--raw", "-"], store)
        #expect(other.code == 64 && other.errors.contains("no page was kept for claim 2"))
        try store.archive.keepRaw(pages: .seconds(3600), feeds: .zero)
        try store.archive.tidy(at: TestStore.instant("2024-08-20T00:00:00Z"))
        let late = try Self.figured(["show", "1", "--raw", "-"], store)
        #expect(late.errors.contains("is not kept any more") && late.errors.contains(sum.prefix(64)), "\(late.errors)")
        try FileManager.default.removeItem(at: folder)
    }

    static let readers: [(format: String, program: String)] = [
        ("csv", "import csv,sys; print([(r['value'], r['claimant']) for r in csv.DictReader(sys.stdin)][-1])"),
        ("json", "import json,sys; r=json.load(sys.stdin)[-1]['point']; print((str(r['quantity']['value']), r['claimant']))"),
        (
            "hxl",
            "import csv,sys; rows=list(csv.reader(sys.stdin)); n=rows[1].index('#affected+killed+num'); print((rows[-1][n], rows[-1][5]))"
        ),
    ]

    @Test(arguments: readers)
    func `another program reads an export`(format: String, program: String) throws {
        let export = try Self.figured(["export", "gaza-killed", "--format", format], Self.filledStore()).output
        let answer = try Self.run("/usr/bin/python3", ["-X", "utf8", "-c", program], input: export, environment: [:])
        #expect(answer.output == "('30000', 'Army')\n", "\(answer.errors)")
    }

    @Test func `a plot is well-formed XML in which text is text`() throws {
        let store = try TestStore()
        try store.says("<script>alert(1)</script> & sons", 40_000, on: "2024-08-15")
        try store.says("<script>alert(1)</script> & sons", 41_000, on: "2024-08-16", .atLeast)
        let plot = try Self.figured(["plot", "gaza-killed"], store)
        #expect(plot.code == 0)
        #expect(!plot.output.contains("<script"))
        let check = "import sys,xml.dom.minidom as m; d=m.parse(sys.stdin.buffer); print(len(d.getElementsByTagName('path')))"
        #expect(try Self.run("/usr/bin/python3", ["-c", check], input: plot.output, environment: [:]).output == "3\n")
    }

    private static func filledStore() throws -> TestStore {
        let store = try TestStore()
        try store.says("Gaza health ministry", 40_000, on: "2024-08-15", .moreThan)
        try store.says("Gaza health ministry", 40_738, on: "2024-09-01", titled: "\u{1B}]0;owned\u{07} \u{202E}evil")
        try store.says("Gaza health ministry", 41_638, on: "2024-10-01", in: "وكالة الأنباء")
        try store.says(
            "Office of the High Commissioner for Matters with a Very Long Name and Title \u{1B}[2J", 39_000, on: "2024-09-20", .between,
            high: 41_000, in: "日本放送協会")
        try store.says("Army", 30_000, on: "2024-10-03", .atMost, disagreeingWith: "Gaza health ministry")
        return store
    }

    private static func figured(_ arguments: [String], _ store: TestStore, columns: Int? = 80) throws -> Answer {
        var environment = ["FIGURED_STORE": store.file.path, "NO_COLOR": "1"]
        environment["COLUMNS"] = columns.map { "\($0)" }
        return try run(try program().path, arguments, input: "", environment: environment)
    }

    /// The program lies where the tests lie.
    private static func program() throws -> URL {
        let bundle = CommandLine.arguments.firstIndex(of: "--test-bundle-path").map { CommandLine.arguments[$0 + 1] }
        let folder = URL(filePath: bundle ?? CommandLine.arguments[0]).deletingLastPathComponent()
        let program = folder.appending(path: "figured")
        try #require(FileManager.default.isExecutableFile(atPath: program.path), "build the program first: swift build --product figured")
        return program
    }

    private struct Answer {
        let code: Int32
        let output: String
        let errors: String
    }

    private static func run(_ program: String, _ arguments: [String], input: String, environment: [String: String]) throws -> Answer {
        let folder = try TestStore.folder()
        let (inFile, outFile, errorFile) = (folder.appending(path: "in"), folder.appending(path: "out"), folder.appending(path: "err"))
        try Data(input.utf8).write(to: inFile)
        try Data().write(to: outFile)
        try Data().write(to: errorFile)
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = folder
        process.standardInput = try FileHandle(forReadingFrom: inFile)
        process.standardOutput = try FileHandle(forWritingTo: outFile)
        process.standardError = try FileHandle(forWritingTo: errorFile)
        try process.run()
        process.waitUntilExit()
        let answer = Answer(
            code: process.terminationStatus, output: String(decoding: try Data(contentsOf: outFile), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self))
        try FileManager.default.removeItem(at: folder)
        return answer
    }
}
