import Foundation
import Testing

@testable import Fetching

@Suite struct IPAddressTests {
    static let special = [
        "0.0.0.0", "0.255.0.1", "10.0.0.0", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254",
        "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1",
        "198.19.255.255", "198.51.100.7", "203.0.113.7", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.1.2.3", "64:ff9b::10.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::808:808",
        "100::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:10::1", "2001:db8::1", "2001:1ff::1", "2002:7f00:1::",
        "2002:a00:1::1", "2002:c0a8:1::", "3fff::1", "3fff:fff::1", "4000::1", "5f00::1", "fc00::1", "fdff::1", "fe80::1", "fec0::1",
        "ff02::1",
    ]

    static let ordinary = [
        "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1", "151.101.1.1",
        "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.0.1.1", "192.0.3.1", "192.167.255.255", "192.169.0.0", "198.17.255.255",
        "198.20.0.0", "198.51.101.1", "203.0.112.255", "223.255.255.255", "2606:4700::1111", "2001:200::1", "2001:4860:4860::8888",
        "2a00:1450::1", "::ffff:151.101.1.1", "64:ff9b::9765:101", "2002:9765:101::", "3ffe::1", "3fff:1000::1",
    ]

    @Test(arguments: special)
    func `an address that no outlet publishes from is special`(text: String) throws {
        #expect(try #require(IPAddress(text)).isSpecial)
    }

    @Test(arguments: ordinary)
    func `an address of the open net is not special`(text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(!address.isSpecial)
        #expect(IPAddress(address.description) == address)
    }

    @Test(arguments: ["", "localhost", "1.2.3", "1.2.3.4.5", "::g", "2130706433"])
    func `what is no address is none`(text: String) {
        #expect(IPAddress(text) == nil)
    }
}

@Suite struct WebAddressTests {
    static let refused: [(text: String, fault: String)] = [
        ("", "does not begin with http"), ("127.0.0.1/x", "does not begin with http"), ("//127.0.0.1/ok", "does not begin with http"),
        ("http:///ok", "names no host"), ("http:/ok", "names no host"), ("http://", "no host"),
        ("file:///etc/passwd", "does not begin with http"), ("gopher://127.0.0.1/x", "does not begin with http"),
        ("javascript:alert(1)", "does not begin with http"), ("http://user:pw@example.org/", "user name or password"),
        ("http://user@example.org/", "user name or password"), ("http://127.0.0.1\\@example.org/", "backslash"),
        ("http://exa mple.org/", "space"), ("http://example.org/a b", "space"), ("http://example.org/\r\nX: y", "control"),
        ("http://example.org/\u{0}", "control"), ("http://example.org:99999/", "port"), ("http://example.org/a#b", "fragment"),
        ("http://example.org/" + String(repeating: "a", count: 16 << 20), "longer than 8000"),
    ]

    @Test(arguments: refused)
    func `an address that could be read in two ways is refused with its fault`(text: String, fault: String) throws {
        let error = try #require(addressFault(in: text), "\(text.prefix(80))")
        #expect("\(error)".contains(fault), "\(error)")
        #expect(!"\(error)".contains("pw"))
        #expect(error.retry == .never)
    }

    static let accepted: [(text: String, host: String, port: Int, target: String)] = [
        ("http://example.org", "example.org", 80, "/"), ("HTTPS://Example.ORG/News?a=1&b=%20", "example.org", 443, "/News?a=1&b=%20"),
        ("http://example.org:8080/a/../b", "example.org", 8080, "/b"), ("http://[2001:db8::1]:81/", "[2001:db8::1]", 81, "/"),
        ("http://2130706433/ok", "127.0.0.1", 80, "/ok"), ("http://0x7f.1/ok", "127.0.0.1", 80, "/ok"),
        ("http://bücher.example/ä", "bücher.example", 80, "/%c3%a4"),
    ]

    @Test(arguments: accepted)
    func `an address is read as the one who connects reads it`(text: String, host: String, port: Int, target: String) throws {
        #expect(addressFault(in: text) == nil)
        let address = try WebAddress(text)
        #expect(address.host == host)
        #expect(address.port == port)
        #expect(address.target == target)
    }

    static let redirects: [(from: String, location: String, to: String?)] = [
        ("http://a.example/x/y?z", "w", "http://a.example/x/w"), ("http://a.example/x/y", "/w?v#u", "http://a.example/w?v"),
        ("http://a.example/x", "//b.example/y", "http://b.example/y"), ("http://a.example/x", "https://b.example", "https://b.example/"),
        ("http://a.example/x", "/a b/ä", "http://a.example/a%20b/%c3%a4"), ("http://a.example/x/y", "?q=1", "http://a.example/x/y?q=1"),
        ("http://a.example/x", "/%0d%0aX:%20y", "http://a.example/%0d%0aX:%20y"), ("https://a.example/x", "http://a.example/", nil),
        ("http://a.example/x", "file:///etc/passwd", nil), ("http://a.example/x", "ftp://a.example/", nil),
        ("http://a.example/x", "javascript:alert(1)", nil), ("http://a.example/x", "data:text/html,hi", nil),
        ("http://a.example/x", "http://u:p@b.example/", nil), ("http://a.example/x", "http:///b", nil), ("http://a.example/x", "///b", nil),
        ("http://a.example/x", "http://b.example\\@c.example/", nil), ("http://a.example/x", "/a\u{0}b", nil),
    ]

    @Test(arguments: redirects)
    func `a redirect leads where it says, or is refused`(from: String, location: String, to: String?) throws {
        let start = try WebAddress(from)
        if let to {
            #expect(try start.redirected(to: Array(location.utf8)).text == to)
        } else {
            #expect(throws: FetchError.self) { try start.redirected(to: Array(location.utf8)) }
        }
    }

    @Test func `letters in an unknown encoding are kept byte for byte`() throws {
        let next = try WebAddress("http://a.example/").redirected(to: Array("/caf".utf8) + [0xE9])
        #expect(next.text == "http://a.example/caf%E9")
    }
}
