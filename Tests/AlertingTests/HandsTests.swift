import Figures
import Foundation
import Synchronization
import Testing

@testable import Alerting

@Suite struct HandsTests {
    private static func alerts(_ count: Int) -> [Alert] {
        (0..<count).map { number in
            let alert = AlertingTests.alert(number % 3 == 0 ? .fall : .rise)
            return Alert(id: Int64(number + 1), title: alert.title, change: alert.change, made: alert.made)
        }
    }

    @Test func `many alerts are told as one line that names figures and changes`() {
        let summary = Summary(Self.alerts(42))
        #expect(summary.sentence == "42 alerts at once: 42 of gaza-killed (28 rise, 14 fall); `figured alerts` lists them")
        #expect(summary.fields.filter { $0.name == "FIGURE" }.map(\.value) == ["gaza-killed"])
        #expect(summary.fields.first { $0.name == "LAST_ALERT" }?.value == "42")
    }

    @Test func `a storm is told as one, and then every ten minutes until it is over`() {
        var storm = Storm(limit: 30)
        let start = Date(timeIntervalSince1970: 0)
        #expect(storm.advice(waiting: 20, at: start) == .tellEach)
        storm.didTell(20, asOne: false, at: start)
        #expect(storm.advice(waiting: 15, at: start + 60) == .tellAsOne)
        storm.didTell(15, asOne: true, at: start + 60)
        #expect(storm.advice(waiting: 3, at: start + 120) == .wait)
        #expect(storm.advice(waiting: 40, at: start + 661) == .tellAsOne)
        storm.didTell(40, asOne: true, at: start + 661)
        #expect(storm.advice(waiting: 2, at: start + 3600) == .tellEach)
        var never = Storm(limit: nil)
        #expect(never.advice(waiting: 9000, at: start) == .tellEach)
    }

    /// RFC 4231, test case 2, its digest in base64.
    @Test func `a message is signed with HMAC-SHA256`() throws {
        let signed = try signature(of: Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8))
        #expect(Data(base64Encoded: signed)?.hex == Self.digest)
    }

    private static let digest = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"

    @Test func `a web hook gets JSON with the headers of Standard Webhooks`() async throws {
        let key = FileManager.default.temporaryDirectory.appending(path: "figured-key-\(UUID().uuidString)")
        try Data("whsec_SmVmZQ==\n".utf8).write(to: key)
        defer { unlink(key.path) }
        let posted = Mutex<[(body: [UInt8], headers: [String])]>([])
        let hook = HookMessenger(secret: key) { body, headers in
            posted.withLock { $0.append((body, headers)) }
            return 204
        }
        let alert = AlertingTests.alert(.rise)
        try await hook.deliver(.alert(alert), at: Date(timeIntervalSince1970: 1000))
        let sent = try #require(posted.withLock { $0.first })
        let expected = try signature(of: Array("alert-7.1000.".utf8) + sent.body, key: Array("Jefe".utf8))
        #expect(sent.headers.contains("webhook-signature: v1,\(expected)"))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(sent.body)) as? [String: Any])
        #expect(object["figure"] as? String == "gaza-killed")
        #expect((object["number"] as? [String: Any])?["value"] as? Int == 41200)
        let refusing = HookMessenger(secret: nil) { _, _ in 500 }
        await #expect(throws: AlertError.self) { try await refusing.deliver(.alert(alert), at: Date()) }
    }

    @Test func `a command gets JSON on its standard input, and its exit code counts`() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "figured-told-\(UUID().uuidString)")
        defer { unlink(file.path) }
        let alert = AlertingTests.alert(.rise)
        try await CommandMessenger(["/usr/bin/tee", file.path], timeout: .seconds(60)).deliver(.alert(alert), at: Date())
        let object = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
        #expect(object["alert"] as? Int == 7)
        for words in [["/bin/false"], ["/no/such/program"]] {
            await #expect(throws: AlertError.self) {
                try await CommandMessenger(words, timeout: .seconds(60)).deliver(.alert(alert), at: Date())
            }
        }
    }

    @Test func `a command that hangs is ended`() async {
        await #expect(throws: AlertError.self) {
            try await CommandMessenger(["/bin/sleep", "3600"], timeout: .milliseconds(100)).deliver(
                .alert(AlertingTests.alert(.rise)), at: Date())
        }
    }

    @Test func `the catalogue explains every message id, and no other`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../systemd/figured.catalog")
        let lines = try String(contentsOf: file.standardized, encoding: .utf8).split(separator: "\n")
        let explained = lines.filter { $0.hasPrefix("-- ") }.map { String($0.dropFirst(3)) }
        #expect(Set(explained) == Set(Change.What.allCases.map(\.messageID) + [Summary.messageID]))
        #expect(explained.count == Change.What.allCases.count + 1)
    }
}

extension Data {
    fileprivate var hex: String {
        map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
