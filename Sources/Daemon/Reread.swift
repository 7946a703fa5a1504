import Comparison
package import Config
import Extraction
import Figures
package import Foundation
import Lexicons
package import Logging
import Matching
import Places
import Storage

/// The kept texts read anew after a new lexicon, while no daemon runs.
///
/// Claims that came out otherwise take the place of the old ones, and the figures that they touch are filled again from all that is
/// kept. Nothing is told of it, and what was told stays as it is. A run that is stopped goes on where it was.
package struct Reread {
    /// What came of it.
    package struct Result: Hashable, Sendable {
        /// Texts read in this run, and how many of them say something else now.
        package var texts = 0
        package var changed = 0
        package var figures = 0
        /// Whether every text had been read with this lexicon before.
        package var wasDone = false
    }

    /// Where a run is: reading so many texts of so many, or filling a figure.
    package enum Stage: Hashable, Sendable {
        case reading(done: Int, of: Int)
        case filling(figure: String, done: Int, of: Int)
    }

    private static let page = 50

    private let settings: Settings
    private let archive: Archive
    private let stages: TextStages
    private let lexicon: String
    private let logger: Logger
    private let now: @Sendable () -> Date

    /// - Parameter version: of figured; with another one, all is read anew as with another lexicon.
    package init(
        _ settings: Settings, version: String, logger: Logger, now: @escaping @Sendable () -> Date = { Date() }
    ) throws {
        self.settings = settings
        stages = try TextStages(settings)
        lexicon = try Self.mark(of: settings.lexicons + [settings.places], version)
        archive = try Archive(at: settings.store, by: "figured \(version)")
        self.logger = logger
        self.now = now
    }

    /// - Parameter again: reads all from the beginning, though they were read with this lexicon.
    package func run(again: Bool, progress: (Stage) -> Void) throws -> Result {
        _ = try archive.register(settings.sources, figures: settings.figures, at: now())
        var result = Result()
        let before = try archive.rereading()
        var state = Rereading(lexicon: lexicon)
        if let before, before.lexicon == lexicon, !again {
            let isWhole = try archive.versionCount(after: before.last).left == 0
            result.wasDone = before.isDone && isWhole
            state = before
        }
        try read(from: &state, &result, progress: progress)
        try fill(&result, progress: progress)
        try archive.finishRereading(state)
        try archive.close()
        return result
    }

    private func read(from state: inout Rereading, _ result: inout Result, progress: (Stage) -> Void) throws {
        let (left, all) = try archive.versionCount(after: state.last)
        progress(.reading(done: all - left, of: all))
        while case let versions = try archive.versions(after: state.last, limit: Self.page), let last = versions.last {
            var changed: [Int64: [Claim]] = [:]
            for version in versions {
                let claims = stages.extractors.claims(in: version.article)
                if claims != version.claims { changed[version.id] = claims }
            }
            state = Rereading(lexicon: lexicon, last: last.id)
            try archive.reread(changed, upTo: state)
            result.texts += versions.count
            result.changed += changed.count
            progress(.reading(done: all - left + result.texts, of: all))
        }
    }

    private func fill(_ result: inout Result, progress: (Stage) -> Void) throws {
        for figure in try archive.unfilled() {
            try Backfill(archive: archive, matcher: stages.matcher, logger: logger, now: now).fill(figure) { done, all in
                progress(.filling(figure: figure.name, done: done, of: all))
            }
            result.figures += 1
        }
    }

    /// A name for what the texts are read with: other files, or another program, have another.
    private static func mark(of folders: [URL], _ version: String) throws -> String {
        var bytes = Array(version.utf8)
        for folder in folders {
            let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
            for name in names where !name.hasPrefix(".") {
                let file = folder.appending(path: name)
                var isFolder: ObjCBool = false
                guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue else { continue }
                bytes += Array(name.utf8) + Array(contentHash(of: try Data(contentsOf: file)).utf8)
            }
        }
        return contentHash(of: bytes)
    }
}
