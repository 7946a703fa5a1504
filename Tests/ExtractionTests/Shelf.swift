import Extraction
import Foundation
import Lexicons
import Places

/// The lexicons and the gazetteer of this checkout.
enum Shelf {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let lexicons = Result { () throws(LexiconFaults) in try LexiconShelf.load(from: root.appending(path: "etc/lexicon")) }
    static let places = Result { () throws(PlacesError) in PlaceNames(try Gazetteer(folder: root.appending(path: "etc/places"))) }

    static func extractor(_ language: String) throws -> ClaimExtractor? {
        let places = try places.get()
        return try lexicons.get().lexicon(for: language).map { ClaimExtractor(lexicon: $0, places: places) }
    }

    /// The folder of the annotated articles; nil where it is missing.
    static var corpus: URL? {
        let named = ProcessInfo.processInfo.environment["FIGURED_CORPUS"].map { URL(filePath: $0) }
        let folder = named ?? root.deletingLastPathComponent().appending(path: "shared/corpus")
        return FileManager.default.fileExists(atPath: folder.appending(path: "dev.jsonl").path) ? folder : nil
    }
}
