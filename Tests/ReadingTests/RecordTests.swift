import Figures
import Foundation
import Reading
import Testing

/// Records of JSON and CSV endpoints.
@Suite struct RecordTests {
    static let shapes: [(what: String, form: Source.Form, list: String?, text: String)] = [
        (
            "a list", .json, nil,
            #"[{"day": "2024-11-11", "by": "Police", "toll": {"killed": 12, "missing": null}}, {"day": "2024-11-12", "by": "Army", "toll": {"killed": "1,204"}}]"#
        ),
        (
            "a list within", .json, "data.days",
            #"{"data": {"days": [{"day": "2024-11-11", "by": "Police", "toll": {"killed": 12}}, {"toll": {"killed": 1204}, "by": "Army", "day": "2024-11-12"}]}}"#
        ),
        (
            "a record a line", .json, nil,
            """
            {"day": "2024-11-11", "by": "Police", "toll": {"killed": 12}}

            {"day": "2024-11-12", "by": "Army", "toll": {"killed": 1204.0}}
            """
        ),
        (
            "records under their keys", .json, nil,
            #"{"b": {"day": "2024-11-12", "by": "Army", "toll": {"killed": 1204}}, "a": {"day": "2024-11-11", "by": "Police", "toll": {"killed": 12}}}"#
        ),
        ("a table", .csv, nil, "\u{FEFF}day,by,toll.killed\r\n2024-11-11,Police,12\r\n2024-11-12,Army,\"1,204\"\r\n"),
        ("a table with semicolons", .csv, nil, "day;by;toll.killed\n11 Nov 2024;\"Police\";12\n\n12 Nov 2024;Army;1 204"),
        (
            "a table with tabs and hashtags", .csv, nil,
            "day\tby\ttoll.killed\n#date\t#org\t#affected\n2024-11-11\tPolice\t12\n2024-11-12\tArmy\t1204\n"
        ),
    ]

    @Test(arguments: shapes)
    func `a cell is a number with its record as the quote`(what: String, form: Source.Form, list: String?, text: String) throws {
        let layout = RecordLayout(list: list, date: "day", claimant: "by", values: ["flood-killed": "toll.killed"])
        let found = try read(text, form, layout)
        #expect(found.faults == [], "\(what)")
        #expect(found.records.map(\.claimant) == ["Police", "Army"], "\(what)")
        #expect(found.records.flatMap(\.cells).map(\.value) == [12, 1204], "\(what)")
        #expect(found.records.map { $0.article.published?.ISO8601Format() } == ["2024-11-11T00:00:00Z", "2024-11-12T00:00:00Z"], "\(what)")
        #expect(found.records.map(\.article.url.absoluteString) == ["2024-11-11", "2024-11-12"].map { "https://post.example/tolls#\($0)" })
        for record in found.records {
            for cell in record.cells {
                let scalars = Array(record.article.text.unicodeScalars)[cell.span]
                #expect(String(String.UnicodeScalarView(scalars)) == cell.number, "\(what)")
            }
        }
    }

