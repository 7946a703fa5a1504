import Figures
import Foundation
import Testing

@Suite struct QuantityTests {
    static let intervals: [(quantity: Quantity, low: Decimal?, high: Decimal?)] = [
        (Quantity(40), 40, 40),
        (Quantity(40, .moreThan), 41, nil),
        (Quantity(40, .moreThan, unit: "USD"), 40, nil),
        (Quantity(40, .moreThan, unit: "families"), 41, nil),
        (Quantity(40, .atLeast), 40, nil),
        (Quantity(40, .lessThan), nil, 39),
        (Quantity(40, .atMost), nil, 40),
        (Quantity(40, .nearly), 36, 40),
        (Quantity(40, .about), 36, 44),
        (Quantity(10, .between, high: 20), 10, 20),
        (Quantity(12, .order), 24, nil),
    ]

    @Test(arguments: intervals)
    func `words leave an interval open`(quantity: Quantity, low: Decimal?, high: Decimal?) {
        #expect(quantity.interval == Interval(low: low, high: high))
    }

    static let pairs: [(one: Quantity, other: Quantity, agree: Bool)] = [
        (Quantity(36_000, .moreThan), Quantity(36_897), true),
        (Quantity(1170, .moreThan), Quantity(1139), false),
        (Quantity(12, .order), Quantity(14), false),
        (Quantity(300, .about), Quantity(315), true),
        (Quantity(10, .between, high: 20), Quantity(20, .moreThan), false),
    ]

    @Test(arguments: pairs)
    func `two statements agree when their intervals meet, whichever comes first`(one: Quantity, other: Quantity, agree: Bool) {
        #expect(one.interval.overlaps(other.interval) == agree)
        #expect(other.interval.overlaps(one.interval) == agree)
    }

    static let words: [(quantity: Quantity, words: String, symbols: String)] = [
        (Quantity(41_200), "41,200", "41,200"),
        (Quantity(40_000, .moreThan), "more than 40,000", ">40,000"),
        (Quantity(10, .between, high: 20), "10 to 20", "10–20"),
        (Quantity(12, .order), "dozens", "dozens"),
        (Quantity(5_500_000_000, unit: "USD"), "USD 5,500,000,000", "USD 5,500,000,000"),
        (Quantity(900, .about, unit: "families"), "about 900 families", "~900 families"),
        (Quantity(0), "0", "0"),
    ]

    @Test(arguments: words)
    func `a number is written as people write it`(quantity: Quantity, words: String, symbols: String) {
        #expect(quantity.words == words)
        #expect(quantity.symbols == symbols)
    }
}

@Suite struct DayTests {
    static let days: [(text: String, number: Int, weekday: Int)] = [
        ("1970-01-01", 0, 3), ("1969-12-31", -1, 2), ("2000-02-29", 11_016, 1), ("2023-10-07", 19_637, 5), ("2026-03-02", 20_514, 0),
    ]

    @Test(arguments: days)
    func `a day is a number and a weekday`(text: String, number: Int, weekday: Int) throws {
        let day = try #require(Day(text))
        #expect(day.number == number)
        #expect(day.weekday == weekday)
        #expect(day.description == text)
    }

    @Test(arguments: ["2023-02-29", "2023-13-01", "2023-1-01", "20231001", "", "2023-10-07T00:00", "2023-00-10", "+023-10-07"])
    func `what is no day is refused`(text: String) {
        #expect(Day(text) == nil)
    }

    @Test func `every day of four centuries is its own inverse`() {
        for number in stride(from: -146_097, through: 146_097, by: 1) {
            let (year, month, day) = Day(number: number).civil
            guard Day(year: year, month: month, day: day)?.number == number else {
                Issue.record("day \(number) came back as another")
                return
            }
        }
    }
}

@Suite struct PrintableTests {
    static let texts: [(raw: String, safe: String)] = [
        ("plain", "plain"), ("a\nb\tc", "a b c"), ("x\u{1B}[2J", "x\u{FFFD}[2J"), ("\u{202E}abc", "\u{FFFD}abc"),
        ("“quoted”", "“quoted”"), ("عدد القتلى", "عدد القتلى"), ("nul\0", "nul\u{FFFD}"), ("\r\n", ""),
    ]

    @Test(arguments: texts)
    func `text from outside cannot steer a terminal`(raw: String, safe: String) {
        #expect(raw.printable == safe)
    }
}
