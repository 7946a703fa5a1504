import Foundation

/// The story of a page that is drawn by a script: nothing of it stands in the markup, all of it in a string of the script.
///
///     self.__next_f.push([1,"\\u003cp\\u003eAt least 12 died.\\u003c/p\\u003e …"])    <p>At least 12 died.</p> …
///
/// A reader sees it once the script has run. Only asked where the markup shows no story at all, so that what a script holds back
/// is never set beside what stands there.
enum ScriptedMarkup {
    /// The string of the page's scripts that holds the most paragraphs, as markup; nil where none holds two.
    static func story(in markup: [UInt8]) -> [UInt8]? {
        let best = markup.withUnsafeBufferPointer { literals(in: $0).map { markup[$0] }.compactMap(text) }
            .map { (text: $0, paragraphs: paragraphs(in: $0)) }.filter { $0.paragraphs >= 2 }
            .max { ($0.paragraphs, $0.text.count) < ($1.paragraphs, $1.text.count) }
        return best.map { Array("<html><body><article>".utf8) + $0.text + Array("</article></body></html>".utf8) }
    }

    /// Where the longer strings in double quotation marks stand, marks included, within scripts.
    private static func literals(in markup: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        MarkupScan.scripts(in: markup).flatMap { script in
            var found: [Range<Int>] = []
            var start: Int?
            var place = script.lowerBound
            while place < script.upperBound {
                if markup[place] == UInt8(ascii: "\\") {
                    place += 1
                } else if markup[place] == UInt8(ascii: "\"") {
                    if let start, place - start >= 400 { found.append(start..<(place + 1)) }
                    start = start == nil ? place : nil
                }
                place += 1
            }
            return found
        }
    }

    /// A string of JSON, resolved.
    private static func text(_ literal: ArraySlice<UInt8>) -> [UInt8]? {
        do {
            let value = try JSONSerialization.jsonObject(with: Data(literal), options: .fragmentsAllowed)
            return (value as? String).map { Array($0.utf8) }
        } catch {
            return nil
        }
    }

    private static func paragraphs(in text: [UInt8]) -> Int {
        let mark = Array("</p>".utf8)
        return text.indices.count { text[$0] == mark[0] && text[$0...].starts(with: mark) }
    }
}