    @Test func `the quote says what each value is, in an order that the server cannot change`() throws {
        let layout = RecordLayout(date: "day", values: ["flood-killed": "toll.killed"])
        let texts = try [
            #"{"toll": {"killed": 12, "final": false}, "day": "2024-11-11"}"#,
            #"{"day": "2024-11-11", "toll": {"final": false, "killed": 12}}"#,
        ].map { try read($0, .json, layout).records.map(\.article.text) }
        #expect(
            texts == [["day: 2024-11-11, toll.final: false, toll.killed: 12"], ["day: 2024-11-11, toll.final: false, toll.killed: 12"]])
    }

    @Test func `only the records that are asked for are read, and none twice`() throws {
        let text = "day,area,killed\n2024-11-11,north,3\n2024-11-11,south,9\n2024-11-11,west,1\n"
        let layout = RecordLayout(date: "day", id: "area", only: ["area": ["north", "south"]], values: ["flood-killed": "killed"])
        let found = try read(text, .csv, layout)
        #expect(found.faults == [])
        #expect(found.records.map(\.article.url.fragment) == ["2024-11-11,north", "2024-11-11,south"])
    }

    static let faults: [(row: String, fault: ReadError)] = [
        ("2024-11-12,n/a", .badCell(2, column: "killed", "n/a")),
        ("2024-11-12,-4", .badCell(2, column: "killed", "-4")),
        ("2024-11-12,\"12,34\"", .badCell(2, column: "killed", "12,34")),
        (",7", .badRecord(2, "it has no “day”")),
        ("11/12/2024,7", .badRecord(2, "“day” is no day such as 2023-10-07: “11/12/2024”")),
        ("2031-01-01,7", .badRecord(2, "its day has not come yet: 2031-01-01")),
        ("2024-11-12,7,8", .badRecord(2, "it has 3 columns, not 2")),
        ("2024-11-11,7", .badRecord(2, "its day was there before: say with id: what tells records of one day apart")),
    ]

    @Test(arguments: faults)
    func `a record that cannot be read is named by its number, and the others are read`(row: String, fault: ReadError) throws {
        let found = try read(
            "day,killed\n2024-11-11,12\n\(row)\n2024-11-13,15\n", .csv, RecordLayout(date: "day", values: ["flood-killed": "killed"]))
        #expect(found.faults == [fault])
        #expect(found.records.map(\.number) == [1, 3])
    }

    static let refused: [(text: String, form: Source.Form, fault: ReadError)] = [
        ("day,killed\n2024-11-11,many\n", .csv, .badCell(1, column: "killed", "many")),
        ("day,dead\n2024-11-11,12\n", .csv, .noRecords("none has “killed”")),
        (
            "<html><body>Sorry</body></html>", .csv,
            .noRecords("the first line names no columns, with commas, semicolons or tabs between them")
        ),
        ("day,killed\n2024-11-11,\"12", .csv, .incomplete),
        ("day,killed\n", .csv, .noRecords("the list is empty")),
        ("<html><body>Sorry</body></html>", .json, .noRecords("this is no JSON, neither as a whole nor line by line")),
        (
            #"[{"day": "2024-11-11", "killed": 12}, {"day": "2024"#, .json,
            .noRecords("this is no JSON, neither as a whole nor line by line")
        ),
        (String(repeating: "[", count: 100_000), .json, .noRecords("this is no JSON, neither as a whole nor line by line")),
        ("[[1, 2], [3, 4]]", .json, .badRecord(1, "it is no JSON object")),
    ]

    @Test(arguments: refused.indices)
    func `an answer without a readable record is refused by name`(case index: Int) {
        let (text, form, fault) = Self.refused[index]
        #expect(throws: fault) { try read(text, form, RecordLayout(date: "day", values: ["flood-killed": "killed"])) }
    }

    @Test func `a path that leads nowhere is named with what is there`() {
        let layout = RecordLayout(list: "data.rows", date: "day", values: ["flood-killed": "killed"])
        #expect(throws: ReadError.noRecords("there is no “rows” on the way to “data.rows”, but days, source")) {
            try read(#"{"data": {"days": [], "source": "x"}}"#, .json, layout)
        }
    }

    @Test func `a cell that holds no number leaves out itself alone`() throws {
        let layout = RecordLayout(date: "day", values: ["flood-killed": "killed", "flood-hurt": "hurt"])
        let found = try read("day,killed,hurt\n2024-11-11,12,pending\n2024-11-12,15,40\n", .csv, layout)
        #expect(found.faults == [.badCell(1, column: "hurt", "pending")])
        #expect("\(found.faults[0])" == "record 1: “hurt” is no number: “pending”")
        #expect(found.records.map { $0.cells.map(\.figure) } == [["flood-killed"], ["flood-hurt", "flood-killed"]])
        #expect(found.isWhole)
    }

    static let withdrawals: [(rows: String, missing: ReadRecords.Missing)] = [
        ("2024-11-09,9\n2024-11-10,10\n2024-11-11,12\n", .these([])),
        ("2024-11-09,9\n2024-11-11,12\n", .these(["2024-11-10"].map(address))),
        // The list of the last days has gone on, and what fell out of it is as true as before.
        ("2024-11-10,10\n2024-11-11,12\n2024-11-12,15\n", .these([])),
        ("2024-11-09,9\n", .tooMany(2, of: 3)),
        ("2024-11-09,9\n2024-11-10\n2024-11-11,12\n", .unknown),
        ("2024-11-09,9\n2024-11-10,n/a\n2024-11-11,12\n", .these([])),
    ]

    @Test(arguments: withdrawals.indices)
    func `a record that the endpoint lists no more is missing, unless that is its own fault`(case index: Int) throws {
        let (rows, missing) = Self.withdrawals[index]
        let known = try ["2024-11-09", "2024-11-10", "2024-11-11"].map {
            (Self.address($0), try Date("\($0)T00:00:00Z", strategy: .iso8601))
        }
        let found = try read("day,killed\n" + rows, .csv, RecordLayout(date: "day", values: ["flood-killed": "killed"]))
        #expect(found.missing(of: known) == missing)
    }

    private static func address(_ day: String) -> URL {
        var parts = URLComponents()
        (parts.scheme, parts.host, parts.path, parts.fragment) = ("https", "post.example", "/tolls", day)
        return parts.url ?? URL(filePath: "/")
    }

    private func read(_ text: String, _ form: Source.Form, _ layout: RecordLayout) throws -> ReadRecords {
        let url = try #require(URL(string: "https://post.example/tolls"))
        let source = Source(name: "tolls", url: url, form: form, outlet: "The Harbour Post", records: layout)
        let download = Download(url: url, body: Array(text.utf8), fetched: Date(timeIntervalSince1970: 1_731_500_000))
        return try Reader().records(in: download, of: source)
    }
}
