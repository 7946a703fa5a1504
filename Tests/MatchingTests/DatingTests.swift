import Figures
import Foundation
import Matching
import Testing

struct DatingTests {
    /// All of them published on Wednesday 8 May 2024.
    static let published = "2024-05-08"

    static let table: [(when: String, first: String, last: String, since: String?)] = [
        ("on October 7, 2023", "2023-10-07", "2023-10-07", nil),
        ("on 7 October 2023", "2023-10-07", "2023-10-07", nil),
        ("On 17 September 2019", "2019-09-17", "2019-09-17", nil),
        ("on October 7", "2023-10-07", "2023-10-07", nil),
        ("on Oct. 7", "2023-10-07", "2023-10-07", nil),
        ("On October 13th", "2023-10-13", "2023-10-13", nil),
        ("on March 30", "2024-03-30", "2024-03-30", nil),
        ("on February 29", "2024-02-29", "2024-02-29", nil),
        ("ON 20 JANUARY", "2024-01-20", "2024-01-20", nil),
        ("2023-10-07", "2023-10-07", "2023-10-07", nil),
        ("Sunday", "2024-05-05", "2024-05-05", nil),
        ("on Sunday", "2024-05-05", "2024-05-05", nil),
        ("on Wednesday", "2024-05-08", "2024-05-08", nil),
        ("last Wednesday", "2024-05-01", "2024-05-01", nil),
        ("early on Tuesday", "2024-05-07", "2024-05-07", nil),
        ("As of 11 a.m. Monday", "2024-05-06", "2024-05-06", nil),
        ("on Monday 29 April", "2024-04-29", "2024-04-29", nil),
        ("yesterday", "2024-05-07", "2024-05-07", nil),
        ("Today", "2024-05-08", "2024-05-08", nil),
        ("since Tuesday", "2024-05-07", "2024-05-08", "2024-05-07"),
        ("since October 7", "2023-10-07", "2024-05-08", "2023-10-07"),
        ("since 25 July 2014", "2014-07-25", "2024-05-08", "2014-07-25"),
        ("since 2011", "2011-01-01", "2024-05-08", "2011-01-01"),
        ("since Moscow intervened in September 2015", "2015-09-01", "2024-05-08", "2015-09-01"),
        ("since the start of the war", "2024-05-08", "2024-05-08", nil),
        ("since then", "2024-05-08", "2024-05-08", nil),
        ("in September", "2023-09-01", "2023-09-30", "2023-09-01"),
        ("in May", "2024-05-01", "2024-05-08", "2024-05-01"),
        ("Last May", "2023-05-01", "2023-05-31", "2023-05-01"),
        ("in August 2018", "2018-08-01", "2018-08-31", "2018-08-01"),
        ("in 2023", "2023-01-01", "2023-12-31", "2023-01-01"),
        ("so far in 2024", "2024-01-01", "2024-05-08", "2024-01-01"),
        ("so far this year", "2024-01-01", "2024-05-08", "2024-01-01"),
        ("this week", "2024-05-06", "2024-05-08", "2024-05-06"),
        ("last week", "2024-04-29", "2024-05-05", "2024-04-29"),
        ("this month", "2024-05-01", "2024-05-08", "2024-05-01"),
        ("Last month", "2024-04-01", "2024-04-30", "2024-04-01"),
        ("at the weekend", "2024-05-04", "2024-05-05", "2024-05-04"),
        ("last weekend", "2024-05-04", "2024-05-05", "2024-05-04"),
        ("over the past 24 hours", "2024-05-07", "2024-05-08", "2024-05-07"),
        ("in the last 10 days", "2024-04-28", "2024-05-08", "2024-04-28"),
        ("In the past two weeks", "2024-04-24", "2024-05-08", "2024-04-24"),
        ("in the past week", "2024-05-01", "2024-05-08", "2024-05-01"),
        ("in the past month", "2024-04-08", "2024-05-08", "2024-04-08"),
        ("over the past two decades", "2004-05-08", "2024-05-08", "2004-05-08"),
        ("a week ago", "2024-05-01", "2024-05-01", nil),
        ("eight days ago", "2024-04-30", "2024-04-30", nil),
        ("between October 2013 and June 2014", "2013-10-01", "2014-06-30", "2013-10-01"),
        ("From 2010 to 2015", "2010-01-01", "2015-12-31", "2010-01-01"),
        ("on November 26 and 28", "2023-11-26", "2023-11-26", nil),
        ("on the same day", "2024-05-08", "2024-05-08", nil),
        ("later", "2024-05-08", "2024-05-08", nil),
        ("in 2030", "2024-05-08", "2024-05-08", nil),
    ]

    @Test(arguments: table)
    func `words and the day of publication say when a number holds`(when: String, first: String, last: String, since: String?) throws {
        let words = try #require(try Given.words()["en"])
        let dating = words.time.dating(of: when, published: try #require(Day(Self.published)))
        #expect("\(dating.period.first)" == first)
        #expect("\(dating.period.last)" == last)
        #expect(dating.since?.description == since)
    }

    @Test(arguments: [
        ("over the last few days", true), ("in three days", true), ("during the ceasefire", true), ("at 9:20", true),
        ("since the start of the war", false), ("so far", false), ("on Monday", false), ("since Monday", false),
    ])
    func `words that date a number without saying when are known as such`(when: String, isVague: Bool) throws {
        let words = try #require(try Given.words()["en"])
        #expect(words.time.dating(of: when, published: try #require(Day(Self.published))).isVague == isVague)
    }

    @Test(arguments: [
        "99999999999999999999 days ago", "999999 years ago", "over the past 999999 decades", "since 0000-00-00", "on February 30",
        "on October 99", "in the past 0 hours", "since since since", "between and", "from", "this last past", "\u{0}\u{202E}", "ago",
    ])
    func `nonsense dates nothing after the day of publication, and stops nothing`(when: String) throws {
        let words = try #require(try Given.words()["en"])
        let day = try #require(Day(Self.published))
        #expect(words.time.dating(of: when, published: day).period.last <= day)
    }

    @Test
    func `no words at all are not vague`() throws {
        let words = try #require(try Given.words()["en"])
        let day = try #require(Day(Self.published))
        #expect(words.time.dating(of: nil, published: day) == words.time.dating(of: "", published: day))
        #expect(!words.time.dating(of: nil, published: day).isVague)
    }

    @Test(arguments: [
        ("month 13 = never", 1), ("# fine\nmonth 1 january", 2), ("fortnight = fortnight", 1), ("since =", 1), ("unit eon = eons", 1),
    ])
    func `a faulty file of words is refused with its line`(text: String, line: Int) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try text.write(to: file, atomically: true, encoding: .utf8)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: file) } }
        let error = #expect(throws: WordsError.self) { try TimeWords(file) }
        #expect(error?.line == line)
    }
}
