import Config
import Foundation
import Testing

/// Where the pages are served, and who may see them.
struct WebSettingsTests {
    static let addresses: [(written: String, shown: String, isWide: Bool)] = [
        ("127.0.0.1:8765", "127.0.0.1:8765", false), ("localhost:1", "127.0.0.1:1", false), ("\"[::1]:8765\"", "[::1]:8765", false),
        ("127.8.8.8:80", "127.8.8.8:80", false), ("/run/figured/web.sock", "/run/figured/web.sock", false),
        ("0.0.0.0:8765", "0.0.0.0:8765", true), ("\"[::]:8765\"", "[::]:8765", true), ("192.0.2.7:80", "192.0.2.7:80", true),
        ("desk.example.org:80", "desk.example.org:80", true),
    ]

    @Test(arguments: addresses)
    func `an address is opened wider only behind a token`(written: String, shown: String, isWide: Bool) throws {
        let folder = try SettingsFolderOnDisk(["figured.yaml": "web: \(written)"])
        #expect(folder.faults().isEmpty != isWide)

        try folder.write("c2VjcmV0LXRva2VuLWZvci1kZXNr\n", to: "web.token")
        try folder.write("web: \(written)\nweb_token: web.token", to: "figured.yaml")
        let settings = try folder.load()
        #expect(settings.web?.description == shown)
        #expect(settings.web?.isWide == isWide)
        #expect(settings.webToken?.secret == "c2VjcmV0LXRva2VuLWZvci1kZXNr")
    }

    @Test(arguments: ["", "\n", "short\n", "two words that are long enough\n", "long enough for a token\u{1B}[2J........\n"])
    func `a file without a token is refused`(text: String) throws {
        let folder = try SettingsFolderOnDisk(["figured.yaml": "web_token: web.token"])
        try folder.write(text, to: "web.token")
        let faults = folder.faults()
        #expect(faults.count == 1)
        #expect(faults.first?.contains("holds no token") == true, "\(faults)")
    }

    @Test func `a token that is missing is named with the command that makes one, and never shown where it is there`() throws {
        let folder = try SettingsFolderOnDisk(["figured.yaml": "web: 0.0.0.0:80\nweb_token: none.token"])
        let faults = folder.faults()
        #expect(faults.count == 1)
        #expect(faults.first?.hasPrefix("figured.yaml:2:12: there is no token to read in ") == true)
        #expect(faults.first?.contains("head -c 24 /dev/urandom | base64") == true)

        try folder.write("c2VjcmV0LXRva2VuLWZvci1kZXNr\n", to: "none.token")
        let settings = try folder.load()
        #expect(!"\(settings)".contains("c2Vj"))
        #expect(!settings.inForce.contains { $0.value.contains("c2Vj") })
    }

    @Test(arguments: ["web_token", "figured_web_token"])
    func `systemd's credential is the token where the settings name none`(credential: String) throws {
        let folder = try SettingsFolderOnDisk(["figured.yaml": "web: 0.0.0.0:80"])
        try folder.write("c2VjcmV0LXRva2VuLWZvci1kZXNr\n", to: credential)
        let settings = try Settings.load(
            from: folder.root.appending(path: "figured.yaml"), environment: ["CREDENTIALS_DIRECTORY": folder.root.path])
        #expect(settings.webToken?.secret == "c2VjcmV0LXRva2VuLWZvci1kZXNr")
    }
}
