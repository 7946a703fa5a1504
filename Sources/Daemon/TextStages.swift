import Config
import Extraction
import Lexicons
import Matching
import Places
import Reading

/// The stages from a text to its points, made of the words and places that the settings name.
struct TextStages {
    let reader: Reader
    let extractors: Extractors
    let matcher: Matcher

    init(_ settings: Settings) throws {
        let places = try Gazetteer(folder: settings.places)
        reader = Reader(notes: try NoteWords(lexicons: settings.lexicons))
        extractors = Extractors(try LexiconShelf.load(from: settings.lexicons), places: PlaceNames(places))
        matcher = Matcher(figures: settings.figures, places: places, words: try Wording.languages(in: settings.lexicons))
    }
}
