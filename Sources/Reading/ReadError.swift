/// Why what was fetched could not be read: what was wrong with it, and what to do.
package enum ReadError: Error, Hashable, CustomStringConvertible {
    /// It is something else: "a web page".
    case notAFeed(String)
    /// It stops in the middle, or is empty: what was known before stays as it is.
    case incomplete
    /// Elements inside elements, deeper than the limit.
    case nestedTooDeeply(Int)
    /// One tag is longer than the limit, in bytes.
    case tagTooLong(Int)
    /// One tag has more attributes than the limit.
    case tooManyAttributes(Int)
    /// More bytes than the limit.
    case tooLarge(Int)
    /// The encoding it says it is in is not one that can be read: "utf-7".
    case unreadableEncoding(String)
    /// The document type declares entities, which no feed needs and bombs are made of.
    case entityDeclared
    /// No text on the page that could be an article: a notice, a list of links, a wall.
    case noArticle(String)
    /// The selector of the source cannot be understood.
    case badSelector(String)
    /// Where the records should be there are none.
    case noRecords(String)
    /// A record, counted from 1, does not say what it should.
    case badRecord(Int, String)
    /// A column or path of a record, counted from 1, holds no number: the record's other cells are read.
    case badCell(Int, column: String, String)
    /// Not even libxml2 could begin: "out of memory".
    case parserFailed(String)

    package var description: String {
        switch self {
        case .notAFeed(let what): "not a feed but \(what): check the address, or set the form of the source"
        case .incomplete: "stops in the middle or is empty: waiting for the whole of it"
        case .nestedTooDeeply(let limit): "elements are nested too deeply: more than \(limit) within each other"
        case .tagTooLong(let limit): "one tag is longer than \(limit) bytes"
        case .tooManyAttributes(let limit): "one tag has more than \(limit) attributes"
        case .tooLarge(let limit): "larger than \(limit) bytes"
        case .unreadableEncoding(let label): "in the encoding \(label), which is refused"
        case .entityDeclared: "declares entities of its own, which are refused"
        case .noArticle(let reason): "no article on the page: \(reason)"
        case .badSelector(let reason): "the selector of the source is not understood: \(reason)"
        case .noRecords(let reason): "no records: \(reason)"
        case .badRecord(let number, let reason): "record \(number): \(reason)"
        case .badCell(let number, let column, let text): "record \(number): “\(column)” is no number: “\(text)”"
        case .parserFailed(let reason): "the parser failed: \(reason)"
        }
    }
}
