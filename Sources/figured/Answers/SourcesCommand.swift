import ArgumentParser
import Foundation
import Queries

/// `figured sources`: how each source fares.
struct SourcesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sources", abstract: "How each source fares, and when it is polled next.",
        discussion: StoreOptions.exitCodes)

    @Flag(help: "Only those that fail or are gone.")
    var failing = false

    @OptionGroup var options: StoreOptions

    func run() throws {
        try options.ask { ledger, output in
            let sources = try ledger.sources().filter { !failing || $0.state == .failing || $0.state == .gone }
            switch options.format {
            case .table: try table(sources, output)
            case .json: try output.write(json: sources)
            case .ndjson: try output.write(ndjson: sources)
            case .csv: try output.write(csv: sources)
            }
            if sources.isEmpty { throw Failure(.found, failing ? "no source fails" : "the store has no sources yet") }
        }
    }

    private func table(_ sources: [SourceHealth], _ output: Printout) throws(OutputError) {
        guard !sources.isEmpty else { return }
        let moments = Moments(now: Date())
        var table = Table([
            .init(title: "source", least: 12), .init(title: "outlet", least: 8), .init(title: "state"), .init(title: "last success"),
            .init(title: "next poll"), .init(title: "every", isNumber: true), .init(title: "articles", isNumber: true),
            .init(title: "waiting", isNumber: true),
        ])
        for source in sources {
            table.add(source.cells(moments), style: source.state == .failing || source.state == .gone ? .red : nil)
            for remark in source.remarks(moments) { table.add(remark: remark) }
        }
        try output.write(table.lines(for: .standardOutput).joined(separator: "\n") + "\n")
    }
}

extension SourceHealth: Record {
    fileprivate func cells(_ moments: Moments) -> [String] {
        let next = nextPoll.map { $0 < moments.now ? "due" : moments.relative($0) } ?? "never"
        return [
            name, outlet, state.rawValue, lastSuccess.map { moments.relative($0) } ?? "never", next,
            Duration.seconds(pace).formatted(.units(allowed: [.days, .hours, .minutes, .seconds], width: .narrow, maximumUnitCount: 1)),
            "\(articles)",
            waiting == 0 ? "" : "\(waiting)",
        ]
    }

    /// Why it fails, and whatever else is worth knowing of it.
    fileprivate func remarks(_ moments: Moments) -> [String] {
        var remarks: [String] = []
        if let failing {
            let since = failingSince.map { ", the first \(moments.relative($0))" } ?? ""
            remarks.append("\(failing) (\(failures) failed in a row\(since))")
        }
        if state == .gone { remarks.append("gone for good (410): remove it, or give its new address") }
        if let movedTo { remarks.append("moved to \(movedTo): change its address") }
        return remarks + notes
    }

    static let columns = [
        "source", "outlet", "state", "form", "url", "last_poll", "last_success", "next_poll", "every", "failures", "failing",
        "failing_since",
        "moved_to", "articles", "waiting", "pace", "notes",
    ]

    var values: [String] {
        let times = [lastPoll?.iso8601 ?? "", lastSuccess?.iso8601 ?? "", nextPoll?.iso8601 ?? "", "\(every)"]
        let fault = ["\(failures)", failing ?? "", failingSince?.iso8601 ?? "", movedTo ?? ""]
        return [name, outlet, state.rawValue, form, url] + times + fault + [
            "\(articles)", "\(waiting)", "\(pace)", notes.joined(separator: "; "),
        ]
    }
}
