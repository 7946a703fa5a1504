import Foundation
import Places
import Testing

struct PlacesTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../etc/places").standardized
    static let gazetteer = Result { try Gazetteer(folder: folder) }

    @Test(arguments: [
        ("Gaza", "Gaza"), ("the Gaza Strip", "Gaza"), ("Khan Younis", "Khan Younis"), ("Khan Yunis", "Khan Younis"),
        ("US", "United States"), ("U.S.", "United States"), ("the UK", "United Kingdom"), ("DRC", "Democratic Republic of the Congo"),
        ("Burma", "Myanmar"), ("UAE", "United Arab Emirates"), ("Sana’a", "Sanaa"), ("KYIV", "Kyiv"), ("Kiev", "Kyiv"),
        ("Deir al-Zor", "Deir ez-Zor"), ("Côte d’Ivoire", "Ivory Coast"), ("Middle East", "Middle East"), ("سوريا", "Syria"),
        ("غزة", "Gaza"), ("Birmingham, Alabama", "Birmingham"), ("Idlib province", "Idlib"), ("Raqqah", "Raqqa"),
        ("Washington, DC", "Washington, D.C."), ("Türkiye", "Turkey"), ("West Bank", "West Bank"),
    ])
    func `a name means its most prominent place, however it is spelt`(written: String, name: String) throws {
        #expect(try Self.gazetteer.get().place(named: written)?.name == name)
    }
}
