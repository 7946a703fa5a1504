import Fetching
import Support
import Testing

/// What a server does to us, and what must come of it.
struct HostileCase: Sendable, CustomTestStringConvertible {
    let name: String
    /// The body that is right all the same, or the beginning of the error's sentence.
    let expected: Expectation
    let script: LoopbackServer.Script

    enum Expectation: Sendable {
        case body(String)
        case error(String)
    }

    var testDescription: String { name }

    init(_ name: String, _ expected: Expectation, _ script: @escaping LoopbackServer.Script) {
        self.name = name
        self.expected = expected
        self.script = script
    }

    /// The bombs are made at once, so that no server is slow only because it makes one.
    static let all = bomb.isEmpty || bombInGzip.isEmpty ? [] : time + size + headers + encodings + framing + redirects + statuses

    private static let head = "HTTP/1.1 200 OK\r\n"
    private static let block = [UInt8](repeating: 0x78, count: 65_536)

    private static let bomb = Gzip.bomb(8 << 20)
    private static let bombInGzip = Gzip.stored(bomb)

    private static func flood(_ connection: LoopbackConnection, _ piece: [UInt8]) {
        for _ in 0..<4096 where connection.isOpen {
            connection.send(piece)
        }
    }

    private static func drip(_ connection: LoopbackConnection, _ piece: String) {
        for _ in 0..<100 where connection.isOpen {
            connection.send(piece)
            pause(milliseconds: 100)
        }
        connection.hang(seconds: 1)
    }

    static let time: [HostileCase] = [
        HostileCase("never answers", .error("too slow: hardly a byte")) { _, connection in connection.hang() },
        HostileCase("headers byte by byte", .error("too slow: hardly a byte")) { _, connection in
            connection.send(head + "X: ")
            drip(connection, "y")
        },
        HostileCase("body byte by byte", .error("too slow: hardly a byte")) { _, connection in
            connection.send(head + "Content-Length: 1000\r\n\r\n")
            drip(connection, "a")
        },
        HostileCase("just fast enough, for ever", .error("too slow: not done in time")) { _, connection in
            connection.send(head + "Connection: close\r\n\r\n")
            drip(connection, String(repeating: "a", count: 5000))
        },
    ]

    static let size: [HostileCase] = [
        HostileCase("too long, and says so", .error("body larger than 1 MiB")) { _, connection in
            connection.send(head + "Content-Length: 67108864\r\n\r\n")
            flood(connection, block)
        },
        HostileCase("endless chunks", .error("body larger than 1 MiB")) { _, connection in
            connection.send(head + "Transfer-Encoding: chunked\r\n\r\n")
            flood(connection, Array("10000\r\n".utf8) + block + Array("\r\n".utf8))
        },
        HostileCase("endless until closed", .error("body larger than 1 MiB")) { _, connection in
            connection.send(head + "Connection: close\r\n\r\n")
            flood(connection, block)
        },
        HostileCase("gzip bomb", .error("body larger than 1 MiB")) { _, connection in
            connection.answer("200 OK", ["Content-Encoding: gzip"], bomb)
        },
        HostileCase("gzip bomb in gzip", .error("body larger than 1 MiB")) { _, connection in
            connection.answer("200 OK", ["Content-Encoding: gzip, gzip"], bombInGzip)
        },
        HostileCase("endless body of an error", .error("not found (404)")) { _, connection in
            connection.send("HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n")
            flood(connection, Array("10000\r\n".utf8) + block + Array("\r\n".utf8))
        },
    ]

    static let headers: [HostileCase] = [
        HostileCase("endless headers", .error("header larger than 64 KiB")) { _, connection in
            connection.send(head)
            flood(connection, Array("X-Y: \(String(repeating: "a", count: 200))\r\n".utf8))
        },
        HostileCase("a header of 90 kB", .error("header larger than 64 KiB")) { _, connection in
            connection.answer("200 OK", ["X: " + String(repeating: "a", count: 90_000)], "hello")
        },
        HostileCase("endless 102 Processing", .error("header larger than 64 KiB")) { _, connection in
            flood(connection, Array("HTTP/1.1 102 Processing\r\n\r\n".utf8))
        },
        HostileCase("NUL in a header", .error("protocol error: the header")) { _, connection in
            connection.send(head + "X: a\u{0}b\r\nContent-Length: 2\r\n\r\nok")
        },
        HostileCase("a thousand cookies", .body("hello")) { _, connection in
            connection.answer("200 OK", (0..<1000).map { "Set-Cookie: name\($0)=value; Path=/" }, "hello")
        },
        HostileCase("HTTP/0.9", .error("protocol error: the answer is not HTTP")) { _, connection in
            connection.send("just text, no header\n")
            connection.end()
        },
        HostileCase("garbage", .error("protocol error: the answer is not HTTP")) { _, connection in
            connection.send((0..<10_240).map { UInt8($0 % 256) })
            connection.end()
        },
    ]

