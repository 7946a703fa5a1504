import Testing

@testable import figured

/// What a long work shows on a terminal.
struct ProgressTests {
    static let table: [(line: ProgressLine, width: Int, text: String)] = [
        (
            .init(label: "importing", unit: "articles", done: 0, total: 2000), 79,
            "importing                        0 %  0 of 2,000 articles"
        ),
        (
            .init(label: "importing", unit: "articles", done: 1040, total: 2000, elapsed: .seconds(4)), 79,
            "importing  ██████████▍           52 %  1,040 of 2,000 articles  260/s  4 s left"
        ),
        (
            .init(label: "importing", unit: "articles", done: 1040, total: 2000, already: 1000, elapsed: .seconds(100)), 79,
            "importing  ████████▊          52 %  1,040 of 2,000 articles  0.4/s  40 min left"
        ),
        (
            .init(label: "copying", unit: "bytes", done: 1_500_000, total: 3_000_000_000, elapsed: .seconds(1)), 79,
            "copying                        0 %  1.5 MB of 3.0 GB  1.5 MB/s  33 min left"
        ),
        (.init(label: "importing", unit: "articles", done: 12, total: nil, elapsed: .seconds(3)), 79, "importing  12 articles  4.0/s"),
        (.init(label: "importing", unit: "articles", done: 9, total: 0, elapsed: .seconds(3)), 79, "importing  9 of 0 articles  3.0/s"),
        (
            .init(label: "importing", unit: "articles", done: 1040, total: 2000, elapsed: .seconds(4)), 30,
            "importing  52 %  1,040 of 2,0…"
        ),
    ]

    @Test(arguments: table)
    func `a progress line says how much, how fast and how long`(line: ProgressLine, width: Int, text: String) {
        #expect(line.text(width: width) == text)
        #expect(line.text(width: width).displayWidth <= width)
    }

    @Test func `whatever the numbers are, the line fits and nothing traps`() {
        for done in [Int.min, -1, 0, 1, Int.max] {
            for total in [nil, Int.min, 0, 1, Int.max] {
                for elapsed in [Duration.zero, .nanoseconds(1), .seconds(1), .seconds(1_000_000_000)] {
                    let line = ProgressLine(label: "reading", unit: "bytes", done: done, total: total, elapsed: elapsed)
                    #expect(line.text(width: 40).displayWidth <= 40)
                }
            }
        }
    }
}
