import GRDB
import Storage

/// The words around a quote in its text.
struct Passage {
    let before: String?
    let after: String?

    /// How much is shown on either side: Unicode code points.
    private static let reach = 300

    /// - Parameter row: a claim with the `text` and `textSize` of its version.
    init(_ row: Row) throws {
        let text = Array(try KeptText.text(row).unicodeScalars)
        let (start, end): (Int, Int) = (row["quoteStart"], row["quoteEnd"])
        guard 0 <= start, start <= end, end <= text.count else {
            (before, after) = (nil, nil)
            return
        }
        before = Self.tail(text[max(0, start - Self.reach)..<start], isWhole: start <= Self.reach)
        after = Self.head(text[end..<min(text.count, end + Self.reach)], isWhole: end + Self.reach >= text.count)
    }

    /// From the first whole word on.
    private static func tail(_ scalars: ArraySlice<Unicode.Scalar>, isWhole: Bool) -> String? {
        let words = isWhole ? scalars : scalars.drop { !$0.properties.isWhitespace }
        let text = String(String.UnicodeScalarView(words)).trimmingWhitespace
        return text.isEmpty ? nil : isWhole ? text : "… " + text
    }

    /// Up to the last whole word.
    private static func head(_ scalars: ArraySlice<Unicode.Scalar>, isWhole: Bool) -> String? {
        let words = isWhole ? scalars : scalars.prefix(through: scalars.lastIndex { $0.properties.isWhitespace } ?? scalars.startIndex)
        let text = String(String.UnicodeScalarView(words)).trimmingWhitespace
        return text.isEmpty ? nil : isWhole ? text : text + " …"
    }
}

extension String {
    fileprivate var trimmingWhitespace: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}