    static let encodings: [HostileCase] = [
        HostileCase("good gzip", .body("hello")) { _, connection in
            connection.answer("200 OK", ["Content-Encoding: gzip"], Gzip.stored(Array("hello".utf8)))
        },
        HostileCase("broken gzip", .error("protocol error: its compression")) { _, connection in
            connection.answer("200 OK", ["Content-Encoding: gzip"], Array(Gzip.bomb(10_000).prefix(10)) + [7, 7, 7, 7, 7, 7])
        },
        HostileCase("gzip with a wrong checksum", .error("protocol error: its compression")) { _, connection in
            connection.answer(
                "200 OK", ["Content-Encoding: gzip"], Array(Gzip.stored(Array("hello".utf8)).dropLast(8)) + [1, 2, 3, 4, 5, 6, 7, 8])
        },
        HostileCase("no gzip though it says so", .error("protocol error: its compression")) { _, connection in
            connection.answer("200 OK", ["Content-Encoding: gzip"], "<p>plain text")
        },
        HostileCase("gzip until closed", .body("hello")) { _, connection in
            connection.send(Array((head + "Content-Encoding: gzip\r\nConnection: close\r\n\r\n").utf8) + Gzip.stored(Array("hello".utf8)))
            connection.end()
        },
        HostileCase("gzip cut off where the connection is closed", .error("connection lost after 5 bytes")) { _, connection in
            let whole = Gzip.stored(Array("hello".utf8))
            connection.send(Array((head + "Content-Encoding: gzip\r\nConnection: close\r\n\r\n").utf8) + whole.dropLast(8))
            connection.end()
        },
        HostileCase("gzip cut off in its middle", .error("connection lost after ")) { _, connection in
            let whole = Gzip.stored(Array(repeating: 0x61, count: 50_000))
            connection.send(Array((head + "Content-Encoding: gzip\r\nConnection: close\r\n\r\n").utf8) + whole.prefix(30_000))
            connection.end()
        },
        HostileCase("six encodings", .error("protocol error: its compression")) { _, connection in
            connection.answer("200 OK", ["Content-Encoding: gzip, gzip, gzip, gzip, gzip, gzip"], "abc")
        },
        HostileCase("unknown encoding", .error("protocol error: its compression")) { _, connection in
            connection.answer("200 OK", ["Content-Encoding: exe"], "abc")
        },
    ]

