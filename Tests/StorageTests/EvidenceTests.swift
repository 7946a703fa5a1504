import Figures
import Foundation
import GRDB
import Testing

@testable import Storage

private let start = Newsdesk.start
private let day = Newsdesk.day

@Suite struct SHA256Tests {
    /// FIPS 180-4's own examples, and lengths around the ends of blocks, by `sha256sum`.
    static let table: [(bytes: [UInt8], hash: String)] = [
        ([], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (Array("abc".utf8), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        ([UInt8](repeating: 0x61, count: 55), "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"),
        ([UInt8](repeating: 0x61, count: 56), "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"),
        ([UInt8](repeating: 0x61, count: 64), "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
        ([UInt8](repeating: 0x61, count: 1000), "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"),
    ]

    @Test(arguments: table)
    func `bytes have the hash that sha256sum prints`(bytes: [UInt8], hash: String) {
        #expect(sha256(of: bytes) == hash)
    }
}

@Suite struct EvidenceTests {
    /// The page that says the number, as its server sent it.
    private func page(_ value: Int, in desk: Newsdesk, days: Double = 0, page: String = "1", around: String = "") -> ReadVersion {
        var read = desk.read(value, by: "ministry", seen: start + days * day, outlet: "Wire", page: page)
        read.capture = Capture(
            Download(
                url: read.article.url, body: Array("<html>\(around)<p>\(read.article.text)</p></html>".utf8), contentType: "text/html",
                validators: Validators(etag: "\"a\""), fetched: read.seen))
        return read
    }

    private func record(_ read: ReadVersion, in desk: Newsdesk) throws {
        _ = try desk.archive.record(read, claims: desk.claims(in: read.article), observations: [], comparing: { _, _, _ in Outcome() })
    }

    private func kept(_ desk: Newsdesk) throws -> [[UInt8]] {
        try desk.archive.database.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM capture JOIN body USING (hash) ORDER BY capture.id").map(KeptBody.bytes)
        }
    }

    @Test func `each version keeps the page that it was read from, byte for byte`() throws {
        let desk = try Newsdesk()
        let pages = [page(12, in: desk), page(13, in: desk, days: 1)]
        for page in pages { try record(page, in: desk) }
        #expect(try kept(desk) == pages.compactMap(\.capture?.bytes))
        #expect(
            try desk.values(
                "SELECT url || ' ' || contentType || ' ' || etag || ' ' || number FROM capture JOIN version ON version.id = version")
                == ["https://wire.example/1 text/html \"a\" 1", "https://wire.example/1 text/html \"a\" 2"])
    }

    @Test func `a page whose text is the same is not kept again, and the same bytes are kept once`() throws {
        let desk = try Newsdesk()
        try record(page(12, in: desk), in: desk)
        try record(page(12, in: desk, days: 1, around: "<div>another advertisement</div>"), in: desk)
        #expect(try kept(desk).count == 1)
        try desk.archive.keep(Capture(Download(url: Newsdesk.source.url, body: [1, 2, 3], fetched: start)), of: "wire")
        try desk.archive.keep(Capture(Download(url: Newsdesk.source.url, body: [1, 2, 3], fetched: start + day)), of: "wire")
        #expect(try desk.values("SELECT count(*) FROM capture") == ["3"])
        #expect(try desk.values("SELECT count(*) FROM body") == ["2"])
    }

    @Test func `what is older than the settings say is deleted by the upkeep, and a page's hash stays`() throws {
        let desk = try Newsdesk()
        try desk.archive.keepRaw(pages: .seconds(30 * 86_400), feeds: .seconds(7 * 86_400))
        try record(page(12, in: desk), in: desk)
        try desk.archive.keep(Capture(Download(url: Newsdesk.source.url, body: [1, 2, 3], fetched: start)), of: "wire")
        try desk.archive.tidy(at: start + 6 * day)
        #expect(try kept(desk).count == 2)
        try desk.archive.tidy(at: start + 8 * day)
        #expect(try kept(desk).count == 1)
        try desk.archive.tidy(at: start + 31 * day)
        #expect(try desk.values("SELECT count(*) FROM body") == ["0"])
        #expect(try desk.values("SELECT count(*) FROM capture WHERE version IS NOT NULL") == ["1"])
    }

    @Test func `the upkeep is done once a day, however often the daemon is started`() throws {
        let desk = try Newsdesk()
        try desk.archive.keepRaw(pages: .seconds(30 * 86_400), feeds: .seconds(0.5 * 86_400))
        let feed = Capture(Download(url: Newsdesk.source.url, body: [1, 2, 3], fetched: start))
        try desk.archive.tidyWhenDue(at: start)
        try desk.archive.keep(feed, of: "wire")
        try desk.archive.tidyWhenDue(at: start + 0.9 * day)
        #expect(try desk.values("SELECT count(*) FROM body") == ["1"], "it was done less than a day ago")
        try desk.archive.tidyWhenDue(at: start + day)
        #expect(try desk.values("SELECT count(*) FROM body") == ["0"])
        let checked = "SELECT value FROM meta WHERE key = 'checked'"
        let first = try desk.values(checked)
        try desk.archive.tidyWhenDue(at: start + 6 * day)
        #expect(try desk.values(checked) == first)
        try desk.archive.tidyWhenDue(at: start + 7 * day)
        #expect(try desk.values(checked) != first, "a week later it was read for damage again")
    }

    @Test func `where the settings say not at all, nothing is kept`() throws {
        let desk = try Newsdesk()
        try desk.archive.keepRaw(pages: .zero, feeds: .zero)
        try record(page(12, in: desk), in: desk)
        try desk.archive.keep(Capture(Download(url: Newsdesk.source.url, body: [1, 2, 3], fetched: start)), of: "wire")
        #expect(try desk.values("SELECT count(*) FROM capture") == ["0"])
    }

    @Test func `bytes that are not those that came are not handed out`() throws {
        let desk = try Newsdesk()
        try record(page(12, in: desk), in: desk)
        let forged = Data(Zlib.compressed([UInt8](repeating: 0x61, count: try #require(kept(desk).first?.count))))
        try desk.archive.write { try $0.execute(sql: "UPDATE body SET bytes = ?", arguments: [forged]) }
        #expect(throws: ArchiveError.self) { try kept(desk) }
    }
}
