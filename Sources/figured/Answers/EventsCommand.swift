import ArgumentParser
import Config
import Extraction
import Figures
import Foundation
import Lexicons
import Matching
import Places
import Storage

/// `figured events`: articles by the event that they report, and what the outlets say of its toll.
struct EventsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events", abstract: "Groups articles by event, and names who disagrees on its toll.",
        discussion: """
            Needs no figure. Reads the store's newest articles, or a file of NDJSON articles {"id", "outlet", "date", "title", "text"}, a \
            line each; where they carry an "event", too, says how well the groups agree with it (pairwise F1). Copies of one story are \
            left out; events of one article are only counted.

            Exit codes: 0 found; 1 no event has two articles; 64 wrong usage; 65 a line is no article; 66 there is no such file or store.
            """)

    @Argument(help: ArgumentHelp("NDJSON articles; - is standard input. Default: the store.", valueName: "file"))
    var file: String?

    @Option(help: "How many days back to look in the store, 1 to 366.")
    var days = 14

    @Flag(name: .customLong("disputed"), help: "Only events on which outlets cannot all be right.")
    var isDisputedOnly = false

    @OptionGroup var options: StoreOptions

    /// More articles than this are not compared with one another.
    private static let most = 5000

    func validate() throws {
        guard (1...366).contains(days) else { throw ValidationError("--days \(days) is not between 1 and 366") }
        guard options.format != .csv else { throw ValidationError("events nest: choose --format json or ndjson") }
    }

    func run() throws {
        let settings = try options.settings.settings()
        let places = try reading { try Gazetteer(folder: settings.places) }
        let words = try reading { try Wording.languages(in: settings.lexicons) }
        let (reports, named) = try file.map { try fromFile($0, settings, places) } ?? fromStore()
        let matcher = Matcher(figures: [], places: places, words: words)
        let groups = groups(of: reports.map(\.article))
        let all = groups.enumerated().map { number, group in
            EventAnswer(number + 1, of: group, in: reports, tolls: matcher.tolls(of: group, in: reports))
        }
        let shown = all.filter { $0.articles.count > 1 && (!isDisputedOnly || $0.isDisputed) }
        let score = named.map { PairScore(groups, truth: $0) }
        try write(shown, singles: all.count { $0.articles.count == 1 }, score: score)
        if shown.isEmpty { throw Failure(.found, "no event has two articles or more" + (isDisputedOnly ? " that disagree" : "")) }
    }

    /// A fault of the settings' folders, as one of settings.
    private func reading<Result>(_ work: () throws -> Result) throws -> Result {
        do {
            return try work()
        } catch {
            throw Failure(.settings, "\(error)")
        }
    }

    private func fromStore() throws -> ([Report], [String]?) {
        try StorePlace.asking {
            let store = try Archive.reading(options.place.file())
            let versions = try store.recentVersions(since: Date().addingTimeInterval(-86_400 * Double(days)), limit: Self.most)
            return (versions.map { Report(article: $0.article, claims: $0.claims, seen: $0.seen) }, nil)
        }
    }

    private func fromFile(_ name: String, _ settings: Settings, _ places: Gazetteer) throws -> ([Report], [String]?) {
        let shelf = try reading { try LexiconShelf.load(from: settings.lexicons) }
        let extractors = Extractors(shelf, places: PlaceNames(places))
        let lines = try InputFile(name).bytes().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        var items: [EventItem] = []
        for (index, line) in lines.enumerated() where line.contains(where: { $0 > 0x20 }) {
            do {
                items.append(try JSONDecoder().decode(EventItem.self, from: Data(line)))
            } catch {
                throw Failure(.data, "\(name):\(index + 1): not an article with outlet and text: \(JSON.reason(error))")
            }
        }
        guard items.count <= Self.most else {
            throw Failure(.data, "\(name): \(items.count) articles are too many to compare each with each; give \(Self.most) at most")
        }
        let reports = items.map { item in
            let article = item.article
            return Report(article: article, claims: extractors.claims(in: article), seen: article.published ?? Date())
        }
        let named = items.compactMap(\.event)
        return (reports, named.count == items.count && !named.isEmpty ? named : nil)
    }

    private func write(_ events: [EventAnswer], singles: Int, score: PairScore?) throws {
        let output = Printout()
        do {
            switch options.format {
            case .json: try output.write(json: EventsAnswer(events: events, single: singles, f1: score?.f1))
            case .ndjson: try output.write(ndjson: events)
            case .table, .csv: try output.write(EventLines(events, singles: singles, score: score).text(for: .standardOutput))
            }
        } catch let error as OutputError {
            throw Failure(.io, error.description)
        }
    }
}

/// An article as the command reads it.
private struct EventItem: Decodable {
    let id: String?
    let event: String?
    let outlet: String
    let date: String?
    let title: String?
    let text: String
    let language: String?

    var article: Article {
        let day = date.flatMap { Day(String($0.prefix(10))) }
        return Article(
            url: URL(filePath: "/\(id ?? "")"), outlet: outlet, title: title ?? "", text: text,
            published: day.map { Date(timeIntervalSince1970: Double($0.number) * 86_400 + 43_200) }, language: language)
    }
}

