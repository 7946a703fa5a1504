package import Foundation

/// Where the numbers stand in each record of a JSON or CSV endpoint.
///
///     {"day": "2023-10-07", "by": "health ministry", "toll": {"killed": 232}}
///         date "day", claimant "by", values ["gaza-killed": "toll.killed"]
package struct RecordLayout: Hashable, Sendable {
    /// For JSON: the path to the records ("data.days"); nil: the answer as a whole.
    package let list: String?
    /// The path or column that holds the day for which a record's numbers hold.
    package let date: String
    /// The path or column that names who is credited; nil: see `creditedTo`.
    package let claimant: String?
    /// Who is credited with all of it; nil, too: the outlet speaks for itself.
    package let creditedTo: String?
    /// The path or column that tells records of one day apart.
    package let id: String?
    /// Only records that have one of the values there are read.
    package let only: [String: [String]]
    /// The figure's name, and the path or column that holds its value.
    package let values: [String: String]

    package init(
        list: String? = nil, date: String, claimant: String? = nil, creditedTo: String? = nil, id: String? = nil,
        only: [String: [String]] = [:], values: [String: String]
    ) {
        self.list = list
        self.date = date
        self.claimant = claimant
        self.creditedTo = creditedTo
        self.id = id
        self.only = only
        self.values = values
    }
}

/// A record of a JSON or CSV endpoint, as an article of one line.
package struct ReadRecord: Hashable, Sendable {
    /// A number that stands in a record.
    package struct Cell: Hashable, Sendable {
        /// The figure whose value it is.
        package let figure: String
        package let value: Decimal
        /// As written.
        package let number: String
        /// Where it stands in the article's text: Unicode code points.
        package let span: Range<Int>

        package init(figure: String, value: Decimal, number: String, span: Range<Int>) {
            self.figure = figure
            self.value = value
            self.number = number
            self.span = span
        }
    }

    /// Which one it is, counted from 1.
    package let number: Int
    /// Its address is the endpoint's with the record's day as its fragment.
    package let article: Article
    /// Who is credited; nil: the outlet speaks for itself.
    package let claimant: String?
    package let cells: [Cell]

    package init(number: Int, article: Article, claimant: String?, cells: [Cell]) {
        self.number = number
        self.article = article
        self.claimant = claimant
        self.cells = cells
    }
}
