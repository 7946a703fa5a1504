// uses: Figures Lexicons Places Extraction
// Whatever bytes an article holds, in every language: no trap, and each claim stands where it says.
import Extraction
import Figures
import Foundation
import Lexicons
import Places

/// An extractor for each language of this checkout.
private let extractors: [ClaimExtractor] = {
    do {
        let places = PlaceNames(try Gazetteer(folder: URL(filePath: "etc/places")))
        return try LexiconShelf.load(from: URL(filePath: "etc/lexicon")).lexicons.map { ClaimExtractor(lexicon: $0, places: places) }
    } catch {
        fatalError("\(error)")
    }
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let scalars = Array(text.unicodeScalars)
    let article = Article(url: URL(filePath: "/"), outlet: "", title: "", text: text)
    for claim in extractors.flatMap({ $0.claims(in: article) }) {
        precondition(claim.span.upperBound <= scalars.count && claim.quoteSpan.upperBound <= scalars.count, "a claim outside the text")
        precondition(claim.quoteSpan.contains(claim.span.lowerBound), "a number outside its quote")
        precondition(String(String.UnicodeScalarView(scalars[claim.span])) == claim.number, "another number than the text's")
        precondition(claim.quantity.value.isFinite && claim.quantity.value >= 0, "no number")
        precondition(claim.quantity.high.map { $0 >= claim.quantity.value } ?? true, "a range that falls")
    }
    return 0
}