/// All that was found.
private struct EventsAnswer: Encodable {
    let events: [EventAnswer]
    /// How many articles stand alone.
    let single: Int
    let f1: Double?
}

/// One event.
struct EventAnswer: Encodable {
    struct Piece: Encodable {
        let outlet: String
        let title: String
        let url: String
    }

    struct Statement: Encodable {
        let outlet: String
        let quantity: Quantity
        let text: String
        let quote: String
    }

    struct Toll: Encodable {
        let kind: Kind
        let statements: [Statement]
        /// The outlets of each pair of numbers that cannot both be right.
        let disagreements: [[String]]
    }

    let event: Int
    let articles: [Piece]
    let tolls: [Toll]

    var isDisputed: Bool { tolls.contains { !$0.disagreements.isEmpty } }

    init(_ number: Int, of group: [Int], in reports: [Report], tolls: [EventToll]) {
        event = number
        articles = group.map { index in
            let article = reports[index].article
            let title = article.title.isEmpty ? String(article.text.prefix(100)) : article.title
            return Piece(outlet: article.outlet, title: title.printable, url: article.url.absoluteString)
        }
        self.tolls = tolls.map { toll in
            Toll(
                kind: toll.kind,
                statements: toll.statements.map { statement in
                    let claim = reports[statement.source.article].claims[statement.source.claim]
                    return Statement(
                        outlet: statement.outlet.printable, quantity: statement.quantity, text: statement.quantity.words,
                        quote: claim.quote.printable)
                },
                disagreements: toll.disagreements.map { [$0.0.outlet.printable, $0.1.outlet.printable] })
        }
    }
}

/// Events as a person reads them.
///
///     Event 3: Sudan Bombs South Sudanese Refugee Camp
///       4 articles: bbc.co.uk, huffingtonpost.com, unhcr.org
///       killed   bbc.co.uk 12 · huffingtonpost.com at least 12
///       ≠ killed: bbc.co.uk says 12; example.org says 20: they cannot all be right
struct EventLines {
    private let events: [EventAnswer]
    private let singles: Int
    private let score: PairScore?

    init(_ events: [EventAnswer], singles: Int, score: PairScore?) {
        self.events = events
        self.singles = singles
        self.score = score
    }

    func text(for terminal: Terminal) -> String {
        var lines = events.flatMap { Self.lines(of: $0, terminal) }
        if singles > 0 { lines.append("\(singles) \(singles == 1 ? "article stands" : "articles stand") alone") }
        if let score {
            let numbers = [score.f1, score.precision, score.recall].map { String(format: "%.3f", $0) }
            lines.append("pairwise F1 \(numbers[0]) (precision \(numbers[1]), recall \(numbers[2])) against the events given")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func lines(of event: EventAnswer, _ terminal: Terminal) -> [String] {
        let outlets = Set(event.articles.map(\.outlet.printable)).sorted().joined(separator: ", ")
        let head = "Event \(event.event): \(event.articles.first?.title ?? "")"
        let tolls = event.tolls.map { toll in
            let said = toll.statements.map { "\($0.outlet) \($0.text)" }.joined(separator: " · ")
            return (name: toll.kind.rawValue.replacing("_", with: " "), said: said)
        }
        let disputes = event.tolls.flatMap(disputes)
        return [terminal.styled(fitted(head, terminal), .bold)]
            + wrapped("\(event.articles.count) articles: \(outlets)", terminal)
            + tolls.flatMap { wrapped("\($0.name): \($0.said)", terminal) }
            + disputes.flatMap { wrapped("≠ \($0)", terminal) }.map { terminal.styled($0, .yellow) } + [""]
    }

    /// One line a toll, outlets with one number together.
    private static func disputes(_ toll: EventAnswer.Toll) -> [String] {
        let disputed = Set(toll.disagreements.flatMap(\.self))
        guard !disputed.isEmpty else { return [] }
        var outlets: [(text: String, names: [String])] = []
        for statement in toll.statements where disputed.contains(statement.outlet) {
            if let index = outlets.firstIndex(where: { $0.text == statement.text }) {
                outlets[index].names.append(statement.outlet)
            } else {
                outlets.append((statement.text, [statement.outlet]))
            }
        }
        let sides = outlets.map { "\($0.names.joined(separator: ", ")) \($0.names.count == 1 ? "says" : "say") \($0.text)" }
        let kind = toll.kind.rawValue.replacing("_", with: " ")
        return ["\(kind): \(sides.joined(separator: "; ")): they cannot all be right"]
    }

    private static func fitted(_ text: String, _ terminal: Terminal) -> String {
        terminal.width.map { text.fitted(to: $0) } ?? text
    }

    private static func wrapped(_ text: String, _ terminal: Terminal) -> [String] {
        guard let width = terminal.width else { return ["  " + text] }
        return text.wrapped(to: width - 4).enumerated().map { ($0 == 0 ? "  " : "    ") + $1 }
    }
}