    static let framing: [HostileCase] = [
        HostileCase("ends before its length", .error("connection lost after 9 bytes")) { _, connection in
            connection.send(head + "Content-Length: 100\r\n\r\nonly this")
            connection.end()
        },
        HostileCase("chunks cut off", .error("connection lost after 5 bytes")) { _, connection in
            connection.send(head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
            connection.end()
        },
        HostileCase("two lengths", .error("connection lost after 5 bytes")) { _, connection in
            connection.send(head + "Content-Length: 5\r\nContent-Length: 500\r\n\r\nhello")
            connection.end()
        },
        HostileCase("negative length", .error("protocol error: the header")) { _, connection in
            connection.send(head + "Content-Length: -5\r\n\r\nhello")
        },
        HostileCase("length past all counters", .error("body larger than 1 MiB")) { _, connection in
            connection.send(head + "Content-Length: 99999999999999999999999\r\n\r\nhello")
        },
        HostileCase("chunk size that is none", .error("protocol error: ")) { _, connection in
            connection.send(head + "Transfer-Encoding: chunked\r\n\r\nzzzz\r\nhello\r\n0\r\n\r\n")
        },
        HostileCase("chunk size past all counters", .error("protocol error: ")) { _, connection in
            connection.send(head + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nhello\r\n")
        },
        HostileCase("closed without a word", .error("connection lost after 0 bytes")) { _, connection in connection.end() },
        HostileCase("reset without a word", .error("connection lost after 0 bytes")) { _, connection in connection.reset() },
        HostileCase("reset in the header", .error("connection lost after 0 bytes")) { _, connection in
            connection.send(head + "Content-")
            pause(milliseconds: 100)
            connection.reset()
        },
        HostileCase("reset in the body", .error("connection lost after 3 bytes")) { _, connection in
            connection.send(head + "Content-Length: 100\r\n\r\nabc")
            pause(milliseconds: 100)
            connection.reset()
        },
    ]

    static let redirects: [HostileCase] =
        [
            HostileCase("a loop of one", .error("too many redirects: more than 5")) { _, connection in
                connection.answer("302 Found", ["Location: /"])
            },
            HostileCase("an endless way", .error("too many redirects: more than 5")) { asked, connection in
                connection.answer("302 Found", ["Location: \(asked.path)a"])
            },
            HostileCase("redirect with an endless body", .body("hello")) { asked, connection in
                guard asked.path == "/" else { return connection.answer("200 OK", [], "hello") }
                connection.send("HTTP/1.1 302 Found\r\nLocation: /there\r\nTransfer-Encoding: chunked\r\n\r\n")
                flood(connection, Array("10000\r\n".utf8) + block + Array("\r\n".utf8))
            },
            HostileCase("redirect without a place", .error("answered 302")) { _, connection in connection.answer("302 Found") },
            HostileCase("header injected into the place", .body("hello")) { asked, connection in
                guard asked.path == "/" else {
                    let isClean = asked.path == "/a%0d%0aX-Injected:%20y" && asked.value(of: "X-Injected") == nil
                    return connection.answer("200 OK", [], isClean ? "hello" : "injected")
                }
                connection.answer("302 Found", ["Location: /a%0d%0aX-Injected:%20y"])
            },
        ]
        + [
            "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/_x", "data:text/html,hi", "javascript:alert(1)",
            "http://user:secret@127.0.0.1/", "http:///x", "http://a b/", "http://[::1", String(repeating: "a", count: 20_000),
        ].map { place in
            HostileCase("redirect to \(place.prefix(40))", .error("redirect refused: ")) { _, connection in
                connection.answer("302 Found", ["Location: \(place)"])
            }
        }

    static let statuses: [HostileCase] = [
        HostileCase("empty", .error("answered 200 with nothing in it")) { _, connection in connection.answer() },
        HostileCase("no content", .error("answered 204 with nothing in it")) { _, connection in
            connection.send("HTTP/1.1 204 No Content\r\n\r\n")
        },
        HostileCase("a part nobody asked for", .error("answered 206 with nothing in it")) { _, connection in
            connection.answer("206 Partial Content", ["Content-Range: bytes 0-4/9"], "hello")
        },
        HostileCase("304 before any 200", .error("answered 304 though nothing was there")) { _, connection in
            connection.send("HTTP/1.1 304 Not Modified\r\n\r\n")
        },
        HostileCase("gone", .error("gone (410)")) { _, connection in connection.answer("410 Gone") },
        HostileCase("a login", .error("needs attention: 401")) { _, connection in
            connection.answer("401 Unauthorized", ["WWW-Authenticate: Basic"])
        },
        HostileCase("withheld", .error("needs attention: 451")) { _, connection in connection.answer("451 Withheld") },
        HostileCase("not found", .error("not found (404)")) { _, connection in connection.answer("404 Not Found", [], "no such page") },
        HostileCase("server failure", .error("the server failed (500)")) { _, connection in connection.answer("500 Oops", [], "stack trace")
        },
        HostileCase("asked to wait", .error("too many requests (429); asks to wait 120 s")) { _, connection in
            connection.answer("429 Slow Down", ["Retry-After: 120"])
        },
        HostileCase("asked to wait past all counters", .error("too many requests (429)")) { _, connection in
            connection.answer("429 Slow Down", ["Retry-After: 99999999999999999999"])
        },
        HostileCase("a status that is none", .error("protocol error: ")) { _, connection in
            connection.send("HTTP/1.1 abc OK\r\nContent-Length: 2\r\n\r\nok")
            connection.end()
        },
    ]
}
