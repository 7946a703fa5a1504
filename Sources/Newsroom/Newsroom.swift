import Foundation

/// Three invented outlets over two invented weeks, as the public sees them on the current day.
///
/// It starts on the first day. `advance` publishes the next day's stories: new ones at new addresses, rewritten ones at
/// their old address.
package actor Newsroom {
    /// Every day on which something is published, in order.
    package nonisolated let days: [NewsDay]
    private let stories: [Story]
    private var index = 0
    private var polled: Set<Outlet> = []
    private var read: Set<String> = []
    /// How often each address was asked for, unchanged answers included.
    package private(set) var requests: [String: Int] = [:]

    /// Reads the stories in `Outlets/`.
    package init() throws {
        guard let folder = Bundle.module.url(forResource: "Outlets", withExtension: nil) else {
            throw NewsroomError("the folder Outlets is missing beside the program: build it again with swift build")
        }
        try self.init(folder: folder)
    }

    init(folder: URL) throws {
        var stories: [Story] = []
        for outlet in Outlet.allCases {
            let home = folder.appending(path: outlet.rawValue)
            for name in try FileManager.default.contentsOfDirectory(atPath: home.path).sorted() where name.hasSuffix(".md") {
                let text = try String(contentsOf: home.appending(path: name), encoding: .utf8)
                stories.append(try Story(file: name, text: text, outlet: outlet))
            }
        }
        guard !stories.isEmpty else { throw NewsroomError("there is no story in \(folder.path)") }
        self.stories = stories
        days = Set(stories.map(\.day)).sorted()
    }

    /// The day whose papers are out.
    package var today: NewsDay { days[index] }

    /// Publishes the next day's stories; the last day stays.
    ///
    /// - Returns: whether there was a next day.
    @discardableResult
    package func advance() -> Bool {
        guard index + 1 < days.count else { return false }
        index += 1
        polled = []
        read = read.filter { address in !new.contains { $0.path == address } }
        return true
    }

    /// Waits until all three sources have been asked since the last advance.
    package func allPolled() async throws {
        while polled.count < Outlet.allCases.count {
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Waits until everything that is new or rewritten today has been fetched in today's words.
    ///
    /// A reader that does not look at old articles again never gets there on the day of a quiet rewriting.
    package func allRead() async throws {
        while !new.allSatisfy({ read.contains($0.path) }) {
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// What the address holds today; nil where there is nothing, yet.
    ///
    /// - Parameter base: what stands before the path in links: "http://127.0.0.1:8900".
    func answer(to path: String, base: String) -> Answer? {
        requests[path, default: 0] += 1
        if let outlet = Outlet.allCases.first(where: { $0.sourcePath == path }) {
            polled.insert(outlet)
        }
        switch path {
        case "/": return Answer(type: .html, text: indexPage(of: published, day: today), changed: newest)
        case "/robots.txt": return Answer(type: .plain, text: "User-agent: *\nAllow: /\n", changed: newest)
        case Outlet.courier.sourcePath: return Answer(type: .rss, text: rssFeed(of: stories(of: .courier), base: base), changed: newest)
        case Outlet.twoRivers.sourcePath:
            return Answer(type: .atom, text: atomFeed(of: stories(of: .twoRivers), base: base), changed: newest)
        default: return story(at: path, base: base)
        }
    }

    private func story(at path: String, base: String) -> Answer? {
        guard let story = published.last(where: { $0.path == path }) else { return nil }
        read.insert(path)
        let others = stories(of: story.outlet).filter { $0.path != path }.prefix(3)
        return Answer(type: .html, text: page(of: story, others: Array(others), base: base), changed: newest)
    }

    /// Everything that is out, the version that stands last coming last.
    private var published: [Story] {
        stories.filter { $0.day <= today }.sorted { $0.day < $1.day }
    }

    private var new: [Story] {
        stories.filter { $0.day == today }
    }

    /// One version of each story of an outlet, the newest story first: what its feed lists.
    private func stories(of outlet: Outlet) -> [Story] {
        var seen: Set<String> = []
        return published.reversed().filter { $0.outlet == outlet && seen.insert($0.path).inserted }
            .sorted { $0.publishedAt > $1.publishedAt }
    }

    /// When anything was published last: related headlines move with it, so every page does.
    private var newest: Date {
        instant("\(today)T23:00:00Z") ?? .distantPast
    }
}

/// What an address answers.
struct Answer: Sendable {
    enum ContentType: String, Sendable {
        case html = "text/html; charset=utf-8"
        case rss = "application/rss+xml; charset=utf-8"
        case atom = "application/atom+xml; charset=utf-8"
        case plain = "text/plain; charset=utf-8"
    }

    let type: ContentType
    let text: String
    let changed: Date

    /// A strong validator (RFC 9110 §8.8.3): the FNV-1a hash of the text.
    var etag: String {
        let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return "\"\(String(hash, radix: 16))\""
    }
}
